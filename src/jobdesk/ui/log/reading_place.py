"""ReadingPlace: where somebody reads in one run's log, and what he has it filtered by."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import cast

from jobdesk.models.records import ResultNo
from jobdesk.ui.log.keeping import LogKeeper
from jobdesk.ui.log.query import LEVEL_CHIPS

PLACES = "log_place"  # kind of what is kept, by run
MOST_FOLDS = 200  # opened ones that are remembered


@dataclass(frozen=True, slots=True)
class ReadingPlace:
    """All that brings a reader back to the lines that he saw.

    Attributes:
        top: number of the first line in view.
        current: number of the current line; -1 for none.
        follows: the end was in view and followed.
        text, case_sensitive, regex, only: the search and its switches.
        chips: levels that are shown; none means all.
        has_detail: the current line is shown in full.
        opened: numbers of the lines that opened folds begin with.
    """

    top: int = 0
    current: int = -1
    follows: bool = False
    text: str = ""
    case_sensitive: bool = False
    regex: bool = False
    only: bool = False
    chips: tuple[str, ...] = ()
    has_detail: bool = False
    opened: tuple[int, ...] = ()


class LogPlace:
    """Reads and keeps the place of one run; None is the place of a log never read."""

    def __init__(self, keeper: LogKeeper, no: ResultNo) -> None:
        self._keeper = keeper
        self._no = no
        self._kept = self.read()

    def read(self) -> ReadingPlace | None:
        """The place that was kept; what is not one is none."""
        kept = cast("object", self._keeper.read(PLACES, str(self._no)))
        if not isinstance(kept, dict):
            return None
        return _read(cast("Mapping[str, object]", kept))

    def keep(self, place: ReadingPlace) -> None:
        """Remember another place."""
        if place.follows:  # what is in view then is another thing with every line
            place = replace(place, top=0)
        if place == self._kept:
            return
        self._kept = place
        value = None if place == ReadingPlace() else asdict(place)
        self._keeper.keep(PLACES, str(self._no), value)


def _read(kept: Mapping[str, object]) -> ReadingPlace:
    def number(name: str, usual: int) -> int:
        found = kept.get(name)
        return found if isinstance(found, int) and not isinstance(found, bool) else usual

    def flag(name: str) -> bool:
        return kept.get(name) is True

    def many(name: str) -> list[object]:
        found = kept.get(name)
        return cast("list[object]", found) if isinstance(found, list | tuple) else []

    text = kept.get("text")
    return ReadingPlace(
        max(0, number("top", 0)),
        number("current", -1),
        flag("follows"),
        text if isinstance(text, str) else "",
        flag("case_sensitive"),
        flag("regex"),
        flag("only"),
        tuple(str(chip) for chip in many("chips") if chip in LEVEL_CHIPS),
        flag("has_detail"),
        tuple(seq for seq in many("opened") if isinstance(seq, int))[:MOST_FOLDS],
    )
