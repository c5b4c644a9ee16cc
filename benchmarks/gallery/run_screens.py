"""Screens of runs: live, failed, ended, with their logs."""

from dataclasses import asdict
from datetime import UTC, datetime, timedelta

from PySide6.QtWidgets import QWidget
from tests.support.run_desk import RunDesk

from benchmarks.gallery.camera import Camera
from benchmarks.gallery.run_data import BRANCH, LINES, TRACEBACK, log_rows
from benchmarks.gallery.run_parts import desk_of, ended_run, failed_run, live_run, open_run
from jobdesk.ui.log.highlighter_editor import HighlighterEditor
from jobdesk.ui.log.highlighters import Highlighter
from jobdesk.ui.log.keeping import HIGHLIGHTERS


def live(camera: Camera) -> QWidget:
    """In the middle of the log with a search; 142 lines came below."""
    own, runs = desk_of(camera)
    no = live_run(runs)
    page = open_run(own, no)
    page.log.tools.search.regex_switch.setChecked(True)
    page.log.tools.search.search_for(r"last backup: \+\d+")
    page.log.view.scroll_to(1469)
    own.settle()
    runs.append(no, log_rows(LINES, 142))
    own.settle()
    return own.window


def live_follow(camera: Camera) -> QWidget:
    """At the end of the log, the soft limit is near and a stop was asked for."""
    own, runs = desk_of(camera)
    runs.start = datetime.now(UTC) - timedelta(seconds=262)
    no = live_run(runs)
    runs.services.results.request_stop(no, "k.tanaka", False)
    page = open_run(own, no)
    stop = {"stage": "asked", "left": 11.6}
    page.stop_watch.take({"running": [{"no": no, "stop": stop}]})
    return own.window


def extend(camera: Camera) -> QWidget:
    """Near its soft limit, and what is left is guessed by its last runs."""
    own, runs = desk_of(camera)
    job = runs.job("Backup configurations", "Backup")
    for _ in range(20):
        past = runs.ask(job).no
        runs.begin(past)
        runs.end(past, seconds=331)
    runs.start = datetime.now(UTC) - timedelta(seconds=262)
    no = runs.ask(job, user="m.rossi").no
    runs.begin(no)
    runs.append(no, log_rows(0, 400))
    open_run(own, no)
    return own.window


def results(camera: Camera) -> QWidget:
    """Matches with a line around each below the log; two lines are marked."""
    own, runs = desk_of(camera)
    page = open_run(own, live_run(runs))
    log = page.log
    log.marks.toggle([1471, 1475])
    log.tools.search.search_for('(warning or "since last backup: +") -object:acc-3')
    log.results.set_visible(True)
    log.results.pane.context.setValue(1)
    own.settle()
    log.results.pane.view.select_row(32)
    own.settle()
    return own.window


def _highlighters(runs: RunDesk) -> None:
    rules = [
        Highlighter("Policy", "policy", "Violet", is_line=True),
        Highlighter("Long reads", r"\d{4} lines", "Teal", is_regex=True),
        Highlighter("Changes", "changed since", "Olive"),
        Highlighter("Keys", "curve25519", "Grey", is_on=False),
    ]
    user = str(runs.session.user.id)
    runs.services.kept.put(user, HIGHLIGHTERS, "rules", [asdict(rule) for rule in rules])


def highlighted(camera: Camera) -> QWidget:
    """Three highlighters are on."""
    own, runs = desk_of(camera)
    _highlighters(runs)
    page = open_run(own, live_run(runs))
    page.log.view.scroll_to(1230)
    own.settle()
    return own.window


def highlighter_editor(camera: Camera) -> QWidget:
    """The popover with the highlighters."""
    own, runs = desk_of(camera)
    _highlighters(runs)
    page = open_run(own, live_run(runs))
    page.log.actions_here["log.highlighters"].trigger()
    own.settle()
    return page.log.findChild(HighlighterEditor)


def folded(camera: Camera) -> QWidget:
    """The groups of a failed run are folded; one of them is open."""
    own, runs = desk_of(camera)
    page = open_run(own, failed_run(runs))
    page.log.actions_here["log.fold"].trigger()
    own.settle()
    page.log.go_to(1)
    own.settle()
    return own.window


def wrong_query(camera: Camera) -> QWidget:
    """A query that is wrong says why; what was found last stays."""
    own, runs = desk_of(camera)
    page = open_run(own, live_run(runs))
    page.log.tools.search.search_for("host key")
    own.settle()
    page.log.tools.search.search_for("host key level:loud")
    own.settle()
    return own.window


def failed(camera: Camera) -> QWidget:
    """The banner, and the log at its first failure."""
    own, runs = desk_of(camera)
    page = open_run(own, failed_run(runs))
    page.log.view.setFocus()
    return own.window


def failed_traceback(camera: Camera) -> QWidget:
    """The frames of a failed run and their code."""
    return _traceback(camera, "frames")


def failed_text(camera: Camera) -> QWidget:
    """The whole text of a traceback."""
    return _traceback(camera, "text")


def _traceback(camera: Camera, view: str) -> QWidget:
    own, runs = desk_of(camera)
    folder = runs.paths.jobs / "sites"
    folder.mkdir(parents=True)
    filler = "".join(f"# line {at}\n" for at in range(1, 126))
    (folder / "branch.py").write_text(filler + BRANCH)
    (folder / "ports.py").write_text("".join(f"# line {at}\n" for at in range(1, 40)))
    text = TRACEBACK.replace("/srv/netops/jobs", str(runs.paths.jobs))
    page = open_run(own, failed_run(runs, text))
    page.tabs.show_page("traceback")
    own.settle()
    page.traceback.switch._buttons[view].click()
    page.traceback.frames.setCurrentIndex(page.traceback.model.index(1, 0))
    own.settle()
    return own.window


def inputs(camera: Camera) -> QWidget:
    """What the run was given."""
    return ended_run(camera, "inputs")


def console(camera: Camera) -> QWidget:
    """What the job printed."""
    return ended_run(camera, "console")


SCREENS = {
    "04-run-live": live,
    "04-run-live-follow": live_follow,
    "04-run-live-extend": extend,
    "04-run-log-results": results,
    "04-run-log-wrong-query": wrong_query,
    "04-run-log-highlighted": highlighted,
    "04-run-log-highlighters": highlighter_editor,
    "05-run-log-folded": folded,
    "05-run-failed": failed,
    "05-run-failed-traceback": failed_traceback,
    "05-run-failed-traceback-text": failed_text,
    "06-run-inputs": inputs,
    "06-run-console": console,
}
