"""The context menu of the log."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from jobdesk.models.log_query import quoted
from jobdesk.models.records import LogLine
from jobdesk.ui.actions import Command, new_action
from jobdesk.ui.log.commands import COPY, COPY_AS, NOT, ONLY, SEARCH_FOR, SELECT_ALL, TO_END
from jobdesk.ui.log.copying import COPY_FORMS

if TYPE_CHECKING:
    from jobdesk.ui.log.panel import LogPanel


class _MenuActions(QObject):
    """Does what was chosen; lives as long as its menu."""

    def __init__(self, menu: QMenu, panel: "LogPanel") -> None:
        super().__init__(menu)
        self._panel = panel
        menu.triggered.connect(self._on_triggered)

    @Slot(QAction)
    def _on_triggered(self, action: QAction) -> None:
        verb, _, what = str(action.data()).partition(":")
        if verb == "copy":
            self._panel.copy_as(what)
        elif verb == "search":
            self._panel.tools.search.search_for(quoted(what))
        elif verb in ("only", "not"):
            name, _, value = what.partition(":")
            self._panel.narrow(name, value, is_excluded=verb == "not")
        elif verb == "all":
            self._panel.view.select_all()
        elif verb == "end":
            self._panel.view.go_to_end()


def make_menu(panel: "LogPanel") -> QMenu:
    """What can be done with the selected lines; it deletes itself when it closes."""
    menu = QMenu(panel)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    has_rows = not panel.view.selection.is_empty

    def add(to: QMenu, command: Command, does: str, enabled: bool, words: str = "") -> None:
        action = new_action(command, to, words)
        action.setData(does)
        action.setEnabled(enabled)
        to.addAction(action)

    add(menu, COPY, "copy:text", has_rows)
    add(menu, COPY_AS, "copy:message", has_rows, "Copy message")
    more = menu.addMenu("Copy as")
    more.setEnabled(has_rows)
    for form, words in COPY_FORMS.items():
        add(more, COPY_AS, f"copy:{form}", has_rows, words)
    menu.addSeparator()
    line = panel.view.current_line()
    for text in dict.fromkeys((line.object, line.grouping) if line is not None else ()):
        if text:
            add(menu, SEARCH_FOR, f"search:{text}", True, f"Search for “{text[:40]}”")
    for name, value in _places(line):
        add(menu, ONLY, f"only:{name}:{value}", True, f"Only {name} “{value[:40]}”")
        add(menu, NOT, f"not:{name}:{value}", True, f"Not {name} “{value[:40]}”")
    menu.addSeparator()
    names = ["log.mark", "", "log.next_failure", "log.previous_failure", "", "log.fold"]
    panel.actions_here.fill(menu, *names, "")
    add(menu, SELECT_ALL, "all", panel.view.count > 0)
    panel.actions_here.fill(menu, "log.jump", "log.raw")
    sizes = menu.addMenu("Text size")
    panel.actions_here.fill(sizes, "log.zoom_in", "log.zoom_out", "log.zoom_reset")
    add(menu, TO_END, "end", panel.view.count > 0)
    _MenuActions(menu, panel)
    return menu


def _places(line: LogLine | None) -> list[tuple[str, str]]:
    """What the log can be narrowed to, or freed from."""
    found = (("object", line.object), ("group", line.grouping)) if line is not None else ()
    return [(name, value) for name, value in found if value]
