"""The words of the log's search language, one by one; their grammar is elsewhere."""

import re
from dataclasses import dataclass

from jobdesk.errors import Refused

FIELDS = ("level", "group", "object", "message")

_KEYWORDS = ("and", "or", "not")
_FIELD = re.compile(rf"({'|'.join(FIELDS)}):(=?)", re.IGNORECASE)
_ESCAPED = re.compile(r'\\(["\\])')


@dataclass(frozen=True, slots=True)
class Token:
    """One word: `kind` is text, regex, and, or, not, a parenthesis or end."""

    kind: str
    text: str = ""
    field: str = ""
    is_exact: bool = False


def tokens(text: str) -> list[Token]:
    """All words, with an end at the end. Refused when a phrase is not closed."""
    found: list[Token] = []
    at = 0
    while (at := _after_space(text, at)) < len(text):
        token, at = _token(text, at)
        found.append(token)
    return [*found, Token("end")]


def _after_space(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _token(text: str, at: int) -> tuple[Token, int]:
    sign = text[at]
    if sign in "()":
        return Token(sign), at + 1
    if sign == "-" and at + 1 < len(text) and not text[at + 1].isspace():
        return Token("not"), at + 1
    field = _FIELD.match(text, at)
    if field is None:
        return _value(text, at, "", is_exact=False)
    return _value(text, field.end(), field[1].lower(), is_exact=bool(field[2]))


def _value(text: str, at: int, field: str, *, is_exact: bool) -> tuple[Token, int]:
    sign = text[at : at + 1]
    if sign == '"':
        return _phrase(text, at, field, is_exact=is_exact)
    if sign == "/" and not is_exact:
        end = _end_of_regex(text, at + 1)
        if end > 0:
            return Token("regex", text[at + 1 : end].replace("\\/", "/"), field), end + 1
    end = _end_of_word(text, at, is_bare=not field)
    word = text[at:end]
    if not field and word.lower() in _KEYWORDS:
        return Token(word.lower()), end
    return Token("text", word, field, is_exact), end


def _phrase(text: str, at: int, field: str, *, is_exact: bool) -> tuple[Token, int]:
    end = at + 1
    while end < len(text) and text[end] != '"':
        end += 2 if text[end] == "\\" and text[end + 1 : end + 2] in ('"', "\\") else 1
    if end >= len(text):
        raise Refused(f"The quotation mark at position {at + 1} has no second one.")
    words = _ESCAPED.sub(r"\1", text[at + 1 : end])
    if not words and not field:
        raise Refused("Between the quotation marks something to look for is missing.")
    return Token("text", words, field, is_exact), end + 1


def _end_of_regex(text: str, at: int) -> int:
    """Where the closing slash is: one before a space, a parenthesis or the end; else -1.

    A path such as /var/log/x has none, so it is a word.
    """
    start = at
    while at < len(text):
        if text[at] == "\\":
            at += 2
            continue
        after = text[at + 1 : at + 2]
        if text[at] == "/" and at > start and (not after or after.isspace() or after == ")"):
            return at
        at += 1
    return -1


def _end_of_word(text: str, at: int, *, is_bare: bool) -> int:
    """The end of a word; parentheses in pairs belong to it, as in `open(x)`."""
    depth, start = 0, at
    while at < len(text) and not text[at].isspace():
        if text[at] == "(":
            if is_bare and text[start:at].lower() in _KEYWORDS:
                break
            depth += 1
        elif text[at] == ")":
            if depth == 0:
                break
            depth -= 1
        at += 1
    return at
