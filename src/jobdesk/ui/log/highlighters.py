"""Highlighters: named rules that give matching parts of messages a colour of their own."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import NamedTuple, cast

from PySide6.QtCore import QObject, Signal

from jobdesk.models.log_query import quoted
from jobdesk.ui.log.keeping import HIGHLIGHTERS, LogKeeper
from jobdesk.ui.log.query import LogQuery, Marker

COLORS: Mapping[str, str] = {
    "Blue": "hlBlue",
    "Teal": "hlTeal",
    "Violet": "hlViolet",
    "Pink": "hlPink",
    "Olive": "hlOlive",
    "Grey": "hlGrey",
}
"""The colours by their words, as tokens; green, amber and red say how a run stands."""

MOST_RULES = 12
_KEY = "rules"


@dataclass(frozen=True, slots=True)
class Highlighter:
    """One rule; `is_line` colours the whole message."""

    name: str = ""
    text: str = ""
    color: str = "Blue"
    is_regex: bool = False
    is_line: bool = False
    is_on: bool = True

    @property
    def document(self) -> dict[str, str | bool]:
        """The rule as JSON."""
        return asdict(self)

    @property
    def problem(self) -> str:
        """Why it cannot be used, in words; empty when all is well."""
        return LogQuery(text=self.text, regex=True).problem if self.is_regex else ""


class PaintedRule(NamedTuple):
    """A rule as the painter needs it."""

    marker: Marker
    token: str
    is_line: bool


class Highlighters(QObject):
    """The rules of one person, for every log; kept when they change.

    Signals:
        changed(): other rules, or others of them are on.
    """

    changed = Signal()

    def __init__(self, keeper: LogKeeper, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._keeper = keeper
        self.rules = read_rules(keeper.read(HIGHLIGHTERS, _KEY))

    @property
    def painted(self) -> tuple[PaintedRule, ...]:
        """The rules that are on and can be used, in their order."""
        found: list[PaintedRule] = []
        for rule in self.rules:
            marker = _marker(rule.text, rule.is_regex) if rule.is_on else None
            if marker is not None:
                found.append(PaintedRule(marker, COLORS[rule.color], rule.is_line))
        return tuple(found)

    def use(self, rules: list[Highlighter]) -> None:
        """Take other rules."""
        if rules == self.rules:
            return
        self.rules = rules[:MOST_RULES]
        self._keeper.keep(HIGHLIGHTERS, _KEY, [rule.document for rule in self.rules] or None)
        self.changed.emit()

    def toggle(self, text: str) -> bool:
        """Give a text a colour that is free, or take it away; False when there are too many."""
        same = [rule for rule in self.rules if not rule.is_regex and _same(rule.text, text)]
        if same:
            self.use([rule for rule in self.rules if rule not in same])
            return True
        if len(self.rules) >= MOST_RULES:
            return False
        self.use([*self.rules, Highlighter(text=text, color=self.free_color)])
        return True

    @property
    def free_color(self) -> str:
        """The first of the colours that the fewest rules have."""
        used = [rule.color for rule in self.rules]
        return min(COLORS, key=used.count)


def highlighters_of(keeper: LogKeeper) -> Highlighters:
    """The one set of rules behind a keeper."""
    found = keeper.findChild(Highlighters)
    return found if isinstance(found, Highlighters) else Highlighters(keeper, keeper)


def _same(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()


@lru_cache(maxsize=64)
def _marker(text: str, is_regex: bool) -> Marker | None:
    """Texts are taken as they are: they are no queries."""
    if not text:
        return None
    if is_regex:
        query = LogQuery(text=text, regex=True)
        return None if query.problem else query.marker
    return LogQuery(text=quoted(text)).marker


def read_rules(kept: object) -> list[Highlighter]:
    """Rules as they were kept or saved; what is not one is left out."""
    found: list[Highlighter] = []
    for each in cast("list[object]", kept) if isinstance(kept, list) else []:
        if not isinstance(each, dict):
            continue
        raw = cast("dict[str, object]", each)
        name, text, color = (str(raw.get(key, "")) for key in ("name", "text", "color"))
        flags = (raw.get(key) is True for key in ("is_regex", "is_line", "is_on"))
        if color in COLORS:
            found.append(Highlighter(name, text, color, *flags))
    return found[:MOST_RULES]
