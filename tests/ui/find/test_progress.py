"""A search under way: it streams in, stops, and says what the index lacks."""

from contextlib import closing

from tests.support.find_page import asked, pane, shown
from tests.support.keyboard import Keyboard
from tests.ui.find.conftest import PuppetSearch, make_hits

from jobdesk.models.stores.search_building import IndexBuilder
from jobdesk.ui.find.asked import Asked


def test_results_stream_in_at_the_end_and_what_is_read_stays(qtbot, open_page):
    search = PuppetSearch(*(make_hits(no) for no in range(300, 200, -1)), waits=True)
    page = open_page(lambda _asked, _now: search)
    page.ask(Asked("line"))
    qtbot.waitUntil(lambda: len(page.model.found.groups) == 100)
    assert page.head.state.text() == "Searching…  200 lines in 100 runs so far"
    page.list.choose(100)
    top, row = page.list.verticalScrollBar().value(), page.list.current_row

    page.model.add([make_hits(no) for no in range(200, 150, -1)])

    assert page.list.verticalScrollBar().value() == top
    assert page.list.current_row == row
    search.go_on.set()
    qtbot.waitUntil(lambda: not page.finder.is_searching)


def test_a_new_question_leaves_the_old_answers_until_there_are_others(qtbot, open_page):
    searches = [PuppetSearch(make_hits(1)), PuppetSearch(waits=True)]
    page = open_page(lambda _asked, _now: searches.pop(0))
    asked(qtbot, page, "one")
    waiting = searches[0]
    page.ask(Asked("two"))
    assert len(page.model.found.groups) == 1
    assert page.head.state.text() == "Searching…"

    waiting.go_on.set()
    qtbot.waitUntil(lambda: pane(page) is page.pane.nothing)

    assert page.model.rowCount() == 0


def test_escape_stops_the_search_and_what_was_found_stays(qtbot, open_page):
    search = PuppetSearch(make_hits(1), waits=True)
    page = open_page(lambda _asked, _now: search)
    page.ask(Asked("line"))
    qtbot.waitUntil(lambda: page.model.rowCount() == 3)
    assert page.actions_here.stop.isVisible()
    page.head.field.setFocus()
    Keyboard.press("Esc")

    qtbot.waitUntil(search.interrupted.is_set)
    assert page.head.state.text().startswith("2 lines in 1 run; stopped after ")
    assert page.head.field.text() == "line"
    assert page.actions_here.again.isVisible()


def test_runs_that_the_index_does_not_know_are_told(qtbot, open_page):
    page = open_page(lambda _asked, _now: PuppetSearch(make_hits(1), coverage=(117, 120)))
    asked(qtbot, page, "line")

    assert page.pane.notice.words == "3 runs are not in the index yet; they were read directly."
    assert page.head.state.text().startswith("2 lines in 1 of 120 runs, ")


def test_what_the_index_knows_needs_no_note(qtbot, desk, open_page, add_run):
    add_run()
    page = open_page()
    asked(qtbot, page, "host")
    assert page.pane.notice.words == "1 run is not in the index yet; it was read directly."

    paths, results = desk.paths, desk.services.results
    with closing(IndexBuilder(paths.search_db, paths.logs_db)) as builder:
        for _ in builder.work(list(results.identities())):
            pass
    add_run(status=None)  # one that runs is read directly, always
    page.search()
    qtbot.waitUntil(lambda: not page.finder.is_searching)

    assert page.pane.notice.words == ""
    assert len(shown(page)) == 6
