import re

import pytest

from jobdesk.errors import VariableError
from jobdesk.jobs import PasswordVar, StringVar, TextVar


@pytest.mark.parametrize(
    ("variable", "raw", "value"),
    [
        (StringVar(), "hello", "hello"),
        (StringVar(), "  padded \t", "padded"),
        (StringVar(), "grüße 日本 😀 'q' \"d\" <b>&amp;", "grüße 日本 😀 'q' \"d\" <b>&amp;"),
        (StringVar(), 5, "5"),
        (StringVar(), 0, "0"),
        (StringVar(min_length=2, max_length=4), "ab", "ab"),
        (StringVar(min_length=2, max_length=4), "日本語", "日本語"),
        (StringVar(regex="^[a-z]+$"), "abc", "abc"),
        (StringVar(regex="b+"), "xxbxx", "xxbxx"),
        (StringVar(regex=re.compile("^[a-z]+$", re.IGNORECASE)), "ABC", "ABC"),
        (StringVar(regex="[a-z]+", fullmatch=True), "abc", "abc"),
        (TextVar(), "  one\n\n  two  \n", "one\n\n  two"),
        (TextVar(), "x" * 100_000, "x" * 100_000),
        (PasswordVar(), " blanks count ", " blanks count "),
    ],
)
def test_a_text_that_fits(variable, raw, value):
    assert variable.parse(raw) == value


@pytest.mark.parametrize(
    ("variable", "raw", "words"),
    [
        (StringVar(min_length=2), "a", ["2", "1"]),
        (StringVar(max_length=4), "abcde", ["4", "5"]),
        (StringVar(max_length=0), "x", ["0"]),
        (StringVar(min_length=3, max_length=3), "ab", ["3"]),
        (StringVar(regex="^[a-z]+$"), "abC1", ["^[a-z]+$"]),
        (StringVar(regex="b+"), "xyz", ["b+"]),
        (StringVar(regex="[a-z]+", fullmatch=True), "abc1", ["[a-z]+"]),
        (StringVar(), {"a": 1}, ["text"]),
        (StringVar(), ["a"], ["text"]),
        (StringVar(), True, ["text"]),
        (StringVar(), "null \0 inside", ["null"]),
        (StringVar(), "half a pair \ud800", ["stored"]),
    ],
)
def test_a_text_that_does_not_fit(variable, raw, words):
    with pytest.raises(VariableError) as refusal:
        variable.parse(raw)

    assert all(word in str(refusal.value) for word in words)


@pytest.mark.parametrize("variable", [StringVar, TextVar, PasswordVar])
def test_nothing_is_the_empty_text_where_it_is_allowed(variable):
    assert variable(required=False).parse(None) == variable(required=False).parse("") == ""


@pytest.mark.parametrize("raw", [None, "", "  \n"])
def test_blanks_do_not_satisfy_a_required_text(raw):
    with pytest.raises(VariableError, match="required"):
        StringVar().parse(raw)


def test_an_optional_text_may_be_shorter_than_its_limit_when_it_is_empty():
    assert StringVar(min_length=2, required=False).parse(" ") == ""


def test_limits_of_zero_are_described():
    described = StringVar(min_length=0, max_length=0).describe()

    assert (described["min_length"], described["max_length"]) == (0, 0)


def test_a_password_is_sensitive_and_its_default_stays_in_the_code():
    variable = PasswordVar(default="opensesame")
    described = variable.describe()

    assert described["sensitive"] is True
    assert described["default"] is None
    assert described["default_is_in_code"] is True
    assert "opensesame" not in str(described)


def test_a_wrong_pattern_is_an_error_of_the_file():
    with pytest.raises(re.error):
        StringVar(regex="(")
