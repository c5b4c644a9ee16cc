"""The traceback of a failed run: its frames, their code as it is now, the whole text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, QPoint, QSettings, Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListView,
    QMenu,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from jobdesk.errors import JobDeskError
from jobdesk.models.records import ResultRecord
from jobdesk.ui import messages
from jobdesk.ui.actions import ActionRegistry, set_usable
from jobdesk.ui.background import report_error, run_in_background
from jobdesk.ui.crash import report_of
from jobdesk.ui.runs.actions import EDIT_FRAME, REPORT, TRACEBACK
from jobdesk.ui.runs.code_place import CodePlace
from jobdesk.ui.runs.editor import open_in_editor
from jobdesk.ui.runs.frames import Frame, Source, frames_of, read_source
from jobdesk.ui.runs.frames_model import Fold, FrameDelegate, FramesModel
from jobdesk.ui.runs.words import report_text
from jobdesk.ui.widgets.banner import Banner
from jobdesk.ui.widgets.buttons import action_button
from jobdesk.ui.widgets.code_view import CodeView
from jobdesk.ui.widgets.focus import hand_focus
from jobdesk.ui.widgets.labels import ElidedLabel, hairline, label
from jobdesk.ui.widgets.remembering import remember_splitter
from jobdesk.ui.widgets.view_switch import ViewSwitch

_FRAMES, _TEXT = "frames", "text"
_VIEW_KEY = "runs/traceback_view"


class TracebackPage(QWidget):
    """Frames at the left, the code of the chosen one at the right; or the whole text.

    Args:
        store: remembers the view and the splitter.
        find_code: asked in a thread where the job's code lies.
        editor: the setting of that name; asked when it is needed.
    """

    def __init__(
        self,
        store: QSettings | None = None,
        find_code: Callable[[], CodePlace] = CodePlace,
        editor: Callable[[], str] = str,
    ) -> None:
        super().__init__()
        self._store = store
        self._find_code = find_code
        self._editor = editor
        self._record: ResultRecord | None = None
        self._traceback = ""
        self._place = CodePlace()
        self._shown: Frame | None = None
        self._clicked = QTimer(self, singleShot=True, interval=0)  # in this turn
        self.model = FramesModel()
        self.frames = QListView()
        self.code = CodeView("Code of the frame")
        self.text = CodeView("Traceback", numbers=False)
        self.note = Banner("info")
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self._stack = QStackedWidget()
        self._said = ElidedLabel("", "cell", "text2")
        tips = {_FRAMES: "Show frames and code", _TEXT: "Show the whole traceback"}
        words = {_FRAMES: "Frames", _TEXT: "Full text"}
        self.switch = ViewSwitch(words, "Traceback: how it is shown", tips)
        self.actions_here = ActionRegistry(self, TRACEBACK)
        self.edit = action_button(self.actions_here.make(EDIT_FRAME, self._on_edit))
        self.report = action_button(self.actions_here.make(REPORT, self._on_report))
        self._build()
        self._connect()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(20, 10, 20, 10)
        head.setSpacing(10)
        head.addWidget(label("Traceback", "section"))
        head.addWidget(self._said, 1)
        for each in (self.switch, self.edit, self.report):
            head.addWidget(each)
        self.frames.setModel(self.model)
        self.frames.setItemDelegate(FrameDelegate(self.frames))
        self.frames.setAccessibleName("Frames")
        self.frames.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.frames.setMouseTracking(True)
        self.frames.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.frames.setMinimumWidth(200)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(12, 10, 20, 12)
        column.setSpacing(8)
        column.addWidget(self.note)
        column.addWidget(self.code, 1)
        self.note.hide()
        for part in (self.frames, right):
            self.splitter.addWidget(part)
            self.splitter.setCollapsible(self.splitter.indexOf(part), False)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([300, 900])
        remember_splitter(self.splitter, self._store, "runs/traceback_splitter")
        whole = QWidget()
        around = QVBoxLayout(whole)
        around.setContentsMargins(20, 12, 20, 16)
        around.addWidget(self.text)
        self._stack.addWidget(self.splitter)
        self._stack.addWidget(whole)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addLayout(head)
        page.addWidget(hairline())
        page.addWidget(self._stack, 1)
        hand_focus(self, self.frames)

    def _connect(self) -> None:
        self.frames.selectionModel().currentChanged.connect(self._on_current_changed)
        self.frames.activated.connect(self._on_activated)
        self.frames.clicked.connect(self._on_clicked)
        self.switch.chosen.connect(self._on_view_chosen)
        self.frames.customContextMenuRequested.connect(self._on_menu_requested)

    def show_run(self, record: ResultRecord) -> None:
        """Show the traceback of a run."""
        known, self._record = self._record, record
        if known is not None and known.traceback == record.traceback:
            return
        self._traceback = record.traceback.rstrip()
        self.text.show_code(self._traceback, "pytb")
        bar = self.text.verticalScrollBar()
        bar.setValue(bar.maximum())
        self._show_frames(CodePlace())
        run_in_background(self, self._find_code, self._show_frames, name="code")

    def _show_frames(self, place: CodePlace) -> None:
        """First without knowing whose code is whose, then with it."""
        self._place = place
        frames = frames_of(self._traceback, place.roots)
        self.model.show_frames(frames)
        self._say(frames)
        self.switch.offer([_FRAMES, _TEXT] if frames else [_TEXT])
        wanted = "" if self._store is None else str(self._store.value(_VIEW_KEY, ""))
        self._show_view(_TEXT if wanted == _TEXT or not frames else _FRAMES)
        row = self.model.last_own()
        if row >= 0 and place.roots:
            self.frames.setCurrentIndex(self.model.index(row, 0))

    def _say(self, frames: Sequence[Frame]) -> None:
        last = self._traceback.splitlines()[-1:] or [""]
        own = sum(frame.is_own for frame in frames)
        whose = f"{own} of {len(frames)} frames are yours: " if own else ""
        self._said.setText(f"{whose}{last[0]}")

    def _show_view(self, name: str) -> None:
        self.switch.choose(name)
        self._stack.setCurrentIndex(int(name == _TEXT))
        self._offer_editor(name == _FRAMES)

    def _offer_editor(self, has_frames: bool = True) -> None:
        has_frame = has_frames and self._frame() is not None
        set_usable(self.actions_here[EDIT_FRAME.name], "" if has_frame else "Choose a frame")

    @Slot(QPoint)
    def _on_menu_requested(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.actions_here.fill(menu, EDIT_FRAME.name, "", REPORT.name)
        menu.popup(self.frames.viewport().mapToGlobal(place))

    def _frame(self) -> Frame | None:
        row = self.model.row(self.frames.currentIndex().row())
        return row if isinstance(row, Frame) else None

    @Slot(QModelIndex, QModelIndex)
    def _on_current_changed(self) -> None:
        frame = self._frame()
        self._offer_editor()
        if frame is None:
            return
        self._shown = frame
        read = partial(read_source, frame, is_other_version=self._place.is_other_version)
        run_in_background(
            self, read, self._take, store="preview", name="source", failed=self._say_gone
        )

    def _take(self, source: Source) -> None:
        line = 0 if self._shown is None else self._shown.line
        self.note.setVisible(bool(source.changed))
        if source.changed:
            self.note.say("info", source.changed, "")
        self.code.show_code(source.text, "python", line)

    def _say_gone(self, error: BaseException) -> None:
        if not isinstance(error, JobDeskError):
            report_error(error)
            return
        self.note.say("info", str(error), "")
        self.note.show()
        code = "" if self._shown is None else self._shown.code
        self.code.show_code(code, "python")

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        """One click is enough for a fold."""
        row = self.model.row(index.row())
        if isinstance(row, Fold):
            self._clicked.start()
            self._toggle(row)

    @Slot(QModelIndex)
    def _on_activated(self, index: QModelIndex) -> None:
        """Return unfolds, or goes to the code."""
        row = self.model.row(index.row())
        if isinstance(row, Frame):
            self.code.setFocus(Qt.FocusReason.OtherFocusReason)
        elif isinstance(row, Fold) and not self._is_click:
            self._toggle(row)

    @property
    def _is_click(self) -> bool:
        """The mouse did it, whose clicks are told of anyway: no key."""
        is_held = QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton
        return is_held or self._clicked.isActive()

    def _toggle(self, fold: Fold) -> None:
        row = self.frames.currentIndex().row()
        self.model.toggle(fold)
        self.frames.setCurrentIndex(self.model.index(row, 0))

    @Slot(str)
    def _on_view_chosen(self, name: str) -> None:
        if self._store is not None:
            self._store.setValue(_VIEW_KEY, name)
            self._store.sync()
        self._show_view(name)

    @Slot()
    def _on_edit(self) -> None:
        frame = self._frame()
        if frame is not None:
            open_in_editor(self._editor(), frame.file, frame.line)

    @Slot()
    def _on_report(self) -> None:
        if self._record is not None:
            copy_report(self._record)


def copy_report(record: ResultRecord) -> None:
    """Put on the clipboard what somebody needs to look into a run: versions, no secrets."""
    QGuiApplication.clipboard().setText(report_of(report_text(record)))
    messages.show("Copied the report.")
