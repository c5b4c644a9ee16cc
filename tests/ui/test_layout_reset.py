"""Reset layout: looks go back, what a person made stays; for ten seconds it is taken back."""

import json

import pytest
from PySide6.QtCore import QByteArray, QPoint, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from tests.support.job_records import make_job

from jobdesk.ui import background
from jobdesk.ui.desk import Desk
from jobdesk.ui.jobs.load import JobsData
from jobdesk.ui.jobs.rows import make_rows
from jobdesk.ui.layout_reset import reset_layout, take_back
from jobdesk.ui.layout_state import LayoutState
from jobdesk.ui.main_window import MainWindow
from jobdesk.ui.session import Session


@pytest.fixture
def start(qtbot, tmp_path):
    """Opens a window on the same workspace again."""

    def start_():
        window = MainWindow(Session(tmp_path))
        qtbot.addWidget(window)
        window.desk = Desk(window, window._session)
        window.show()
        window.desk.jobs_page.show_data(JobsData(make_rows([make_job(), make_job()], [])))
        return window

    yield start_
    background.shut_down()


@pytest.mark.parametrize("is_read_again", [False, True], ids=["at once", "after a restart"])
def test_looks_go_back_and_what_was_made_or_chosen_stays(tmp_path, is_read_again):
    store = LayoutState(tmp_path)
    stays = {
        "window/place": "Runs",
        "window/open_tabs_2": "[]",
        "window/theme": "dark",
        "folders/save": "/somewhere",
        "runs/filter_text": "hamburg",
        "queues/chosen": "bulk",
        "runs/deleting": "12",
        "log/export_folder": "/elsewhere",
        "of/a later version": "1",
    }
    goes = {
        "runs/columns_1": QByteArray(b"x"),
        "window/geometry": QByteArray(b"y"),
        "run_dialog/json_tree": "shown",
        "run_dialog/1/size": QSize(700, 500),
        "changes/log": QByteArray(b"z"),
        "of/a later page": QByteArray(b"splitter"),
    }
    state = {"search": "ab", "chips": {}, "widths": {"name": 99}, "tiles": True, "view": "v"}
    device = {"columns": ["name"], "widths": {"name": 99}, "sort": "-name", "filter": "a=b"}
    mixed = {"jobs/state": state, "inventory/lists_1": {"dcim.device": device, "odd": 1}}
    kept = {**stays, **goes, **{key: json.dumps(value) for key, value in mixed.items()}}
    for key, value in kept.items():
        store.setValue(key, value)
    if is_read_again:
        store.finish()
        store = LayoutState(tmp_path)

    before = reset_layout(store)

    left = {key: store.value(key) for key in store.allKeys()}
    assert json.loads(left.pop("jobs/state")) == {"search": "ab", "chips": {}, "view": "v"}
    lists = json.loads(left.pop("inventory/lists_1"))
    assert lists == {"dcim.device": {"filter": "a=b"}, "odd": {}}
    assert left == stays

    store.setValue("runs/files_splitter", QByteArray(b"made meanwhile"))
    take_back(store, before)

    assert {key: store.value(key) for key in goes} == goes
    assert {key: json.loads(str(store.value(key))) for key in mixed} == mixed
    assert store.value("runs/files_splitter") is None


def test_the_window_takes_it_at_once_and_the_toast_takes_it_back(qtbot, start):
    window = start()
    page, usual = window.desk.jobs_page, window.desk.jobs_page.splitter.sizes()
    page.filter.search.setText("backup")
    page.splitter.moveSplitter(usual[0] - 60, 1)
    page.show_tiles(is_on=True)
    window.desk.actions["sidebar.narrow"].trigger()
    moved = page.splitter.sizes()
    qtbot.waitUntil(lambda: not page._memory._timer.isActive())

    window.desk.actions["layout.reset"].trigger()

    assert window.sidebar.width() == 212
    assert page.view is page.table
    assert page.filter.search.text() == "backup"
    toast = window.desk.toast
    assert toast.isVisible()

    QTest.mouseClick(toast.undo, Qt.MouseButton.LeftButton)

    assert not toast.isVisible()
    assert window.sidebar.width() == 48
    assert page.view is page.tiles
    assert page.splitter.sizes() == moved


def test_the_sidebar_is_narrow_or_as_wide_as_it_was_dragged_after_a_restart(start):
    window = start()
    edge, height = window.desk.frame.edge, window.sidebar.height()
    assert edge.geometry().right() == window.sidebar.width() - 1

    def drag(x):
        place = edge.mapFrom(window.sidebar, QPoint(x, height // 2))
        QTest.mousePress(edge, Qt.MouseButton.LeftButton)
        QTest.mouseMove(edge, place)
        QTest.mouseRelease(edge, Qt.MouseButton.LeftButton)

    drag(260)
    assert window.sidebar.width() == 260
    assert start().sidebar.width() == 260

    drag(40)
    assert window.sidebar.width() == 48
    assert window.sidebar.menu_button.isVisible()
    assert start().sidebar.width() == 48

    QTest.mouseDClick(edge, Qt.MouseButton.LeftButton)
    assert window.sidebar.width() == 260
    drag(2000)
    assert window.sidebar.width() == 360


def test_without_room_the_command_says_why_it_is_off(start):
    window = start()
    window.resize(970, 700)

    action = window.desk.actions["sidebar.narrow"]

    assert not action.isEnabled()
    assert "no room" in action.toolTip()
    assert action.isChecked()


@pytest.mark.parametrize(
    ("x", "y", "width", "height"),
    [(-5000, -5000, 980, 700), (9000, 100, 980, 700), (0, 0, 9000, 8000)],
    ids=["left and above", "on a screen that is gone", "larger than the screen"],
)
def test_the_window_is_never_restored_off_the_screen(start, x, y, width, height):
    first = start()
    first.setGeometry(x, y, width, height)
    first._on_keep()
    first._session.layout_state.sync()
    first.hide()

    window = start()

    screen = QGuiApplication.primaryScreen().availableGeometry()
    seen = window.geometry().intersected(screen)
    assert screen.contains(window.geometry().topLeft())
    assert seen.width() >= min(screen.width(), 970) - 4
    assert seen.height() >= min(screen.height(), 600) - 4
