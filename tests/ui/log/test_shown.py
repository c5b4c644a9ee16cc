from dataclasses import replace
from datetime import UTC, datetime

import pytest
from tests.ui.log.memory_log import make_line

from jobdesk.ui.log.shown import MORE_MARK, is_cut, message_words, time_words


@pytest.mark.parametrize(
    ("message", "room", "words"),
    [
        ("fits exactly", 12, "fits exactly"),
        ("one too many", 11, "one too ma…"),
        ("a\tb", 10, "a   b"),
        ("first\nsecond", 20, "first" + MORE_MARK),
        ("first\nsecond", 6, "fir…" + MORE_MARK),
        ("first\nsecond", 1, "…" + MORE_MARK),
        ("", 5, ""),
        ("a\x07b\x00c\x7f", 10, "a␇b␀c␡"),
        ("a\rb\r", 10, "a␍b"),
        ("\x1b[31mred\x1b[0m\x07", 10, "red"),
        ("x\u202eevil", 20, "x[U+202E]evil"),
        ("\x1b[1mx\u2028y", 20, "x[U+2028]y"),
        ("שלום", 10, "שלום"),
        ("0123456789" * 100_000, 5, "0123…"),
    ],
    ids=[
        *("fits", "cut", "tab", "lines", "cut lines", "no room", "empty", "controls"),
        *("return", "colours", "turned", "separator", "right to left", "a megabyte"),
    ],
)
def test_a_message_is_cut_to_its_room(message, room, words):
    assert message_words(message, room) == words


def test_the_time_is_local_and_exact_to_the_millisecond():
    created = datetime(2026, 3, 29, 0, 59, 59, 999_999, tzinfo=UTC)
    line = replace(make_line(0), created=created)

    assert time_words(line) == f"{created.astimezone():%H:%M:%S}.999"


@pytest.mark.parametrize(
    ("message", "room", "cut"),
    [
        ("short", 10, False),
        ("much too long", 5, True),
        ("two\nlines", 40, True),
        ("\x1b[31m" * 6 + "red", 3, False),
        ("0123456789" * 100_000, 200, True),
    ],
)
def test_what_a_row_cannot_show_is_cut(message, room, cut):
    assert is_cut(message, room) is cut
