"""What a log is filtered or searched by, and where its matches lie in a text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Protocol

from jobdesk.errors import Refused
from jobdesk.models.log_query import (
    AllOf,
    Node,
    Not,
    OneOf,
    Pattern,
    Text,
    parse,
    patterns_in,
    positive_terms,
)
from jobdesk.ui.log.expression import SafeExpression, problem_of

LEVEL_CHIPS: dict[str, tuple[str, ...]] = {
    "debug": ("debug",),
    "info": ("info",),
    "success": ("success",),
    "warning": ("warning",),
    "failure": ("failure", "error", "critical"),
}
"""The five chips and the levels each stands for (DESIGN §11)."""

_HARD_ROWS = 5  # rows that take too long before nothing is marked any more


class Span(Protocol):
    """A match in a text."""

    def span(self) -> tuple[int, int]:
        """Start and end, in characters."""
        ...


class Marker(Protocol):
    """Finds what is marked in a shown text."""

    def finditer(self, text: str, /) -> Iterator[Span]:
        """Every match, in order."""
        ...


@dataclass(frozen=True, slots=True)
class LogQuery:
    """Which lines: of these levels (None: all) and with this text (empty: any).

    The text is in the log language (`models.log_query`), or one regular expression.
    """

    levels: frozenset[str] | None = None
    text: str = ""
    case_sensitive: bool = False
    regex: bool = False

    @property
    def is_empty(self) -> bool:
        """Every line matches."""
        return self.levels is None and not self.text

    @property
    def where(self) -> Node | None:
        """The text as a tree; None when it is empty or wrong."""
        return _read(self.text, self.regex)[0]

    @property
    def problem(self) -> str:
        """Why the text is no query, in words; empty when all is well."""
        return _read(self.text, self.regex)[1]

    @property
    def marker(self) -> Marker | None:
        """Finds the text inside a shown line; None when there is nothing to mark."""
        return _marker(self.text, self.regex, self.case_sensitive)

    @property
    def is_joined(self) -> bool:
        """It has several parts: one of them in a line makes no match."""
        return isinstance(self.where, AllOf | OneOf | Not)

    def without_text(self) -> "LogQuery":
        """The same levels, any text."""
        return replace(self, text="")


def levels_of(chips: frozenset[str]) -> frozenset[str] | None:
    """The levels that the chosen chips stand for; none or all chosen means no filter."""
    if not chips or chips == frozenset(LEVEL_CHIPS):
        return None
    return frozenset(level for chip in chips for level in LEVEL_CHIPS[chip])


def chip_of(level: str) -> str:
    """The chip that a level belongs to; empty for none."""
    return next((chip for chip, levels in LEVEL_CHIPS.items() if level in levels), "")


@lru_cache(maxsize=64)
def _read(text: str, regex: bool) -> tuple[Node | None, str]:
    try:
        node = (Pattern(text) if text else None) if regex else parse(text)
    except Refused as error:
        return None, str(error)
    for term in patterns_in(node):
        problem = problem_of(term.pattern)
        if problem:
            return None, problem
    return node, ""


@lru_cache(maxsize=8)
def _marker(text: str, regex: bool, case_sensitive: bool) -> Marker | None:
    terms = [
        term for term in positive_terms(_read(text, regex)[0]) if term.column in ("", "message")
    ]
    words = [term.text for term in terms if isinstance(term, Text) and term.text]
    patterns = [term.pattern for term in terms if isinstance(term, Pattern)]
    if not words and not patterns:
        return None
    words.sort(key=len, reverse=True)
    escaped = [re.escape(word) for word in words]
    if not patterns:
        return re.compile("|".join(escaped), 0 if case_sensitive else re.IGNORECASE)
    whole = "|".join([*escaped, *(f"(?:{pattern})" for pattern in patterns)])
    try:
        return SafeExpression(whole, case_sensitive, _HARD_ROWS)
    except Refused:  # each is right, together they are not: the same name twice
        return SafeExpression(patterns[0], case_sensitive, _HARD_ROWS)
