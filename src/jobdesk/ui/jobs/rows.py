"""What the jobs table shows: rows made once per load, filtered per keystroke. No Qt here.

Law: broken files are always shown; what the chips leave out is counted and said.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from jobdesk.ui.jobs.flags import Flag, flags_of
from jobdesk.ui.jobs.query import Query, parse_query, similar_query

if TYPE_CHECKING:
    from jobdesk.models.records import BrokenFile, JobRecord

BROKEN_GROUP = "Broken files"

# The chips, in their order: name, title, state at first.
CHIPS: tuple[tuple[str, str, str], ...] = (
    ("installed", "Installed", "yes"),
    ("hidden", "Hidden", "no"),
    ("hook_receiver", "Hook receiver", "any"),
    ("button_receiver", "Button receiver", "any"),
    ("enabled", "Enabled", "any"),
)
_BITS = {name: 1 << place for place, (name, _, _) in enumerate(CHIPS)}
_MARKS = re.compile(r"(?:\*\*|__|`)|\[([^\]]*)\]\([^)]*\)")
_SOURCE_BIT = 1 << len(CHIPS)
_LEFT_OUT = {  # (chip, wanted): what is left out
    ("installed", "yes"): "uninstalled",
    ("installed", "no"): "installed",
    ("hidden", "no"): "hidden",
    ("hidden", "yes"): "not hidden",
    ("hook_receiver", "no"): "hook receivers",
    ("hook_receiver", "yes"): "without a hook",
    ("button_receiver", "no"): "button receivers",
    ("button_receiver", "yes"): "without a button",
    ("enabled", "yes"): "disabled",
    ("enabled", "no"): "enabled",
}


@dataclass(frozen=True, slots=True)
class JobRow:
    """One line of the table: a job, or a file that does not load."""

    key: str  # the job's id, or "file:" and its path
    title: str
    subtitle: str
    group: str
    haystack: str
    bits: int
    source: str
    flags: tuple[Flag, ...]
    record: JobRecord | None
    broken: BrokenFile | None
    labels: tuple[str, ...] = ()

    @property
    def is_broken(self) -> bool:
        """Its file does not load now."""
        return self.broken is not None or (
            self.record is not None and self.record.error is not None
        )


@dataclass(frozen=True, slots=True)
class RowFilter:
    """What the filter line says.

    Attributes:
        states: chips by name: any, yes or no.
        search: as `query.parse_query` reads it.
        label: jobs have it.
        only: the keys of the jobs among which to look; None for all.
    """

    states: Mapping[str, str] = field(
        default_factory=lambda: {name: state for name, _, state in CHIPS}
    )
    source: str = ""
    search: str = ""
    label: str = ""
    only: Collection[str] | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under one heading, in their order."""

    name: str
    rows: tuple[JobRow, ...]

    @property
    def is_broken(self) -> bool:
        """It is the group on top."""
        return self.name == BROKEN_GROUP


@dataclass(frozen=True, slots=True)
class Selection:
    """What is left after filtering, and what is not shown.

    Attributes:
        is_similar: nothing has what was searched; these only have names like it.
    """

    groups: tuple[Group, ...]
    shown: int
    left_out: tuple[tuple[str, int], ...]
    is_similar: bool = False

    @property
    def left_out_text(self) -> str:
        """`2 hidden, 1 uninstalled not shown`; empty when all is shown."""
        if not self.left_out:
            return ""
        return ", ".join(f"{count} {what}" for what, count in self.left_out) + " not shown"


def make_rows(
    records: Sequence[JobRecord],
    files: Sequence[BrokenFile],
    labels: Mapping[str, tuple[str, ...]] | None = None,
    before: Mapping[str, JobRow] | None = None,
) -> list[JobRow]:
    """Rows with their search texts, for all jobs and broken files; labels by the job's id.

    Rows of `before` that still say the same are taken from there.
    """
    known, made = labels or {}, before or {}
    jobs = (_kept_or_new(record, known.get(record.id, ()), made) for record in records)
    return [*(_kept_file_or_new(file, made) for file in files), *jobs]


def _kept_file_or_new(file: BrokenFile, before: Mapping[str, JobRow]) -> JobRow:
    row = _file_row(file)
    kept = before.get(row.key)
    return kept if kept is not None and kept == row else row


def _kept_or_new(
    record: JobRecord, labels: tuple[str, ...], before: Mapping[str, JobRow]
) -> JobRow:
    kept = before.get(record.id)
    if kept is not None and kept.record is record and kept.labels == labels:
        return kept
    return _job_row(record, labels)


def _job_row(record: JobRecord, labels: tuple[str, ...]) -> JobRow:
    error = record.error
    subtitle = first_line(record.description)
    if error is not None:
        subtitle = f"{Path(error.file).name}: {error.message}"
    states = {
        "installed": record.installed,
        "hidden": record.hidden,
        "hook_receiver": record.is_job_hook_receiver,
        "button_receiver": record.is_job_button_receiver,
        "enabled": record.enabled,
    }
    words = (record.name, record.grouping, record.description, record.class_path, *labels)
    return JobRow(
        key=record.id,
        title=record.name,
        subtitle=subtitle,
        group=BROKEN_GROUP if error is not None else record.grouping,
        haystack="\n".join(words).casefold(),
        bits=sum(_BITS[name] for name, is_set in states.items() if is_set),
        source=record.source,
        flags=flags_of(record),
        record=record,
        broken=None,
        labels=labels,
    )


def _file_row(file: BrokenFile) -> JobRow:
    name = Path(file.error.file).name
    where = f"line {file.error.line}: " if file.error.line else ""
    return JobRow(
        key=f"file:{file.error.file}",
        title=name,
        subtitle=where + first_line(file.error.message),
        group=BROKEN_GROUP,
        haystack=f"{file.error.file}\n{file.module_name}\n{file.error.message}".casefold(),
        bits=0,
        source=file.source,
        flags=(Flag("broken", "Broken", "bug", "bad"),),
        record=None,
        broken=file,
    )


def first_line(text: str) -> str:
    """The first line of a description, without the marks of Markdown."""
    for line in text.splitlines():
        plain = _MARKS.sub(r"\1", line).strip().lstrip("#").strip()
        if plain:
            return plain
    return ""


def group_rows(rows: Iterable[JobRow]) -> tuple[Group, ...]:
    """Put rows under their headings, broken ones on top; rows keep their order."""
    groups: dict[str, list[JobRow]] = {}
    for row in rows:
        groups.setdefault(row.group, []).append(row)
    names = sorted(groups, key=lambda name: (name != BROKEN_GROUP, name.casefold()))
    return tuple(Group(name, tuple(groups[name])) for name in names)


def select(groups: Sequence[Group], wanted: RowFilter) -> Selection:
    """Filter groups: the work of one keystroke, so it runs in list comprehensions.

    What is looked for (search, label, favourites) narrows; what chips leave out of that is
    counted.
    """
    found = _select(groups, wanted, parse_query(wanted.search))
    if found.shown or found.left_out:
        return found
    query = similar_query(wanted.search)
    if query is None:
        return found
    similar = _select(groups, wanted, query)
    return replace(similar, is_similar=True) if similar.shown or similar.left_out else found


def _select(groups: Sequence[Group], wanted: RowFilter, query: Query) -> Selection:
    mask, value = _mask(wanted.states)
    narrow = _narrowing(wanted, query)
    missed: Counter[int] = Counter()  # bits of what the chips leave out
    elsewhere = 0
    left: list[Group] = []
    for group in groups:
        rows = narrow(group.rows)
        if not group.is_broken:
            wrong = [row.bits for row in rows if (row.bits ^ value) & mask]
            if wrong:
                rows = [row for row in rows if not (row.bits ^ value) & mask]
                missed.update(wrong)
        if wanted.source:
            kept = [row for row in rows if row.source == wanted.source]
            elsewhere += len(rows) - len(kept)
            rows = kept
        if rows:
            left.append(Group(group.name, tuple(rows)))
    shown = sum(len(group.rows) for group in left)
    reasons: Counter[int] = Counter({_SOURCE_BIT: elsewhere})
    for bits, count in missed.items():
        reasons[(bits ^ value) & mask] += count
    return Selection(tuple(left), shown, _left_out(reasons, wanted.states))


def _narrowing(
    wanted: RowFilter, query: Query
) -> Callable[[Sequence[JobRow]], Sequence[JobRow]]:
    label, only = wanted.label, wanted.only

    def narrow(rows: Sequence[JobRow]) -> Sequence[JobRow]:
        if only is not None:
            rows = [row for row in rows if row.key in only]
        if label:
            rows = [row for row in rows if label in row.labels]
        return query.narrow(rows)

    return narrow


def _mask(states: Mapping[str, str]) -> tuple[int, int]:
    mask = value = 0
    for name, state in states.items():
        if state in ("yes", "no"):
            mask |= _BITS[name]
            value |= _BITS[name] if state == "yes" else 0
    return mask, value


def _left_out(missed: Counter[int], states: Mapping[str, str]) -> tuple[tuple[str, int], ...]:
    """Each row that is left out counts once, under its first reason in the chips' order."""
    totals: dict[str, int] = {}
    for wrong, count in missed.items():
        if not (wrong and count):
            continue
        reason = "of other sources"
        for name, bit in _BITS.items():
            if wrong & bit:
                reason = _LEFT_OUT[name, states[name]]
                break
        totals[reason] = totals.get(reason, 0) + count
    order = [*_LEFT_OUT.values(), "of other sources"]
    ranked = sorted(totals.items(), key=lambda one: order.index(one[0]))
    return tuple(sorted(ranked, key=lambda one: one[0] != "hidden"))
