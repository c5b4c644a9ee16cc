"""Screens of runs: live, failed, ended, their tabs, and the history."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QWidget
from tests.support.run_desk import RunDesk

from benchmarks.gallery.camera import Camera
from jobdesk.models.records import Progress, RunFile, Status
from jobdesk.ui.log.highlighter_editor import HighlighterEditor
from jobdesk.ui.log.highlighters import Highlighter
from jobdesk.ui.log.keeping import HIGHLIGHTERS
from jobdesk.ui.main_window import RUNS

LINES = 4600
DEVICES = 512
VARIABLES = [
    {"name": "location", "label": "Location"},
    {"name": "roles", "label": "Device roles"},
    {"name": "only_changed", "label": "Only changed devices"},
    {"name": "plan", "label": "Plan"},
    {"name": "comment", "label": "Comment"},
]
INPUTS = {
    "location": "Berlin",
    "roles": ["access", "distribution"],
    "only_changed": True,
    "plan": {"name": "cabling-ber-mitte.csv", "size": 8214, "sha256": "0"},
    "comment": "",
}
TRACEBACK = """Traceback (most recent call last):
  File "/srv/netops/jobs/sites/branch.py", line 58, in run
    self._cable(row, devices)
    ~~~~~~~~~~~^^^^^^^^^^^^^^
  File "/srv/netops/jobs/sites/branch.py", line 131, in _cable
    left = a.interfaces.get(name=row["a_port"])
           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  File "/usr/lib/python3/site-packages/netaddr/ip/__init__.py", line 1012, in __init__
    value, prefixlen = parse_ip_network(module, addr, flags)
  File "/usr/lib/python3/site-packages/netaddr/core.py", line 31, in check
    return self.lookup[name]
           ~~~~~~~~~~~^^^^^^
  File "/srv/netops/jobs/sites/ports.py", line 24, in get
    raise LookupError(f"Interface \\u201c{name}\\u201d does not exist on {self.type}.")
LookupError: Interface \u201cGi1/0/25\u201d does not exist on C9200L-24P.
"""
BRANCH = """    def _cable(self, row, devices):
        a = devices[row["a_device"]]
        b = devices[row["b_device"]]
        # port names come from the plan, not from the type
        left = a.interfaces.get(name=row["a_port"])
        right = b.interfaces.get(name=row["b_port"])
        left = a.interfaces.get(name=row["a_port"])
        cable = Cable(termination_a=left, termination_b=right)
        cable.status = self.planned
        cable.label = row["label"]
        cable.validated_save()
        self.logger.success("connected", extra={"object": cable})
        return cable
"""
FAILED_LOG = (
    ("info", 'inputs accepted: site_name="BER-Mitte 04", site_type="small"', "run"),
    ("debug", "csv dialect excel, 46 rows, 7 columns", "_read_plan"),
    ("info", "46 cables planned between 6 devices", "_read_plan"),
    ("success", "location created below Berlin", "_create_site", "BER-Mitte 04", "https://x/1"),
    ("success", "rack created, 42 units", "_create_rack", "BER-M04-R1", "https://x/2"),
    ("success", "device created from type ISR 1121", "_create_devices", "ber-m04-rtr-01"),
    ("success", "device created from type C9200L-24P", "_create_devices", "ber-m04-acc-01"),
    (
        "warning",
        "serial FDO2716L0TX is in use by spare-117",
        "_create_devices",
        "ber-m04-acc-02",
    ),
    ("failure", 'row 31: interface "Gi1/0/25" does not exist', "_cable", "ber-m04-acc-02"),
    (
        "error",
        "LookupError: Interface \u201cGi1/0/25\u201d does not exist on C9200L-24P.",
        "run",
    ),
    ("info", "nothing was kept", "on_failure"),
)
SUMMARY = """## 512 devices backed up

| result | devices |
|---|---|
| unchanged | 471 |
| changed | 39 |
| failed | 2 |

**ber-acc-12** and **ber-acc-77** refused the login; their backups are 3 days old.
"""


def _desk(camera: Camera) -> tuple[Camera, RunDesk]:
    """A window on a workspace of its own: the other screens keep theirs."""
    folder = TemporaryDirectory()
    home = Path(folder.name) / "Backbone lab"
    runs = RunDesk(home)
    own = Camera(runs.services, home)
    camera.at_close += [own.close, runs.close, folder.cleanup]
    return own, runs


def _rows(first: int, count: int) -> Iterator[tuple[str, ...]]:
    for at in range(first, first + count):
        number, step = divmod(at, 3)
        name = f"ber-acc-{number % DEVICES:02d}"
        url = f"https://netops.example/devices/{name}"
        if number % 97 == 12 and step == 1:
            words = "authentication failed after 3 attempts (user netops); device skipped"
            yield "failure", words, "connect", name, url
        elif number % 61 == 10 and step == 1:
            words = 'host key changed since 12 Nov; connected because policy is "warn"'
            yield "warning", words, "connect", name, url
        elif step == 0:
            words = (
                f"ssh 10.42.{number // 250}.{number % 250}:22, key exchange curve25519-sha256"
            )
            yield "debug", words, "connect", name, url
        elif step == 1:
            words = f"running configuration read, {900 + number % 400} lines in 0.6 s"
            yield "info", words, "fetch", name, url
        elif number % 13 == 8:
            words = f"changed since last backup: +{number % 9} -1 lines, committed 076ce2e"
            yield "success", words, "store", name, url
        else:
            yield "success", "unchanged since last backup", "store", name, url


def _live(runs: RunDesk) -> int:
    job = runs.job("Backup configurations", "Backup", VARIABLES)
    no = runs.ask(job, INPUTS, user="m.rossi").no
    runs.begin(no)
    progress = Progress(318, DEVICES, "now ber-acc-19")
    console = [(1 + at % 7 // 6, f"connected to ber-acc-{at:02d}\n") for at in range(36)]
    runs.append(no, _rows(0, LINES), console=console, progress=progress, files=_files(runs, 4))
    return no


def _files(runs: RunDesk, count: int) -> list[RunFile]:
    made = []
    for at in range(count):
        path = runs.paths.runs / "1" / "files" / f"ber-acc-{at:02d}.cfg"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("!\n" * (400 + 37 * at))
        relative = path.relative_to(runs.paths.home).as_posix()
        made.append(RunFile(path.name, path.stat().st_size, relative))
    return made


def _open(own: Camera, no: int) -> QWidget:
    own.desk.show_place(RUNS)
    own.desk.opener.open_run(no)
    own.settle()
    return own.window.stack.currentWidget()


def live(camera: Camera) -> QWidget:
    """In the middle of the log with a search; 142 lines came below."""
    own, runs = _desk(camera)
    no = _live(runs)
    page = _open(own, no)
    page.log.tools.search.regex_switch.setChecked(True)
    page.log.tools.search.search_for(r"last backup: \+\d+")
    page.log.view.scroll_to(1469)
    own.settle()
    runs.append(no, _rows(LINES, 142))
    own.settle()
    return own.window


def live_follow(camera: Camera) -> QWidget:
    """At the end of the log, the soft limit is near and a stop was asked for."""
    own, runs = _desk(camera)
    runs.start = datetime.now(UTC) - timedelta(seconds=262)
    no = _live(runs)
    runs.services.results.request_stop(no, "k.tanaka", False)
    _open(own, no)
    return own.window


def results(camera: Camera) -> QWidget:
    """Matches with a line around each below the log; two lines are marked."""
    own, runs = _desk(camera)
    page = _open(own, _live(runs))
    log = page.log
    log.marks.toggle([1471, 1475])
    log.tools.search.search_for('(warning or "since last backup: +") -object:acc-3')
    log.results.pane.context.setValue(1)
    log.results.set_visible(True)
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
    own, runs = _desk(camera)
    _highlighters(runs)
    page = _open(own, _live(runs))
    page.log.view.scroll_to(1230)
    own.settle()
    return own.window


def highlighter_editor(camera: Camera) -> QWidget:
    """The popover with the highlighters."""
    own, runs = _desk(camera)
    _highlighters(runs)
    page = _open(own, _live(runs))
    page.log.actions_here["log.highlighters"].trigger()
    own.settle()
    return page.log.findChild(HighlighterEditor)


def folded(camera: Camera) -> QWidget:
    """The groups of a failed run are folded; one of them is open."""
    own, runs = _desk(camera)
    page = _open(own, _failed(runs))
    page.log.actions_here["log.fold"].trigger()
    own.settle()
    page.log.go_to(1)
    own.settle()
    return own.window


def wrong_query(camera: Camera) -> QWidget:
    """A query that is wrong says why; what was found last stays."""
    own, runs = _desk(camera)
    page = _open(own, _live(runs))
    page.log.tools.search.search_for("host key")
    own.settle()
    page.log.tools.search.search_for("host key level:loud")
    own.settle()
    return own.window


def _failed(runs: RunDesk, traceback: str = TRACEBACK) -> int:
    job = runs.job("New branch site", "Branch", VARIABLES)
    no = runs.ask(job, INPUTS, user="k.tanaka").no
    runs.begin(no)
    runs.append(no, FAILED_LOG)
    reason = "LookupError: Interface \u201cGi1/0/25\u201d does not exist on C9200L-24P."
    runs.end(no, Status.FAILURE, seconds=1.3, reason=reason, traceback=traceback)
    return no


def failed(camera: Camera) -> QWidget:
    """The banner, and the log at its first failure."""
    own, runs = _desk(camera)
    page = _open(own, _failed(runs))
    page.log.view.setFocus()
    return own.window


def failed_traceback(camera: Camera) -> QWidget:
    """The frames of a failed run and their code."""
    return _traceback(camera, "frames")


def failed_text(camera: Camera) -> QWidget:
    """The whole text of a traceback."""
    return _traceback(camera, "text")


def _traceback(camera: Camera, view: str) -> QWidget:
    own, runs = _desk(camera)
    folder = runs.paths.jobs / "sites"
    folder.mkdir(parents=True)
    filler = "".join(f"# line {at}\n" for at in range(1, 126))
    (folder / "branch.py").write_text(filler + BRANCH)
    (folder / "ports.py").write_text("".join(f"# line {at}\n" for at in range(1, 40)))
    text = TRACEBACK.replace("/srv/netops/jobs", str(runs.paths.jobs))
    page = _open(own, _failed(runs, text))
    page.tabs.show_page("traceback")
    own.settle()
    page.traceback.switch._buttons[view].click()
    page.traceback.frames.setCurrentIndex(page.traceback.model.index(1, 0))
    own.settle()
    return own.window


def _ended(camera: Camera, tab: str) -> QWidget:
    own, runs = _desk(camera)
    no = _live(runs)
    tail = runs.services.logs.tail(no)
    result = {"devices": 512, "changed": 39, "failed": ["ber-acc-12", "ber-acc-77"]}
    assert tail is not None
    runs.end(no, Status.SUCCESS, result=result, summary=SUMMARY, worker="worker 41877")
    page = _open(own, no)
    page.tabs.show_page(tab)
    return own.window


def ended(camera: Camera) -> QWidget:
    """Summary and result."""
    return _ended(camera, "result")


def _result(camera: Camera, result: object, view: str, find: str = "") -> QWidget:
    own, runs = _desk(camera)
    no = runs.ask(runs.job("Audit of access ports", "Audit"), INPUTS, user="m.rossi").no
    runs.begin(no)
    runs.append(no, _rows(0, 120))
    runs.end(no, Status.SUCCESS, result=result, worker="worker 41877")
    page = _open(own, no)
    page.tabs.show_page("result")
    own.settle()
    page.result.value.switch._buttons[view].click()
    page.result.focus_search()
    if find:
        page.result.value.view(view).field.setText(find)
    own.settle()
    return own.window


def _devices(count: int) -> list[dict]:
    return [
        {
            "name": f"ber-acc-{at:02d}",
            "location": ("Berlin", "Hamburg", "Kiel")[at % 3],
            "ports": 24 + 24 * (at % 2),
            "down": at * 7 % 11,
            "uplink": at % 5 != 0,
            "last seen": f"2026-11-{1 + at % 20:02d}",
            "note": "host key changed; connected because the policy says so" * (at % 9 == 4),
        }
        for at in range(count)
    ]


def result_tree(camera: Camera) -> QWidget:
    """A nested result as a tree, searched."""
    result = {
        "site": {"name": "BER-Mitte 04", "rack": "BER-M04-R1", "units": 42, "billed": None},
        "devices": _devices(3),
        "changed": 39,
        "share": 0.076,
        "is_complete": True,
        "ports": list(range(2400)),
    }
    return _result(camera, result, "tree", "ber-acc")


def result_table(camera: Camera) -> QWidget:
    """A list of objects as a table."""
    return _result(camera, _devices(60), "table")


def result_raw(camera: Camera) -> QWidget:
    """The same as it is."""
    return _result(camera, _devices(8), "raw")


def _files_of(camera: Camera, chosen: str) -> QWidget:
    own, runs = _desk(camera)
    no = runs.ask(runs.job("Audit of access ports", "Audit"), INPUTS, user="m.rossi").no
    runs.begin(no)
    folder = runs.paths.runs / str(no) / "files"
    folder.mkdir(parents=True)
    rows = "\n".join(
        f"ber-acc-{at:02d},Berlin,{24 + at % 2 * 24},{at * 7 % 11}" for at in range(90)
    )
    (folder / "ports.csv").write_text(f"device,location,ports,down\n{rows}\n")
    (folder / "report.md").write_text(SUMMARY)
    (folder / "audit.json").write_text(json.dumps({"devices": _devices(4), "changed": 39}))
    (folder / "ber-acc-01.cfg").write_text("interface Gi1/0/1\n description user\n!\n" * 400)
    (folder / "usage.svg").write_text(_drawing())
    (folder / "dump.bin").write_bytes(bytes(range(256)) * 40)
    (folder / "page.html").write_text("<html><script>alert('no')</script></html>\n")
    made = [
        RunFile(path.name, path.stat().st_size, path.relative_to(runs.paths.home).as_posix())
        for path in sorted(folder.iterdir())
    ]
    made.append(RunFile("gone.txt", 1_430_000, f"runs/{no}/files/gone.txt"))
    runs.append(no, _rows(0, 60), files=made)
    runs.end(no, Status.SUCCESS, worker="worker 41877")
    page = _open(own, no)
    page.tabs.show_page("files")
    own.settle()
    page.files.table.selectRow(next(at for at, file in enumerate(made) if file.name == chosen))
    own.settle()
    return own.window


def _drawing() -> str:
    bars = "".join(
        f'<rect x="{20 + at * 34}" y="{180 - at * 37 % 150}" width="24" '
        f'height="{at * 37 % 150}" fill="#3B59D6"/>'
        for at in range(12)
    )
    size = 'width="460" height="200" xmlns="http://www.w3.org/2000/svg"'
    return f"<svg {size}>{bars}</svg>"


def files(camera: Camera) -> QWidget:
    """The output files; a table is looked into."""
    return _files_of(camera, "ports.csv")


def files_picture(camera: Camera) -> QWidget:
    """A picture among the files."""
    return _files_of(camera, "usage.svg")


def files_gone(camera: Camera) -> QWidget:
    """A file that is not there any more."""
    return _files_of(camera, "gone.txt")


def _profile(camera: Camera, view: str, *, compared: bool = False) -> QWidget:
    own, runs = _desk(camera)
    job = runs.job("Audit of access ports", "Audit")
    folder = runs.paths.jobs
    folder.mkdir(exist_ok=True)
    (folder / "branch.py").write_text("".join(f"# line {at}\n" for at in range(1, 52)) + BRANCH)
    for scale in (0.7, 1.0):
        no = runs.ask(job, INPUTS, user="m.rossi").no
        runs.begin(no)
        place = runs.paths.runs / str(no) / "files"
        place.mkdir(parents=True)
        (place / "p.pstats.json").write_text(json.dumps(_statistics(folder, scale)))
        file = RunFile(f"jobdesk-run-{no}.pstats", 4096, f"runs/{no}/files/p.pstats")
        runs.append(no, _rows(0, 60), files=[file])
        runs.end(no, Status.SUCCESS, worker="worker 41877")
    page = _open(own, no)
    page.tabs.show_page("profile")
    own.settle()
    page.profile.switch._buttons[view].click()
    if compared:
        page.profile.compare_with(page._find_profiles()[0])
    elif view == "calls":
        page.profile.open_code(page.profile.model.row(1).now)
    own.settle()
    return own.window


def _statistics(folder: Path, scale: float) -> dict:
    names = [
        (f"{folder}/branch.py", 52, "run", 1, 0.02, 12.4),
        (f"{folder}/branch.py", 53, "_cable", 512, 0.8, 9.1),
        ("/usr/lib/site-packages/netmiko/base.py", 410, "send_command", 512, 0.4, 7.7),
        ("~", 0, "<built-in method select.select>", 20480, 6.9, 6.9),
        (f"{folder}/ports.py", 24, "parse", 12288, 1.6, 2.9),
        ("/usr/lib/python3.11/re/__init__.py", 225, "compile", 12288, 0.3, 1.2),
        ("/usr/lib/python3.11/json/__init__.py", 299, "loads", 512, 0.1, 0.9),
        ("~", 0, "<method 'split' of 'str' objects>", 98304, 0.6, 0.6),
    ]
    functions = [
        [file, line, name, calls, calls, own * scale, whole * scale]
        for file, line, name, calls, own, whole in names
    ]
    pairs = [(0, 1, 9.1), (1, 2, 7.7), (2, 3, 6.9), (0, 4, 2.9), (4, 5, 1.2), (4, 7, 0.6)]
    pairs += [(2, 6, 0.5), (1, 6, 0.4)]
    calls = [[a, b, 1, 0.0, seconds * scale] for a, b, seconds in pairs]
    return {
        "format": 1,
        "total": 12.4 * scale,
        "left_out": 0,
        "functions": functions,
        "calls": calls,
    }


def profile_calls(camera: Camera) -> QWidget:
    """The calls of a profiled run, the code of one beside them."""
    return _profile(camera, "calls")


def profile_flame(camera: Camera) -> QWidget:
    """Who called whom."""
    return _profile(camera, "flame")


def profile_compared(camera: Camera) -> QWidget:
    """Another run beside it."""
    return _profile(camera, "calls", compared=True)


def inputs(camera: Camera) -> QWidget:
    """What the run was given."""
    return _ended(camera, "inputs")


def console(camera: Camera) -> QWidget:
    """What the job printed."""
    return _ended(camera, "console")


def history(camera: Camera) -> QWidget:
    """Sixty runs of three jobs."""
    own, runs = _desk(camera)
    jobs = [
        runs.job(name, name.replace(" ", ""))
        for name in ("Backup configurations", "New branch site", "Check port descriptions")
    ]
    for at in range(60):
        runs.start = datetime.now(UTC) - timedelta(minutes=7 + 53 * (59 - at))
        no = runs.ask(jobs[at * 7 % 3], INPUTS, user=("m.rossi", "k.tanaka")[at % 2]).no
        if at == 59:
            continue
        runs.begin(no)
        runs.append(no, _rows(at * 20, 20 + at))
        if at < 58:
            status, reason = Status.SUCCESS, ""
            if at % 11 == 3:
                status, reason = Status.FAILURE, "LookupError: no such interface"
            elif at % 17 == 5:
                status, reason = Status.REVOKED, "cancelled by m.rossi"
            elif at == 40:
                status, reason = Status.FAILURE, "worker lost: killed by signal 9"
            runs.end(no, status, seconds=4.2 + at * 7 % 181, reason=reason)
    own.desk.show_place(RUNS)
    return own.window


def history_empty(camera: Camera) -> QWidget:
    """No run yet."""
    own, _ = _desk(camera)
    own.desk.jobs_page.show_data(own.desk.jobs_page.data)
    own.desk.show_place(RUNS)
    return own.window


SCREENS = {
    "04-run-live": live,
    "04-run-live-follow": live_follow,
    "04-run-log-results": results,
    "04-run-log-wrong-query": wrong_query,
    "04-run-log-highlighted": highlighted,
    "04-run-log-highlighters": highlighter_editor,
    "05-run-log-folded": folded,
    "05-run-failed": failed,
    "05-run-failed-traceback": failed_traceback,
    "05-run-failed-traceback-text": failed_text,
    "06-run-ended": ended,
    "06-run-result-tree": result_tree,
    "06-run-result-table": result_table,
    "06-run-result-raw": result_raw,
    "06-run-files": files,
    "06-run-files-picture": files_picture,
    "06-run-files-gone": files_gone,
    "06-run-profile": profile_calls,
    "06-run-profile-flame": profile_flame,
    "06-run-profile-compared": profile_compared,
    "06-run-inputs": inputs,
    "06-run-console": console,
    "07-runs": history,
    "07-runs-empty": history_empty,
}
