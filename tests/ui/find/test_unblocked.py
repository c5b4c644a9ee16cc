"""The window stays free while thousands of lines come and are scrolled through."""

from benchmarks.watchdog import Watchdog
from tests.support.watchdog import LIMIT_MS
from tests.ui.find.conftest import PuppetSearch, make_hits

from jobdesk.ui.find.asked import Asked


def test_thousands_of_lines_come_are_folded_and_scrolled(qtbot, open_page):
    hits = [make_hits(no, 2, more=True) for no in range(2_400, 0, -1)]
    page = open_page(lambda _asked, _now: PuppetSearch(*hits))
    qtbot.wait(50)
    dog = Watchdog(has_witness=True)
    dog.start()

    page.ask(Asked("line"))
    qtbot.waitUntil(lambda: page.model.rowCount() == 2_400 * 4)
    bar = page.list.verticalScrollBar()
    for place in range(0, bar.maximum(), bar.maximum() // 20):
        bar.setValue(place)
        qtbot.wait(5)
    page.list.fold_all()
    qtbot.wait(20)
    page.list.open_all()
    qtbot.wait(20)
    page.list.selectAll()
    page.pane.copy_as("markdown")
    qtbot.wait(100)

    longest = dog.stop()
    said = f"the window was blocked for {longest:.0f} ms, at most {LIMIT_MS}\n{dog.where}"
    assert longest <= LIMIT_MS, said
