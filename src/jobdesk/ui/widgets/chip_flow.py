"""Puts widgets into rows as words into lines; the last one takes what is left of its row."""

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class ChipFlow(QLayout):
    """Rows from left to right; as high as its width makes it."""

    def __init__(self, parent: QWidget, gap: int, last_width: int) -> None:
        """Make it.

        Args:
            parent: whose layout this is.
            gap: pixels between widgets and between rows.
            last_width: what the last widget needs; with less it gets a row of its own.
        """
        super().__init__(parent)
        self._gap = gap
        self._last_width = last_width
        self._items: list[QLayoutItem] = []

    def _arrange(self, rect: QRect, *, moves: bool) -> int:
        """Place the widgets, or only tell how high they would be."""
        margins: QMargins = self.contentsMargins()
        inner = rect.marginsRemoved(margins)
        x, y, row_height = inner.x(), inner.y(), 0
        for item in self._items:
            hint = item.sizeHint()
            is_last = item is self._items[-1]
            width = self._last_width if is_last else min(hint.width(), inner.width())
            if x > inner.x() and x + width > inner.right() + 1:
                x, y, row_height = inner.x(), y + row_height + self._gap, 0
            if is_last:
                width = max(inner.right() + 1 - x, 1)
            if moves:
                item.setGeometry(QRect(QPoint(x, y), QSize(width, hint.height())))
            x += width + self._gap
            row_height = max(row_height, hint.height())
        return y + row_height - rect.y() + margins.bottom()

    # Qt overrides

    def addItem(self, item: QLayoutItem) -> None:  # Qt's spelling
        """Put it at the end."""
        self._items.append(item)

    def insert(self, place: int, widget: QWidget) -> None:
        """Put a widget somewhere in the middle."""
        self.addWidget(widget)
        self._items.insert(place, self._items.pop())
        self.invalidate()

    def count(self) -> int:
        """How many there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # Qt's spelling
        """The item at a place."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # Qt's spelling
        """Take an item out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # Qt's spelling
        """Only as wide as it is."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:  # Qt's spelling
        """Narrow is high."""
        return True

    def heightForWidth(self, width: int) -> int:  # Qt's spelling
        """How high it is when it is so wide."""
        return self._arrange(QRect(0, 0, width, 0), moves=False)

    def setGeometry(self, rect: QRect) -> None:  # Qt's spelling
        """Place the widgets."""
        super().setGeometry(rect)
        self._arrange(rect, moves=True)

    def sizeHint(self) -> QSize:
        """One row."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:  # noqa: N802  # Qt's spelling
        """The last widget and the margins."""
        margins = self.contentsMargins()
        heights = [item.sizeHint().height() for item in self._items]
        height = max(heights, default=0) + margins.top() + margins.bottom()
        return QSize(self._last_width + margins.left() + margins.right(), height)
