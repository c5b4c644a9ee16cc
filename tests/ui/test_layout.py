"""Every screen is walked, in three sizes and at 200 %; and what the walk takes for a fault."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from benchmarks.gallery.__main__ import screens
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QTabBar,
    QTableWidget,
    QVBoxLayout,
    QWidget,
)
from tests.support.layout import faults

from jobdesk.ui.widgets.banner import Banner
from jobdesk.ui.widgets.button_row import ButtonRow
from jobdesk.ui.widgets.buttons import button
from jobdesk.ui.widgets.labels import ElidedLabel, label

ROOT = Path(__file__).resolve().parents[2]
WORDS = "Verify device inventory of all sites"
_WALK_S = 900


@pytest.mark.slow
@pytest.mark.process
@pytest.mark.parametrize("scale", ["1", "2"])
def test_every_screen_is_right(scale):
    walk = subprocess.run(  # the ratio of pixels is settled when Qt starts
        [sys.executable, "-W", "error", "-m", "tests.support.screen_walk"],
        env={**os.environ, "QT_SCALE_FACTOR": scale, "PYTHONFAULTHANDLER": "1"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=_WALK_S,
        check=False,
    )

    assert walk.returncode == 0, walk.stderr
    *found, seen = walk.stdout.splitlines()
    assert int(seen.split()[0]) == len(screens())
    assert found == []


BAD = """
import logging
from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QListView, QPushButton, QVBoxLayout, QWidget
from tests.support import screen_walk
kept = []
def bad(camera):
    window = QWidget()
    column = QVBoxLayout(window)
    column.addWidget(QPushButton())
    column.addWidget(QListView(accessibleName="Jobs"))
    squeezed = QPushButton("Run at once")
    squeezed.setFixedWidth(20)
    column.addWidget(squeezed)
    window.addAction(QAction("Run", window))
    kept.append(QTimer())
    kept[0].start(60_000)
    logging.getLogger("jobdesk").warning("it was slow")
    window.show()
    return window
screen_walk.screens = lambda: {"bad": bad}
print(screen_walk.main())
"""


@pytest.mark.process
def test_the_walk_tells_the_screen_of_each_fault():
    walk = subprocess.run(
        [sys.executable, "-c", BAD], cwd=ROOT, capture_output=True, text=True, check=True
    )

    *found, _ = walk.stdout.splitlines()
    assert all(line.startswith("bad") for line in found)
    for fault in (
        "bad at 1440: cut: has 20 px",
        "bad: no name: QPushButton",
        "bad: not a registered command, “Run”",
        "bad: no menu with the Menu key: QListView",
        "bad: still running: ",
        "bad: log: WARNING: it was slow",
    ):
        assert any(line.startswith(fault) for line in found), (fault, found)


@pytest.fixture
def show(qtbot):
    """Shows a part in a window of this size."""
    kept = []

    def made(part, width, height=60):
        window = QWidget()
        kept.append(window)
        qtbot.addWidget(window)
        window.resize(width, height)
        part.setParent(window)
        part.setGeometry(0, 0, width, height)
        window.show()
        qtbot.waitExposed(window)
        return faults(window)

    return made


def test_words_that_fit_are_no_fault(show):
    assert show(label(WORDS), 400) == []
    assert show(button(WORDS), 400) == []


@pytest.mark.parametrize(
    "make",
    [
        lambda: label(WORDS),
        lambda: label(WORDS * 4, wrap=True),
        lambda: button(WORDS),
        lambda: QCheckBox(WORDS),
    ],
    ids=["label", "wrapped label", "button", "check box"],
)
def test_words_that_are_cut_are_found(show, make):
    found = show(make(), 90, 30)

    assert any("cut" in fault for fault in found), found


def test_an_elided_label_is_right_as_long_as_its_tooltip_has_it_all(show):
    elided = ElidedLabel(WORDS)
    assert show(elided, 90) == []

    elided.setToolTip("")

    assert "elided without a tooltip" in faults(elided.window())[0]


def test_a_cut_hint_a_cut_choice_and_a_cut_head_are_found(show):
    field, box, table = QLineEdit(), QComboBox(), QTableWidget(1, 2)
    field.setPlaceholderText(WORDS)
    box.addItem(WORDS)
    table.setHorizontalHeaderLabels(["Name", WORDS])

    assert "hint" in show(field, 90)[0]
    assert "is cut" in show(box, 90)[0]
    assert "head" in show(table, 200, 100)[0]


def test_overlaps_and_parts_that_stick_out_are_found(show):
    ground = QWidget()
    for place in (0, 40):
        QLabel("Word", ground).setGeometry(place, 0, 60, 20)
    QPushButton("Run", ground).setGeometry(260, 30, 80, 30)

    found = show(ground, 300)

    assert [fault.split(" ")[0] for fault in found] == ["overlap", "sticks"]


def test_what_stands_behind_the_tabs_of_a_bar_is_no_fault_but_over_them_it_is(show):
    ground = QWidget()
    bar = QTabBar(ground)
    bar.addTab("Interfaces")
    bar.setGeometry(0, 0, 300, 30)
    more = QPushButton("More", ground)
    more.setGeometry(bar.tabRect(0).right() + 1, 0, 60, 30)
    assert show(ground, 400) == []

    more.move(bar.tabRect(0).center().x(), 0)

    assert [fault.split(" ")[0] for fault in faults(ground)] == ["overlap"]


def test_a_part_with_less_room_than_it_needs_is_found(show):
    ground = QWidget()
    line = QHBoxLayout(ground)
    for _ in range(3):
        line.addWidget(button(WORDS))

    assert any(fault.startswith("squeezed") for fault in show(ground, 300))


def test_what_scrolls_is_no_fault_but_without_a_bar_it_is(show):
    area, inside = QScrollArea(), QWidget()
    inside.setFixedSize(900, 900)
    area.setWidget(inside)
    assert show(area, 300, 200) == []

    area.setHorizontalScrollBarPolicy(area.horizontalScrollBarPolicy().ScrollBarAlwaysOff)

    assert "without a bar" in faults(area.window())[0]


def test_the_words_of_a_banner_wrap_where_they_do_not_fit(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    banner = Banner("bad", f"{WORDS} failed because of its first line.", "", "Copy report")
    column.addWidget(banner)
    column.addStretch(1)
    window.resize(440, 200)
    window.show()

    qtbot.waitUntil(lambda: faults(window) == [])

    assert banner.height() > 44


def test_a_row_of_buttons_keeps_icons_and_names_where_there_is_no_room(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    row = ButtonRow(label("Queues", "pane"))
    row.setParent(window)
    new, pause = button("New queue"), button("Pause all", icon="pause")
    row.add(new)
    row.add(pause, shrinks=True)
    row.resize(400, 40)
    window.show()
    assert pause.text() == "Pause all"

    row.resize(row.minimumSizeHint().width(), 40)

    assert (new.text(), pause.text(), pause.accessibleName()) == ("New queue", "", "Pause all")
    row.resize(400, 40)
    assert pause.text() == "Pause all"


def test_a_button_that_says_more_later_gives_way_too(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    row = ButtonRow(ElidedLabel("Ticket for removed devices", "pane"))
    row.setParent(window)
    switch = button("On", icon="pause")
    row.add(switch, shrinks=True)
    row.resize(row.minimumSizeHint().width() + 260, 40)
    window.show()
    assert switch.text() == "On"

    switch.setText("Switch off for all objects of the inventory")

    qtbot.waitUntil(lambda: switch.text() == "")
    row.resize(900, 40)
    assert switch.text() == "Switch off for all objects of the inventory"
