"""Words of messages, and what makes two messages alike."""

import re

import pytest

from jobdesk.ui.log.words_in import pattern_like, word_after, word_at, words_of


def words(text):
    return [text[start:end] for start, end in words_of(text)]


def test_names_addresses_and_paths_are_single_words():
    text = 'row 31: interface "Gi1/0/25" on ber-acc-12 (10.42.7.11:22) is down.'

    assert words(text) == [
        "row", "31", "interface", "Gi1/0/25", "on", "ber-acc-12", "10.42.7.11:22", "is", "down",
    ]  # fmt: skip


def test_the_word_under_a_character():
    assert word_at("port Gi1/0/25 down", 8) == (5, 13)
    assert word_at("port Gi1/0/25 down", 4) is None


def test_stepping_stays_inside_of_the_text():
    text = "one two three"
    assert word_after(text, None, 1) == (0, 3)
    assert word_after(text, (0, 3), 1) == (4, 7)
    assert word_after(text, (8, 13), 1) == (8, 13)
    assert word_after(text, (8, 13), -1) == (4, 7)
    assert word_after(" .. ", None, 1) is None


@pytest.mark.parametrize(
    ("message", "like", "unlike"),
    [
        ("running configuration read, 900 lines in 0.6 s",
         "running configuration read, 37 lines in 12.25 s",
         "running configuration read, many lines in 0.6 s"),
        ('row 31: interface "Gi1/0/25" is missing',
         'row 7: interface "Te2/1" is missing',
         'row 7: interface "Te2/1" is there'),
        ("changed, committed 076ce2e", "changed, committed a41f9c2", "changed, not committed"),
        ("what? (a+b) [c] /d", "what? (a+b) [c] /d", "what (ab) c d"),
        ("first 1\nsecond", "first 2\nother", "last 1\nsecond"),
    ],
)  # fmt: skip
def test_lines_alike_differ_in_numbers_and_names_only(message, like, unlike):
    pattern = re.compile(pattern_like(message))

    assert pattern.search(message)
    assert pattern.search(like)
    assert not pattern.search(unlike)
