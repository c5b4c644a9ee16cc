"""The context menus of the log, its results and the console: the same order everywhere."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from jobdesk.models.log_query import pattern_term, quoted
from jobdesk.models.records import LogLine
from jobdesk.ui.actions import Command, new_action
from jobdesk.ui.log.ansi import plain
from jobdesk.ui.log.commands import (
    COPY,
    COPY_AS,
    NOT,
    ONLY,
    SEARCH_ALL,
    SEARCH_FOR,
    SELECT_ALL,
    TO_END,
)
from jobdesk.ui.log.copying import COPY_FORMS
from jobdesk.ui.log.query import chip_of
from jobdesk.ui.log.rows_out import RowsOut
from jobdesk.ui.log.selecting import Cell
from jobdesk.ui.log.words_in import pattern_like

if TYPE_CHECKING:
    from jobdesk.ui.log.panel import LogPanel

FillMenu = Callable[[QMenu], object]

_SHOWN = 40  # characters of a text in an entry
_CHARS_SEEN = 2_000  # of a message, for lines like it


class Place(NamedTuple):
    """What the log can be narrowed to, or freed from.

    Attributes:
        what: level, group, object or word.
        value: the level's chip, the whole name, the word.
    """

    what: str
    value: str

    @property
    def words(self) -> str:
        """How it is called."""
        if self.what == "level":
            return f"level {self.value}"
        noun = "messages with" if self.what == "word" else self.what
        return f"{noun} “{self.value[:_SHOWN]}”"


class MenuActions(QObject):
    """Does what was chosen about the rows of one view; lives as long as its menu."""

    def __init__(self, menu: QMenu, rows: RowsOut) -> None:
        super().__init__(menu)
        self._rows = rows
        menu.triggered.connect(self._on_triggered)

    @Slot(QAction)
    def _on_triggered(self, action: QAction) -> None:
        verb, _, what = str(action.data() or "").partition(":")
        if verb == "copy":
            self._rows.copy_as(what)
        elif verb == "all":
            self._rows.view.select_all()
        elif verb == "end":
            self._rows.view.go_to_end()


class _FilterActions(QObject):
    """Does what was chosen about which lines are shown."""

    def __init__(self, menu: QMenu, panel: "LogPanel") -> None:
        super().__init__(menu)
        self._panel = panel
        menu.triggered.connect(self._on_triggered)

    @Slot(QAction)
    def _on_triggered(self, action: QAction) -> None:
        does, _, value = str(action.data() or "").partition(":")
        verb, _, what = does.partition(" ")
        tools, is_excluded = self._panel.tools, verb == "not"
        if verb == "everywhere":
            self._panel.everywhere_requested.emit(value)
        elif verb == "search":
            tools.search.search_for(quoted(value))
        elif what == "level":
            tools.chips.narrow(value, is_excluded=is_excluded)
        elif what in ("group", "object"):
            tools.search.narrow(what, value, is_excluded=is_excluded)
        elif what == "word":
            tools.search.add_term(f"{'-' * is_excluded}{quoted(value)}")


def add_entry(
    menu: QMenu, command: Command, does: str, *, usable: bool = True, words: str = ""
) -> None:
    """One more entry, with what it does in its data; `words` may be those of a job."""
    action = new_action(command, menu, words.replace("&", "&&"))
    if words:
        action.setShortcuts([])
    action.setData(does)
    action.setEnabled(usable)
    menu.addAction(action)


def new_menu(owner: QWidget) -> QMenu:
    """A menu that deletes itself when it closes."""
    menu = QMenu(owner)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.setToolTipsVisible(True)
    return menu


def add_copies(menu: QMenu, rows: RowsOut) -> None:
    """Copy, and copy as: the first part of every menu of rows."""
    usable = not rows.view.selection.is_empty
    add_entry(menu, COPY, f"copy:{rows.form}", usable=usable)
    add_entry(menu, COPY_AS, "copy:message", usable=usable, words="Copy message")
    more = menu.addMenu("Copy as")
    more.setEnabled(usable)
    for form, words in COPY_FORMS.items():
        add_entry(more, COPY_AS, f"copy:{form}", words=words)
    menu.addSeparator()


def add_ends(menu: QMenu, rows: RowsOut, *, has_end: bool = True) -> None:
    """Select all and the end: the last part of every menu of rows."""
    usable = rows.view.count > 0
    add_entry(menu, SELECT_ALL, "all", usable=usable)
    if has_end:
        add_entry(menu, TO_END, "end", usable=usable)


def make_menu(panel: "LogPanel", rows: RowsOut | None = None) -> QMenu:
    """What can be done with the selected lines of the log, or of the results below it."""
    rows = rows or panel.rows.of_log
    menu, view = new_menu(panel), rows.view
    add_copies(menu, rows)
    line, actions = view.current_line(), panel.actions_here
    if line is not None:
        _add_filters(menu, line, view.cell, view.word)
        _add_everywhere(menu, line, panel.rows.text_to_highlight)
    actions.fill(menu, "log.only_like", "log.not_like", "log.highlight", "")
    for name in ("log.only_like", "log.not_like"):
        actions[name].setEnabled(line is not None)
    actions["log.highlight"].setEnabled(bool(panel.rows.text_to_highlight))
    actions.fill(menu, "log.mark", "", "log.next_failure", "log.previous_failure", "")
    actions.fill(menu, "log.fold")
    panel.columns.fill(menu.addMenu("Columns"))
    actions.fill(menu, "log.raw")
    sizes = menu.addMenu("Text size")
    actions.fill(sizes, "log.zoom_in", "log.zoom_out", "log.zoom_reset")
    menu.addSeparator()
    actions.fill(menu, "log.jump")
    add_ends(menu, rows, has_end=view is panel.view)
    MenuActions(menu, rows)
    _FilterActions(menu, panel)
    return menu


def make_console_menu(
    owner: QWidget, rows: RowsOut, fill_columns: FillMenu, fill_sizes: FillMenu
) -> QMenu:
    """What can be done with the selected lines of a console."""
    menu = new_menu(owner)
    add_copies(menu, rows)
    fill_columns(menu.addMenu("Columns"))
    fill_sizes(menu.addMenu("Text size"))
    menu.addSeparator()
    add_ends(menu, rows)
    MenuActions(menu, rows)
    return menu


def _add_filters(menu: QMenu, line: LogLine, cell: Cell, word: str) -> None:
    """Apply as filter: what was clicked first, all else of the line in two menus."""
    places = _places(line, word)
    wanted = "word" if cell.column == "message" else cell.column
    for place in places:
        if place.what == wanted:
            _add_place(menu, ONLY, "only", place)
            _add_place(menu, NOT, "not", place)
    only, without = menu.addMenu("Show only"), menu.addMenu("Exclude")
    for place in places:
        _add_place(only, ONLY, "only", place)
        _add_place(without, NOT, "not", place)
    for text in dict.fromkeys((word, line.object, line.grouping)):
        if text:
            words = f"Search for “{text[:_SHOWN]}”"
            add_entry(menu, SEARCH_FOR, f"search:{text}", words=words)


def _add_everywhere(menu: QMenu, line: LogLine, chosen: str) -> None:
    """Search all runs for what is selected, for names of the line, or for lines like it."""
    more = menu.addMenu("Search all runs for")
    for text in dict.fromkeys((chosen, line.object, line.grouping)):
        if text:
            words = f"“{text[:_SHOWN]}”"
            add_entry(more, SEARCH_ALL, f"everywhere:{quoted(text)}", words=words)
    like = pattern_term(pattern_like(plain(line.message[:_CHARS_SEEN])))
    add_entry(more, SEARCH_ALL, f"everywhere:{like}", words="Lines like this")


def _add_place(menu: QMenu, command: Command, verb: str, place: Place) -> None:
    words = f"{verb.title()} {place.words}"
    add_entry(menu, command, f"{verb} {place.what}:{place.value}", words=words)


def _places(line: LogLine, word: str) -> list[Place]:
    found = (
        Place("level", chip_of(line.level)),
        Place("group", line.grouping),
        Place("object", line.object),
        Place("word", word),
    )
    return [place for place in found if place.value]
