"""TracePane: why a hook fired or not, and what it would say to past changes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QSize,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QMenu,
    QStackedWidget,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from jobdesk.errors import JobDeskError
from jobdesk.models.hook_records import HookFields, HookRecord
from jobdesk.ui.actions import ActionRegistry
from jobdesk.ui.background import forget_question, report_error, run_in_background
from jobdesk.ui.hooks import actions as commands
from jobdesk.ui.hooks.trace_model import TraceModel, TraceRow, judged, traced
from jobdesk.ui.session import Session
from jobdesk.ui.theme import Theme
from jobdesk.ui.widgets.labels import hairline, label
from jobdesk.ui.widgets.remembering import remember_columns
from jobdesk.ui.widgets.section import EmptyState
from jobdesk.ui.widgets.view_switch import ViewSwitch

TRACE, PAST = "trace", "past"
_SHOWN = 100
_TYPING_MS = 250  # keys in a row are one look


class _Rows(QStyledItemDelegate):
    """Rows as high as those of other lists."""

    # Qt overrides

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """The height of the theme."""
        hint = super().sizeHint(option, index)
        return QSize(hint.width(), max(Theme.current().size("rowList"), hint.height()))


class TracePane(QWidget):
    """Two lists in one place; Return opens the run of a line, its menu runs it again.

    Signals:
        open_run(int): show this run.
    """

    open_run = Signal(int)

    def __init__(self, session: Session, fields: Callable[[], HookFields]) -> None:
        """Make it; `fields` tells what stands in the form, which past changes are tried on."""
        super().__init__()
        self._session = session
        self._fields = fields
        self._record: HookRecord | None = None
        self.switch = ViewSwitch(
            {TRACE: "Trace", PAST: "Past changes"},
            "What is listed",
            {
                TRACE: "Why it fired or not",
                PAST: "What the hook as it stands above would say to past changes",
            },
        )
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._typing.timeout.connect(self.reload)
        self.model = TraceModel()
        self.view = QTreeView()
        self.empty = EmptyState()
        self._stack = QStackedWidget()
        self.actions_here = ActionRegistry(self, commands.HOOKS)
        self.actions_here.make(commands.OPEN_RUN, self._on_open_run)
        self.actions_here.make(commands.REPLAY, self._on_replay)
        self._build()
        self.switch.choose(TRACE)
        self.switch.chosen.connect(self._on_switch_chosen)
        self.empty.clicked.connect(self.reload)
        self.view.activated.connect(self._on_open_run)
        self.view.customContextMenuRequested.connect(self._on_menu)
        self.view.selectionModel().currentChanged.connect(self._tell_actions)
        self._tell_actions()

    def _build(self) -> None:
        view = self.view
        view.setModel(self.model)
        view.setAccessibleName("Changes and what the hook says to them")
        view.setItemDelegate(_Rows(view))
        view.setRootIsDecorated(False)
        view.setUniformRowHeights(True)
        view.setAllColumnsShowFocus(True)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        head = view.header()
        head.setStretchLastSection(True)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column, width in enumerate((150, 224, 96, 132)):
            head.resizeSection(column, width)
        remember_columns(head, self._session.layout_state, "hooks/trace_columns")
        self._stack.addWidget(view)
        self._stack.addWidget(self.empty)
        line = QHBoxLayout()
        line.setContentsMargins(20, 8, 16, 6)
        line.addWidget(label("Changes", "section"))
        line.addSpacing(10)
        line.addWidget(self.switch)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(hairline())
        column.addLayout(line)
        rows = QHBoxLayout()
        rows.setContentsMargins(14, 0, 0, 0)
        rows.addWidget(self._stack)
        column.addLayout(rows, 1)

    def show_hook(self, record: HookRecord | None) -> None:
        """Show what there is of a hook; None is one that was not saved yet."""
        before = self._record.id if self._record is not None else ""
        if before != (record.id if record is not None else ""):
            self.model.show_rows(())  # not those of another, however long the answer takes
        self._record = record
        self._tell_actions()
        self.reload()

    def reload_soon(self) -> None:
        """Read it when nothing was typed for a moment."""
        self._typing.start()

    @Slot()
    def reload(self) -> None:
        """Read the list that is chosen, in a thread."""
        self._typing.stop()
        services, record = self._session.services, self._record
        if services is None:
            return
        if self.switch.current == PAST:
            self._read_past()
            return
        if record is None:
            forget_question(self, "trace")  # of the hook before
            self._show([])
            return

        def work() -> list[TraceRow]:
            from jobdesk.operations.hooks import trace_of

            return [traced(line) for line in trace_of(services, record.id, _SHOWN)]

        self._ask(work)

    def _ask(self, work: Callable[[], list[TraceRow]]) -> None:
        run_in_background(self, work, self._show, name="trace", failed=self._on_failed)

    def _on_failed(self, error: BaseException) -> None:
        self.model.show_rows(())
        reason = str(error) if isinstance(error, JobDeskError) else ""
        self.empty.say("The changes cannot be read", reason, "Try again")
        self._stack.setCurrentWidget(self.empty)
        self._tell_actions()
        if not reason:
            report_error(error)

    def _read_past(self) -> None:
        services, fields, record = self._session.ready, self._fields(), self._record

        def work() -> list[TraceRow]:
            from datetime import UTC, datetime

            from jobdesk.models.hook_records import HookId
            from jobdesk.operations.hooks import recent_changes, try_hook

            changes = recent_changes(services, fields.object_types, _SHOWN)
            key = HookId("") if record is None else record.id
            tried = HookRecord(key, fields, datetime.now(UTC), 1)
            verdicts = try_hook(services, tried, changes)
            return [judged(*pair) for pair in zip(changes, verdicts, strict=True)]

        self._ask(work)

    def _show(self, rows: list[TraceRow]) -> None:
        self.model.show_rows(rows)
        if rows:
            self._stack.setCurrentWidget(self.view)
            if not self.view.currentIndex().isValid():
                self.view.setCurrentIndex(self.model.index(0, 0))
        else:
            self._stack.setCurrentWidget(self.empty)
            self.empty.say(*self._nothing())
        self._tell_actions()

    def _nothing(self) -> tuple[str, str]:
        if self.switch.current == PAST:
            return "No changes yet", "The change log has none of such objects."
        if self._record is None:
            return "Not saved yet", "“Past changes” shows what it would fire for."
        return "It has seen no change yet", "Each change of its objects leaves a line here."

    @property
    def _current(self) -> TraceRow | None:
        return self.model.row(self.view.currentIndex())

    @Slot()
    def _tell_actions(self) -> None:
        row = self._current
        has_run = row is not None and row.result_no is not None
        self.actions_here.disable("hooks.open_run", "" if has_run else "It started no run")
        reason = "" if row is not None else "Choose a change"
        if self._record is None:
            reason = "Save the hook first"
        self.actions_here.disable("hooks.replay", reason)

    @Slot(str)
    def _on_switch_chosen(self, key: str) -> None:
        del key
        self.reload()

    @Slot()
    def _on_open_run(self) -> None:
        row = self._current
        if row is not None and row.result_no is not None:
            self.open_run.emit(row.result_no)

    @Slot()
    def _on_replay(self) -> None:
        row, record = self._current, self._record
        if row is None or record is None:
            return
        services, user = self._session.ready, self._session.user

        def work() -> int:
            from jobdesk.operations.hooks import replay

            return replay(services, user, record.id, row.change_id).no

        run_in_background(self, work, self.open_run.emit, store="agent", failed=report_error)

    @Slot(QPoint)
    def _on_menu(self, point: QPoint) -> None:
        if self._current is None:
            return
        menu = QMenu(self.view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.actions_here.fill(menu, "hooks.open_run", "hooks.replay")
        menu.popup(self.view.viewport().mapToGlobal(point))
