"""The profile of a run: table of calls, flame view, the code of a call, another run beside."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPoint, QSettings, Qt, QTimer, Slot
from PySide6.QtGui import QAction, QFontMetrics
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QMenu,
    QSplitter,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from jobdesk.errors import JobDeskError
from jobdesk.models.records import ResultRecord, RunFile
from jobdesk.ui import messages
from jobdesk.ui.actions import add_choices
from jobdesk.ui.background import forget_question, report_error, run_in_background
from jobdesk.ui.runs.actions import COMPARE
from jobdesk.ui.runs.cells import PADDING_PX, CellDelegate
from jobdesk.ui.runs.code_place import CodePlace
from jobdesk.ui.runs.frames import Frame, Source, read_source
from jobdesk.ui.runs.profile.data import (
    Compared,
    Function,
    Profile,
    compare,
    profile_file,
    read_profile,
)
from jobdesk.ui.runs.profile.flame import FlameNode, flame_of
from jobdesk.ui.runs.profile.flame_view import FlameView
from jobdesk.ui.runs.profile.model import ProfileModel
from jobdesk.ui.runs.profile.others import OtherRun
from jobdesk.ui.theme import Theme
from jobdesk.ui.widgets.buttons import button
from jobdesk.ui.widgets.code_view import CodeView
from jobdesk.ui.widgets.find_line import FindLine
from jobdesk.ui.widgets.focus import hand_focus
from jobdesk.ui.widgets.labels import ElidedLabel, hairline, label
from jobdesk.ui.widgets.remembering import remember_splitter
from jobdesk.ui.widgets.section import EmptyState
from jobdesk.ui.widgets.sort_header import SortHeader
from jobdesk.ui.widgets.view_switch import ViewSwitch

_CALLS, _FLAME = "calls", "flame"
_VIEW_KEY = "runs/profile_view"
_SPARE_PX = 8  # a cell is a little narrower than its column
_TYPING_MS = 120
_STORE = "profile"


@dataclass(frozen=True, slots=True)
class Measured:
    """A profile, its flame, and which functions are the job's own."""

    profile: Profile
    flame: Sequence[FlameNode]
    own: frozenset[int]


class ProfilePage(QWidget):
    """Where the time of a profiled run went.

    Args:
        home: the workspace.
        store: remembers the view.
        find_code: asked in a thread where the job's own code lies.
        find_others: asked in a thread for other profiled runs of the job.
    """

    def __init__(
        self,
        home: Path,
        store: QSettings | None = None,
        find_code: Callable[[], CodePlace] = CodePlace,
        find_others: Callable[[], Sequence[OtherRun]] = list[OtherRun],
    ) -> None:
        super().__init__()
        self._home = home
        self._store = store
        self._find_code = find_code
        self._find_others = find_others
        self._file: RunFile | None = None
        self._measured: Measured | None = None
        self._line = 0
        self.model = ProfileModel()
        self.table = QTableView()
        self.flame = FlameView()
        self.code = CodeView("Code of the call")
        self.finder = FindLine("Filter functions")
        self.problem = EmptyState()
        self.said = ElidedLabel("", "cell", "text2")
        tips = {_CALLS: "Show a table of calls", _FLAME: "Show who called whom"}
        words = {_CALLS: "Calls", _FLAME: "Flame"}
        self.switch = ViewSwitch(words, "Profile: how it is shown", tips)
        self.compare = button(
            "Compare with…", icon="action/compare", tip="Set another run of this job beside it"
        )
        self._views = QStackedWidget()
        self._stack = QStackedWidget()
        self._code_place = ElidedLabel("", "cell", "text2")
        self._code_side = QWidget()
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._build_table()
        self._build()
        self._connect()

    def _build_table(self) -> None:
        table = self.table
        table.setObjectName("plainTable")
        table.setModel(self.model)
        table.setItemDelegate(CellDelegate(table))
        table.setAccessibleName("Calls")
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setMouseTracking(True)
        table.setTabKeyNavigation(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.verticalHeader().hide()
        height = max(26, table.fontMetrics().height() + 9)
        table.verticalHeader().setDefaultSectionSize(height)
        table.setHorizontalHeader(SortHeader(table))
        head = table.horizontalHeader()
        head.setHighlightSections(False)
        head.setSortIndicator(self.model.place_of("Cumulative s"), Qt.SortOrder.DescendingOrder)
        table.setSortingEnabled(True)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(20, 10, 20, 10)
        head.setSpacing(10)
        head.addWidget(label("Profile", "section"))
        head.addWidget(self.switch)
        head.addWidget(self.said, 1)
        head.addWidget(self.finder)
        head.addWidget(self.compare)
        around = QWidget()
        rows = QHBoxLayout(around)
        rows.setContentsMargins(10, 0, 10, 0)
        rows.addWidget(self.table)
        self._views.addWidget(around)
        flame = QWidget()
        inner = QHBoxLayout(flame)
        inner.setContentsMargins(16, 8, 16, 8)
        inner.addWidget(self.flame)
        self._views.addWidget(flame)
        side = QVBoxLayout(self._code_side)
        side.setContentsMargins(12, 10, 20, 12)
        side.setSpacing(8)
        side.addWidget(self._code_place)
        side.addWidget(self.code, 1)
        self._code_side.hide()
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.addWidget(self._views)
        self.splitter.addWidget(self._code_side)
        self.splitter.setSizes([800, 400])
        remember_splitter(self.splitter, self._store, "runs/profile_splitter")
        self._stack.addWidget(self.splitter)
        self._stack.addWidget(self.problem)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(hairline())
        column.addWidget(self._stack, 1)
        hand_focus(self, self.table)
        wanted = "" if self._store is None else str(self._store.value(_VIEW_KEY, ""))
        self._show_view(_FLAME if wanted == _FLAME else _CALLS)

    def _connect(self) -> None:
        self.switch.chosen.connect(self._on_view_chosen)
        self.compare.clicked.connect(self._on_compare)
        self.table.activated.connect(self._on_activated)
        self.flame.opened.connect(self._on_flame_opened)
        self.flame.chosen.connect(self._on_flame_chosen)
        self.finder.text_changed.connect(self._on_text_changed)
        self.finder.next_requested.connect(self._on_left)
        self.finder.left.connect(self._on_left)
        self._typing.timeout.connect(self._on_typed)

    def show_run(self, record: ResultRecord) -> None:
        """Show the profile of a run that has ended."""
        file = profile_file(record.files)
        if file is None or file == self._file:
            return
        self._file, self._measured = file, None
        for question in ("others", "compare", "code"):  # about the profile before
            forget_question(self, question)
        home, find = self._home, self._find_code

        def work() -> Measured:
            return measured(read_profile(home, file), find().roots)

        run_in_background(
            self, work, self._take, store=_STORE, name="profile", failed=self._say_none
        )

    def focus_search(self) -> None:
        """Go to the filter."""
        self.finder.field.setFocus()
        self.finder.field.selectAll()

    def _take(self, found: Measured) -> None:
        self._measured = found
        profile = found.profile
        self._stack.setCurrentIndex(0)
        self.model.show_functions(profile.functions)
        self._settle_columns()
        self.flame.show_flame(found.flame, profile.total, found.own)
        calls = sum(function.calls for function in profile.functions)
        count = len(profile.functions)
        left = f", {profile.left_out:,} short ones left out" if profile.left_out else ""
        words = f"{profile.total:.3f} s, {calls:,} calls of {count:,} functions{left}"
        self.said.setText(words)

    def _settle_columns(self) -> None:
        """Widths from titles and the first rows; the order starts with the longest."""
        head, model = self.table.horizontalHeader(), self.model
        place = model.place_of("Cumulative s")
        head.setSortIndicator(place, Qt.SortOrder.DescendingOrder)
        metrics = QFontMetrics(Theme.current().font("rowTitle"))
        for at in range(model.columnCount()):
            words = [
                str(model.index(row, at).data()) for row in range(min(40, model.rowCount()))
            ]
            words.append(model.columns[at].title)
            need = max(metrics.horizontalAdvance(word) for word in words) + _SPARE_PX
            widest = metrics.averageCharWidth() * 44
            self.table.setColumnWidth(at, min(need, widest) + 2 * PADDING_PX)
        head.setStretchLastSection(True)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        if model.rowCount():
            self.table.selectRow(0)

    def _say_none(self, error: BaseException) -> None:
        if not isinstance(error, JobDeskError):
            report_error(error)
            return
        self.problem.say("There is no profile to show", str(error))
        self._stack.setCurrentWidget(self.problem)

    # Views

    def _show_view(self, name: str) -> None:
        self.switch.choose(name)
        self._views.setCurrentIndex(int(name == _FLAME))
        self.finder.setVisible(name == _CALLS)

    @Slot(str)
    def _on_view_chosen(self, name: str) -> None:
        if self._store is not None:
            self._store.setValue(_VIEW_KEY, name)
            self._store.sync()
        self._show_view(name)
        target = self.flame if name == _FLAME else self.table
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_text_changed(self) -> None:
        self._typing.start()

    @Slot()
    def _on_typed(self) -> None:
        self.model.filter_by(self.finder.field.text())
        shown, total = self.model.rowCount(), self.model.total
        self.finder.say("" if shown == total else f"{shown:,} of {total:,}")
        if shown:
            self.table.selectRow(0)

    @Slot()
    def _on_left(self) -> None:
        self.table.setFocus()

    # Code

    @Slot(QModelIndex)
    def _on_activated(self, index: QModelIndex) -> None:
        row = self.model.row(index.row())
        if row is not None:
            self.open_code(row.now)

    @Slot(object)
    def _on_flame_opened(self, node: FlameNode) -> None:
        self.open_code(node.function)

    @Slot(object)
    def _on_flame_chosen(self, node: FlameNode) -> None:
        self.said.setText(self.flame.words(node).replace("\n", ", "))

    def open_code(self, function: Function) -> None:
        """Show the code of a function beside the calls."""
        if not function.line:
            messages.show(f"{function.title} is built in; there is no code to show.")
            return
        frame = Frame(function.file, function.line, function.name, "", function.place, True)
        self._line = function.line
        self._code_place.setText(f"{function.title}, {function.place}")
        read = partial(read_source, frame, is_other_version=False)
        run_in_background(self, read, self._take_code, store="preview", name="code")

    def _take_code(self, source: Source) -> None:
        self._code_side.show()
        self.code.show_code(source.text, "python", self._line)

    # Another run

    @Slot()
    def _on_compare(self) -> None:
        run_in_background(self, self._find_others, self._offer, store=_STORE, name="others")

    def _offer(self, others: Sequence[OtherRun]) -> None:
        if not self.isVisible():
            return
        if not others:
            messages.show("No other run of this job was profiled.")
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        add_choices(menu, COMPARE, [("This run alone", None)])
        menu.addSeparator()
        add_choices(menu, COMPARE, [(other.words, other) for other in others])
        menu.triggered.connect(self._on_other_chosen)
        menu.popup(self.compare.mapToGlobal(QPoint(0, self.compare.height() + 2)))

    @Slot(QAction)
    def _on_other_chosen(self, action: QAction) -> None:
        self.compare_with(action.data())

    def compare_with(self, other: OtherRun | None) -> None:
        """Set another run beside this one; None takes it away."""
        measured_now = self._measured
        if measured_now is None:
            return
        forget_question(self, "compare")
        if other is None:
            self._take(measured_now)
            return
        home, now = self._home, measured_now.profile

        def work() -> tuple[list[Compared], float]:
            before = read_profile(home, other.file)
            return compare(now, before), before.total

        def done(found: tuple[list[Compared], float]) -> None:
            rows, total = found
            self.model.show_compared(rows)
            self._settle_columns()
            self._show_view(_CALLS)
            change = now.total - total
            self.said.setText(f"{now.total:.3f} s, {change:+.3f} s against run {other.words}")

        run_in_background(self, work, done, store=_STORE, name="compare")


def measured(profile: Profile, roots: Sequence[str]) -> Measured:
    """Work out flame and own functions; for a thread."""
    own = frozenset(
        at
        for at, function in enumerate(profile.functions)
        if any(function.file.startswith(root + os.sep) for root in roots)
    )
    return Measured(profile, flame_of(profile), own)
