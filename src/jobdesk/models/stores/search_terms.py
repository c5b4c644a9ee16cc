"""A query of the log language as a condition in SQL, with functions where SQL cannot say it."""

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from jobdesk.errors import Refused
from jobdesk.models.log_query import (
    AllOf,
    LevelFrom,
    Node,
    Not,
    OneOf,
    Pattern,
    Text,
)
from jobdesk.models.records import LEVEL_NUMBERS
from jobdesk.models.stores.required_text import required_text
from jobdesk.models.stores.search_order import PartOrder

_LONGEST_PATTERN = 5_000  # SQLite gives up on patterns that are much longer
_INDEXED_LEVEL = 30  # levels from here on are in the partial index
_RARE = 0.2  # of all entries: below this share the way over the index is shorter

Value = str | int


class Finder(Protocol):
    """A regular expression ready to be looked for.

    Attributes:
        problem: why it gave up, in words; empty while all is well.
    """

    problem: str

    def finds(self, text: str) -> bool:
        """It is somewhere in this text; False when it gave up."""
        ...


FinderMaker = Callable[[str, bool], Finder]
"""Makes a finder of an expression; the second value says that case counts."""


class PlainFinder:
    """Python's own expressions: a hostile one holds up whoever asks."""

    problem = ""

    def __init__(self, pattern: str, case_sensitive: bool) -> None:
        try:
            self._search = re.compile(pattern, 0 if case_sensitive else re.IGNORECASE).search
        except re.error as error:
            raise Refused(f"This is not a regular expression: {error}.") from error

    def finds(self, text: str) -> bool:
        """It is somewhere in this text."""
        return self._search(text) is not None


@dataclass(slots=True)
class Condition:
    """What follows WHERE, its parameters and the functions it calls; empty for every line."""

    sql: str = ""
    values: tuple[Value, ...] = ()
    functions: dict[str, Callable[[str], bool]] = field(
        default_factory=dict[str, Callable[[str], bool]]
    )
    finders: list[Finder] = field(default_factory=list[Finder])

    @property
    def problem(self) -> str:
        """Why an expression gave up, in words."""
        return next((each.problem for each in self.finders if each.problem), "")


def with_levels(
    node: Node | None, levels: Collection[str] | None
) -> tuple[Node | None, set[str] | None]:
    """Level terms that hold for the whole query, moved to the levels: there is an index."""
    wanted = None if levels is None else set(levels)
    rest: list[Node] = []
    for part in node.parts if isinstance(node, AllOf) else () if node is None else (node,):
        if isinstance(part, LevelFrom):
            above = set(levels_from(part.level))
            wanted = above if wanted is None else wanted & above
        else:
            rest.append(part)
    return (AllOf(tuple(rest)) if len(rest) > 1 else rest[0] if rest else None), wanted


def levels_from(level: str) -> list[str]:
    """A level and those above it."""
    return [name for name, number in LEVEL_NUMBERS.items() if number >= LEVEL_NUMBERS[level]]


class Compiler:
    """Makes conditions for one run.

    Args:
        words: every grouping and object of the run; an empty one says that some are missing.
        case_sensitive: the case of texts and expressions counts.
        make_finder: makes what looks for an expression.
        sample: some lines of the run, by which rare parts come first.
    """

    def __init__(
        self,
        words: Iterable[str],
        case_sensitive: bool,
        make_finder: FinderMaker,
        sample: Sequence[str] = (),
    ) -> None:
        self._words = words
        self._order = PartOrder(sample)
        self._case_sensitive = case_sensitive
        self._make_finder = make_finder
        self._condition = Condition()
        self._values: list[Value] = []

    def compile(self, node: Node | None) -> Condition:
        """The condition of a whole query."""
        if node is not None:
            self._condition.sql = self._sql(node)
            self._condition.values = tuple(self._values)
        return self._condition

    def _sql(self, node: Node) -> str:
        if isinstance(node, Not):
            return f"NOT {self._sql(node.part)}"
        if isinstance(node, AllOf):
            parts = self._order.of_all(node.parts)
            return f"({' AND '.join(self._sql(part) for part in parts)})"
        if isinstance(node, OneOf):
            parts = self._order.of_one(node.parts)
            return f"({' OR '.join(self._sql(part) for part in parts)})"
        if isinstance(node, LevelFrom):
            self._values.append(LEVEL_NUMBERS[node.level])
            return "level >= ?"
        if isinstance(node, Pattern):
            return self._pattern(node.pattern, node.column)
        return self._text(node)

    def _text(self, node: Text) -> str:
        text = node.text
        if node.exact:
            return self._over((node.column or "message",), "{column} = ?", text)
        if not text:
            return "1"
        is_plain = len(text) <= _LONGEST_PATTERN and "\0" not in text
        if self._case_sensitive and is_plain:
            literal = re.sub(r"([*?[])", r"[\1]", text)
            columns = self._columns(node.column, lambda word: text in word)
            return self._over(columns, "{column} GLOB ?", f"*{literal}*")
        if text.isascii() and is_plain:  # LIKE folds the case of ASCII letters only
            literal, escape = _like(text)
            lower = text.lower()
            columns = self._columns(node.column, lambda word: lower in word.lower())
            return self._over(columns, f"{{column}} LIKE ?{escape}", literal)
        literal = re.escape(text)
        return self._find(PlainFinder(literal, self._case_sensitive), node.column)

    def _pattern(self, pattern: str, column: str) -> str:
        finder = self._make_finder(pattern, self._case_sensitive)
        return self._find(finder, column, required_text(pattern))

    def _find(self, finder: Finder, column: str, required: str = "") -> str:
        name = f"finds_{len(self._condition.functions)}"
        self._condition.functions[name] = finder.finds
        self._condition.finders.append(finder)
        columns = self._columns(column, finder.finds)
        if not required:
            return self._over(columns, f"{name}({{column}})")
        literal, escape = _like(required)
        return self._over(
            columns, f"({{column}} LIKE ?{escape} AND {name}({{column}}))", literal
        )

    def _columns(self, column: str, finds: Callable[[str], bool]) -> tuple[str, ...]:
        """Where to look: beside the messages only when the run's words have it at all."""
        if column:
            return (column,)
        if any(not word or finds(word) for word in self._words):
            return ("message", "object", "grouping")
        return ("message",)

    def _over(self, columns: tuple[str, ...], condition: str, value: str | None = None) -> str:
        if value is not None:
            self._values.extend([value] * len(columns))
        return f"({' OR '.join(condition.format(column=column) for column in columns)})"


def _like(text: str) -> tuple[str, str]:
    """A pattern for LIKE and what it needs behind it."""
    literal = re.sub(r"([%_\\])", r"\\\1", text)
    # Slower, so only where it is needed.
    return f"%{literal}%", "" if literal == text else " ESCAPE '\\'"


def source_and_filter(
    condition: "Condition", levels: Sequence[int] | None, share: float
) -> tuple[str, str]:
    """Table (with the index to use) and WHERE for entries of a span of ids.

    Its parameters are the first id, the one after the last, the levels, and the condition's.
    `share` is that of these levels among the entries of the run.
    """
    parts, source = ["id >= ?", "id < ?"], "job_log_entry NOT INDEXED"
    if levels is not None:
        parts.append(f"level IN ({', '.join('?' * len(levels))})")
        if min(levels) >= _INDEXED_LEVEL and (share <= _RARE or not condition.sql):
            parts.append(f"level >= {_INDEXED_LEVEL}")
            source = "job_log_entry INDEXED BY ix_job_log_entry_level_id"
    if condition.sql:
        parts.append(condition.sql)
    return source, " AND ".join(parts)
