"""A chip for one level of the log: icon, word, number of lines; checked means shown."""

from collections.abc import Collection

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from jobdesk.models.records import LogCounts
from jobdesk.ui.icons import paint_icon
from jobdesk.ui.log.query import LEVEL_CHIPS
from jobdesk.ui.theme import Theme

_ICON_PX = 13
_PADDING_PX = 11
_GAP_PX = 6
_BETWEEN_PX = 6


class LevelChip(QAbstractButton):
    """Shows how many lines a level has; a click shows these lines only."""

    def __init__(self, level: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.level = level
        self._look = Theme.current().level(level)
        self._count = 0
        self.is_compact = False
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.toggled.connect(self._on_toggled)
        self._say()

    def set_count(self, count: int) -> None:
        """Take the number of lines."""
        if count != self._count:
            self._count = count
            self._say()
            self.updateGeometry()
            self.update()

    def set_compact(self, is_compact: bool) -> None:
        """Leave the word out where room is scarce; icon, number and tooltip stay."""
        if is_compact != self.is_compact:
            self.is_compact = is_compact
            self.updateGeometry()
            self.update()

    def width_for(self, *, is_compact: bool) -> int:
        """Logical pixels with or without the word."""
        theme = Theme.current()
        word = QFontMetrics(theme.font("label")).horizontalAdvance(self._look.word)
        number = QFontMetrics(theme.font("cell")).horizontalAdvance(f"{self._count:,}")
        spare = 0 if is_compact else word + _GAP_PX
        return 2 * _PADDING_PX + _ICON_PX + _GAP_PX + number + spare

    def _say(self) -> None:
        state = "shown alone" if self.isChecked() else "not filtered by"
        self.setAccessibleName(f"{self._look.word}: {self._count:,} lines, {state}")
        self.setToolTip(f"Show {self._look.word.lower()} lines only")

    @Slot()
    def _on_toggled(self) -> None:
        self._say()

    # Qt overrides

    def sizeHint(self) -> QSize:
        """Icon, word and number."""
        theme = Theme.current()
        width = self.width_for(is_compact=self.is_compact)
        height = QFontMetrics(theme.font("label")).height() + 10
        return QSize(width, max(theme.size("levelChip"), height))

    def minimumSizeHint(self) -> QSize:
        """Words are never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chip."""
        del event
        painter = QPainter(self)
        try:
            self._paint(painter, Theme.current())
        finally:
            painter.end()

    def _paint(self, painter: QPainter, theme: Theme) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_on = self.isChecked()
        rest = "hover" if self.underMouse() else "sunken"
        painter.setBrush(theme.color("accentTint" if is_on else rest))
        painter.setPen(QPen(theme.color("accentTint" if is_on else "line"), 1))
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("accent"), 2))
            rect = rect.adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
        top = (self.height() - _ICON_PX) / 2
        icon = QRectF(_PADDING_PX, top, _ICON_PX, _ICON_PX)
        paint_icon(painter, icon, self._look.icon, theme.color(self._look.token))
        words = QRectF(self.rect()).adjusted(
            _PADDING_PX + _ICON_PX + _GAP_PX, 0, -_PADDING_PX, 0
        )
        painter.setFont(theme.font("label"))
        painter.setPen(theme.color("accentText" if is_on else "text"))
        if not self.is_compact:
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self._look.word)
        painter.setFont(theme.font("cell"))
        painter.setPen(theme.color("accentText" if is_on else "text2"))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(words, right, f"{self._count:,}")


class LevelChips(QWidget):
    """The five chips; none checked means that every level is shown.

    Signals:
        changed(): other levels are chosen.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(_BETWEEN_PX)
        self.chips = {level: LevelChip(level) for level in LEVEL_CHIPS}
        for chip in self.chips.values():
            line.addWidget(chip)
            chip.clicked.connect(self.changed)

    @property
    def chosen(self) -> frozenset[str]:
        """The checked chips."""
        return frozenset(level for level, chip in self.chips.items() if chip.isChecked())

    def choose(self, levels: Collection[str]) -> None:
        """Check these chips and no others, without telling."""
        for level, chip in self.chips.items():
            chip.setChecked(level in levels)

    def narrow(self, level: str, *, is_excluded: bool) -> None:
        """Show this level only, or all that are shown now but this one."""
        rest = (self.chosen or frozenset(self.chips)) - {level}
        self.choose((rest or frozenset(self.chips) - {level}) if is_excluded else {level})
        self.changed.emit()

    def set_counts(self, counts: LogCounts) -> None:
        """Show how many lines each has; failure counts errors and critical ones too."""
        for level, chip in self.chips.items():
            chip.set_count(counts.of(LEVEL_CHIPS[level]))

    def set_compact(self, is_compact: bool) -> None:
        """Leave the words out, or write them."""
        for chip in self.chips.values():
            chip.set_compact(is_compact)

    def width_for(self, *, is_compact: bool) -> int:
        """Logical pixels with or without the words."""
        widths = [chip.width_for(is_compact=is_compact) for chip in self.chips.values()]
        return sum(widths) + _BETWEEN_PX * (len(widths) - 1)

    def clear(self) -> None:
        """Show every level."""
        for chip in self.chips.values():
            chip.setChecked(False)
        self.changed.emit()
