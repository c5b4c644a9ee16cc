from dataclasses import replace
from datetime import UTC, datetime

import pytest
from tests.ui.log.memory_log import make_line

from jobdesk.ui.log.shown import MORE_MARK, message_words, time_words


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
    ],
    ids=["fits", "cut", "tab", "lines", "cut lines", "no room", "empty"],
)
def test_a_message_is_cut_to_its_room(message, room, words):
    assert message_words(message, room) == words


def test_the_time_is_local_and_exact_to_the_millisecond():
    created = datetime(2026, 3, 29, 0, 59, 59, 999_999, tzinfo=UTC)
    line = replace(make_line(0), created=created)

    assert time_words(line) == f"{created.astimezone():%H:%M:%S}.999"
