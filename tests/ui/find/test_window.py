"""How the search is reached from everywhere in the window, and what it opens."""

import pytest
from PySide6.QtWidgets import QMenu, QPushButton
from tests.support.keyboard import Keyboard

from jobdesk.operations.users import current_actor
from jobdesk.ui.desk import Desk
from jobdesk.ui.find.asked import Asked
from jobdesk.ui.find.page import FindPage
from jobdesk.ui.log.menu import make_menu
from jobdesk.ui.main_window import RUNS, MainWindow
from jobdesk.ui.runs.page import RunPage
from jobdesk.ui.session import Session


@pytest.fixture
def start(qtbot, desk):
    """Opens a window on the workspace, as a new start would."""
    windows = []

    def start_():
        session = Session(desk.paths.home)
        window = MainWindow(session)
        qtbot.addWidget(window)
        made = Desk(window, session)
        session.use(desk.services, current_actor(desk.services))
        window.resize(1440, 900)
        window.show()
        window.activateWindow()
        windows.append(window)
        qtbot.waitUntil(lambda: made.open_tabs._is_restored)
        qtbot.waitUntil(Keyboard.is_somewhere)
        return made

    yield start_
    for window in windows:
        window.close()


def in_front(made):
    return made._window.strip.current_page


def test_the_key_opens_one_page_and_its_field_has_the_keyboard(qtbot, start, add_run):
    add_run()
    made = start()
    Keyboard.press("Ctrl+Shift+A")
    page = in_front(made)

    assert isinstance(page, FindPage)
    assert Keyboard.place() == "Search the logs of all runs"
    made.show_place(RUNS)
    Keyboard.press("Ctrl+Shift+A")
    assert in_front(made) is page


def test_the_runs_page_has_a_button_and_an_entry_in_its_menu(qtbot, start, add_run):
    add_run()
    made = start()
    made.show_place(RUNS)
    runs = in_front(made)
    qtbot.waitUntil(lambda: runs.model.rowCount() == 1)
    runs.table.customContextMenuRequested.emit(runs.table.rect().center())
    menu = next(menu for menu in runs.findChildren(QMenu) if menu.isVisible())
    assert made.actions["find.all"] in menu.actions()
    menu.close()

    button = next(
        each for each in runs.findChildren(QPushButton) if each.text() == "Search all runs"
    )
    button.click()

    assert isinstance(in_front(made), FindPage)


def test_a_line_opens_its_run_there_with_what_was_searched(qtbot, start, add_run):
    no = add_run()
    made = start()
    made.all_runs.open()
    page = in_front(made)
    page.ask(Asked("host"))
    qtbot.waitUntil(lambda: page.model.rowCount() == 3)
    assert made._window.status._counts.text() == "2 lines in 1 run"
    page.list.setFocus()
    page.list.choose(2)
    Keyboard.press("Return")
    run = in_front(made)

    assert isinstance(run, RunPage)
    assert run.no == no
    qtbot.waitUntil(lambda: run.log.view.current_line() is not None)
    assert run.log.view.current_line().seq == 2
    assert run.log.tools.search.text() == "host"
    made.opener.open_run_at(no, 1, page.asked.query)
    qtbot.waitUntil(lambda: run.log.view.current_line().seq == 1)
    assert in_front(made) is run


def test_f4_goes_on_from_the_run_that_was_opened(qtbot, start, add_run, said):
    first, second = add_run(), add_run()
    made = start()
    Keyboard.press("F4")
    assert said == ["Search all runs first (Ctrl+Shift+A); then F4 goes from line to line."]
    made.all_runs.search_for("host")
    page = in_front(made)
    qtbot.waitUntil(lambda: page.model.rowCount() == 6)
    qtbot.waitUntil(lambda: not page.finder.is_searching)

    def line():
        shown = in_front(made)
        found = shown.log.view.current_line() if isinstance(shown, RunPage) else None
        return None if found is None else (found.no, found.seq)

    Keyboard.press("F4")  # in the list it only moves
    assert in_front(made) is page
    Keyboard.press("Return")
    qtbot.waitUntil(lambda: line() == (second, 1))
    Keyboard.press("F4")
    qtbot.waitUntil(lambda: line() == (second, 2))
    Keyboard.press("F4")
    qtbot.waitUntil(lambda: line() == (first, 1))
    Keyboard.press("Shift+F4")
    qtbot.waitUntil(lambda: line() == (second, 2))


def everywhere(run):
    menu = make_menu(run.log)
    more = next(
        action.menu() for action in menu.actions() if action.text() == "Search all runs for"
    )
    return {action.text(): action for action in more.actions()}


def test_a_log_asks_all_runs_for_a_word_a_name_or_lines_like_one(qtbot, start, add_run):
    first, second = (
        add_run([("info", "took 3 s", "fetch", "ber-07")]),
        add_run(
            [("info", "took 61 s", "fetch", "ber-08"), ("info", "took off", "fetch", "ber-08")]
        ),
    )
    made = start()
    made.opener.open_run(first)
    run = in_front(made)
    qtbot.waitUntil(lambda: run.log.view.count == 1)
    run.log.view.setFocus()
    run.log.view.select_row(0)
    Keyboard.press("Ctrl+Right")  # the first word
    assert list(everywhere(run)) == ["“took”", "“ber-07”", "“fetch”", "Lines like this"]

    everywhere(run)["Lines like this"].trigger()
    page = in_front(made)
    assert isinstance(page, FindPage)
    qtbot.waitUntil(lambda: page.model.rowCount() == 4)
    assert [int(each.hits.no) for each in page.model.found.groups] == [second, first]

    made.opener.open_run(first)
    everywhere(run)["“took”"].trigger()
    assert in_front(made) is page
    qtbot.waitUntil(lambda: page.model.rowCount() == 5)
    assert page.head.field.text() == '"took"'


def test_question_and_tab_come_back_after_a_kill(qtbot, start, add_run):
    add_run()
    made = start()
    made.all_runs.open()
    in_front(made).ask(Asked("host", status="Completed"))
    qtbot.waitUntil(lambda: in_front(made).model.rowCount() == 3)
    qtbot.waitUntil(lambda: not made.open_tabs._save.isActive())

    again = start()  # the first window never closed: it was killed

    qtbot.waitUntil(lambda: isinstance(in_front(again), FindPage))
    qtbot.waitUntil(lambda: in_front(again).model.rowCount() == 3)
    assert in_front(again).head.asked == Asked("host", status="Completed")


def test_it_is_torn_off_and_found_again(qtbot, start, add_run):
    add_run()
    made = start()
    made.all_runs.open()
    page = in_front(made)
    made.actions["tab.tear"].trigger()
    assert made.opener.torn.pages == [page]

    made.all_runs.open()
    assert made.opener.torn.pages == [page]
    page.ask(Asked("host"))
    qtbot.waitUntil(lambda: page.model.rowCount() == 3)
    assert made.opener.torn.window_of(page).title == "Search: host"
    page.list.choose(2)
    page.list.act(2)
    assert isinstance(in_front(made), RunPage)
    qtbot.waitUntil(made._window.isActiveWindow)


def test_a_closed_page_ends_its_search_and_stays_closed(qtbot, start, add_run):
    add_run()
    made = start()
    made.all_runs.open()
    page = in_front(made)
    made._window.strip.close_current()
    assert not page.finder.is_searching
    qtbot.waitUntil(lambda: not made.open_tabs._save.isActive())

    assert len(start()._window.strip.pages) == 1
