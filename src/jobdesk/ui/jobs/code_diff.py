"""What changed between two texts, as lines to show. No Qt here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jobdesk.operations.reviews import FileChange

SAME, OLD, NEW, FILE, GAP = " ", "-", "+", "file", "gap"
_CONTEXT = 4  # unchanged lines around a change
_SHOWN_LINES = 3000  # more would hold the window up; the files themselves have them


@dataclass(frozen=True, slots=True)
class DiffLine:
    """A line of a difference.

    Attributes:
        kind: SAME, OLD, NEW, FILE (a heading) or GAP (lines left out).
        before: its number in the earlier text; 0 when it is not there.
        after: its number in the later text; 0 when it is not there.
    """

    kind: str
    text: str
    before: int = 0
    after: int = 0


@dataclass(slots=True)
class Difference:
    """All lines of a difference, and how many came and went."""

    lines: list[DiffLine] = field(default_factory=list[DiffLine])
    files: int = 0
    added: int = 0
    removed: int = 0

    @property
    def words(self) -> str:
        """`2 files changed, 14 lines added, 3 removed`."""
        files = f"{self.files} file{'s' if self.files != 1 else ''} changed"
        added = f"{self.added} line{'s' if self.added != 1 else ''} added"
        return f"{files}, {added}, {self.removed} removed"

    def change_starts(self) -> list[int]:
        """The first line of each run of changed lines."""
        changed = [line.kind in (OLD, NEW) for line in self.lines]
        return [
            place
            for place, is_changed in enumerate(changed)
            if is_changed and (place == 0 or not changed[place - 1])
        ]


def difference(changes: Sequence[FileChange]) -> Difference:
    """The lines of all files that differ, with some lines around each change."""
    found = Difference()
    for change in changes:
        _add_file(found, change)
    if len(found.lines) > _SHOWN_LINES:
        left = len(found.lines) - _SHOWN_LINES
        del found.lines[_SHOWN_LINES:]
        found.lines.append(DiffLine(GAP, f"{left} more lines, see the files themselves"))
    return found


def _add_file(found: Difference, change: FileChange) -> None:
    found.files += 1
    note = ", new" if change.before is None else ", deleted" if change.after is None else ""
    found.lines.append(DiffLine(FILE, f"{change.path}{note}"))
    before = (change.before or "").splitlines()
    after = (change.after or "").splitlines()
    at = 0  # how far the earlier text has been told
    for group in SequenceMatcher(None, before, after).get_grouped_opcodes(_CONTEXT):
        _add_gap(found, before, at, group[0][1], group[0][3])
        for tag, a, b, c, d in group:
            if tag == "equal":
                _add_same(found, before, a, b, c)
            else:
                _add_changed(found, before[a:b], a, after[c:d], c)
        at = group[-1][2]
    if at:
        _add_gap(found, before, at, len(before), len(after))


def _add_gap(found: Difference, before: list[str], start: int, end: int, other: int) -> None:
    """Lines that are left out; one alone takes no more room than to say so.

    Args:
        found: where they belong.
        before: the earlier text.
        start: the first of them there.
        end: the line behind the last one there.
        other: where that line stands in the later text.
    """
    number = end - start
    if number == 1:
        _add_same(found, before, start, end, other - 1)
    elif number > 0:
        words = f"{number} unchanged line{'s' if number != 1 else ''}"
        found.lines.append(DiffLine(GAP, words))


def _add_same(found: Difference, before: list[str], start: int, end: int, other: int) -> None:
    found.lines.extend(
        DiffLine(SAME, before[place], place + 1, other + place - start + 1)
        for place in range(start, end)
    )


def _add_changed(
    found: Difference, old: list[str], old_at: int, new: list[str], new_at: int
) -> None:
    found.removed += len(old)
    found.added += len(new)
    found.lines.extend(
        DiffLine(OLD, text, before=old_at + place + 1) for place, text in enumerate(old)
    )
    found.lines.extend(
        DiffLine(NEW, text, after=new_at + place + 1) for place, text in enumerate(new)
    )
