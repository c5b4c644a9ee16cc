"""The language of the log's search field, read into a tree. No SQL and no Qt in this file.

word "a phrase" /regex/        all of them
a or b, not a, -a, (a or b) c  joined, turned round, grouped
level:warning                  this level and above
group:name  object:"a name"    contains; with := the whole name
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from jobdesk.errors import Refused
from jobdesk.models.log_tokens import Token, tokens
from jobdesk.models.records import LEVEL_NUMBERS

COLUMNS: Mapping[str, str] = {"group": "grouping", "object": "object", "message": "message"}
"""Names of terms and the columns they look into."""

_EXACT = r'(?<!\S){name}:="(?:[^"\\]|\\.)*"(?!\S)'
_DEEPEST = 20  # parentheses inside each other
_MOST_TERMS = 100  # SQLite takes ten times as many


@dataclass(frozen=True, slots=True)
class Text:
    """A text, in one column or (empty) in message, grouping and object; `exact`: all of it."""

    text: str
    column: str = ""
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression, in one column or (empty) in message, grouping and object."""

    pattern: str
    column: str = ""


@dataclass(frozen=True, slots=True)
class LevelFrom:
    """This level and those above."""

    level: str


@dataclass(frozen=True, slots=True)
class Not:
    """What the part does not match."""

    part: "Node"


@dataclass(frozen=True, slots=True)
class AllOf:
    """What every part matches."""

    parts: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class OneOf:
    """What at least one part matches."""

    parts: "tuple[Node, ...]"


Node: TypeAlias = Text | Pattern | LevelFrom | Not | AllOf | OneOf


def parse(text: str) -> Node | None:
    """Read a query; None when it is empty. Refused, with a sentence, when it is wrong."""
    reader = _Reader(tokens(text))
    if reader.kind == "end":
        return None
    node = reader.either(0)
    if reader.kind == ")":
        raise Refused("A closing parenthesis has no opening one.")
    return node


def positive_terms(node: Node | None) -> Iterator[Text | Pattern]:
    """The texts and expressions that lines are found by, not those that exclude."""
    if isinstance(node, Text | Pattern):
        yield node
    elif isinstance(node, AllOf | OneOf):
        for part in node.parts:
            yield from positive_terms(part)


def patterns_in(node: Node | None) -> Iterator[Pattern]:
    """Every regular expression."""
    if isinstance(node, Pattern):
        yield node
    elif isinstance(node, Not):
        yield from patterns_in(node.part)
    elif isinstance(node, AllOf | OneOf):
        for part in node.parts:
            yield from patterns_in(part)


def exact_term(name: str, value: str, *, is_excluded: bool = False) -> str:
    """The words of the language for "only this object" and its like."""
    return f"{'-' * is_excluded}{name}:={quoted(value)}"


def quoted(text: str) -> str:
    """A text as a phrase, whatever it has in it."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def narrowed(text: str, name: str, value: str, *, is_excluded: bool = False) -> str:
    """A query with one more term, for or against the whole name `value`.

    A term for another whole name goes: no line has two objects.
    """
    rest = text if is_excluded else re.sub(_EXACT.format(name=name), " ", text)
    return with_term(rest, exact_term(name, value, is_excluded=is_excluded))


def pattern_term(pattern: str, *, is_excluded: bool = False) -> str:
    """The words of the language for "messages that match this expression"."""
    escaped = pattern.replace("/", "\\/")
    return f"{'-' * is_excluded}message:/{escaped}/"


def with_term(text: str, term: str) -> str:
    """A query that asks for a term too; Refused when the text is no query."""
    rest = text.strip()
    if not rest:
        return term
    if f" {term} " in f" {rest} ":
        return rest
    return f"({rest}) {term}" if isinstance(parse(rest), OneOf) else f"{rest} {term}"


class _Reader:
    """Goes through the tokens: `or` binds least, then `and` or nothing, then `not`."""

    def __init__(self, found: list[Token]) -> None:
        self._tokens = found
        self._at = 0
        self._terms = 0

    @property
    def kind(self) -> str:
        """What comes next."""
        return self._tokens[self._at].kind

    def _next(self) -> Token:
        token = self._tokens[self._at]
        self._at += 1
        return token

    def either(self, depth: int) -> Node:
        """Parts joined by `or`."""
        parts = [self._all(depth)]
        while self.kind == "or":
            self._next()
            parts.append(self._all(depth))
        return parts[0] if len(parts) == 1 else OneOf(tuple(parts))

    def _all(self, depth: int) -> Node:
        parts = [self._one(depth)]
        while self.kind not in ("or", ")", "end"):
            if self.kind == "and":
                self._next()
            parts.append(self._one(depth))
        return parts[0] if len(parts) == 1 else AllOf(tuple(parts))

    def _one(self, depth: int) -> Node:
        is_not = False
        while self.kind == "not":
            self._next()
            is_not = not is_not
        token = self._next()
        node = self._group(depth) if token.kind == "(" else self._term(token)
        return Not(node) if is_not else node

    def _group(self, depth: int) -> Node:
        if depth >= _DEEPEST:
            raise Refused(f"At most {_DEEPEST} parentheses may stand inside each other.")
        node = self.either(depth + 1)
        if self.kind != ")":
            raise Refused("An opening parenthesis has no closing one.")
        self._next()
        return node

    def _term(self, token: Token) -> Node:
        if token.kind in ("and", "or"):
            raise Refused(f"Before “{token.kind}” something to look for is missing.")
        if token.kind in ("end", ")"):
            raise Refused("Something to look for is missing at the end or in parentheses.")
        self._terms += 1
        if self._terms > _MOST_TERMS:
            raise Refused(f"A query has at most {_MOST_TERMS} words.")
        if token.field and not token.text:
            raise Refused(f"After “{token.field}:” a name is missing.")
        if token.field == "level":
            return _level(token.text)
        column = COLUMNS.get(token.field, "")
        if token.kind == "regex":
            return Pattern(token.text, column)
        return Text(token.text, column, token.is_exact)


def _level(word: str) -> LevelFrom:
    level = word.lower()
    if level not in LEVEL_NUMBERS:
        raise Refused(f"“{word}” is no level; there are {', '.join(LEVEL_NUMBERS)}.")
    return LevelFrom(level)
