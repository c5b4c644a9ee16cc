"""The longest text that every match of a regular expression must have in it.

SQLite looks for a text ten times faster than anything looks for an expression, so most lines
are passed over by it. What is not plainly required is left out: no answer is right as well.
"""

import string

_LEAST = 3  # shorter ones are in most lines
_NO_MATTER = frozenset("dDwWsSbBAzZGnrtfhHvVRX")  # escapes of one letter that take no more
_SPECIAL = frozenset(".^$|()[]{}*+?\\")
_OPTIONAL = frozenset("?*{")
_PLAIN = frozenset(string.printable) - _SPECIAL


def required_text(pattern: str) -> str:
    """An ASCII text in every match, whatever its case; empty when none is sure."""
    if "|" in pattern or "(?" in pattern or "(*" in pattern:
        return ""
    try:
        found = max(_Runs(pattern).all(), key=len)
    except (_Unsure, IndexError):
        return ""
    return found if len(found) >= _LEAST else ""


class _Unsure(Exception):
    """Something whose meaning is not known here."""


class _Runs:
    """Goes through a pattern and collects the characters that must follow each other."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._at = 0
        self._depth = 0
        self._runs = [""]

    def all(self) -> list[str]:
        """The runs outside groups and sets."""
        while self._at < len(self._pattern):
            self._step()
        return self._runs

    def _step(self) -> None:
        sign = self._pattern[self._at]
        self._at += 1
        if sign in _PLAIN:
            self._take(sign)
        elif sign == "\\":
            self._escape()
        elif sign == "[":
            self._skip_set()
        elif sign == "{":
            self._end()
            self._at = max(self._at, self._pattern.find("}", self._at))
        else:
            self._depth += (sign == "(") - (sign == ")")
            self._end()

    def _escape(self) -> None:
        sign = self._pattern[self._at]
        self._at += 1
        if sign in _SPECIAL or sign in string.punctuation or sign == " ":
            self._take(sign)
        elif sign in _NO_MATTER:
            self._end()
        else:
            raise _Unsure

    def _take(self, sign: str) -> None:
        """One character; it counts unless it is in a group or may be left out."""
        after = self._pattern[self._at : self._at + 1]
        if self._depth or (after in _OPTIONAL and after):
            self._end()
        else:
            self._runs[-1] += sign

    def _end(self) -> None:
        if self._runs[-1]:
            self._runs.append("")

    def _skip_set(self) -> None:
        self._end()
        self._at += self._pattern.startswith("^", self._at)
        self._at += self._pattern.startswith("]", self._at)
        while (sign := self._pattern[self._at]) != "]":
            if sign == "[":  # a class by its name, or not: who knows
                raise _Unsure
            self._at += 2 if sign == "\\" else 1
        self._at += 1
