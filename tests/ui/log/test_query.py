"""What is asked of a log."""

import pytest

from jobdesk.models.records import LEVEL_NUMBERS
from jobdesk.ui.log.expression import SafeExpression
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


def test_a_wrong_word_of_the_language_is_told_too():
    assert LogQuery(text="level:loud").problem == (
        "“loud” is no level; there are debug, info, success, warning, failure, error, critical."
    )
    assert "regular expression" in LogQuery(text="a /(/").problem
    assert LogQuery(text="a /(/").where is None


def _marked(text, line, **more):
    return [
        line[slice(*found.span())]
        for found in LogQuery(text=text, **more).marker.finditer(line)
    ]


def test_plain_text_is_taken_literally():
    assert _marked("a.b", "xA.Bx axb") == ["A.B"]
    assert _marked("a.b", "xA.Bx a.b", case_sensitive=True) == ["a.b"]


def test_every_word_and_expression_is_marked_but_what_is_excluded():
    line = "port 17 of sw-3 is down"

    assert _marked(r"down port -of /\d+/ level:info object:sw", line) == [
        "port",
        "17",
        "3",
        "down",
    ]
    assert LogQuery(text="-of level:info object:sw").marker is None


def test_marks_lie_right_beyond_the_first_plane():
    assert _marked(r"\d+", "😀12 😀 7", regex=True) == ["12", "7"]


@pytest.mark.parametrize("pattern", ["(a+)+$", "(a|a)*[^a?]", r"(\w+\s?)+[.!]"])
def test_a_hostile_expression_gives_up(pattern):
    finder = SafeExpression(pattern, case_sensitive=False, hard_texts=3)

    for _ in range(5):
        finder.finds("a" * 5_000 + "?")
    list(finder.finditer("a" * 5_000 + "?"))

    assert "takes too long" in finder.problem
    assert not finder.finds("ab x !")
