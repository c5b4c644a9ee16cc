"""What is asked on the page, and what it finds in real stores."""

import json

from PySide6.QtWidgets import QMenu
from tests.support.find_page import asked, pane, shown
from tests.support.keyboard import Keyboard

from jobdesk.models.records import Status
from jobdesk.ui.find.asked import Asked
from jobdesk.ui.find.starting import EXAMPLES


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
