"""Going to a time or a line: what can be written, and what is said when it cannot be read."""

import re
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from tests.ui.log.memory_log import START, MemoryLog, MemorySearch

from jobdesk.models.records import LogCounts
from jobdesk.ui.log.jump import JumpProblem, Span, find_moment, read_jump
from jobdesk.ui.log.panel import LogPanel

FIRST = datetime(2026, 11, 21, 12, 0, 30).astimezone()
SPAN = Span(FIRST, FIRST + timedelta(hours=2), FIRST + timedelta(hours=1), 5000)
NIGHT = Span(
    datetime(2026, 11, 21, 23, 50).astimezone(),
    datetime(2026, 11, 22, 0, 20).astimezone(),
    datetime(2026, 11, 21, 23, 55).astimezone(),
    100,
)


def at(hour, minute, second=0, micro=0, day=21):
    return datetime(2026, 11, day, hour, minute, second, micro).astimezone()


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("12:30:05", at(12, 30, 5)),
        (" 12:30 ", at(12, 30)),
        ("12:00", at(12, 0)),
        ("13:01:02.5", at(13, 1, 2, 500_000)),
        ("2026-11-21 13:00", at(13, 0)),
        ("+5m", at(13, 5, 30)),
        ("-1h", at(12, 0, 30)),
        ("+1h30m", at(14, 0, 30)),
        ("- 90", at(12, 59)),
        ("+1:30", at(13, 2)),
        ("+ 250 ms", at(13, 0, 30, 250_000)),
        ("1200", 1199),
        ("line 1,200", 1199),
        ("#7", 6),
    ],
)
def test_what_can_be_written(text, where):
    assert read_jump(text, SPAN) == where


def test_after_midnight_the_next_day_is_meant():
    assert read_jump("00:10", NIGHT) == at(0, 10, day=22)
    assert read_jump("23:55", NIGHT) == at(23, 55)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Write a time"),
        ("noon", "Write a time"),
        ("+", "Write a time"),
        ("+5 parsecs", "Write a time"),
        ("25:00", "no such time"),
        ("2026-13-01 10:00", "no such time"),
        ("0", "the lines 1 to 5,000"),
        ("5001", "the lines 1 to 5,000"),
        ("15:00", "The log runs from 2026-11-21 12:00:30 to 2026-11-21 14:00:30."),
        ("2025-01-01 12:30", "The log runs from"),
    ],
)
def test_what_cannot_be_followed_is_told_in_a_sentence(text, sentence):
    with pytest.raises(JumpProblem, match=re.escape(sentence)):
        read_jump(text, SPAN)


@given(st.text(max_size=20))
def test_whatever_is_written_the_answer_is_a_place_in_the_log_or_a_sentence(text):
    try:
        where = read_jump(text, SPAN)
    except JumpProblem:
        return
    if isinstance(where, int):
        assert 0 <= where < SPAN.total
    else:
        assert SPAN.first - timedelta(minutes=1) <= where <= SPAN.last


def test_a_moment_is_found_by_halving():
    reads = []

    def time_of(seq):
        reads.append(seq)
        return START + timedelta(seconds=seq)

    assert find_moment(START + timedelta(seconds=7_000_000.5), 10_000_000, time_of) == 7_000_001
    assert len(reads) < 30


@pytest.fixture
def panel(qtbot):
    log = MemoryLog(5000)
    made = LogPanel(log, lambda: MemorySearch(log), 1)
    qtbot.addWidget(made)
    made.resize(1000, 600)
    made.show()
    made.open(LogCounts(), 5000, is_live=False, at_failure=False)
    yield made
    made.shut_down()


def _ask(panel, qtbot, text):
    panel.actions_here["log.jump"].trigger()
    field = panel.jumper.field.field
    field.clear()
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def test_ctrl_g_goes_to_a_time(panel, qtbot):
    with qtbot.waitActive(panel):
        panel.activateWindow()
    panel.view.setFocus()
    qtbot.keyClick(panel.view, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    assert panel.jumper.field.isVisible()

    moment = (START + timedelta(milliseconds=37 * 4000)).astimezone()
    _ask(panel, qtbot, f"{moment:%H:%M:%S}.{moment.microsecond // 1000:03d}")

    assert panel.view.current_line().seq == 4000
    assert not panel.jumper.field.isVisible()
    assert panel.view.hasFocus()


def test_steps_go_from_the_current_line(panel, qtbot):
    panel.view.select_row(1000)

    _ask(panel, qtbot, "+37s")
    assert panel.view.current_line().seq == 2000

    _ask(panel, qtbot, "-1h")
    assert panel.view.current_line().seq == 0


def test_what_cannot_be_read_is_said_and_nothing_moves(panel, qtbot):
    panel.view.select_row(1000)

    _ask(panel, qtbot, "soon")

    assert panel.jumper.field.isVisible()
    assert panel.jumper.field.words.text().startswith("Write a time")
    assert panel.view.current_line().seq == 1000

    qtbot.keyClick(panel.jumper.field.field, Qt.Key.Key_Escape)
    assert not panel.jumper.field.isVisible()
