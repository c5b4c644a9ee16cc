"""DetailPane: one entry: what, by whom, and its fields before and after."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from jobdesk.inventory.history.records import PREVIEW, ChangeDetail, ChangeRow
from jobdesk.ui.actions import ActionRegistry, add_entry
from jobdesk.ui.background import forget_question, report_error, run_in_background
from jobdesk.ui.changes.actions import (
    CONTEXT,
    COPY_AFTER,
    COPY_BEFORE,
    ONLY_DIFFERENCES,
    OPEN_OBJECT,
    OPEN_RUN,
    REVERT_ONE,
)
from jobdesk.ui.changes.fields_view import FieldsHead, FieldsView
from jobdesk.ui.changes.source import STORE, ChangeSource
from jobdesk.ui.changes.words import by_words, detail_text, full_name, head_words
from jobdesk.ui.changes.words_and_buttons import WordsAndButtons
from jobdesk.ui.theme import Theme
from jobdesk.ui.widgets.buttons import action_button
from jobdesk.ui.widgets.icon_label import IconLabel
from jobdesk.ui.widgets.labels import ElidedLabel, hairline
from jobdesk.ui.widgets.row_menu import RowMenu
from jobdesk.ui.widgets.section import EmptyState
from jobdesk.ui.widgets.times import exact_text


class DetailPane(QWidget):
    """Shows the entry that it is told to; reads it in the background.

    Signals:
        object_requested(str, str): label of the kind and key of an object to open.
        run_requested(int): open this run.
        revert_requested(str): take back the entry with this id.
    """

    object_requested = Signal(str, str)
    run_requested = Signal(int)
    revert_requested = Signal(str)

    def __init__(self, source: ChangeSource, *, can_revert: bool = True) -> None:
        """Make it; a preview has nothing to revert, and its objects may not be there."""
        super().__init__()
        self._source = source
        self._can_revert = can_revert
        self._is_on_run = False
        self._found: ChangeDetail | None = None
        actions = ActionRegistry(self, CONTEXT)
        self.only = actions.make(ONLY_DIFFERENCES, self._on_only_toggled)
        self.only.setChecked(True)
        actions.make(OPEN_OBJECT, self._on_open_object)
        actions.make(OPEN_RUN, self._on_open_run)
        actions.make(REVERT_ONE, self._on_revert)
        self.actions_here = actions
        self.fields = FieldsView()
        self.menu = RowMenu(self.fields, self._offer, text=self.fields.text_of)
        self.empty = EmptyState("Nothing is selected", "Choose a change to see its fields.")
        self._icon = IconLabel("info", "idle", 16)
        self._title = ElidedLabel("", "pane")
        self._what = ElidedLabel("", "cell", "text2")
        self._by = ElidedLabel("", "cell", "text2")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self._build())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)

    def _build(self) -> QWidget:
        whole = QWidget()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._what)
        name = QHBoxLayout()
        name.setSpacing(10)
        name.addWidget(self._icon)
        name.addLayout(words, 1)
        self.open_object = action_button(self.actions_here[OPEN_OBJECT.name])
        self.open_run = action_button(self.actions_here[OPEN_RUN.name], "ghost")
        self.revert = action_button(self.actions_here[REVERT_ONE.name])
        only = action_button(self.only, "ghost")
        head = WordsAndButtons(name, (self._title, self._what), (only, self.open_object))
        head.setContentsMargins(20, 10, 20, 8)
        foot = WordsAndButtons(self._by, (self._by,), (self.open_run, self.revert))
        foot.setContentsMargins(20, 8, 20, 8)
        self._rows = (head, foot)
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(hairline())
        column.addWidget(FieldsHead(self.fields))
        column.addWidget(self.fields, 1)
        column.addWidget(hairline())
        column.addWidget(foot)
        return whole

    @property
    def found(self) -> ChangeDetail | None:
        """What is shown."""
        return self._found

    def leave_run_out(self) -> None:
        """It stands on the page of the run itself."""
        self._is_on_run = True

    def hold_revert(self, reason: str) -> None:
        """Turn taking back off and say why; empty: on again."""
        if self._can_revert:
            self.actions_here.disable(REVERT_ONE.name, reason)

    def show_row(self, row: ChangeRow | None) -> None:
        """Show an entry; None: nothing is selected."""
        forget_question(self, "detail")
        if row is None:
            self._found = None
            self._stack.setCurrentIndex(0)
            return
        if self._found is not None and self._found.row.id == row.id:
            return
        work = partial(self._source.detail, row.id)
        done, failed = self._on_read, self._on_failed
        run_in_background(self, work, done, store=STORE, name="detail", failed=failed)

    def _on_failed(self, error: BaseException) -> None:
        """What is shown still is another entry: nobody should take that back."""
        self.show_row(None)
        report_error(error)

    def _on_read(self, found: ChangeDetail) -> None:
        row = self._found_row(found)
        icon, token = Theme.current().token("icons", "names", "change", row.action)
        self._icon.show_icon(icon, token)
        self._title.setText(full_name(row))
        self._what.setText(head_words(found))
        self._by.setText(_maker_words(row))
        self.setAccessibleName(f"{full_name(row)}: {head_words(found)}")
        self._show_fields()
        self._show_usable(found)
        for row in self._rows:
            row.fit()
        self._stack.setCurrentIndex(1)

    def _found_row(self, found: ChangeDetail) -> ChangeRow:
        self._found = found
        return found.row

    def _show_usable(self, found: ChangeDetail) -> None:
        actions = self.actions_here
        if found.is_there:
            actions.enable(OPEN_OBJECT.name)
        else:
            actions.disable(OPEN_OBJECT.name, "This object is not in the inventory.")
        has_run = bool(found.row.result_no) and not self._is_on_run
        self.open_run.setVisible(has_run)
        actions.disable(OPEN_RUN.name, "" if has_run else "No run did this.")
        self.revert.setVisible(self._can_revert)
        if not self._can_revert:
            actions.disable(REVERT_ONE.name, "Nothing was changed by a preview.")

    def _show_fields(self) -> None:
        self.fields.show_detail(self._found, only_changed=self.only.isChecked())

    def text(self) -> str:
        """The entry for the clipboard."""
        return "" if self._found is None else detail_text(self._found)

    def _offer(self, menu: QMenu) -> None:
        self.actions_here.fill(menu, OPEN_OBJECT.name, ONLY_DIFFERENCES.name, "")
        field = self.fields.current_field()
        if field is not None:
            for command, value in ((COPY_BEFORE, field.before), (COPY_AFTER, field.after)):
                reason = "" if value else "There is no value."
                add_entry(menu, command, partial(_copy, value), reason=reason)

    @Slot()
    def _on_only_toggled(self) -> None:
        self._show_fields()

    @Slot()
    def _on_open_object(self) -> None:
        if self._found is not None:
            row = self._found.row
            self.object_requested.emit(row.model, row.object_id)

    @Slot()
    def _on_open_run(self) -> None:
        if self._found is not None and self._found.row.result_no:
            self.run_requested.emit(self._found.row.result_no)

    @Slot()
    def _on_revert(self) -> None:
        if self._found is not None:
            self.revert_requested.emit(self._found.row.id)


def _copy(value: str) -> None:
    QGuiApplication.clipboard().setText(value)


def _maker_words(row: ChangeRow) -> str:
    """By whom, and when; a preview has done nothing."""
    if row.context == PREVIEW:
        return f"Would be done, {row.detail}" if row.detail else "Would be done by this run"
    return f"{row.user}, {by_words(row)}, {exact_text(row.time)}"
