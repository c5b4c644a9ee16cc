"""Colours in what programs print: SGR codes as runs of text with an ink. No Qt in this file.

Law: whatever the text holds, no escape character is left in what is shown, and no printable
character is lost beside the codes.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

_CODES = re.compile(
    r"\x1b\[([0-9;:]{0,128})m"  # the only ones that are understood
    r"|\x1b\[[0-?]{0,128}[ -/]{0,8}[@-~]"  # cursor moves and the like
    r"|\x1b[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)"  # titles, links
    r"|\x1b[ -/]{0,8}[0-Z\\-~]"
    r"|[\x1b\x00-\x08\x0b\x0c\x0e-\x1a\x7f]"
)
_MARKED = re.compile(r"[\x1b\x00-\x08\x0b\x0c\x0e-\x1a\x7f]")
# What xterm paints for the 16 colours: other colours are shown as the nearest of them.
_RGB = (
    (0, 0, 0),
    (205, 0, 0),
    (0, 205, 0),
    (205, 205, 0),
    (0, 0, 238),
    (205, 0, 205),
    (0, 205, 205),
    (229, 229, 229),
    (127, 127, 127),
    (255, 0, 0),
    (0, 255, 0),
    (255, 255, 0),
    (92, 92, 255),
    (255, 0, 255),
    (0, 255, 255),
    (255, 255, 255),
)
_CUBE = (0, 95, 135, 175, 215, 255)


@dataclass(frozen=True, slots=True)
class Ink:
    """How a run of text is written; colours are 0 to 15, -1 is the usual one."""

    fore: int = -1
    ground: int = -1
    is_bold: bool = False
    is_italic: bool = False
    is_underlined: bool = False
    is_struck: bool = False
    is_inverse: bool = False


PLAIN_INK = Ink()


class Run(NamedTuple):
    """Text in one ink."""

    text: str
    ink: Ink


def has_codes(text: str) -> bool:
    """Something in the text is not to be shown as it is."""
    return _MARKED.search(text) is not None


def plain(text: str) -> str:
    """The text without codes."""
    return _CODES.sub("", text) if has_codes(text) else text


def runs(text: str) -> list[Run]:
    """The text as runs, none of them empty; neighbours differ in their ink."""
    if not has_codes(text):
        return [Run(text, PLAIN_INK)] if text else []
    found: list[Run] = []
    for piece, ink in _pieces(text):
        if found and found[-1].ink == ink:
            found[-1] = Run(found[-1].text + piece, ink)
        else:
            found.append(Run(piece, ink))
    return found


def _pieces(text: str) -> Iterator[Run]:
    at, ink = 0, PLAIN_INK
    for code in _CODES.finditer(text):
        if code.start() > at:
            yield Run(text[at : code.start()], ink)
        at = code.end()
        if code.group(1) is not None:
            ink = _after(ink, code.group(1))
    if at < len(text):
        yield Run(text[at:], ink)


_SWITCHES: dict[int, dict[str, bool]] = {
    1: {"is_bold": True},
    3: {"is_italic": True},
    4: {"is_underlined": True},
    7: {"is_inverse": True},
    9: {"is_struck": True},
    21: {"is_underlined": True},
    22: {"is_bold": False},
    23: {"is_italic": False},
    24: {"is_underlined": False},
    27: {"is_inverse": False},
    29: {"is_struck": False},
}


@lru_cache(maxsize=512)
def _after(ink: Ink, codes: str) -> Ink:
    """The ink after one sequence of codes."""
    words = codes.split(";")
    at = 0
    while at < len(words):
        word = words[at]
        at += 1
        if ":" in word:
            ink = _with_parts(ink, word)
        elif word in ("38", "48"):
            color, used = _wide_color([_number(each) for each in words[at : at + 4]])
            ink = _colored(ink, word, color)
            at += used
        else:
            ink = _with_code(ink, _number(word))
    return ink


def _with_code(ink: Ink, code: int) -> Ink:
    if code == 0:
        return PLAIN_INK
    if code in _SWITCHES:
        return replace(ink, **_SWITCHES[code])
    tens, color = divmod(code, 10)
    if tens in (3, 9) and color < 8:
        return replace(ink, fore=color + 8 * (tens == 9))
    if tens in (4, 10) and color < 8:
        return replace(ink, ground=color + 8 * (tens == 10))
    if code in (39, 49):
        return _colored(ink, "38" if code == 39 else "48", -1)
    return ink


def _with_parts(ink: Ink, word: str) -> Ink:
    """Codes with parts: `38:5:n`, `38:2::r:g:b`, `4:3`."""
    parts = word.split(":")
    if parts[0] in ("38", "48"):
        kind = _number(parts[1])
        values = parts[2:3] if kind == 5 else parts[2:][-3:]
        color, _ = _wide_color([kind, *map(_number, values)])
        return _colored(ink, parts[0], color)
    if parts[0] == "4":
        return replace(ink, is_underlined=_number(parts[1]) > 0)
    return ink


def _colored(ink: Ink, place: str, color: int | None) -> Ink:
    if color is None:
        return ink
    return replace(ink, fore=color) if place == "38" else replace(ink, ground=color)


def _wide_color(values: list[int]) -> tuple[int | None, int]:
    """The nearest of the 16 colours, and how many values named it."""
    if values[:1] == [5] and len(values) > 1:
        return _of_256(values[1]), 2
    if values[:1] == [2] and len(values) > 3:
        return _nearest(values[1], values[2], values[3]), 4
    return None, len(values)


def _of_256(number: int) -> int | None:
    if number < 16:
        return number
    if number < 232:
        rest, blue = divmod(number - 16, 6)
        red, green = divmod(rest, 6)
        return _nearest(_CUBE[red], _CUBE[green], _CUBE[blue])
    if number < 256:
        grey = 8 + 10 * (number - 232)
        return _nearest(grey, grey, grey)
    return None


@lru_cache(maxsize=1024)
def _nearest(red: int, green: int, blue: int) -> int:
    def distance(color: int) -> int:
        one, two, three = _RGB[color]
        return (one - red) ** 2 + (two - green) ** 2 + (three - blue) ** 2

    return min(range(16), key=distance)


def _number(word: str) -> int:
    return int(word[:6]) if word else 0
