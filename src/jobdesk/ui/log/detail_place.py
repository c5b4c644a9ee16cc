"""DetailPlace: where the line in full is shown: below the log, at its right, or over it."""

from datetime import datetime
from functools import cached_property

from PySide6.QtCore import QRect, Qt, Signal, Slot
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from jobdesk.models.records import LogLine
from jobdesk.ui.log.detail import LogDetail
from jobdesk.ui.log.memory import LogMemory
from jobdesk.ui.widgets.focus import tab_into

_LOG_PX = 520  # the log beside the pane is at least so wide
_PANE_PX = 360
_OVERLAY_SHARE = 0.85


class DetailPlace(QWidget):
    """A log with the pane for one line; its place and sizes are remembered.

    At the right of a log that is too narrow for both, the pane lies over it, so that the
    rows under it keep their columns. The pane is made when it is first used: most logs are
    read without it.

    Signals:
        closed(): the user is done with the pane.
    """

    closed = Signal()

    def __init__(self, view: QWidget, memory: LogMemory) -> None:
        super().__init__()
        self._view = view
        self._font: QFont | None = None
        self._memory = memory
        self._is_right = memory.word("detail_place", "below") == "right"
        self._sized = ""
        self._splitter = QSplitter(Qt.Orientation.Vertical)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(view)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.splitterMoved.connect(self._on_splitter_moved)
        memory.taken.connect(self._on_taken)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._splitter)

    @cached_property
    def detail(self) -> LogDetail:
        """The pane."""
        made = LogDetail(self._memory)
        made.hide()
        made.set_at_right(self._is_right)
        self._splitter.addWidget(made)
        if self._font is not None:  # a new parent would undo it
            made.set_log_font(self._font)
        tab_into(self._view, made)
        made.place_requested.connect(self.set_right)
        made.closed.connect(self.closed)
        return made

    @property
    def _is_hidden(self) -> bool:
        return "detail" not in self.__dict__ or self.detail.isHidden()

    @property
    def is_showing(self) -> bool:
        """The pane is on the screen."""
        return not self._is_hidden and self.detail.isVisible()

    @property
    def is_open(self) -> bool:
        """The pane is wanted, if only behind another tab."""
        return not self._is_hidden

    @property
    def is_right(self) -> bool:
        """The pane is wanted at the right."""
        return self._is_right

    @property
    def is_overlay(self) -> bool:
        """The pane lies over the log."""
        return "detail" in self.__dict__ and self.detail.parent() is self

    @property
    def selected_text(self) -> str:
        """What is selected in the pane, if that is within one line."""
        if not self.is_showing:
            return ""
        text = self.detail.selected_text
        return "" if "\n" in text else text

    def show_line(self, line: LogLine, first: datetime | None = None) -> None:
        """Show the pane with a line; `first` is the time of the first line of the log."""
        self.detail.show_line(line, first)
        if self._is_hidden:
            self._arrange()
            self.detail.show()
            self._take_size()

    def hide_detail(self) -> None:
        """Hide the pane."""
        if not self._is_hidden:
            self.detail.hide()

    def set_log_font(self, font: QFont) -> None:
        """The log was zoomed."""
        self._font = font
        if "detail" in self.__dict__:
            self.detail.set_log_font(font)

    @Slot(bool)
    def set_right(self, is_right: bool) -> None:
        """Put the pane at the right, or below."""
        self._is_right = is_right
        self._memory.keep("detail_place", "right" if is_right else "below")
        if "detail" in self.__dict__:
            self.detail.set_at_right(is_right)
        self._arrange()
        self._take_size()

    def _arrange(self) -> None:
        """Put the pane where it belongs in the room there is."""
        way = Qt.Orientation.Horizontal if self._is_right else Qt.Orientation.Vertical
        if self._splitter.orientation() != way:
            self._splitter.setOrientation(way)
        if "detail" in self.__dict__:
            self._choose_parent(self.detail)

    def _choose_parent(self, detail: LogDetail) -> None:
        """Beside the log or over it."""
        is_over = self._is_right and self.width() < _LOG_PX + _PANE_PX
        was_hidden = detail.isHidden()
        if is_over and not self.is_overlay:
            detail.setParent(self)
            detail.setVisible(not was_hidden)
        elif not is_over and self.is_overlay:
            self._splitter.addWidget(detail)
            detail.setVisible(not was_hidden)
        if self.is_overlay:
            width = int(self.width() * _OVERLAY_SHARE)
            detail.setGeometry(QRect(self.width() - width, 0, width, self.height()))
            detail.raise_()

    def _take_size(self) -> None:
        """Give the pane the size it had, once for each place."""
        if self.is_overlay or self._is_hidden or self._sized == self._name():
            return
        self._sized = self._name()
        least = self.detail.minimumSizeHint()
        usual = max(_PANE_PX, self.width() // 3) if self._is_right else least.height() + 30
        whole = self.width() if self._is_right else self.height()
        wanted = self._memory.number(self._name(), usual)
        size = max(least.width() if self._is_right else least.height(), wanted)
        self._splitter.setSizes([max(1, whole - size), size])

    def _name(self) -> str:
        return "detail_width" if self._is_right else "detail_height"

    @Slot()
    def _on_taken(self) -> None:
        self._sized = ""
        self.set_right(self._memory.word("detail_place", "below") == "right")

    @Slot()
    def _on_splitter_moved(self) -> None:
        sizes = self._splitter.sizes()
        if len(sizes) > 1 and not self._is_hidden:
            self._memory.keep(self._name(), sizes[1])

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside the log where there is room, else over it."""
        super().resizeEvent(event)
        self._arrange()
