"""The page over real stores, and over a search that waits."""

import json
from contextlib import closing

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu
from tests.support.keyboard import Keyboard
from tests.ui.find.conftest import PuppetSearch, make_hits

from jobdesk.models.records import Status
from jobdesk.models.stores.search_building import IndexBuilder
from jobdesk.ui.find.asked import Asked
from jobdesk.ui.find.starting import EXAMPLES


def asked(qtbot, page, what):
    page.ask(what if isinstance(what, Asked) else Asked(what))
    qtbot.waitUntil(lambda: not page.finder.is_searching)


def shown(page):
    """`#3`, then the messages of its lines."""
    found = page.model.found
    rows = []
    for at in range(found.count):
        line, run = found.line(at), found.group(at)
        if line is not None:
            rows.append(line.message)
        else:
            rows.append(f"#{run.hits.no}" if found.is_head(at) else "more")
    return rows


def pane(page):
    return page.pane.shown


def test_lines_are_found_by_run_the_newest_first(qtbot, open_page, add_run):
    first, second = add_run(), add_run(status=None)
    add_run([("info", "nothing")])
    page = open_page()
    asked(qtbot, page, '"host key"')

    assert shown(page) == [
        *(f"#{second}", "host key changed", "Host key refused"),
        *(f"#{first}", "host key changed", "Host key refused"),
    ]
    assert page.head.state.text().startswith("4 lines in 2 of 2 runs, ")
    assert page.title == 'Search: "host key"'


def test_the_case_counts_when_it_is_asked_for(qtbot, open_page, add_run):
    add_run()
    page = open_page()
    asked(qtbot, page, Asked("Host", case_sensitive=True))

    assert shown(page)[1:] == ["Host key refused"]


def test_a_regular_expression_is_found_and_marked(qtbot, open_page, add_run):
    add_run()
    page = open_page()
    asked(qtbot, page, Asked("key (changed|refused)", regex=True))

    assert shown(page)[1:] == ["host key changed", "Host key refused"]
    marker = page.list.painter.lines.marker
    assert [found.span() for found in marker.finditer("host key changed")] == [(5, 16)]


def test_the_scope_says_which_runs(qtbot, desk, open_page, add_run):
    add_run()
    other = desk.job("Other", "Other")
    failed = add_run(job=other, status=Status.FAILURE)
    page = open_page()
    asked(qtbot, page, Asked("host", job_id=str(other.id), job_name="Other", status="Failed"))
    assert shown(page)[0] == f"#{failed}"
    assert page.head.state.text().startswith("2 lines in 1 run, ")

    page.head.status.set_value("Completed")
    qtbot.waitUntil(lambda: pane(page) is page.pane.nothing)

    assert page.pane.nothing.accessibleName() == "No line matches “host”"
    page.pane.nothing._link.click()
    qtbot.waitUntil(lambda: len(page.model.found.groups) == 2)
    assert not page.head.asked.has_scope


def test_jobs_are_searched_in_the_chooser(qtbot, desk, open_page, add_run):
    add_run()
    other = desk.job("Other", "Other")
    page = open_page()
    page.head.job.setFocus()
    Keyboard.press("Down")
    popup = page.head.job.popup
    qtbot.waitUntil(lambda: popup.model.count == 3)
    popup.search.setText("oth")
    popup.search.returnPressed.emit()

    assert (page.head.job.key, page.head.job.value) == (str(other.id), "Other")
    page.head.job.open_list()
    qtbot.waitUntil(lambda: popup.model.rowCount() == 3)
    popup.search.returnPressed.emit()
    assert (page.head.job.key, page.head.job.value) == ("", "")


def test_before_the_first_search_examples_can_be_clicked(qtbot, open_page, add_run):
    add_run([("failure", "Connection refused")])
    page = open_page()
    assert pane(page) is page.pane.start

    page.pane.start.chosen.emit(EXAMPLES[0][0])
    qtbot.waitUntil(lambda: shown(page)[1:] == ["Connection refused"])

    assert page.head.field.text() == EXAMPLES[0][0]
    page.head.field.search_for("")
    qtbot.waitUntil(lambda: pane(page) is page.pane.start)


def test_every_example_is_a_query():
    assert [Asked(text).query.problem for text, _ in EXAMPLES] == ["", "", "", ""]


def test_a_wrong_expression_says_why_and_keeps_what_was_found(qtbot, open_page, add_run):
    add_run()
    page = open_page()
    asked(qtbot, page, "host")
    page.head.field.search_for("host (")

    assert "missing" in page.head.problem.words
    assert page.model.rowCount() == 3
    page.head.field.search_for("host")
    assert page.head.problem.words == ""


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


def test_more_lines_of_a_run_come_below_the_others(qtbot, open_page, add_run):
    add_run([("info", f"line {at}") for at in range(150)])
    page = open_page()
    asked(qtbot, page, "line")
    assert shown(page)[20:] == ["line 19", "more"]
    assert page.head.state.text().startswith("20+ lines in 1 of 1 run")
    assert page.counts == "20+ lines in 1 run"

    page.list.setFocus()
    page.list.choose(21)
    Keyboard.press("Return")
    qtbot.waitUntil(lambda: page.model.rowCount() == 151)

    assert shown(page)[1:] == [f"line {at}" for at in range(150)]
    assert page.list.current_line().message == "line 20"


def test_lines_are_copied_with_their_runs(qtbot, open_page, add_run, clipboard, said):
    first, second = add_run(), add_run()
    page = open_page()
    asked(qtbot, page, "refused")
    assert page.counts == "2 lines in 2 runs"
    page.list.selectAll()
    assert page.counts == "2 lines in 2 runs, 2 selected"
    page.list.setFocus()
    Keyboard.press("Ctrl+C")
    qtbot.waitUntil(lambda: said == ["Copied 2 lines."])
    text = clipboard.text().splitlines()
    assert [line for line in text if line.startswith("#")] == [
        f"#{second} Backup configurations",
        f"#{first} Backup configurations",
    ]

    def copied(form):
        clipboard.setText("")
        page.pane.copy_as(form)
        qtbot.waitUntil(lambda: clipboard.text() != "")

    copied("json")
    rows = [json.loads(line) for line in clipboard.text().splitlines()]
    assert [(row["no"], row["message"]) for row in rows] == [
        (second, "Host key refused"),
        (first, "Host key refused"),
    ]
    copied("tsv")
    assert [row.split("\t")[0] for row in clipboard.text().splitlines()] == [
        str(second),
        str(first),
    ]
    copied("markdown")
    assert clipboard.text().count("### #") == 2


def test_a_closed_run_is_copied_as_its_lines(qtbot, open_page, add_run, clipboard):
    add_run()
    page = open_page()
    asked(qtbot, page, "host")
    page.list.set_folded(0, is_folded=True)
    page.list.choose(0)
    page.pane.copy_as("message")

    qtbot.waitUntil(lambda: clipboard.text() == "host key changed\nHost key refused\n")


def test_keys_alone_search_read_and_open(qtbot, open_page, add_run):
    first, second = add_run(), add_run()
    page = open_page()
    opened = []
    page.open_requested.connect(lambda no, seq: opened.append((no, seq)))
    Keyboard.write("host")
    Keyboard.press("Return")
    qtbot.waitUntil(lambda: page.model.rowCount() == 6)
    qtbot.waitUntil(lambda: not page.finder.is_searching)
    Keyboard.press("Return")  # nothing else to ask: to the lines
    assert Keyboard.place() == "Lines found"
    assert Keyboard.focus_is_seen()
    assert page.list.current_line().message == "host key changed"

    Keyboard.press("F4")
    Keyboard.press("F4")
    assert page.list.current_row == 4  # over the head of the next run
    Keyboard.press("Shift+F4")
    Keyboard.press("Return")
    assert opened == [(second, 2)]

    Keyboard.press("Left")
    Keyboard.press("Left")
    assert page.model.rowCount() == 4
    Keyboard.press("Down")
    Keyboard.press("Return")  # a run opens at its first line
    assert opened[-1] == (first, 1)
    Keyboard.press("Up")
    Keyboard.press("Right")
    Keyboard.press("Right")
    assert page.list.current_row == 1
    Keyboard.press("Ctrl+Shift+-")
    assert page.model.rowCount() == 2
    Keyboard.press("Ctrl+Shift++")
    assert page.model.rowCount() == 6
    Keyboard.press("Esc")
    assert Keyboard.place() == "Search the logs of all runs"


def test_earlier_searches_are_offered_and_kept(qtbot, desk, open_page, add_run):
    add_run()
    page = open_page()
    asked(qtbot, page, "host")
    asked(qtbot, page, Asked("unch", case_sensitive=True, status="Completed"))
    asked(qtbot, page, "host")
    page.close()

    again = open_page()
    assert [each.text for each in again.history.searches] == ["host", "unch"]
    again.head.status.set_value("Completed")
    again.head.field.setFocus()
    Keyboard.press("Alt+Down")
    menu = next(menu for menu in again.findChildren(QMenu) if menu.isVisible())
    assert menu.actions()[1].text() == "unch  (match case)"
    menu.actions()[1].trigger()
    menu.close()
    qtbot.waitUntil(lambda: shown(again)[1:] == ["unchanged"])
    assert again.head.asked == Asked("unch", case_sensitive=True, status="Completed")


def test_what_was_asked_comes_back_and_is_asked_when_it_is_seen(qtbot, open_page, add_run):
    add_run()
    page = open_page()
    asked(qtbot, page, Asked("host", status="Completed"))

    again = open_page()
    again.hide()
    again.recall(json.loads(json.dumps(page.remember())))
    assert not again.finder.is_searching
    again.show()
    qtbot.waitUntil(lambda: again.model.rowCount() == 3)
    assert again.head.asked == Asked("host", status="Completed")


def test_a_click_folds_a_run_and_a_double_click_opens_a_line(qtbot, open_page, add_run):
    no = add_run()
    page = open_page()
    asked(qtbot, page, "host")
    opened = []
    page.open_requested.connect(lambda no, seq: opened.append((no, seq)))
    area, left = page.list.viewport(), Qt.MouseButton.LeftButton

    def point(row):
        return page.list._row_rect(row).center().toPoint()

    qtbot.mouseDClick(area, left, pos=point(2))
    assert opened == [(no, 2)]
    qtbot.mouseClick(area, left, pos=point(0))
    assert page.model.rowCount() == 1
    qtbot.mouseClick(area, left, pos=point(0))
    assert page.model.rowCount() == 3
    assert page.list.tip_at(QPoint(200, point(1).y())) == ""


def test_a_run_stands_over_its_lines_while_its_own_row_is_scrolled_away(qtbot, open_page):
    hits = [make_hits(no, 20) for no in range(9, 0, -1)]
    page = open_page(lambda _asked, _now: PuppetSearch(*hits))
    asked(qtbot, page, "line")
    rows = page.list
    qtbot.waitUntil(lambda: rows.verticalScrollBar().maximum() > 200)
    assert rows.standing_head() is None

    rows.verticalScrollBar().setValue(200)
    group, rect = rows.standing_head()
    assert (group, rect.top()) == (0, 0)
    row = rows.rowAt(0) + 2
    rows.choose(row)
    assert rows.rowViewportPosition(row) >= rect.bottom()
    rows.choose(rows.rowAt(0))  # it would lie under the run
    assert rows.rowViewportPosition(rows.current_row) >= rect.bottom()

    qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(200, 5))
    assert rows.current_row == 0
    assert rows.standing_head() is None
    assert page.model.rowCount() == 9 * 21


def test_the_menu_offers_what_can_be_done(qtbot, open_page, add_run, clipboard):
    add_run()
    page = open_page()
    asked(qtbot, page, "refused")
    page.list.setFocus()
    page.list.choose(1)
    Keyboard.press("Menu")
    menu = next(menu for menu in page.findChildren(QMenu) if menu.isVisible())
    words = [action.text().replace("&", "") for action in menu.actions() if action.text()]
    assert words[:3] == ["Open the run here", "Copy", "Copy as"]
    copy = next(action for action in menu.actions() if action.text() == "&Copy")
    copy.trigger()
    menu.close()

    qtbot.waitUntil(lambda: "Host key refused" in clipboard.text())
