"""What the text index can say about a query: three letters in a row that must be in a block.

The answer may name too many blocks, never too few: the lines themselves are looked at after it.
"""

from collections.abc import Iterator, Sequence

from jobdesk.models.log_query import AllOf, Node, OneOf, Pattern, Text
from jobdesk.models.stores.required_text import required_text

_LENGTH = 3
_MOST = 48  # of one text; more of them make a block hardly more certain
# Python's expressions take these for letters beyond ASCII too, SQLite's tokenizer does not.
_UNSURE = frozenset("iks")


def index_query(node: Node | None, *, case_sensitive: bool = False) -> str:
    """An expression of FTS5 that every block with a match fulfils; empty: all blocks do."""
    if isinstance(node, Text):
        return _joined(" AND ", [_quoted(gram) for gram in _grams_of(node, case_sensitive)])
    if isinstance(node, Pattern):
        grams = _chosen(_grams(required_text(node.pattern)))
        return _joined(" AND ", [_quoted(gram) for gram in grams])
    if isinstance(node, AllOf):
        parts = [index_query(part, case_sensitive=case_sensitive) for part in node.parts]
        return _joined(" AND ", [part for part in parts if part])
    if isinstance(node, OneOf):
        parts = [index_query(part, case_sensitive=case_sensitive) for part in node.parts]
        return _joined(" OR ", parts) if all(parts) else ""
    return ""  # levels, and what must not be there


def _grams_of(node: Text, case_sensitive: bool) -> list[str]:
    """Of a text that is compared as it is, all; else those whose case is folded alike."""
    is_plain = node.text.isascii() and "\0" not in node.text
    is_folded_alike = node.exact or case_sensitive or is_plain
    grams = _grams(node.text)
    return _chosen(gram for gram in grams if is_folded_alike or all(map(_is_sure, gram)))


def _grams(text: str) -> Iterator[str]:
    for at in range(len(text) - _LENGTH + 1):
        yield text[at : at + _LENGTH]


def _chosen(grams: Iterator[str]) -> list[str]:
    """Each once, evenly from all over the text; the index has no NUL."""
    found = list(dict.fromkeys(gram for gram in grams if "\0" not in gram))
    step = -(-len(found) // _MOST) or 1
    return found[::step]


def _is_sure(letter: str) -> bool:
    if letter.isascii():
        return letter.lower() not in _UNSURE
    return letter.lower() == letter.upper() == letter.casefold()


def _quoted(gram: str) -> str:
    escaped = gram.replace('"', '""')
    return f'"{escaped}"'


def _joined(word: str, parts: Sequence[str]) -> str:
    if len(parts) < 2:
        return parts[0] if parts else ""
    return f"({word.join(parts)})"
