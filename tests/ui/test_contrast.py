"""Every colour that is read stands out from what it is read on, in every palette.

The pairs are in theme.json, in `contrast`; a token that is used and missing there fails here.
"""

import ast
import json
import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

import jobdesk
from jobdesk.paths import resources
from jobdesk.ui.theme import MODES, apply_theme

THEME = json.loads((resources() / "theme" / "theme.json").read_text(encoding="utf-8"))
QSS = (resources() / "theme" / "jobdesk.qss").read_text(encoding="utf-8")
RULES = THEME["contrast"]
INKS = RULES["text"]
TOKENS = set(THEME["palette"]["light"])
OFF = {"disabled"}  # WCAG asks nothing of what is off; high contrast does


def luminance(color):
    def linear(channel):
        return channel / 12.92 if channel <= 0.03928 else ((channel + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(c) for c in (color.redF(), color.greenF(), color.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def too_faint(mode, kind):
    colors = THEME["palette"][mode]
    needed = RULES["needed"][kind]
    found = []
    for ink, grounds in RULES[kind].items():
        for ground in grounds:
            ratio = contrast(QColor(colors[ink]), QColor(colors[ground]))
            if ratio < needed:
                found.append(f"{ink} on {ground}: {ratio:.2f}, needed {needed}")
    return found


@pytest.mark.parametrize("kind", ["text", "marks"])
@pytest.mark.parametrize("mode", MODES)
def test_what_is_read_stands_out(mode, kind):
    assert too_faint(mode, kind) == []


@pytest.mark.parametrize("mode", [mode for mode in MODES if mode.startswith("high")])
def test_high_contrast_also_raises_lines_and_what_is_off(mode):
    assert too_faint(mode, "highContrastMarks") == []


def test_the_measure_is_that_of_wcag():
    assert contrast(QColor("#FFFFFF"), QColor("#000000")) == pytest.approx(21)
    assert contrast(QColor("#FFFFFF"), QColor("#767676")) == pytest.approx(4.54, abs=0.01)


def test_every_palette_has_the_same_tokens_and_each_has_its_place():
    placed = {*INKS, *RULES["marks"], *RULES["grounds"], *RULES["decoration"]}

    assert all(set(palette) == TOKENS for palette in THEME["palette"].values())
    assert placed == TOKENS


def test_every_ink_of_the_style_sheet_is_measured():
    named = set(re.findall(r"(?:[\s{;]|selection-)color: \$(\w+)", QSS))
    roles = set(re.findall(r'\[role="(\w+)"\]', QSS))

    assert (named | roles) - OFF <= set(INKS)


def test_every_pair_of_one_rule_of_the_style_sheet_is_measured():
    missing = []
    for body in re.findall(r"\{([^}]*)\}", QSS):
        ink = re.search(r"(?:^|[\s;])color: \$(\w+)", body)
        ground = re.search(r"(?:^|[\s;])background(?:-color)?: \$(\w+)", body)
        if ink and ground and ink[1] not in OFF and ground[1] not in INKS.get(ink[1], ()):
            missing.append(f"{ink[1]} on {ground[1]}")
    assert missing == []


def words_of_status_and_level():
    names = THEME["icons"]["names"]
    return {entry[1] for group in ("status", "level") for entry in names[group].values()}


def literal_inks():
    """Tokens that the program gives to `setPen` and to labels, as far as they are literal."""
    for file in sorted((Path(jobdesk.__file__).parent / "ui").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name == "setPen" and not any(_is_pen(arg) for arg in node.args):
                yield from ((file.name, token) for token in _tokens(node))
            elif name in ("label", "set_role", "ElidedLabel"):
                yield from ((file.name, token) for token in _tokens(node) if token in TOKENS)


def _is_pen(node):
    """A pen of a width draws lines; words are written with the bare colour."""
    return any(getattr(n, "id", "") == "QPen" for n in ast.walk(node))


def _tokens(node):
    return [
        each.value
        for each in ast.walk(node)
        if isinstance(each, ast.Constant)
        and isinstance(each.value, str)
        and each.value in TOKENS
    ]


def test_every_ink_that_the_program_names_is_measured():
    lines = set(RULES["marks"]) | set(RULES["decoration"])
    unknown = [
        (file, token) for file, token in literal_inks() if token not in lines | set(INKS)
    ]

    assert words_of_status_and_level() <= set(INKS)
    assert unknown == []


def test_the_words_of_an_empty_field_are_as_clear_as_others(qtbot, qapp):
    """A style sheet's colour makes them half transparent unless it says otherwise."""
    apply_theme(qapp, "light")
    for kind in (QLineEdit, QPlainTextEdit):
        field = kind()
        qtbot.addWidget(field)
        field.ensurePolished()
        ink = field.palette().color(QPalette.ColorRole.PlaceholderText)
        assert ink == QColor(THEME["palette"]["light"]["text3"])
