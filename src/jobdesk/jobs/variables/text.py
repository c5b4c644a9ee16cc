"""Variables for text: one line, several lines, secrets."""

from __future__ import annotations

import re

from jobdesk.errors import VariableError
from jobdesk.jobs.variables.base import Variable, text_from

TYPE_CHECKING = False  # typing is slow to import, and every run starts a process
if TYPE_CHECKING:
    from typing import Any


_FLAG_LETTERS = ((re.IGNORECASE, "i"), (re.MULTILINE, "m"), (re.DOTALL, "s"), (re.VERBOSE, "x"))


class StringVar(Variable, known=True):
    """One line of text, without the blanks around it. `regex` is searched, not anchored."""

    options = ("min_length", "max_length", "regex", "fullmatch")

    def __init__(
        self,
        min_length: int | None = None,
        max_length: int | None = None,
        regex: str | re.Pattern[str] | None = None,
        *,
        fullmatch: bool = False,
        **common: Any,
    ) -> None:
        super().__init__(**common)
        self.min_length = min_length
        self.max_length = max_length
        self.regex = None if regex is None else _pattern_text(regex)
        self.fullmatch = True if fullmatch else None
        self._pattern = None if regex is None else re.compile(self.regex or "")

    @property
    def empty(self) -> str:
        """The empty text."""
        return ""

    def convert(self, raw: Any) -> str:
        """The text, stripped and checked."""
        text = self.cleaned(text_from(raw))
        self._check_length(text)
        if self._pattern is not None:
            match = self._pattern.fullmatch if self.fullmatch else self._pattern.search
            if match(text) is None:
                raise VariableError(f"The value must match the pattern {self.regex}")
        return text

    def cleaned(self, text: str) -> str:
        """The text without blanks around it."""
        return text.strip()

    def _check_length(self, text: str) -> None:
        if self.min_length is not None and len(text) < self.min_length:
            raise VariableError(
                f"Enter at least {_characters(self.min_length)} (there are {len(text)})."
            )
        if self.max_length is not None and len(text) > self.max_length:
            raise VariableError(
                f"Enter at most {_characters(self.max_length)} (there are {len(text)})."
            )


class TextVar(StringVar, known=True):
    """Text of several lines."""


class PasswordVar(StringVar, known=True):
    """A secret: masked in the window, never stored, replaced in logs. Blanks count."""

    def __init__(
        self,
        min_length: int | None = None,
        max_length: int | None = None,
        regex: str | re.Pattern[str] | None = None,
        **common: Any,
    ) -> None:
        super().__init__(min_length, max_length, regex, **{**common, "sensitive": True})

    def is_empty(self, raw: object) -> bool:
        """Only nothing at all is empty: blanks may be a password."""
        return raw is None or raw == ""

    def cleaned(self, text: str) -> str:
        """The text as it is."""
        return text


def _pattern_text(regex: str | re.Pattern[str]) -> str:
    """The pattern as text; flags of a compiled one are written into it."""
    if isinstance(regex, str):
        return regex
    letters = "".join(letter for flag, letter in _FLAG_LETTERS if regex.flags & flag)
    return f"(?{letters}){regex.pattern}" if letters else regex.pattern


def _characters(count: int) -> str:
    return f"{count} character" if count == 1 else f"{count} characters"
