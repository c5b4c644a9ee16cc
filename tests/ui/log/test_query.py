"""What is asked of a log."""

from jobdesk.models.records import LEVEL_NUMBERS
from jobdesk.ui.log.query import LEVEL_CHIPS, LogQuery, levels_of


def test_the_chips_cover_every_level_once():
    covered = [level for levels in LEVEL_CHIPS.values() for level in levels]

    assert sorted(covered) == sorted(LEVEL_NUMBERS)


def test_no_chip_and_all_chips_mean_every_level():
    assert levels_of(frozenset()) is None
    assert levels_of(frozenset(LEVEL_CHIPS)) is None


def test_failure_stands_for_error_and_critical():
    assert levels_of(frozenset({"failure"})) == {"failure", "error", "critical"}


def test_a_broken_expression_is_told_in_words():
    query = LogQuery(text="(", regex=True)

    assert "regular expression" in query.problem
    assert query.marker is None


def test_plain_text_is_taken_literally():
    marker = LogQuery(text="a.b").marker

    assert marker.search("xA.Bx")
    assert not marker.search("aXb")
