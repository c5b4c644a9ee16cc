"""What a log is filtered or searched by, and where its matches lie in a text. No Qt here."""

import re
from dataclasses import dataclass, replace

LEVEL_CHIPS: dict[str, tuple[str, ...]] = {
    "debug": ("debug",),
    "info": ("info",),
    "success": ("success",),
    "warning": ("warning",),
    "failure": ("failure", "error", "critical"),
}
"""The five chips and the levels each stands for (DESIGN §11)."""


@dataclass(frozen=True, slots=True)
class LogQuery:
    """Which lines: of these levels (None: all) and with this text (empty: any)."""

    levels: frozenset[str] | None = None
    text: str = ""
    case_sensitive: bool = False
    regex: bool = False

    @property
    def is_empty(self) -> bool:
        """Every line matches."""
        return self.levels is None and not self.text

    @property
    def problem(self) -> str:
        """Why the text is no regular expression, in words; empty when all is well."""
        if not self.regex:
            return ""
        try:
            re.compile(self.text)
        except re.error as error:
            where = "" if error.pos is None else f" at position {error.pos + 1}"
            return f"Not a regular expression: {error.msg}{where}."
        return ""

    @property
    def marker(self) -> re.Pattern[str] | None:
        """Finds the text inside a shown line; None when there is nothing to mark."""
        if not self.text or self.problem:
            return None
        pattern = self.text if self.regex else re.escape(self.text)
        return re.compile(pattern, 0 if self.case_sensitive else re.IGNORECASE)

    def without_text(self) -> "LogQuery":
        """The same levels, any text."""
        return replace(self, text="")


def levels_of(chips: frozenset[str]) -> frozenset[str] | None:
    """The levels that the chosen chips stand for; none or all chosen means no filter."""
    if not chips or chips == frozenset(LEVEL_CHIPS):
        return None
    return frozenset(level for chip in chips for level in LEVEL_CHIPS[chip])
