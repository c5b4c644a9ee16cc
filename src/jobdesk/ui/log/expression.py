"""Regular expressions that cannot hang: Qt's engine stops after so many steps in one text.

Python's engine has no such limit and keeps every thread waiting while it works.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRegularExpression

from jobdesk.errors import Refused

_STEPS = 100_000  # in one text: some milliseconds
_HARD_TEXTS = 100  # so many texts took too many steps: then it gives up
_TOO_HARD = "The expression takes too long on these lines. A simpler one will do better."
_BEYOND_BMP = "\uffff"

_Option = QRegularExpression.PatternOption


@dataclass(frozen=True, slots=True)
class Found:
    """Where a match lies, in characters."""

    start: int
    end: int

    def span(self) -> tuple[int, int]:
        """Start and end."""
        return self.start, self.end


class SafeExpression:
    """A regular expression with a limit of steps for each text.

    Attributes:
        problem: why it gave up, in words; empty while all is well.
    """

    def __init__(
        self, pattern: str, case_sensitive: bool, hard_texts: int = _HARD_TEXTS
    ) -> None:
        """Refused, with a sentence, when the pattern is wrong.

        `hard_texts`: how many texts may take too many steps before it gives up.
        """
        problem = problem_of(pattern)
        if problem:
            raise Refused(problem)
        self._expression = QRegularExpression(
            f"(*LIMIT_MATCH={_STEPS}){pattern}", _options(case_sensitive)
        )
        self._expression.optimize()
        self._match = self._expression.match
        self._hard_texts = hard_texts
        self.problem = ""

    def finds(self, text: str) -> bool:
        """It is somewhere in this text; False when that took too long."""
        if self.problem:
            return False
        match = self._match(text)
        if not match.isValid():
            self._take_hard_text()
        return match.hasMatch()

    def finditer(self, text: str) -> Iterator[Found]:
        """Every match, in order; fewer when that took too long."""
        if self.problem:
            return
        to_index = _to_index(text)
        matches = self._expression.globalMatch(text)
        while matches.hasNext():
            match = matches.next()
            yield Found(to_index(match.capturedStart()), to_index(match.capturedEnd()))
        if not matches.isValid():
            self._take_hard_text()

    def _take_hard_text(self) -> None:
        self._hard_texts -= 1
        if self._hard_texts <= 0:
            self.problem = _TOO_HARD


def problem_of(pattern: str) -> str:
    """Why this is no regular expression, in words; empty when it is one."""
    expression = QRegularExpression(pattern, _options(case_sensitive=True))
    if expression.isValid():
        return ""
    place = expression.patternErrorOffset() + 1
    return f"Not a regular expression: {expression.errorString()} at position {place}."


def _options(case_sensitive: bool) -> _Option:
    options = _Option.UseUnicodePropertiesOption
    return options if case_sensitive else options | _Option.CaseInsensitiveOption


class _Indexes:
    """Qt counts characters beyond U+FFFF twice."""

    def __init__(self, text: str) -> None:
        self._starts: Sequence[int] = list(_starts(text))

    def __call__(self, place: int) -> int:
        return bisect_left(self._starts, place)


class _Same:
    """Both count alike."""

    def __call__(self, place: int) -> int:
        return place


def _to_index(text: str) -> "_Indexes | _Same":
    is_plain = text.isascii() or max(text) <= _BEYOND_BMP
    return _Same() if is_plain else _Indexes(text)


def _starts(text: str) -> Iterator[int]:
    at = 0
    for character in text:
        yield at
        at += 1 + (character > _BEYOND_BMP)
