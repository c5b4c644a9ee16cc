"""What stands between the cells of a table in plain text. No Qt in this file.

`csv.Sniffer` is not used: its patterns take a second for some texts of 4 KB (measured), and the
interpreter stands still meanwhile, the window with it.
"""

import csv
from typing import NamedTuple

_CANDIDATES = ",;\t|"
_SAMPLE_CHARS = 4096
_SAMPLE_ROWS = 20


class Delimiter(NamedTuple):
    """How cells are parted; by comma where nothing else is seen."""

    sign: str = ","
    has_space: bool = False  # each is followed by a space, which belongs to no cell


def delimiter_of(text: str, usual: str = ",") -> Delimiter:
    """The sign that parts the first rows into the same number of cells, and into the most."""
    sample = text[:_SAMPLE_CHARS]
    lines = sample.splitlines()[:_SAMPLE_ROWS]
    if len(lines) > 1 and len(text) > len(sample):
        lines.pop()  # cut off
    sign = max(_CANDIDATES, key=lambda one: (*_fit(lines, one), one == usual))
    if _fit(lines, sign) == (False, 1):
        return Delimiter(usual)
    first = next(line for line in lines if sign in line)
    return Delimiter(sign, sign != "\t" and first.count(sign) == first.count(f"{sign} "))


def _fit(lines: list[str], sign: str) -> tuple[bool, int]:
    """All rows have the same number of cells, several; how many the first row has."""
    try:
        widths = [len(row) for row in csv.reader(lines, delimiter=sign) if row]
    except csv.Error:
        return False, 1
    if not widths:
        return False, 1
    return widths[0] > 1 and len(set(widths)) == 1, widths[0]
