"""The editor for one object of the inventory, and what it shares with that for several."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from jobdesk.inventory.options import Match, Page, Reasons, Shown
from jobdesk.jobs.variables.references import NULL
from jobdesk.ui.actions import ActionRegistry, set_usable
from jobdesk.ui.form.actions import SHOW_OBJECT
from jobdesk.ui.form.choice_editors import ChoiceBox
from jobdesk.ui.form.chosen import Chosen, as_list, listed_names
from jobdesk.ui.form.editor import Editor, Repair
from jobdesk.ui.form.object_popup import ObjectPopup
from jobdesk.ui.widgets.pick_list import PickItem

_OPENING = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Space)
_EMPTYING = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class ObjectField(Editor):
    """Objects chosen from pages that somebody brings (`object_asking.py`).

    Values are keys; a name that was filled in or pasted becomes one when the inventory has said
    what it means. One that may not be chosen any more stays, and is a complaint.

    Signals:
        page_wanted(str, int): the options for a search, from a place on.
        reasons_wanted(str): how many fit a search, and why.
        match_wanted(): what do the `values_to_match` mean?
        object_wanted(str): show the object with this key where it is kept.
    """

    page_wanted = Signal(str, int)
    reasons_wanted = Signal(str)
    match_wanted = Signal()
    object_wanted = Signal(str)

    takes_several = False

    def __init__(self, options: Mapping[str, Any]) -> None:
        super().__init__(options)
        self.name = str(options.get("name") or "")
        self.chosen = Chosen()
        self._popup: ObjectPopup | None = None  # made when first opened
        self._offered: dict[str, Shown] = {}  # what a picked key is called
        self.commands = ActionRegistry(self)
        self.commands.make(SHOW_OBJECT, self._on_show_object)

    @property
    def popup(self) -> ObjectPopup:
        """The list; made at the first look."""
        if self._popup is None:
            made = ObjectPopup(self, self.label, stays=self.takes_several)
            made.picked.connect(self._on_popup_picked)
            made.page_wanted.connect(self.page_wanted)
            made.reasons_wanted.connect(self.reasons_wanted)
            made.closed.connect(self._on_popup_closed)
            self._popup = made
        return self._popup

    def open_list(self, text: str = "") -> None:
        """Show what can be chosen, searched for what was typed."""
        self.popup.open_under(self.anchor(), text, self.fixed_rows(), self.chosen.all_keys())

    def meant_key(self) -> str:
        """The key of the object that a command is about; empty when there is none."""
        known = (entry for entry in self.chosen.entries if entry.shown is not None)
        entry = next(known, None)
        return "" if entry is None else entry.key

    def _show_usable(self) -> None:
        reason = "" if self.meant_key() else "No object is chosen"
        set_usable(self.commands[SHOW_OBJECT.name], reason)

    @Slot()
    def _on_show_object(self) -> None:
        key = self.meant_key()
        if key:
            self.object_wanted.emit(key)

    def anchor(self) -> QWidget:
        """What the list hangs under."""
        return self

    def fixed_rows(self) -> Sequence[PickItem]:
        """Rows above the objects."""
        return ()

    # what the inventory says

    def show_page(self, search: str, start: int, page: Page) -> None:
        """Options have come."""
        self._offered.update({one.id: one for one in page.options})
        self.popup.show_page(search, start, page)

    def show_reasons(self, search: str, reasons: Reasons) -> None:
        """Numbers have come."""
        self.popup.show_reasons(search, reasons)

    def show_failure(self, words: str) -> None:
        """The inventory could not be asked."""
        if self._popup is not None:
            self._popup.show_failure(words)

    def values_to_match(self) -> list[Any]:
        """What is chosen, as it was given."""
        return [value for value in self.chosen.values() if value != NULL]

    def take_match(self, match: Match) -> None:
        """Learn what the chosen ones are, and which of them may not be chosen."""
        before, complaint = self.chosen.values(), self.complaint()
        self.chosen.take(match)
        self._show_chosen()
        if self.chosen.values() != before or self.complaint() != complaint:
            self.judged.emit()

    def complaint(self) -> str:
        """Something chosen is not there, or not among what can be chosen now."""
        return self.chosen.complaint()

    def repair(self) -> Repair | None:
        """Take away what is wrong."""
        wrong = self.chosen.wrong()
        if not wrong:
            return None
        verb = "Take it away" if len(wrong) == 1 else f"Take these {len(wrong):,} away"
        return Repair(self.complaint(), self._value_of(self.chosen.without_wrong()), verb)

    def _value_of(self, values: list[Any]) -> Any:
        return values

    def _show_chosen(self) -> None:
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Choose these: keys, names, or mappings of look-ups."""
        before = self.chosen.values()
        self.chosen.put(as_list(value))
        self._show_chosen()
        if self.chosen.values() != before:
            self.changed.emit()
        if any(entry.shown is None for entry in self.chosen.entries):
            self.match_wanted.emit()

    @Slot(str)
    def _on_popup_picked(self, key: str) -> None:
        raise NotImplementedError

    @Slot()
    def _on_popup_closed(self) -> None:
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def stop(self) -> None:
        """The form is closed."""
        if self._popup is not None:
            self._popup.close()

    # Qt overrides

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to show the object where it is kept."""
        self._show_usable()
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.commands.fill(menu, SHOW_OBJECT.name)
        menu.popup(event.globalPos())
        event.accept()


class ObjectBox(ChoiceBox):
    """Looks like a drop-down list and opens another one.

    Signals:
        list_wanted(str): show what can be chosen, searched for this.
        emptied(): choose nothing.
        pasted(str): a text from the clipboard.
    """

    list_wanted = Signal(str)
    emptied = Signal()
    pasted = Signal(str)

    def show_text(self, text: str) -> None:
        """Show what is chosen; empty for nothing."""
        blocker = QSignalBlocker(self)
        self.clear()
        if text:
            self.addItem(text)
        self.setCurrentIndex(0 if text else -1)
        blocker.unblock()
        self.update()

    # Qt overrides

    def showPopup(self) -> None:
        """Open the other list."""
        self.list_wanted.emit("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Typing searches; Del empties; Ctrl+V takes a name or key."""
        typed = event.text()
        if event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit(QGuiApplication.clipboard().text())
        elif event.key() in _EMPTYING:
            self.emptied.emit()
        elif event.key() in _OPENING:
            self.list_wanted.emit("")
        elif typed.isprintable() and typed.strip() and not event.modifiers() & _COMMANDS:
            self.list_wanted.emit(typed)
        else:
            super().keyPressEvent(event)


_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class ObjectEditor(ObjectField):
    """One object, or "none" where the job has a word for it."""

    def __init__(self, options: Mapping[str, Any]) -> None:
        super().__init__(options)
        self.box = ObjectBox()
        self.box.setPlaceholderText("Choose…")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.box)
        self.box.list_wanted.connect(self.open_list)
        self.box.emptied.connect(self._on_box_emptied)
        self.box.pasted.connect(self._on_box_pasted)
        self._adopt(self.box)

    def value(self) -> Any:
        """The key, `null` for none on purpose, None for nothing."""
        return self._value_of(self.chosen.values())

    def set_value(self, value: Any) -> None:
        """Choose an object; of several the first."""
        super().set_value(as_list(value)[:1])

    def fixed_rows(self) -> Sequence[PickItem]:
        """The job's word for none; or a way to choose nothing."""
        none = self.options.get("null_option")
        if none is not None:
            return (PickItem(NULL, str(none), "none on purpose"),)
        if not self.options.get("required", True) and self.chosen.entries:
            return (PickItem("", "Nothing", "leave this field empty"),)
        return ()

    def _value_of(self, values: list[Any]) -> Any:
        return values[0] if values else None

    def _show_chosen(self) -> None:
        entry = next(iter(self.chosen.entries), None)
        if entry is None:
            self.box.show_text("")
            return
        is_none = entry.value == NULL and self.options.get("null_option") is not None
        self.box.show_text(str(self.options["null_option"]) if is_none else entry.text)
        self.box.setToolTip("" if entry.shown is None else entry.shown.hint)

    @Slot(str)
    def _on_popup_picked(self, key: str) -> None:
        shown = self._offered.get(key)
        if shown is None:
            self.set_value(key)
            return
        self.chosen.put([])
        self.chosen.add([shown])
        self._show_chosen()
        self.changed.emit()

    @Slot()
    def _on_box_emptied(self) -> None:
        self.set_value(None)

    @Slot(str)
    def _on_box_pasted(self, text: str) -> None:
        names = listed_names(text)
        if names:
            self.set_value(names[0])
