"""ActionChip: how many objects were created, updated or deleted; checked shows these only."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from jobdesk.inventory.history.records import ACTIONS, CREATE, DELETE, UPDATE, Outline
from jobdesk.ui.changes.words import DONE, WORDS
from jobdesk.ui.icons import paint_icon
from jobdesk.ui.theme import Theme

_ICON_PX, _PADDING_PX, _GAP_PX, _BETWEEN_PX = 13, 11, 6, 6


class ActionChip(QAbstractButton):
    """Icon, word and number of one kind of change."""

    def __init__(self, action: str) -> None:
        super().__init__()
        self.what = action
        self._count: int | None = None
        self._icon, self._token = Theme.current().token("icons", "names", "change", action)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.toggled.connect(self._on_toggled)
        self._say()

    def set_count(self, count: int) -> None:
        """Take the number of objects."""
        if count != self._count:
            self._count = count
            self._say()
            self.updateGeometry()
            self.update()

    @property
    def _number(self) -> str:
        return "" if self._count is None else f"{self._count:,}"

    @Slot()
    def _on_toggled(self) -> None:
        self._say()

    def _say(self) -> None:
        state = "shown alone" if self.isChecked() else "not filtered by"
        number = f" {self._number}," if self._number else ""
        self.setAccessibleName(f"{WORDS[self.what]}:{number} {state}")
        self.setToolTip(f"Show only what was {DONE[self.what]}")

    # Qt overrides

    def sizeHint(self) -> QSize:
        """As wide as its words need."""
        theme = Theme.current()
        metrics = QFontMetrics(theme.font("label"))
        width = (
            2 * _PADDING_PX + _ICON_PX + _GAP_PX + metrics.horizontalAdvance(WORDS[self.what])
        )
        if self._number:
            cell = QFontMetrics(theme.font("cell"))
            width += _GAP_PX + cell.horizontalAdvance(self._number)
        return QSize(width, max(theme.size("levelChip"), metrics.height() + 9))

    def minimumSizeHint(self) -> QSize:
        """Words are never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        del event
        theme = Theme.current()
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
            painter.setPen(QPen(theme.color("lineStrong"), 1))
            ground = "hover" if self.underMouse() else "canvas"
            painter.setBrush(theme.color("accentTint" if self.isChecked() else ground))
            if self.hasFocus():
                painter.setPen(QPen(theme.color("accent"), 2))
                rect = rect.adjusted(0.5, 0.5, -0.5, -0.5)
            painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
            self._paint_words(painter)
        finally:
            painter.end()

    def _paint_words(self, painter: QPainter) -> None:
        theme = Theme.current()
        square = QRectF(_PADDING_PX, (self.height() - _ICON_PX) / 2, _ICON_PX, _ICON_PX)
        paint_icon(painter, square, self._icon, theme.color(self._token))
        x = square.right() + _GAP_PX
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(theme.font("label"))
        painter.setPen(theme.color("accentText" if self.isChecked() else "text"))
        painter.drawText(QRectF(x, 0, self.width(), self.height()), middle, WORDS[self.what])
        x += QFontMetrics(painter.font()).horizontalAdvance(WORDS[self.what]) + _GAP_PX
        painter.setFont(theme.font("cell"))
        painter.setPen(theme.color("text2"))
        painter.drawText(QRectF(x, 0, self.width(), self.height()), middle, self._number)


class ActionChips(QWidget):
    """Create, update, delete.

    Signals:
        changed(): others are checked.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.chips = {action: ActionChip(action) for action in ACTIONS}
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(_BETWEEN_PX)
        for chip in self.chips.values():
            chip.toggled.connect(self.changed)
            line.addWidget(chip)

    @property
    def checked(self) -> frozenset[str]:
        """The actions that are shown alone; empty: all are shown."""
        return frozenset(action for action, chip in self.chips.items() if chip.isChecked())

    def show_counts(self, found: Outline) -> None:
        """Write the numbers."""
        figures = {CREATE: found.created, UPDATE: found.updated, DELETE: found.deleted}
        for action, count in figures.items():
            self.chips[action].set_count(count)
