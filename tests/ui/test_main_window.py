import subprocess
import sys

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QAbstractButton, QMessageBox, QWidget
from tests.support.job_records import make_job

from jobdesk.ui import messages
from jobdesk.ui.about import AboutDialog
from jobdesk.ui.crash import CrashDialog
from jobdesk.ui.desk import Desk
from jobdesk.ui.jobs.load import JobsData
from jobdesk.ui.jobs.rows import make_rows
from jobdesk.ui.live_runs import close_sentence, live_words
from jobdesk.ui.main_window import FIRST_STEPS, JOBS, MainWindow
from jobdesk.ui.session import Session
from jobdesk.ui.widgets.text_dialog import TextDialog


@pytest.fixture
def window(qtbot, tmp_path):
    made = MainWindow(Session(tmp_path))
    qtbot.addWidget(made)
    made.desk = Desk(made, made._session)
    made.show()
    yield made
    made.desk.live.running = made.desk.live.waiting = 0


def test_the_sidebar_has_what_is_there_and_nothing_else(window):
    places = [n for n, item in window.sidebar._places.items() if item.isVisible()]

    assert places == [
        "Jobs", "Runs", "Job hooks", "Job buttons", "Queues", "Inventory", "Change log",
    ]  # fmt: skip


def test_an_empty_workspace_leads_to_the_first_steps_and_a_job_leads_back(window):
    window.desk.jobs_page.show_data(JobsData())
    assert window.strip.current_page is window.desk.first_run
    assert window.sidebar._places[FIRST_STEPS].isVisible()

    window.desk.jobs_page.show_data(JobsData(make_rows([make_job()], [])))
    assert window.strip.current_page is window.desk.jobs_page
    assert not window.sidebar._places[FIRST_STEPS].isVisible()


def test_a_place_looked_at_stays_when_the_workspace_is_empty(window):
    window.desk.jobs_page.show_data(JobsData())
    window.desk.show_place(JOBS)

    assert window.strip.current_page is window.desk.jobs_page


@pytest.mark.parametrize(
    ("state", "sentence", "has_button"),
    [
        ("ready", "Agent ready", False),
        ("starting", "Agent starting", False),
        ("unreachable", "Agent not reachable \N{EN DASH}", True),
    ],
)
def test_the_status_line_says_how_the_agent_is(window, state, sentence, has_button):
    window._session.set_agent_state("ready" if state != "ready" else "starting")
    window._session.set_agent_state(state)

    assert window.status.sentence == sentence
    assert window.status.start_button.isVisible() is has_button


def test_a_note_is_a_toast_and_an_error_stays_with_its_details(qtbot, window):
    messages.show("Copied.")
    assert window.desk.toast.text == "Copied."

    messages.show_error("The disk is full.", "trace")
    assert window.desk.toast.isVisible()
    assert not window.desk.toast._timer.isActive()

    window.desk.toast._more.click()
    [dialog] = window.findChildren(TextDialog)
    assert not isinstance(dialog, CrashDialog)  # it is no fault of the program
    assert (dialog.windowTitle(), dialog.text) == ("Details", "trace")
    dialog.close()


def test_a_fault_of_our_own_opens_the_crash_dialog_with_details_to_copy(qapp, window):
    messages.show_bug(ZeroDivisionError("division by zero"))
    dialog = window.findChild(CrashDialog)

    dialog.copy_text()

    assert "ZeroDivisionError" in qapp.clipboard().text()
    assert "JobDesk" in qapp.clipboard().text()
    dialog.close()


def test_closing_while_runs_live_says_that_they_go_on(window):
    window.desk.live.running = 2

    window.close()
    box = window.findChild(QMessageBox)

    assert window.isVisible()
    assert "2 runs go on without the window" in box.informativeText()
    next(b for b in box.buttons() if b.text() == "&Close").click()
    assert not window.isVisible()


def test_staying_keeps_the_window(window):
    window.desk.live.waiting = 1
    window.close()

    box = window.findChild(QMessageBox)
    box.escapeButton().click()

    assert window.isVisible()


def test_closing_without_runs_asks_nothing(window):
    window.close()

    assert not window.isVisible()
    assert window.findChild(QMessageBox) is None


def test_live_runs_are_told_at_the_sidebar_and_in_the_status_line(window):
    window.desk.live._take((2, 1))

    assert window.sidebar._places["Runs"].accessibleName() == "Runs, 3 live"
    assert window.status._running.text() == "2 running, 1 waiting"
    assert live_words(0, 0) == ""
    assert close_sentence(1, 0).startswith("1 run goes on")


def test_a_tab_can_be_closed_but_the_place_stays(window):
    page = QWidget()
    window.strip.open(page, "#12", "places/Runs")
    assert window.strip.current_page is page

    window.strip.close_current()
    assert window.strip.current_page is window.desk.jobs_page
    window.strip.close_current()
    assert window.strip.pages == [window.desk.jobs_page]


def test_a_folder_dropped_on_the_window_is_added(monkeypatch, window, tmp_path):
    added = []
    monkeypatch.setattr(window.desk, "add_folder", added.append)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path))])
    drop = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )

    window.dropEvent(drop)

    assert added == [str(tmp_path)]


def test_the_size_of_the_window_is_remembered(qtbot, tmp_path):
    first = MainWindow(Session(tmp_path))
    qtbot.addWidget(first)
    first.resize(960, 640)
    first.show()
    first.close()

    second = MainWindow(Session(tmp_path))
    qtbot.addWidget(second)
    assert second.height() == 640


def test_a_narrow_window_shrinks_the_sidebar_to_icons(window):
    window.resize(970, 700)
    assert window.sidebar.width() == 48

    window.resize(1200, 700)
    assert window.sidebar.width() == 212


def test_every_button_of_the_frame_has_a_name(window):
    buttons = window.sidebar.findChildren(QAbstractButton)
    buttons += window.status.findChildren(QAbstractButton)

    assert all(one.accessibleName() for one in buttons)


def test_before_the_first_paint_only_qt_and_the_frame_are_imported():
    code = (
        "import sys\n"
        "import jobdesk.app\n"
        "heavy = ('sqlalchemy', 'alembic', 'qasync', 'asyncio', 'pygments', 'netaddr', 'yaml',"
        " 'watchfiles', 'psutil', 'typer', 'qtawesome', 'jobdesk.ui.jobs', 'jobdesk.jobs',"
        " 'dataclasses', 'jobdesk.models', 'jobdesk.operations')\n"
        "print([m for m in sys.modules if m.startswith(heavy)])"
    )

    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "[]"


def test_the_window_tells_when_it_was_painted_first(qtbot, tmp_path):
    window = MainWindow(Session(tmp_path))
    qtbot.addWidget(window)

    with qtbot.waitSignal(window.first_painted):
        window.show()


def test_a_refresh_leaves_the_page_in_front_alone(window):
    window.desk.jobs_page.show_data(JobsData(make_rows([make_job()], [])))
    page = QWidget()
    window.strip.open(page, "#1", "places/Runs")

    window.desk.jobs_page.show_data(JobsData(make_rows([make_job()], [])))

    assert window.strip.current_page is page


def test_about_copies_the_versions_and_nothing_about_the_person(qapp, window, tmp_path):
    window.desk.actions["about"].trigger()
    dialog = window.findChild(AboutDialog)

    dialog._copy.click()

    copied = qapp.clipboard().text()
    for name in ("JobDesk: ", "Python: 3.", "PySide6: 6.", "Qt: 6.", "SQLite: 3.", "Display: "):
        assert name in copied
    assert str(tmp_path) not in copied
    assert not dialog.isModal()
    dialog.close()
