"""FlameView: paints a flame; a click zooms, arrow keys walk, Esc goes back."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QToolTip

from jobdesk.ui.accessible import tell_value
from jobdesk.ui.runs.profile.flame import FlameNode
from jobdesk.ui.theme import Theme

_LEAST_PX = 1.0
_TEXT_PX = 34  # narrower ones have no words
_MARGIN_PX = 4


class FlameView(QAbstractScrollArea):
    """Rows of calls, callers above what they called.

    Signals:
        chosen(object): another node is current (a FlameNode).
        opened(object): its code is wanted: double click, or O.
    """

    chosen = Signal(object)
    opened = Signal(object)
    accessible_role = QAccessible.Role.Tree

    def __init__(self) -> None:
        super().__init__()
        self._nodes: Sequence[FlameNode] = ()
        self._own: frozenset[int] = frozenset()
        self._total = 0.0
        self._row_px = QFontMetrics(Theme.current().font("cell")).height() + 6
        self.current: FlameNode | None = None
        self.zoomed: FlameNode | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.viewport().setMouseTracking(True)
        self.setAccessibleName("Flame view")

    def show_flame(
        self, nodes: Sequence[FlameNode], total: float, own: frozenset[int] = frozenset()
    ) -> None:
        """Show another flame; `own` are the places of the job's own functions."""
        self._nodes, self._total, self._own = nodes, total, own
        self.zoomed = None
        self.current = nodes[0] if nodes else None
        self._fit()
        self._say()

    def zoom(self, node: FlameNode | None) -> None:
        """Make a call as wide as the view; None shows all again."""
        self.zoomed = node
        if node is not None:
            self._go(node)
        self.viewport().update()

    def words(self, node: FlameNode) -> str:
        """What is said of a call."""
        share = node.seconds / self._total if self._total else 0.0
        place = f"\n{node.function.place}" if node.function.place else ""
        return (
            f"{node.function.title}: {node.seconds:.4f} s, {share:.1%} of the run, "
            f"{node.function.calls:,} calls in all{place}"
        )

    def rect_of(self, node: FlameNode) -> QRectF:
        """Where a call is drawn; empty when it is outside of what is zoomed."""
        start, width = self._range()
        room = self.viewport().width() - 2 * _MARGIN_PX
        left = max(0.0, (node.start - start) / width)
        right = min(1.0, (node.start + node.width - start) / width)
        if right <= left:
            return QRectF()
        top = node.depth * self._row_px - self.verticalScrollBar().value() + _MARGIN_PX
        return QRectF(_MARGIN_PX + left * room, top, (right - left) * room, self._row_px - 1)

    def _range(self) -> tuple[float, float]:
        return (0.0, 1.0) if self.zoomed is None else (self.zoomed.start, self.zoomed.width)

    def node_at(self, point: QPointF) -> FlameNode | None:
        """The call under a point."""
        return next((node for node in self._nodes if self.rect_of(node).contains(point)), None)

    def _fit(self) -> None:
        rows = 1 + max((node.depth for node in self._nodes), default=0)
        height = rows * self._row_px + 2 * _MARGIN_PX
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, height - self.viewport().height()))
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(self._row_px)
        self.viewport().update()

    def _go(self, node: FlameNode) -> None:
        self.current = node
        rect, bar = self.rect_of(node), self.verticalScrollBar()
        if rect.top() < 0:
            bar.setValue(bar.value() + int(rect.top()) - _MARGIN_PX)
        elif rect.bottom() > self.viewport().height():
            bar.setValue(bar.value() + int(rect.bottom() - self.viewport().height()) + 1)
        self._say()
        self.chosen.emit(node)
        self.viewport().update()

    def accessible_value(self) -> str:
        """The current call, for a screen reader."""
        return "Nothing to show" if self.current is None else self.words(self.current)

    def _say(self) -> None:
        said = self.accessible_value()
        self.setAccessibleDescription(said)
        tell_value(self, said)

    def _step(self, key: int) -> FlameNode | None:
        """Where an arrow key leads from the current call."""
        node = self.current
        if node is None:
            return None
        if key == Qt.Key.Key_Up:
            return node.parent
        if key == Qt.Key.Key_Down:
            return max(node.children, key=lambda each: each.width, default=None)
        row = [each for each in self._nodes if each.depth == node.depth]
        row = sorted(
            (each for each in row if not self.rect_of(each).isEmpty()), key=lambda n: n.start
        )
        at = row.index(node) + (1 if key == Qt.Key.Key_Right else -1) if node in row else -1
        return row[at] if 0 <= at < len(row) else None

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk, Return zooms, Esc and Backspace go back, O opens the code."""
        key = event.key()
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right):
            node = self._step(key)
            if node is not None:
                self._go(node)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current is not None:
            self.zoom(self.current)
        elif key in (Qt.Key.Key_Escape, Qt.Key.Key_Backspace) and self.zoomed is not None:
            self.zoom(self.zoomed.parent if key == Qt.Key.Key_Backspace else None)
        elif key == Qt.Key.Key_O and self.current is not None:
            self.opened.emit(self.current)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Zoom into a call; beside all calls, out."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.zoom(self.node_at(event.position()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the code of a call."""
        node = self.node_at(event.position())
        if node is not None:
            self.opened.emit(node)

    def viewportEvent(self, event: QEvent) -> bool:
        """Say what is under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            node = self.node_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), "" if node is None else self.words(node))
            return True
        return super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another size has another range."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows that are seen."""
        painter = QPainter(self.viewport())
        theme = Theme.current()
        try:
            painter.fillRect(event.rect(), theme.color("canvas"))
            painter.setFont(theme.font("cell"))
            for node in self._nodes:
                rect = self.rect_of(node)
                is_seen = rect.width() >= _LEAST_PX and rect.intersects(QRectF(event.rect()))
                if is_seen:
                    self._paint_node(painter, node, rect)
        finally:
            painter.end()

    def _paint_node(self, painter: QPainter, node: FlameNode, rect: QRectF) -> None:
        theme = Theme.current()
        token = "accentTint" if node.at in self._own else "idleTint"
        gap = 1 if rect.width() > 3 else 0
        painter.fillRect(rect.adjusted(0, 0, -gap, 0), theme.color(token))
        if node is self.current:
            color = theme.color("accent" if self.hasFocus() else "control")
            painter.setPen(QPen(color, 2))
            painter.drawRect(rect.adjusted(1, 1, -1 - gap, -1))
        if rect.width() < _TEXT_PX:
            return
        painter.setPen(theme.color("accentText" if node.at in self._own else "text"))
        inner = rect.adjusted(6, 0, -4, 0)
        text = f"{node.function.title}  {node.seconds:.3f} s"
        shown = painter.fontMetrics().elidedText(
            text, Qt.TextElideMode.ElideRight, int(inner.width())
        )
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, shown)
