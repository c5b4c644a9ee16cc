"""LogViewing: table or raw text, larger or smaller letters; both are remembered."""

from PySide6.QtCore import QObject, Signal, Slot

from jobdesk.ui.log.memory import LogMemory
from jobdesk.ui.log.painter import RowPainter
from jobdesk.ui.log.raw import RawLayout, RawPainter
from jobdesk.ui.log.view import LogView

SMALLEST, LARGEST = -4, 16  # pixels beside the usual height


class LogViewing(QObject):
    """How one view shows its lines.

    Signals:
        raw_changed(bool): plain text is shown, or the table.
        zoom_changed(int): letters are so many pixels higher than usual.
    """

    raw_changed = Signal(bool)
    zoom_changed = Signal(int)

    def __init__(self, view: LogView, memory: LogMemory, *, has_raw: bool = True) -> None:
        super().__init__(view)
        self._view = view
        self._memory = memory
        self._is_raw = False
        self._table: RowPainter | None = None  # the results pane shares its measures
        self._has_raw = has_raw
        view.zoom_requested.connect(self.zoom_by)
        memory.taken.connect(self.take)
        self.take()

    @Slot()
    def take(self) -> None:
        """Show lines as it was kept."""
        self.set_zoom(self._memory.number("zoom", 0))
        if self._has_raw:
            self.set_raw(self._memory.flag("raw_view", False))

    @property
    def is_raw(self) -> bool:
        """Plain text is shown."""
        return self._is_raw

    @property
    def zoom(self) -> int:
        """Pixels that the letters are higher than usual."""
        return self._view.zoom

    @Slot(bool)
    def set_raw(self, is_raw: bool) -> None:
        """Show plain text, or the table; the row that is read stays in view."""
        if is_raw == self._is_raw:
            return
        self._is_raw = is_raw
        if is_raw:
            self._table = self._view.row_painter
            self._view.set_row_painter(RawPainter(RawLayout()))
        elif self._table is not None:
            self._view.set_row_painter(self._table)
        self._memory.keep("raw_view", is_raw)
        self.raw_changed.emit(is_raw)

    @Slot(int)
    def zoom_by(self, steps: int) -> None:
        """Larger (1) or smaller (-1) letters."""
        self.set_zoom(self._view.zoom + steps)

    @Slot()
    def zoom_in(self) -> None:
        """Larger letters."""
        self.zoom_by(1)

    @Slot()
    def zoom_out(self) -> None:
        """Smaller letters."""
        self.zoom_by(-1)

    @Slot()
    def zoom_reset(self) -> None:
        """Letters as high as usual."""
        self.set_zoom(0)

    def set_zoom(self, zoom: int) -> None:
        """Letters so many pixels higher than usual."""
        zoom = max(SMALLEST, min(zoom, LARGEST))
        if zoom != self._view.zoom:
            self._view.set_zoom(zoom)
            self._memory.keep("zoom", zoom)
            self.zoom_changed.emit(zoom)
