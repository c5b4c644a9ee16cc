"""What a regular expression's matches must have in them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobdesk.models.stores.required_text import required_text


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"last backup: \+\d+", "last backup: +"),
        (r"^port \d+ is down$", " is down"),
        (r"100% of sw_\w", "100% of sw_"),
        ("colou?red", "colo"),
        ("abcd*ef", "abc"),
        ("abcd{2}ef", "abc"),
        ("abcd+efgh", "abcd"),
        (r"(secret)[^\]x]+ wide", " wide"),
        (r"\.conf\b", ".conf"),
        ("ab", ""),
        ("one|other", ""),
        ("(?i)text", ""),
        (r"\x41bcd", ""),
        (r"\Qa.b\E", ""),
        ("[[:alpha:]]bcd", ""),
        ("größe", ""),
        ("\\", ""),
        ("[abc", ""),
    ],
)
def test_the_longest_sure_text_is_found(pattern, text):
    found = required_text(pattern)

    assert (found == text) or (text and len(found) == len(text) and found in pattern)


parts = st.sampled_from(
    [
        "a",
        "b",
        "abc",
        " ",
        r"\d",
        r"\.",
        ".",
        "[ab]",
        "[^a]",
        "(ab)",
        "(a(b)c)",
        "^",
        "$",
        r"\+",
    ]
)
counts = st.sampled_from(["", "", "", "?", "*", "+", "{2}", "{0,1}"])
patterns = st.lists(st.tuples(parts, counts), min_size=1, max_size=5).map(
    lambda found: "".join(part + (count if part not in "^$" else "") for part, count in found)
)


@given(patterns, st.text(alphabet="abc .+1", max_size=12))
def test_every_match_has_it(pattern, text):
    if re.search(pattern, text, re.IGNORECASE):
        assert required_text(pattern).lower() in text.lower()


@given(st.text(max_size=20))
def test_any_pattern_has_an_answer(pattern):
    assert isinstance(required_text(pattern), str)
