"""The tools over the log in the room they have."""

import pytest
from PySide6.QtWidgets import QBoxLayout

from jobdesk.models.records import LogCounts
from jobdesk.ui.log.tool_line import LogToolLine


@pytest.fixture
def line(qtbot):
    made = LogToolLine()
    qtbot.addWidget(made)
    made.chips.set_counts(LogCounts(debug=9204, info=8516, success=676, warning=14, failure=2))
    made.show()
    return made


def is_one_line(line):
    return line._line.direction() is QBoxLayout.Direction.LeftToRight


def test_words_of_the_chips_give_way_then_the_search_goes_to_its_own_line(line, qtbot):
    seen = []
    for width in (1600, 1000, 760):
        line.resize(width, 90)
        qtbot.waitUntil(lambda: line.search.width() >= 300)
        words = not any(chip.is_compact for chip in line.chips.chips.values())
        seen.append((is_one_line(line), words))

    assert seen == [(True, True), (True, False), (False, True)]


def test_greater_numbers_are_made_room_for(line, qtbot):
    line.resize(1190, 90)
    assert is_one_line(line)

    line.chips.set_counts(LogCounts(debug=10**9, info=10**9, success=10**9))

    qtbot.waitUntil(lambda: line.search.width() >= 300)
