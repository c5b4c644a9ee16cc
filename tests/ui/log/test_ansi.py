"""Colours in printed text: nothing is lost, nothing unprintable is left, all is legible."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobdesk.ui.log.ansi import PLAIN_INK, Ink, Run, has_codes, plain, runs
from jobdesk.ui.log.inks import FORE_TOKENS, GROUND_TOKENS, cut_runs, fore_token, ground_token
from jobdesk.ui.theme import MODES, Theme, apply_theme

ESC = "\x1b"
_numbers = st.one_of(st.integers(0, 120), st.sampled_from([38, 48, 2, 5, 999_999]))
_codes = st.lists(_numbers, max_size=6).map(lambda n: f"{ESC}[{';'.join(map(str, n))}m")
_words = st.text(
    st.characters(min_codepoint=32, exclude_characters="\x7f\x1b", exclude_categories=["Cs"]),
    max_size=12,
)
_printed = st.lists(st.one_of(_codes, _words), max_size=12)


@given(_printed)
def test_every_word_is_shown_and_no_code(pieces):
    text = "".join(pieces)
    words = "".join(piece for piece in pieces if not piece.startswith(ESC))

    assert "".join(run.text for run in runs(text)) == words
    assert plain(text) == words


@given(st.text(st.sampled_from("\x1b[]m;:0123489 \x07\\ab\x00P"), max_size=60))
def test_whatever_comes_no_escape_is_left_and_plain_text_is_the_runs(text):
    found = runs(text)

    assert plain(text) == "".join(run.text for run in found)
    assert not has_codes(plain(text))
    assert all(run.text for run in found)
    assert all(one.ink != two.ink for one, two in itertools.pairwise(found))
    assert all(-1 <= run.ink.fore < 16 and -1 <= run.ink.ground < 16 for run in found)


@given(_words, _codes)
def test_a_reset_gives_the_usual_ink_back(word, code):
    assert runs(f"{code}{ESC}[m{word}") == ([Run(word, PLAIN_INK)] if word else [])


@pytest.mark.parametrize(
    ("codes", "ink"),
    [
        ("31", Ink(fore=1)),
        ("1;92", Ink(fore=10, is_bold=True)),
        ("44", Ink(ground=4)),
        ("38;5;9", Ink(fore=9)),
        ("38;5;196", Ink(fore=9)),
        ("48;5;232", Ink(ground=0)),
        ("38;2;250;250;5", Ink(fore=11)),
        ("38:2::250:250:5", Ink(fore=11)),
        ("38:5:2;4:3", Ink(fore=2, is_underlined=True)),
        ("38;5", Ink()),
        ("31;39", Ink()),
        ("7;9;3", Ink(is_inverse=True, is_struck=True, is_italic=True)),
        ("31;0;4", Ink(is_underlined=True)),
        ("38;5;1;42", Ink(fore=1, ground=2)),
    ],
)
def test_codes(codes, ink):
    assert runs(f"{ESC}[{codes}mword") == [Run("word", ink)]


def test_links_titles_and_moves_are_eaten():
    link = f"{ESC}]8;;https://x{ESC}\\page{ESC}]8;;{ESC}\\"

    assert plain(f"{ESC}[2K{ESC}]0;title\x07{link}{ESC}(B done") == "page done"


def test_runs_are_cut_to_their_room():
    found = cut_runs([Run("abcd", PLAIN_INK), Run("efgh", Ink(fore=1))], 6)

    assert found == [Run("abcd", PLAIN_INK), Run("e…", Ink(fore=1))]
    assert cut_runs([Run("abcd", PLAIN_INK)], 4) == [Run("abcd", PLAIN_INK)]


def _luminance(color):
    parts = [
        c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4
        for c in (color.redF(), color.greenF(), color.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def _contrast(one, other):
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("mode", MODES)
def test_every_colour_is_legible_on_every_ground_it_can_have(qapp, mode):
    apply_theme(qapp, mode)
    color = Theme.current().color
    rows = ("canvas", "sunken", "hover", "selected", "selectedIdle")
    for token in {*FORE_TOKENS, "warn", "text"}:
        for ground in rows:
            assert _contrast(color(token), color(ground)) >= 4.5, (token, ground)
    for ground in {*GROUND_TOKENS, "track"}:
        assert _contrast(color("text"), color(ground)) >= 4.5, ground


def test_a_ground_never_meets_a_colour():
    for fore in range(-1, 16):
        assert fore_token(Ink(fore=fore, ground=1), "warn") == "text"
        assert ground_token(Ink(fore=fore, is_inverse=True))
