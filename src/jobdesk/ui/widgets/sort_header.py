"""The head of a plain table: the arrow of the order stands beside its title."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from jobdesk.ui.icons import paint_icon
from jobdesk.ui.theme import Theme

_ARROW_PX = 10
_PADDING_PX = 10  # of a section of `plainTable`, in the style sheet
_GAP_PX = 4


class SortHeader(QHeaderView):
    """Qt's header; the style sheet leaves its arrow out."""

    def __init__(self, table: QWidget, first_px: int = _PADDING_PX) -> None:
        """Make it; `first_px`: room before the first title, as the style sheet says."""
        super().__init__(Qt.Orientation.Horizontal, table)
        self._first_px = first_px
        self.setSectionsClickable(True)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    # Qt overrides

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N802, N803 -- Qt's names
        """Qt's own, and the arrow where the rows are sorted by this column."""
        painter.save()
        super().paintSection(painter, rect, logicalIndex)
        painter.restore()
        if self.isSortIndicatorShown() and logicalIndex == self.sortIndicatorSection():
            theme = Theme.current()
            is_down = self.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
            glyph = "caret-down" if is_down else "caret-up"
            paint_icon(painter, self._arrow(rect, logicalIndex), glyph, theme.color("text2"))

    def _arrow(self, rect: QRect, section: int) -> QRectF:
        """Behind a title at the left, before one at the right."""
        way, role = self.orientation(), Qt.ItemDataRole
        title = str(self.model().headerData(section, way) or "")
        align = self.model().headerData(section, way, role.TextAlignmentRole)
        words = QFontMetrics(Theme.current().font("caption")).horizontalAdvance(title)
        is_right = bool(int(align or 0) & int(Qt.AlignmentFlag.AlignRight))
        if is_right:
            x = rect.right() - _PADDING_PX - words - _GAP_PX - _ARROW_PX
        else:
            is_first = self.visualIndex(section) == 0
            left = self._first_px if is_first else _PADDING_PX
            x = rect.left() + left + words + _GAP_PX
        return QRectF(x, rect.center().y() - _ARROW_PX / 2 + 0.5, _ARROW_PX, _ARROW_PX)
