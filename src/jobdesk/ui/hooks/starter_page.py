"""StarterPage: a list of records at the left, the form of one at the right.

What is typed and not saved is kept for each record while the page lives, so that looking at
another one loses nothing.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QMenu,
    QVBoxLayout,
    QWidget,
)

from jobdesk.errors import InputErrors
from jobdesk.ui import messages
from jobdesk.ui.actions import ActionRegistry, Command
from jobdesk.ui.background import report_error, run_in_background
from jobdesk.ui.hooks.starter_frame import StarterFrame, list_of
from jobdesk.ui.hooks.starter_records import NEW_KEY, Entry, PageData, Words
from jobdesk.ui.session import Session
from jobdesk.ui.widgets.pick_list import PickItem, PickModel

if TYPE_CHECKING:
    from jobdesk.models.records import EditRecord
    from jobdesk.operations.services import Services

_T = TypeVar("_T")
_NEWS_MS = 200  # several changes at once are one look


class StarterPage(QWidget):
    """Hooks or buttons of the workspace.

    Signals:
        open_run(int): show this run.
        counts_changed(str): `3 job hooks, 1 off`, for the status line.
    """

    open_run = Signal(int)
    counts_changed = Signal(str)

    typed_edits = None  # takes part in Undo: of saved edits

    def __init__(
        self,
        session: Session,
        form: Any,
        words: Words,
        commands: tuple[Command, Command, Command, Command, Command],
        new_fields: Any,
    ) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.session = session
        self.form = form
        self.words = words
        self.counts = ""
        self.data: PageData | None = None
        self.current_key = ""
        self._new_fields = new_fields
        self._drafts: dict[str, Any] = {}
        self._labels: tuple[str, ...] = ()
        self._is_filling = False
        self._is_saving = False
        self.actions_here = ActionRegistry(self, commands[0].context)
        self._news = QTimer(self, singleShot=True, interval=_NEWS_MS)
        self._new, self._save, self._revert, self._switch, self._delete = commands
        self.model = PickModel()
        self.list = list_of(words.title, self.model)
        self._make_actions()
        frame = self.frame = StarterFrame(
            words, self.list, form, [self.actions_here[each.name] for each in commands]
        )
        frame.remember(session.layout_state, f"{self._new.name}/splitter")
        self.title, self.problem, self.empty = frame.title, frame.problem, frame.empty
        self.right, self.halves = frame.right, frame.halves
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(frame)
        self.setFocusProxy(self.list)
        self._connect()

    # What a kind of records says

    @abstractmethod
    def read(self, services: Services) -> PageData:
        """Read all records; in a thread."""

    @abstractmethod
    def read_labels(self, services: Services) -> tuple[str, ...]:
        """The kinds of objects that can be chosen; in a thread."""

    @abstractmethod
    def write(self, fields: Any, entry: Entry | None) -> str:
        """Save a record; its key. In a thread."""

    @abstractmethod
    def write_switch(self, key: str, *, is_on: bool) -> None:
        """Switch a record on or off; in a thread."""

    @abstractmethod
    def write_deletion(self, key: str) -> EditRecord | None:
        """Delete a record; in a thread. Returns the step that undo takes back."""

    def show_entry(self, entry: Entry | None) -> None:
        """Another record is shown; None is a new one."""

    def _make_actions(self) -> None:
        make = self.actions_here.make
        make(self._new, self.begin_new)
        make(self._save, self.save)
        make(self._revert, self.revert)
        make(self._switch, self._on_switch)
        make(self._delete, self._on_delete, on=self.list)

    def _connect(self) -> None:
        self._news.timeout.connect(self.reload)
        self.list.selectionModel().currentChanged.connect(self._on_current_changed)
        self.list.customContextMenuRequested.connect(self._on_menu)
        self.empty.clicked.connect(self.begin_new)
        self.form.edited.connect(self._on_edited)
        for news in (
            self.session.loaded,
            self.session.jobs_changed,
            self.session.results_changed,
        ):
            news.connect(self._on_news)

    # Reading and showing

    @Slot()
    def reload(self) -> None:
        """Read all records, in a thread."""
        services = self.session.services
        if services is not None:
            run_in_background(self, lambda: self.read(services), self.show_data, name="read")

    def _read_labels(self) -> None:
        services = self.session.services
        if services is None or self._labels:
            return

        def done(labels: tuple[str, ...]) -> None:
            self._labels = labels
            self._offer()

        run_in_background(
            self, lambda: self.read_labels(services), done, store="inventory", name="labels"
        )

    def show_data(self, data: PageData) -> None:
        """Show the records as they were read; what is being typed stays."""
        self.data = data
        self._offer()
        self._fill_list()
        entries = {one.key: one for one in data.entries}
        if self.current_key not in entries and self.current_key not in self._drafts:
            self.current_key = data.entries[0].key if data.entries else ""
        self._show_current()
        off = sum(bool(one.problem) for one in data.entries)
        count = len(data.entries)
        words = f"{count} {self.words.title.lower() if count != 1 else f'job {self.words.one}'}"
        self.counts = f"{words}, {off} not in use" if off else words
        self.counts_changed.emit(self.counts)

    def _offer(self) -> None:
        if self.data is not None:
            self.form.offer(self.data.jobs, self._labels)

    def _fill_list(self) -> None:
        if self.data is None:
            return
        items = [
            PickItem(one.key, one.fields.name, one.note, self._mark(one))
            for one in self.data.entries
        ]
        if NEW_KEY in self._drafts:
            name = self._drafts[NEW_KEY].name or self.words.new
            items.append(PickItem(NEW_KEY, name, "", "not saved"))
        self._is_filling = True
        self.model.show_items(items)
        self._is_filling = False
        self.frame.left.setCurrentWidget(self.frame.list_page if items else self.empty)
        self.right.setVisible(bool(items))
        why = self.words.why if self.data.jobs else f"{self.words.why} {self.words.lacks}"
        self.empty.say(self.words.empty, why, self.words.new, is_primary=True)

    def _mark(self, entry: Entry) -> str:
        return "not saved" if entry.key in self._drafts else entry.mark

    @property
    def entry(self) -> Entry | None:
        """The saved record that is shown; None for a new one."""
        found = () if self.data is None else self.data.entries
        return next((one for one in found if one.key == self.current_key), None)

    def _show_current(self) -> None:
        entry = self.entry
        self._select(self.current_key)
        draft = self._drafts.get(self.current_key)
        fields = draft if draft is not None else None if entry is None else entry.fields
        if fields is None:
            fields = self._new_fields
        if self.form.fields() != fields:
            self.form.show_fields(fields)
        self.title.setText(self.words.new if entry is None else entry.fields.name)
        problem = "" if entry is None else entry.problem
        self.problem.say("warn", f"This {self.words.one} starts nothing.", problem)
        self.problem.setVisible(bool(problem))
        self.show_entry(entry)
        self._tell_actions()

    def _select(self, key: str) -> None:
        self._is_filling = True
        for row in range(self.model.rowCount()):
            item = self.model.item(row)
            if item is not None and item.key == key:
                self.list.setCurrentIndex(self.model.index(row, 0))
        self._is_filling = False

    def _tell_actions(self) -> None:
        here, entry = self.actions_here, self.entry
        is_edited = self.current_key in self._drafts
        nothing = "" if is_edited else "Nothing was changed"
        here.disable(self._save.name, nothing)
        here.disable(self._revert.name, nothing)
        saved = "" if entry is not None else "It was not saved yet"
        here.disable(self._delete.name, saved)
        here.disable(self._switch.name, saved or ("Save first" if is_edited else ""))
        is_on = entry is None or entry.fields.enabled
        here[self._switch.name].setText("Switch &off" if is_on else "Switch &on")

    # What the user does

    @Slot()
    def begin_new(self) -> None:
        """Show an empty form; a new one that was begun before comes back."""
        self._drafts.setdefault(NEW_KEY, self._new_fields)
        self.current_key = NEW_KEY
        self._fill_list()
        self._show_current()
        self.form.name.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def save(self) -> None:
        """Save what is shown; what is wrong is said below its field."""
        if self.current_key not in self._drafts or self._is_saving:
            return
        fields, entry, key = self.form.fields(), self.entry, self.current_key
        self._is_saving = True

        def done(saved: str) -> None:
            self._is_saving = False
            typed = self._drafts.pop(key, None)
            if typed is not None and typed != fields:  # went on typing meanwhile
                self._drafts[saved] = typed
            if self.current_key == key:
                self.current_key = saved
            self.form.show_errors({})
            messages.show(f"Saved {self.words.one} {fields.name.strip()}.")
            self._told()

        def failed(error: BaseException) -> None:
            self._is_saving = False
            if isinstance(error, InputErrors) and self.current_key == key:
                self.form.show_errors(error.fields)
            else:
                report_error(error)

        run_in_background(
            self, lambda: self.write(fields, entry), done, store="agent", failed=failed
        )

    def _told(self) -> None:
        """Saved edits changed: Undo has another title."""
        self.session.jobs_changed.emit()
        self.reload()

    @Slot()
    def revert(self) -> None:
        """Forget what was typed."""
        self._drafts.pop(self.current_key, None)
        if self.entry is None and self.data is not None:
            self.current_key = self.data.entries[0].key if self.data.entries else ""
        self._fill_list()
        self._show_current()

    @Slot()
    def _on_switch(self) -> None:
        entry = self.entry
        if entry is not None:
            key, is_on = entry.key, not entry.fields.enabled
            self._do(lambda: self.write_switch(key, is_on=is_on))

    @Slot()
    def _on_delete(self) -> None:
        entry = self.entry
        if entry is None:
            return
        services, user = self.session.ready, self.session.user

        def undo(no: int) -> None:
            from jobdesk.operations.edits import undo_edit

            self._do(lambda: undo_edit(services, user, no))

        def after(step: EditRecord | None) -> None:
            self._drafts.pop(entry.key, None)
            words = f"Deleted {self.words.one} {entry.fields.name}."
            if step is not None:
                messages.offer_undo(words, partial(undo, step.no))

        self._do(lambda: self.write_deletion(entry.key), after)

    def _do(self, work: Callable[[], _T], after: Callable[[_T], None] | None = None) -> None:
        def done(result: _T) -> None:
            if after is not None:
                after(result)
            self._told()

        run_in_background(self, work, done, store="agent")

    @Slot()
    def _on_edited(self) -> None:
        entry, fields = self.entry, self.form.fields()
        was_edited = self.current_key in self._drafts
        if entry is not None and fields == entry.fields:
            self._drafts.pop(self.current_key, None)
        else:
            self._drafts[self.current_key or NEW_KEY] = fields
        if was_edited != (self.current_key in self._drafts) or entry is None:
            self._fill_list()
            self._select(self.current_key)
        self._tell_actions()

    @Slot(QModelIndex)
    def _on_current_changed(self, index: QModelIndex) -> None:
        item = self.model.item(index.row())
        if item is not None and not self._is_filling and item.key != self.current_key:
            self.current_key = item.key
            self._show_current()

    @Slot(QPoint)
    def _on_menu(self, point: QPoint) -> None:
        menu = QMenu(self.list)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        at_row = self.list.indexAt(point).isValid()
        names = (self._switch.name, "", self._delete.name, "") if at_row else ()
        self.actions_here.fill(menu, *names, self._new.name)
        menu.popup(self.list.viewport().mapToGlobal(point))

    @Slot()
    def _on_news(self) -> None:
        if self.isVisible() and not self._news.isActive():
            self._news.start()

    # Qt overrides

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what happened while the page was hidden."""
        super().showEvent(event)
        self._read_labels()
        self.reload()
