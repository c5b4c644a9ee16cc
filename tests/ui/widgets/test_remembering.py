"""Sizes, columns and folders that outlive the window, and how soon they are in the file."""

import subprocess
import sys

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QHeaderView, QSplitter, QTableView, QWidget
from tests.support.waiting import eventually

from jobdesk.ui import background
from jobdesk.ui.layout_state import LayoutState
from jobdesk.ui.widgets import folders
from jobdesk.ui.widgets.remembering import remember_columns, remember_splitter


@pytest.fixture
def split(qtbot, tmp_path):
    """Opens a splitter as a new start would."""

    def open_():
        made = QSplitter()
        made.addWidget(QWidget())
        made.addWidget(QWidget())
        made.setSizes([300, 500])
        qtbot.addWidget(made)
        made.resize(800, 100)
        store = LayoutState(tmp_path)
        remember_splitter(made, store, "test/splitter")
        made.show()
        made.store = store
        return made

    return open_


def move(splitter, place):
    splitter.moveSplitter(place, 1)


def test_a_splitter_comes_back_as_it_was_moved(split):
    first = split()
    move(first, 200)

    assert split().sizes()[0] == first.sizes()[0] == 200


def test_a_layout_that_was_taken_back_is_seen_at_once_and_not_kept_again(split):
    splitter = split()
    usual = splitter.sizes()
    move(splitter, 120)
    splitter.store.remove("test/splitter")

    splitter.store.taken.emit()

    assert splitter.sizes() == usual
    assert splitter.store.value("test/splitter") is None


def test_what_is_no_state_of_a_splitter_leaves_it_as_usual(split):
    splitter = split()
    usual = splitter.sizes()
    splitter.store.setValue("test/splitter", "nonsense")

    assert split().sizes() == usual


def test_columns_and_order_come_back(qtbot, tmp_path):
    tables = []

    def open_():
        table = QTableView()
        qtbot.addWidget(table)
        tables.append(table)
        table.setModel(QStandardItemModel(2, 3, table))
        head = table.horizontalHeader()
        head.setSectionsMovable(True)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        remember_columns(head, LayoutState(tmp_path), "test/columns_1")
        return head

    head = open_()
    head.resizeSection(0, 77)
    head.moveSection(2, 0)
    head.setSortIndicator(1, head.sortIndicatorOrder())

    again = open_()
    assert (again.sectionSize(0), again.visualIndex(2), again.sortIndicatorSection()) == (
        77,
        0,
        1,
    )


def test_the_file_is_written_soon_after_the_first_change_not_for_each(qtbot, tmp_path):
    store, file = LayoutState(tmp_path), tmp_path / "window.ini"
    for number in range(100):
        store.setValue("test/number", number)
    qtbot.wait(20)
    assert not file.exists()

    qtbot.waitUntil(file.exists)
    assert b"number=99" in file.read_bytes()

    store.setValue("test/number", "again")
    qtbot.waitUntil(lambda: b"again" in file.read_bytes())


@pytest.fixture
def store(tmp_path):
    made = QSettings(str(tmp_path / "f.ini"), QSettings.Format.IniFormat)
    folders.use_store(made)
    yield made
    folders.use_store(None)


def test_each_kind_of_dialog_begins_where_it_was_left(store, tmp_path):
    usual = folders.last_folder("save")
    folders.remember_folder("save", str(tmp_path))

    folders.use_store(store)  # another start

    assert folders.last_folder("save") == str(tmp_path)
    assert folders.last_folder("input") == usual


def test_a_folder_that_is_gone_is_not_offered(store, tmp_path):
    usual = folders.last_folder("save")
    folders.remember_folder("save", str(tmp_path / "gone"))

    assert folders.last_folder("save") == usual


def test_a_secret_folder_is_known_while_the_program_runs_and_never_written(store, tmp_path):
    folders.remember_folder("input", str(tmp_path), is_secret=True)

    assert folders.last_folder("input") == str(tmp_path)
    assert store.allKeys() == []


WRITER = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QTimer
from jobdesk.ui.layout_state import LayoutState
app = QCoreApplication([])
store, number = LayoutState(Path(sys.argv[1])), 0
def write():
    global number
    number += 1
    store.setValue("test/first", number)
    store.setValue("test/filler", "x" * 20000)
    store.setValue("test/second", number)
    store.sync()
timer = QTimer(timeout=write, interval=0)
timer.start()
app.exec()
"""


@pytest.mark.process
def test_a_kill_while_it_is_written_leaves_a_whole_file(tmp_path):
    file = tmp_path / "window.ini"
    for _ in range(4):
        before = file.read_bytes() if file.exists() else b""
        child = subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path)])
        eventually(
            lambda b=before: file.exists() and file.read_bytes() != b, 20, "it is written"
        )
        child.kill()
        child.wait()

        store = QSettings(str(file), QSettings.Format.IniFormat)
        assert store.status() == QSettings.Status.NoError
        assert store.value("test/first") == store.value("test/second")
        assert len(str(store.value("test/filler"))) == 20000
        store.setValue("test/after", "works")
        store.sync()
        assert store.status() == QSettings.Status.NoError


def test_what_is_finished_is_not_undone_by_a_write_that_began_before(qtbot, tmp_path):
    store, file = LayoutState(tmp_path), tmp_path / "window.ini"
    store.setValue("test/word", "before")
    store.sync()
    store.setValue("test/word", "after")

    store.finish()
    background.shut_down()

    assert b"word=after" in file.read_bytes()
    assert [one.name for one in tmp_path.iterdir()] == ["window.ini"]


def test_what_was_removed_is_not_in_the_file(qtbot, tmp_path):
    store, file = LayoutState(tmp_path), tmp_path / "window.ini"
    for word in ("kept", "gone"):
        store.setValue(f"test/{word}", [word])
    store.sync()
    qtbot.waitUntil(file.exists)

    store.remove("test/gone")
    store.sync()

    qtbot.waitUntil(lambda: b"gone" not in file.read_bytes())
    assert b"kept" in file.read_bytes()
