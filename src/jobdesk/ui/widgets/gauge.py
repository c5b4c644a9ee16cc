"""A thin bar for progress or for time against its limits."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from jobdesk.ui.accessible import Role
from jobdesk.ui.theme import Theme


class Gauge(QWidget):
    """Shows a share from 0 to 1, with marks; unknown (None) shows an empty track."""

    accessible_role = Role.ProgressBar

    def __init__(
        self, name: str, *, large: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name = name
        self._share: float | None = None
        self._token = "run"
        self._marks: list[tuple[float, str]] = []
        self._bar_px = Theme.current().size("progressLarge" if large else "progress")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_share(None)

    def set_share(self, share: float | None, token: str = "run") -> None:
        """Show a share; `token` is run, warnFill, badFill or okFill."""
        self._share = None if share is None else min(1.0, max(0.0, share))
        self._token = token
        self.setAccessibleName(f"{self._name}: {self.accessible_value()}")
        self.update()

    def accessible_value(self) -> str:
        """The share, as a screen reader says it."""
        return "unknown" if self._share is None else f"{self._share:.0%}"

    def set_marks(self, marks: Sequence[tuple[float, str]]) -> None:
        """Draw upright marks at shares, each in the colour of a token."""
        self._marks = list(marks)
        self.update()

    # Qt overrides

    def sizeHint(self) -> QSize:
        """The bar and room for its marks."""
        return QSize(100, self._bar_px + 6)

    def minimumSizeHint(self) -> QSize:
        """A bar may be short."""
        return QSize(24, self._bar_px + 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw track, bar and marks."""
        del event
        theme = Theme.current()
        bar = QRectF(0, (self.height() - self._bar_px) / 2, self.width(), self._bar_px)
        radius = self._bar_px / 2
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("track"))
            painter.drawRoundedRect(bar, radius, radius)
            if self._share:
                painter.setBrush(theme.color(self._token))
                done = QRectF(
                    bar.x(), bar.y(), max(bar.height(), bar.width() * self._share), bar.height()
                )
                painter.drawRoundedRect(done, radius, radius)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
            for share, token in self._marks:
                x = min(self.width() - 2.0, max(0.0, self.width() * share - 1))
                painter.fillRect(QRectF(x, 0, 2, self.height()), theme.color(token))
        finally:
            painter.end()
