"""SearchHistory: what was searched for in logs, the last first, to be searched for again."""

from typing import NamedTuple, cast

from PySide6.QtCore import QObject, QPoint, Slot
from PySide6.QtGui import QAction

from jobdesk.ui.actions import add_choices
from jobdesk.ui.log.commands import FORGET_SEARCHES, SEARCH_AGAIN
from jobdesk.ui.log.keeping import LogKeeper
from jobdesk.ui.log.menu import add_entry, new_menu
from jobdesk.ui.log.search_field import SearchField

MOST = 20
_LONGEST = 500  # characters of one that is kept
_SHOWN = 80
SEARCHES = "log_search"  # kind of what is kept: one list, under the key "recent"
_KEY = "recent"


class Searched(NamedTuple):
    """One search and its two switches."""

    text: str
    case_sensitive: bool = False
    regex: bool = False

    @property
    def words(self) -> str:
        """As it is listed."""
        text = self.text if len(self.text) <= _SHOWN else self.text[: _SHOWN - 1] + "…"
        told = [("match case", self.case_sensitive), ("regular expression", self.regex)]
        flags = ", ".join(words for words, is_on in told if is_on)
        return (f"{text}  ({flags})" if flags else text).replace("&", "&&")


class SearchHistory(QObject):
    """Keeps the searches of one field for every log of a person, and offers them in a menu."""

    def __init__(self, keeper: LogKeeper, field: SearchField) -> None:
        super().__init__(field)
        self._keeper = keeper
        self._field = field
        field.used.connect(self.take)
        field.history_requested.connect(self.open_menu)

    @property
    def searches(self) -> list[Searched]:
        """The last ones first."""
        return _read(self._keeper.read(SEARCHES, _KEY))

    @Slot()
    def take(self) -> None:
        """What is in the field was searched for."""
        field = self._field
        text = field.text().strip()
        if not text or len(text) > _LONGEST or field.property("error"):
            return
        one = Searched(text, field.case_switch.isChecked(), field.regex_switch.isChecked())
        before = self.searches
        if before[:1] != [one]:
            kept = [one, *(each for each in before if each != one)][:MOST]
            self._keeper.keep(SEARCHES, _KEY, [list(each) for each in kept])

    @Slot()
    def open_menu(self) -> None:
        """List them below the field."""
        found = self.searches
        menu = new_menu(self._field)
        choices = [(each.words, at) for at, each in enumerate(found)]
        add_choices(menu, SEARCH_AGAIN, choices or [("Nothing was searched for yet", None)])
        if not found:
            menu.actions()[0].setEnabled(False)
        else:
            menu.addSeparator()
            add_entry(menu, FORGET_SEARCHES, "forget")
        menu.triggered.connect(self._on_triggered)
        menu.popup(self._field.mapToGlobal(QPoint(0, self._field.height() + 2)))

    @Slot(QAction)
    def _on_triggered(self, action: QAction) -> None:
        chosen: object = action.data()
        if chosen == "forget":
            self._keeper.keep(SEARCHES, _KEY, None)
        elif isinstance(chosen, int):
            one = self.searches[chosen]
            is_only = self._field.only_switch.isChecked()
            self._field.take(one.text, (one.case_sensitive, one.regex, is_only))
            self._field.search_for(one.text)
            self._field.setFocus()


def _read(kept: object) -> list[Searched]:
    """Searches as they were kept; what is not one is left out."""
    found: list[Searched] = []
    for each in cast("list[object]", kept) if isinstance(kept, list) else []:
        parts = cast("list[object]", each) if isinstance(each, list) else []
        if len(parts) == 3 and isinstance(parts[0], str) and parts[0]:
            found.append(Searched(parts[0], parts[1] is True, parts[2] is True))
    return found[:MOST]
