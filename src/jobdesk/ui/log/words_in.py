"""Words of a message, as a reader of logs sees them: names, addresses, numbers. No Qt here."""

import re

_WORD = re.compile(r"[^\s,;()\[\]{}<>\"'`=|“”]+")
_ENDS = ".:!?…⏎"
_LIKE = re.compile(
    r"(?P<quoted>\"[^\"]*\"|'[^']*')"
    r"|(?P<hex>\b(?=[0-9a-fA-F-]*\d)[0-9a-fA-F]{7,}(?:-[0-9a-fA-F]{4,}){0,4}\b)"
    r"|(?P<number>\d+(?:[.:]\d+)*)"
)
_NEEDLESS = re.compile(r"\\([ \-#&~])")
_LIKE_CHARS = 300  # of a message; the rest may be anything

Span = tuple[int, int]


def words_of(text: str) -> list[Span]:
    """Where each word starts and ends."""
    found: list[Span] = []
    for match in _WORD.finditer(text):
        start, end = match.span()
        end = start + len(text[start:end].rstrip(_ENDS))
        if end > start:
            found.append((start, end))
    return found


def word_at(text: str, at: int) -> Span | None:
    """The word that a character belongs to."""
    return next(((start, end) for start, end in words_of(text) if start <= at < end), None)


def word_after(text: str, at: Span | None, by: int) -> Span | None:
    """The next word (1) or the one before (-1); from none the first or the last one."""
    found = words_of(text)
    if not found:
        return None
    if at is None:
        return found[0 if by > 0 else -1]
    if by > 0:
        return next((span for span in found if span[0] > at[0]), found[-1])
    return next((span for span in reversed(found) if span[0] < at[0]), found[0])


def pattern_like(message: str) -> str:
    """An expression for lines that differ in numbers, quoted names and the like only."""
    first = message.partition("\n")[0]
    text, is_cut = first[:_LIKE_CHARS], len(first) > _LIKE_CHARS or first != message
    parts: list[str] = []
    at = 0
    for match in _LIKE.finditer(text):
        parts.append(_literal(text[at : match.start()]))
        parts.append(_stand_in(match))
        at = match.end()
    parts.append(_literal(text[at:]))
    return f"^{''.join(parts)}{'' if is_cut else '$'}"


def _stand_in(match: "re.Match[str]") -> str:
    if match["quoted"]:
        sign = match["quoted"][0]
        return f"{sign}[^{sign}]*{sign}"
    return "[0-9a-fA-F-]+" if match["hex"] else r"\d[\d.:]*"


def _literal(text: str) -> str:
    """Itself; what needs no escape stays readable."""
    return _NEEDLESS.sub(r"\1", re.escape(text))
