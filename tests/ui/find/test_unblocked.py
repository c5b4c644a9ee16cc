"""The window stays free while thousands of lines come and are scrolled through."""

from tests.support.watchdog import Guard
from tests.ui.find.conftest import PuppetSearch, make_hits

from jobdesk.ui.find.asked import Asked

RUNS = 2_400


def test_thousands_of_lines_come_are_folded_and_scrolled(qtbot, open_page):
    hits = [make_hits(no, 2, more=True) for no in range(RUNS, 0, -1)]
    page = open_page(lambda _asked, _now: PuppetSearch(*hits))
    rows, guard = page.list, Guard(qtbot)
    qtbot.wait(50)

    guard.act(
        "lines come",
        lambda: page.ask(Asked("line")),
        lambda: page.model.rowCount() == RUNS * 4 and not page.finder.is_searching,
    )
    for place in range(0, rows.verticalScrollBar().maximum(), 40_000):
        guard.act("scroll", lambda place=place: rows.verticalScrollBar().setValue(place))
    guard.act("close all", rows.fold_all)
    guard.act("open all", rows.open_all)
    guard.act("select all", rows.selectAll)

    assert guard.blocks == []
