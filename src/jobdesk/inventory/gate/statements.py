"""Which statements write. No Django in this file."""

import re

_READING = frozenset({"SELECT", "EXPLAIN", "VALUES", "PRAGMA"})
_FIRST_WORD = re.compile(r"(?:\s|\(|--[^\n]*\n|/\*.*?\*/)*([A-Za-z]+)", re.DOTALL)
_WRITING_WORD = re.compile(r"\b(?:INSERT|UPDATE|DELETE|REPLACE)\b", re.IGNORECASE)


_WRITTEN = re.compile(
    r"\s*(?:INSERT(?:\s+OR\s+\w+)?\s+INTO|REPLACE\s+INTO|UPDATE(?:\s+OR\s+\w+)?|DELETE\s+FROM)"
    r"\s+\"?(\w+)",
    re.IGNORECASE,
)

ANY_TABLE = "*"
"""What a statement writes of which only a parser could say more."""


def written_table(query: str) -> str:
    """The table that a statement writes; empty when it only reads."""
    if not writes(query):
        return ""
    found = _WRITTEN.match(query)
    return found[1] if found else ANY_TABLE


def writes(query: str) -> bool:
    """The statement may change the database.

    A statement that starts with WITH is taken for writing when a writing word stands anywhere
    in it: at worst a reader waits for its turn.
    """
    if query.startswith("SELECT"):
        return False
    found = _FIRST_WORD.match(query)
    word = found[1].upper() if found else ""
    if word == "WITH":
        return _WRITING_WORD.search(query) is not None
    return bool(word) and word not in _READING
