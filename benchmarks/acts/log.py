"""A person in the log of a run with a million lines, or ten."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from benchmarks.stage import Stage
from jobdesk.ui.log.over_time import moment_of
from jobdesk.ui.runs.page import RunPage

_RARE = "power supply 2 failed"
_COMMON = "switch 00"


def act(stage: Stage, logs: dict[int, int]) -> None:
    """All of it."""
    rows = max(logs)
    stage.act("log_first", lambda: stage.desk.opener.open_run(logs[min(logs)]))
    stage.window.strip.close_current()
    stage.act("log_long", lambda: stage.desk.opener.open_run(logs[rows]))
    page = stage.page
    assert isinstance(page, RunPage)
    panel, view = page.log, page.log.view
    stage.wait(lambda: not panel.over_time._is_reading, "the histogram")
    stage.act("log_scroll", lambda: QTest.keyClick(view, Qt.Key.Key_PageDown))
    stage.act("log_end", lambda: QTest.keyClick(view, Qt.Key.Key_End))
    for share in (0.5, 0.1, 0.9):
        stage.act("log_histogram", lambda share=share: panel.over_time.go_to(int(rows * share)))
    _jump(stage, page, rows)
    stage.act("log_detail", lambda: panel.go_to(17))
    stage.act("log_detail", lambda: QTest.keyClick(view, Qt.Key.Key_Return))
    stage.act("log_detail", panel._on_detail_closed)
    _raw_and_folds(stage, page)
    _chips(stage, page)
    _search(stage, page)
    stage.act("log_close", stage.window.strip.close_current)


def _jump(stage: Stage, page: RunPage, rows: int) -> None:
    jumper = page.log.jumper
    stage.act("log_to_time", jumper.ask)
    middle = moment_of(stage.services.logs, page.log.lookup.whole._no, rows // 2)
    said = (middle + timedelta(seconds=1)).astimezone().strftime("%H:%M:%S")
    stage.act("log_to_time", lambda: jumper._on_requested(said))
    stage.act("log_to_time", lambda: jumper._on_requested(str(rows // 3)))


def _raw_and_folds(stage: Stage, page: RunPage) -> None:
    viewing, folding = page.log.viewing, page.log.folding
    for is_raw in (True, False):
        stage.act("log_raw", lambda is_raw=is_raw: viewing.set_raw(is_raw))
    stage.act("log_fold", lambda: folding.set_on(True))
    stage.wait(lambda: page.log.lookup.is_complete, "folded groups")
    stage.act("log_fold", lambda: QTest.keyClick(page.log.view, Qt.Key.Key_Home))
    stage.act("log_fold", lambda: QTest.keyClick(page.log.view, Qt.Key.Key_Right))
    stage.act("log_fold", lambda: folding.set_on(False))


def _chips(stage: Stage, page: RunPage) -> None:
    tools, lookup = page.log.tools, page.log.lookup
    for level in ("failure", "warning"):
        chip = tools.chips.chips[level]
        stage.act("log_chip", chip.click, until=lambda: lookup.is_complete)
    stage.act("log_chip", tools.chips.clear)


def _search(stage: Stage, page: RunPage) -> None:
    panel, search = page.log, page.log.tools.search
    stage.act("log_results", lambda: panel.results.set_visible(True))
    for text in (_RARE, _COMMON, "switch 00 or failed"):
        stage.act(
            "log_search",
            lambda text=text: search.search_for(text),
            until=lambda: panel.lookup.matches.is_complete,
        )
        stage.act("log_step", lambda: panel.step(1))
    stage.act("log_matches", search.only_switch.click, until=lambda: panel.lookup.is_complete)
    stage.act("log_matches", search.only_switch.click)
    stage.act("log_search", lambda: search.search_for(""))
    stage.act("log_results", lambda: panel.results.set_visible(False))
