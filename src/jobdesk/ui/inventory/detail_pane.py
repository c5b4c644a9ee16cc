"""DetailPane: one object: its fields, interfaces, what refers to it, its runs and changes."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QPlainTextEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from jobdesk.errors import JobDeskError, NotFound
from jobdesk.inventory.desk.records import ObjectDetail, Ports
from jobdesk.ui.actions import ActionRegistry, add_entry
from jobdesk.ui.background import forget_question, report_error, run_in_background
from jobdesk.ui.inventory import connecting, questions
from jobdesk.ui.inventory.actions import CONNECT
from jobdesk.ui.inventory.detail_lines import (
    FieldTarget,
    ListTarget,
    ObjectTarget,
    RunTarget,
    field_line,
    open_words,
    port_line,
    related_line,
    run_line,
)
from jobdesk.ui.inventory.drawing_tab import DrawingTab, drawing_title
from jobdesk.ui.inventory.history_tab import HistoryTab
from jobdesk.ui.inventory.lines import Line, LinesTable
from jobdesk.ui.inventory.looks import CellLook, state_look
from jobdesk.ui.inventory.questions import Asker
from jobdesk.ui.inventory.touched_runs import TouchedRun, runs_that_touched
from jobdesk.ui.theme import Theme
from jobdesk.ui.widgets.buttons import action_button, button
from jobdesk.ui.widgets.folding_tabs import FoldingTabs
from jobdesk.ui.widgets.labels import ElidedLabel
from jobdesk.ui.widgets.object_buttons import ObjectButtons
from jobdesk.ui.widgets.section import EmptyState
from jobdesk.ui.widgets.status_label import StatusLabel

DETAILS, PORTS, RELATED, RUNS = "Details", "Interfaces", "Related", "Runs"
CHANGES, CONTEXT = "Changes", "Context"
_STORE = "object runs"


class DetailPane(QWidget):
    """What the list's current object is; a tab for each side of it.

    Signals:
        object_requested(str, str): show another object, by kind and key.
        list_requested(str, str, str): show the objects of a kind whose field names this one:
            kind, parameter, key.
        run_requested(int, int): show a run, at a line of its log; -1 for none.
        edit_requested(str): edit the object, beginning with this field.
        connect_requested(str, str): make a cable from a port: kind, key.
        menu_requested(QPoint): all that can be done with it; global position.
        shown(object): an `ObjectDetail` is shown, or None.
        reverted(): a change of the object was taken back.
    """

    object_requested = Signal(str, str)
    list_requested = Signal(str, str, str)
    run_requested = Signal(int, int)
    edit_requested = Signal(str)
    connect_requested = Signal(str, str)
    menu_requested = Signal(QPoint)
    shown = Signal(object)
    reverted = Signal()

    def __init__(self, asker: Asker, actions: ActionRegistry, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("detail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._asker = asker
        self._wanted = ("", "")
        self._wished_tab = ""
        self.detail: ObjectDetail | None = None
        self.title = ElidedLabel("", "pane")
        self.state = StatusLabel()
        self.facts = ElidedLabel("", "cell", "text2")
        self.more = button("", "icon", icon="action/more", name="More", tip="More")
        self.buttons = ObjectButtons(asker.session)
        self.tabs = FoldingTabs()
        self.details = LinesTable("Fields", ("Field", "Value"), has_head=False, parent=self)
        self.ports = LinesTable(
            "Interfaces", ("Name", "State", "Mode", "Connected to"), parent=self
        )
        self.related = LinesTable(
            "Related objects", ("Kind", "Number"), has_head=False, parent=self
        )
        self.runs = LinesTable(
            "Runs that touched it", ("Run", "No.", "When", "Did"), parent=self
        )
        self.drawing = DrawingTab(asker.session)
        self.history = HistoryTab(asker.session)
        self.context = QPlainTextEdit()
        self.empty = EmptyState("Nothing is selected")
        self._build(actions)
        self._connect()

    def _build(self, actions: ActionRegistry) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(20, 12, 14, 0)
        head.setSpacing(8)
        head.addWidget(self.title, 1)
        head.addWidget(action_button(actions["inventory.edit"], "icon", text=""))
        head.addWidget(self.more)
        facts = QHBoxLayout()
        facts.setContentsMargins(20, 2, 20, 8)
        facts.setSpacing(8)
        facts.addWidget(self.state)
        facts.addWidget(self.facts, 1)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(20, 0, 20, 0)
        buttons.addWidget(self.buttons)
        self.context.setReadOnly(True)
        self.context.setTabChangesFocus(True)
        self.context.setProperty("ground", "sunken")
        self.context.setFont(Theme.current().font("log"))
        self.context.setAccessibleName("Config context")
        self.details.set_widths(156, 0)
        self.ports.set_widths(94, 82, 66, 0)
        self.ports.fit_words(gives_way=2)
        self.related.set_widths(0, 84)
        self.runs.set_widths(0, 54, 84, 84)
        self.tabs.setObjectName("detailTabs")
        self._stack = QStackedWidget(self)
        whole = QWidget(self._stack)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(whole)  # empty still: what is moved with its parts takes a while
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(facts)
        column.addLayout(buttons)
        column.addWidget(self.tabs, 1)
        self._hold_unused()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)

    def _connect(self) -> None:
        for table in (self.details, self.ports, self.related, self.runs):
            table.opened.connect(self._on_opened)
            table.open_words = open_words
        self.ports.offering.connect(self._on_port_offered)
        self.more.clicked.connect(self._on_more)
        self.buttons.run_started.connect(self._on_run_requested)
        self.history.run_requested.connect(self._on_run_requested)
        self.drawing.object_requested.connect(self.object_requested)
        self.history.object_requested.connect(self.object_requested)
        self.history.reverted.connect(self.reverted)
        self.tabs.currentChanged.connect(self._on_tab_changed)

    # Showing

    def show_object(self, kind: str, key: str) -> None:
        """Show an object; an empty key shows nothing."""
        self._wanted = (kind, key)
        if not key:
            self._clear("Nothing is selected", "")
            return
        work = partial(questions.detail, kind, key)
        self._asker.ask(self, "detail", work, self._take, self._on_failed)

    @Slot()
    def refresh(self) -> None:
        """Read the object again."""
        if self._wanted[1]:
            self.show_object(*self._wanted)

    def _clear(self, sentence: str, reason: str) -> None:
        self.detail = None
        self.empty.say(sentence, reason)
        self._stack.setCurrentIndex(0)
        self.shown.emit(None)

    def _on_failed(self, error: BaseException) -> None:
        """What is shown still may be another object."""
        if isinstance(error, NotFound):
            self._clear("It is gone", str(error))
        elif isinstance(error, JobDeskError):
            self._clear("It cannot be read", str(error))
        else:
            self._clear("It cannot be read", "")
            report_error(error)

    def _take(self, detail: ObjectDetail) -> None:
        if (detail.kind, detail.key) != self._wanted:
            return
        is_other = self.detail is None or self.detail.key != detail.key
        self.detail = detail
        self.title.setText(detail.name)
        self.title.setAccessibleName(f"{detail.title} {detail.name}")
        self._show_facts(detail)
        self.details.show_lines([field_line(*pair) for pair in detail.fields])
        self.related.show_lines([related_line(group) for group in detail.related])
        if self.context.toPlainText() != detail.context:  # who reads it stays in its place
            self.context.setPlainText(detail.context)
        if is_other:
            self._begin_anew(detail)
        self._stack.setCurrentIndex(1)
        self._show_tabs(detail)
        self._read_ports(detail)
        self._read_tab()
        self.shown.emit(detail)

    def _begin_anew(self, detail: ObjectDetail) -> None:
        """Nothing of the object before is said of this one, however late it comes."""
        for name in ("ports", "touched"):
            self._asker.forget(self, name)
        forget_question(self, "runs")
        self.buttons.show_object(detail.kind, detail.key)
        for table, title in ((self.ports, PORTS), (self.related, RELATED), (self.runs, RUNS)):
            self._count(table, title, None)
        self.ports.show_lines(())
        self.runs.show_lines(())

    def _show_facts(self, detail: ObjectDetail) -> None:
        state = detail.value("status")
        look = state_look(state) if state is not None and state.text else None
        self.state.setVisible(look is not None)
        if look is not None:
            self.state.set_look(look)
        words = [one.text for one in detail.facts if one is not state]
        self.facts.setText("  ·  ".join([detail.title, *words]))

    def _show_tabs(self, detail: ObjectDetail) -> None:
        wanted: list[tuple[str, QWidget]] = []
        if detail.kind in ("dcim.device", "virtualization.virtualmachine"):
            wanted.append((PORTS, self.ports))
        wanted.append((DETAILS, self.details))
        if title := drawing_title(detail.kind):
            wanted.append((title, self.drawing))
        if detail.related:
            wanted.append((RELATED, self.related))
        wanted.append((RUNS, self.runs))
        wanted.append((CHANGES, self.history))
        if detail.context:
            wanted.append((CONTEXT, self.context))
        present = [
            (self.tabs.tabText(n), self.tabs.widget(n)) for n in range(self.tabs.count())
        ]
        if [page for _, page in present] == [page for _, page in wanted]:
            self._count(self.drawing, drawing_title(detail.kind), None)
            return
        front = self._wished_tab or self._front_name()
        self.tabs.blockSignals(True)
        self.tabs.clear()
        for title, page in wanted:
            self.tabs.addTab(page, title)
        self._hold_unused()
        names = [title for title, _ in wanted]
        self.tabs.setCurrentIndex(names.index(front) if front in names else 0)
        self.tabs.blockSignals(False)

    def _hold_unused(self) -> None:
        """Pages without a tab stay ours.

        A widget without a parent is deleted by Python's collector, in whichever thread that
        comes by: the window ended with it.
        """
        for page in (self.details, self.ports, self.related, self.runs, self.drawing,
                     self.history, self.context):  # fmt: skip
            if self.tabs.indexOf(page) < 0:
                page.setParent(self)
                page.hide()

    def _front_name(self) -> str:
        return self.tabs.tabText(self.tabs.currentIndex()).split("  ")[0]

    def _count(self, page: QWidget, title: str, count: int | None) -> None:
        at = self.tabs.indexOf(page)
        if at >= 0:
            self.tabs.setTabText(at, title if count is None else f"{title}  {count:,}")

    # Tabs that are read when they are seen

    def _read_ports(self, detail: ObjectDetail) -> None:
        if self.tabs.indexOf(self.ports) < 0:
            return
        work = partial(questions.ports, detail.kind, detail.key)
        self._asker.ask(self, "ports", work, self._take_ports)

    def _take_ports(self, ports: Ports | None) -> None:
        if ports is None or self.detail is None:
            return
        lines = [port_line(ports.kind, row.key, row.cells) for row in ports.rows]
        if ports.total > len(ports.rows):
            more = ports.total - len(ports.rows)
            field = "device" if ports.kind == "dcim.interface" else "virtual_machine"
            words = CellLook(f"{more:,} more interfaces", is_strong=True)
            lines.append(Line((words,), ListTarget(ports.kind, field)))
        self.ports.show_lines(lines)
        self._count(self.ports, PORTS, ports.total)
        self._count(self.related, RELATED, len(self.detail.related))

    def _read_tab(self) -> None:
        page, detail = self.tabs.currentWidget(), self.detail
        if detail is None:
            return
        if page is self.runs:
            work = partial(questions.touched, detail.kind, detail.key)
            self._asker.ask(self, "touched", work, self._read_runs)
        elif page is self.drawing:
            self.drawing.show_object(detail.kind, detail.key)
        elif page is self.history:
            self.history.show_object(detail.kind, detail.key)

    def _read_runs(self, changes: Mapping[int, int]) -> None:
        services, detail = self._asker.session.services, self.detail
        if services is None or detail is None:
            return
        work = partial(runs_that_touched, services, detail.name, changes)
        run_in_background(self, work, self._take_runs, store=_STORE, name="runs")

    def _take_runs(self, runs: tuple[TouchedRun, ...]) -> None:
        if runs:
            self.runs.show_lines([run_line(run) for run in runs])
        else:
            words, nothing = CellLook("none yet", is_quiet=True), CellLook("")
            self.runs.show_lines([Line((words, nothing, nothing, nothing))])
        self._count(self.runs, RUNS, len(runs) or None)

    # Slots

    @Slot(int)
    def _on_run_requested(self, no: int) -> None:
        self.run_requested.emit(no, -1)

    @Slot(int)
    def _on_tab_changed(self, at: int) -> None:
        if at >= 0:
            self._wished_tab = self._front_name()
            self._read_tab()

    @Slot()
    def _on_more(self) -> None:
        self.menu_requested.emit(self.more.mapToGlobal(QPoint(0, self.more.height())))

    @Slot(object)
    def _on_opened(self, target: object) -> None:
        if isinstance(target, RunTarget):
            self.run_requested.emit(target.no, target.line)
        elif isinstance(target, ListTarget) and self.detail is not None:
            self.list_requested.emit(target.kind, target.parameter, self.detail.key)
        elif isinstance(target, ObjectTarget):
            self.object_requested.emit(target.kind, target.key)
        elif isinstance(target, FieldTarget):
            self.edit_requested.emit(target.name)

    @Slot(QMenu, object)
    def _on_port_offered(self, menu: QMenu, target: object) -> None:
        """A port can be connected where it is read."""
        if isinstance(target, ObjectTarget) and not connecting.why_not(target.kind, None):
            connect = partial(self._on_connect, target.kind, target.key)
            reason = f"It has a cable already, to {target.peer}." if target.peer else ""
            add_entry(menu, CONNECT, connect, reason=reason)

    def _on_connect(self, kind: str, key: str) -> None:
        self.connect_requested.emit(kind, key)

    def focus_front(self) -> None:
        """Put the keyboard into the tab in front."""
        page = self.tabs.currentWidget()
        if self.detail is not None and self.tabs.count():
            page.setFocus(Qt.FocusReason.OtherFocusReason)
