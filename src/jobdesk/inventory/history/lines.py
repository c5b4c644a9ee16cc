"""A long text before and after, line by line. No Django in this file."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence

from jobdesk.inventory.history.records import TextLine

AROUND = 3
"""Lines shown around a change."""

_MOST = 2_000  # lines compared; the comparison is quadratic in the worst case
_SHOWN = 400


def difference(before: str, after: str) -> tuple[TextLine, ...]:
    """The changed lines with some around them; at most 400 lines of it."""
    old, new = before.splitlines(), after.splitlines()
    if len(old) > _MOST or len(new) > _MOST:
        return tuple(_replaced(old, new))[:_SHOWN]
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    found: list[TextLine] = []
    for group in matcher.get_grouped_opcodes(AROUND):
        for tag, *span in group:
            found += _lines(tag, old, new, span)
        if len(found) >= _SHOWN:
            break
    return tuple(found[:_SHOWN])


def _lines(
    tag: str, old: Sequence[str], new: Sequence[str], span: Sequence[int]
) -> Iterator[TextLine]:
    old_from, old_to, new_from, new_to = span
    if tag == "equal":
        for step, text in enumerate(old[old_from:old_to]):
            yield TextLine(old_from + step + 1, new_from + step + 1, text)
        return
    for number in range(old_from, old_to):
        yield TextLine(number + 1, 0, old[number])
    for number in range(new_from, new_to):
        yield TextLine(0, number + 1, new[number])


def _replaced(old: Sequence[str], new: Sequence[str]) -> Iterator[TextLine]:
    """Too long to compare: from the first line that differs."""
    same = 0
    for one, other in zip(old, new, strict=False):
        if one != other:
            break
        same += 1
    half = _SHOWN // 2
    for number in range(same, min(len(old), same + half)):
        yield TextLine(number + 1, 0, old[number])
    for number in range(same, min(len(new), same + half)):
        yield TextLine(0, number + 1, new[number])
