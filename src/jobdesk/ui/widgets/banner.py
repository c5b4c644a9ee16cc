"""A line across a page: icon, bold statement, the rest, at most one button."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QWidget

from jobdesk.ui.accessible import Role
from jobdesk.ui.icons import paint_icon
from jobdesk.ui.theme import Theme
from jobdesk.ui.widgets.buttons import button
from jobdesk.ui.widgets.labels import label

_ICON_PX = 14
_NARROW_PX = 420
_LEAST_PX = 200  # the words wrap
_REST_PX = 160  # beside the bold words, or else below them
_KINDS = {  # kind: (ground, ink, glyph)
    "info": ("sunken", "text2", "info"),
    "accent": ("accentTint", "accentText", "flask"),
    "bad": ("badTint", "bad", "x-circle-fill"),
    "warn": ("warnTint", "warn", "warning-fill"),
    "ok": ("okTint", "ok", "check-circle-fill"),
}


class Banner(QWidget):
    """Says one thing about the page under it.

    Signals:
        clicked(): its button.
    """

    accessible_role = Role.AlertMessage

    clicked = Signal()

    def __init__(
        self, kind: str = "info", bold: str = "", rest: str = "", verb: str = "", icon: str = ""
    ) -> None:
        super().__init__()
        self._kind = kind
        self._icon = icon
        self._is_stacked = False
        self._bold = label("", "section")
        self._rest = label("", "cell", "text2", wrap=True)
        self._button = button("")
        self._button.clicked.connect(self.clicked)
        self._words = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._words.setSpacing(10)
        self._words.addWidget(self._bold)
        self._words.addWidget(self._rest, 1)
        line = QHBoxLayout(self)
        line.setContentsMargins(40, 8, 10, 8)
        line.setSpacing(10)
        line.addLayout(self._words, 1)
        line.addWidget(self._button)
        self.setMinimumHeight(38)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.say(kind, bold, rest, verb, icon)

    def say(self, kind: str, bold: str, rest: str = "", verb: str = "", icon: str = "") -> None:
        """Take other words; `kind` is info, accent, ok, warn or bad."""
        self._kind = kind
        self._icon = icon
        self._bold.setText(bold)
        self._rest.setText(rest)
        self._rest.setVisible(bool(rest))
        self._button.setText(verb)
        self._button.setAccessibleName(verb)
        self._button.setVisible(bool(verb))
        self._stack(self.width())
        self.setAccessibleName(f"{bold} {rest}".strip())
        self.update()

    @property
    def verb(self) -> str:
        """The word on its button, empty when it has none."""
        return self._button.text()

    def press(self) -> None:
        """Do what its button does."""
        self._button.click()

    def _stack(self, width: int) -> None:
        """Without room for both beside each other the rest stands under the bold words."""
        is_stacked = width < _NARROW_PX or not self._fits(width)
        direction = QBoxLayout.Direction
        self._words.setDirection(direction.TopToBottom if is_stacked else direction.LeftToRight)
        self._words.setSpacing(1 if is_stacked else 10)
        self._bold.setWordWrap(is_stacked)
        self._is_stacked = is_stacked

    def _fits(self, width: int) -> bool:
        metrics = QFontMetrics(self._bold.font())
        needed = metrics.horizontalAdvance(self._bold.text()) + 40 + 10
        if self._rest.text():
            rest = QFontMetrics(self._rest.font()).horizontalAdvance(self._rest.text())
            needed += 10 + min(rest, _REST_PX)
        if not self._button.isHidden():
            needed += 10 + self._button.sizeHint().width()
        return needed <= width

    # Qt overrides

    def minimumSizeHint(self) -> QSize:
        """Any width that a few words have room in."""
        return QSize(_LEAST_PX, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stack the words where there is no room beside each other."""
        super().resizeEvent(event)
        self._stack(event.size().width())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the icon."""
        del event
        theme = Theme.current()
        ground, ink, glyph = _KINDS[self._kind]
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            edge = QPen(theme.color("line"), 1)
            painter.setPen(edge if self._kind == "info" else Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(ground))
            rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
            painter.drawRoundedRect(rect, theme.radius("banner"), theme.radius("banner"))
            top = 11.0 if self._is_stacked else (self.height() - _ICON_PX) / 2
            square = QRectF(14, top, _ICON_PX, _ICON_PX)
            paint_icon(painter, square, theme.icon_name(self._icon or glyph), theme.color(ink))
        finally:
            painter.end()
