"""What is typed into the filter of the Jobs page, as tests of rows. No Qt here.

Words, `-words`, `"several words"`, `/an expression/`, `field:value`, all of them together. Each
term narrows a list in one comprehension: that is what a keystroke among 10,000 jobs may cost.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jobdesk.ui.jobs.rows import JobRow

Narrow = Callable[[Sequence["JobRow"]], Sequence["JobRow"]]

# A repetition of a group that repeats inside: such a search can take for ever.
_NESTED_REPEAT = re.compile(r"\((?:[^()\\]|\\.)*[+*}](?:[^()\\]|\\.)*\)[+*{]")
_TERM = re.compile(
    r"""(?P<not>-)?(?:
        /(?P<expression>(?:[^/\\]|\\.|/(?=\S))*)(?:/(?=\s|$)|$)
      | (?:(?P<field>[a-z]+):)?(?:"(?P<quoted>[^"]*)"?|(?P<word>\S+)|(?P<none>(?=\s|$)))
    )""",
    re.VERBOSE | re.IGNORECASE,
)

_FUZZY_LEAST = 3  # letters

# What can be typed, and what it does: the help of the field.
SYNTAX: tuple[tuple[str, str], ...] = (
    ("backup switch", "has both words in its name, group, path, labels or description"),
    ('"core switch"', "has exactly these words, one after the other"),
    ("-test", "does not have the word; works before every other term too"),
    ("/^verify.*port/", "matches the regular expression"),
    ("label:net", "has a label with “net” in it; label: alone, any label"),
    ("queue:deploy", "may run in a queue with “deploy” in its name"),
    ("source:git", "comes from a source with “git” in its name"),
    ("group:sites", "stands in a group with “sites” in its name"),
    ("name:pop", "has “pop” in its name"),
    ("path:pops.", "has “pops.” in its class path"),
    ("status:failed", "ended like this last; also completed, revoked, running, never"),
)


@dataclass(frozen=True, slots=True)
class Query:
    """What was typed.

    Attributes:
        terms: each narrows a list of rows.
        problem: why it cannot be used, in words; empty when it can.
    """

    terms: tuple[Narrow, ...] = ()
    problem: str = ""

    def narrow(self, rows: Sequence[JobRow]) -> Sequence[JobRow]:
        """The rows that pass all terms."""
        for term in self.terms:
            rows = term(rows)
        return rows


@lru_cache(maxsize=16)
def similar_query(text: str) -> Query | None:
    """Names that have the letters of each word in their order, when nothing has the words.

    None for what is more than words, or too short to mean anything.
    """
    words = text.casefold().split()
    if not words or any(len(word) < _FUZZY_LEAST or not word.isalnum() for word in words):
        return None
    return Query(tuple(_letters(word) for word in words))


def _letters(word: str) -> Narrow:
    find = re.compile(".*?".join(word)).search
    return lambda rows: [row for row in rows if find(row.title.casefold()) is not None]


@lru_cache(maxsize=64)
def parse_query(text: str) -> Query:
    """Read what was typed; never raises."""
    try:
        return Query(tuple(_terms(text)))
    except re.error as error:
        where = f" at character {error.pos + 1}" if error.pos is not None else ""
        return Query(problem=f"The expression is not right{where}: {error.msg}.")


def _terms(text: str) -> Iterator[Narrow]:
    place = 0
    while place < len(text):
        if text[place].isspace():
            place += 1
            continue
        found = _TERM.match(text, place)
        if found is None or found.end() == place:
            break
        place = found.end()
        narrow = _term(found)
        if narrow is not None:
            yield narrow


def _term(found: re.Match[str]) -> Narrow | None:
    is_excluded = found["not"] is not None
    if found["expression"] is not None:
        return _expression(found["expression"], is_excluded=is_excluded)
    field, value = found["field"] or "", found["quoted"] or found["word"] or ""
    read = FIELDS.get(field.casefold())
    if read is not None:
        return _field(read, value.casefold(), is_excluded=is_excluded)
    word = (f"{field}:{value}" if field else value).casefold()
    return _word(word, is_excluded=is_excluded) if word else None


def _word(word: str, *, is_excluded: bool) -> Narrow:
    if is_excluded:
        return lambda rows: [row for row in rows if word not in row.haystack]
    return lambda rows: [row for row in rows if word in row.haystack]


def _expression(text: str, *, is_excluded: bool) -> Narrow | None:
    if not text:
        return None
    if _NESTED_REPEAT.search(text):
        raise re.error("a repetition inside a repetition can take for ever")
    find = re.compile(text, re.IGNORECASE | re.MULTILINE).search
    if is_excluded:
        return lambda rows: [row for row in rows if find(row.haystack) is None]
    return lambda rows: [row for row in rows if find(row.haystack) is not None]


def _field(read: Callable[[JobRow], str], value: str, *, is_excluded: bool) -> Narrow:
    if value:
        return lambda rows: [row for row in rows if (value in read(row)) is not is_excluded]
    return lambda rows: [row for row in rows if bool(read(row)) is not is_excluded]


def _label(row: JobRow) -> str:
    return "\n".join(row.labels).casefold()


def _queue(row: JobRow) -> str:
    record = row.record
    return "\n".join(record.job_queues).casefold() if record is not None else ""


def _source(row: JobRow) -> str:
    return row.source.casefold()


def _group(row: JobRow) -> str:
    return row.record.grouping.casefold() if row.record is not None else ""


def _name(row: JobRow) -> str:
    return row.title.casefold()


def _path(row: JobRow) -> str:
    return row.record.class_path.casefold() if row.record is not None else ""


_STATUS_WORDS = {
    "SUCCESS": "completed success",
    "FAILURE": "failed failure",
    "STARTED": "running started",
    "PENDING": "pending waiting",
    "REVOKED": "revoked cancelled",
}


def _status(row: JobRow) -> str:
    if row.record is None:
        return ""
    last = row.record.last_result
    return "never run" if last is None else _STATUS_WORDS.get(last.status.value, "")


FIELDS: dict[str, Callable[[JobRow], str]] = {
    "label": _label,
    "queue": _queue,
    "source": _source,
    "group": _group,
    "name": _name,
    "path": _path,
    "status": _status,
}
