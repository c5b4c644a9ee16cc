"""DetailPlace: where the line in full is shown: below the log, at its right, or over it."""

from PySide6.QtCore import QRect, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from jobdesk.ui.log.detail import LogDetail
from jobdesk.ui.log.memory import LogMemory

_LOG_PX = 520  # the log beside the pane is at least so wide
_PANE_PX = 360
_OVERLAY_SHARE = 0.85


class DetailPlace(QWidget):
    """A log with the pane for one line; its place and sizes are remembered.

    At the right of a log that is too narrow for both, the pane lies over it, so that the
    rows under it keep their columns.
    """

    def __init__(self, view: QWidget, detail: LogDetail, memory: LogMemory) -> None:
        super().__init__()
        self._detail = detail
        self._memory = memory
        self._is_right = memory.word("detail_place", "below") == "right"
        self._sized = ""
        self._splitter = QSplitter(Qt.Orientation.Vertical)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(view)
        self._splitter.addWidget(detail)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.splitterMoved.connect(self._on_splitter_moved)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._splitter)
        detail.hide()
        detail.set_at_right(self._is_right)
        detail.place_requested.connect(self.set_right)

    @property
    def is_right(self) -> bool:
        """The pane is wanted at the right."""
        return self._is_right

    @property
    def is_overlay(self) -> bool:
        """The pane lies over the log."""
        return self._detail.parent() is self

    def show_detail(self) -> None:
        """Show the pane."""
        if self._detail.isHidden():
            self._arrange()
            self._detail.show()
            self._take_size()

    @Slot(bool)
    def set_right(self, is_right: bool) -> None:
        """Put the pane at the right, or below."""
        self._is_right = is_right
        self._memory.keep("detail_place", "right" if is_right else "below")
        self._detail.set_at_right(is_right)
        self._arrange()
        self._take_size()

    def _arrange(self) -> None:
        """Put the pane where it belongs in the room there is."""
        is_over = self._is_right and self.width() < _LOG_PX + _PANE_PX
        was_hidden = self._detail.isHidden()
        if is_over and not self.is_overlay:
            self._detail.setParent(self)
            self._detail.setVisible(not was_hidden)
        elif not is_over and self.is_overlay:
            self._splitter.addWidget(self._detail)
            self._detail.setVisible(not was_hidden)
        way = Qt.Orientation.Horizontal if self._is_right else Qt.Orientation.Vertical
        if self._splitter.orientation() != way:
            self._splitter.setOrientation(way)
        if self.is_overlay:
            width = int(self.width() * _OVERLAY_SHARE)
            self._detail.setGeometry(QRect(self.width() - width, 0, width, self.height()))
            self._detail.raise_()

    def _take_size(self) -> None:
        """Give the pane the size it had, once for each place."""
        if self.is_overlay or self._detail.isHidden() or self._sized == self._name():
            return
        self._sized = self._name()
        least = self._detail.minimumSizeHint()
        usual = max(_PANE_PX, self.width() // 3) if self._is_right else least.height() + 30
        whole = self.width() if self._is_right else self.height()
        wanted = self._memory.number(self._name(), usual)
        size = max(least.width() if self._is_right else least.height(), wanted)
        self._splitter.setSizes([max(1, whole - size), size])

    def _name(self) -> str:
        return "detail_width" if self._is_right else "detail_height"

    @Slot()
    def _on_splitter_moved(self) -> None:
        sizes = self._splitter.sizes()
        if len(sizes) > 1 and not self._detail.isHidden():
            self._memory.keep(self._name(), sizes[1])

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside the log where there is room, else over it."""
        super().resizeEvent(event)
        self._arrange()
