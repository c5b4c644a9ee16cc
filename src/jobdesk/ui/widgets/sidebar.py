"""The sidebar: the workspace's name, a menu, and the places of the window."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QMenu,
    QVBoxLayout,
    QWidget,
)

from jobdesk.ui.accessible import Role
from jobdesk.ui.icons import paint_icon
from jobdesk.ui.theme import Theme
from jobdesk.ui.widgets.buttons import button
from jobdesk.ui.widgets.labels import ElidedLabel
from jobdesk.ui.widgets.tag import paint_badge

_ICON_PX = 16
_INSET_PX = 8
_HEAD_PX = (12, 6, 8, 6)
WIDTHS_PX = (150, 360)  # the least and the most when it is wide


class Sidebar(QFrame):
    """Places to go to; one of them is active.

    It is narrow, icons only, where somebody wants that or the window has no room.

    Signals:
        place_chosen(str): the name of a place.
        shape_changed(): narrow or wide, or another width.
    """

    place_chosen = Signal(str)
    shape_changed = Signal()

    def __init__(self, workspace: str) -> None:
        super().__init__()
        self.setObjectName("sidebar")
        self.setAccessibleName("Places")
        self._places: dict[str, PlaceItem] = {}
        self._group = QButtonGroup(self)
        self._name = ElidedLabel(workspace, "section")
        self.menu_button = button("", "icon", icon="action/menu", tip="Menu (F10)", name="Menu")
        self._is_narrow = False
        self._is_wanted_narrow = False
        self._has_room = True
        self._wide_px = Theme.current().size("sidebar")
        self._emblem = _Emblem()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 1, 8)
        self._column.setSpacing(1)
        self._head = QHBoxLayout()
        self._head.setContentsMargins(*_HEAD_PX)
        self._head.setSpacing(8)
        self._head.addWidget(self._emblem)
        self._head.addWidget(self._name, 1)
        self._head.addWidget(self.menu_button)
        self._column.addLayout(self._head)
        self._column.addStretch(1)
        self.setFixedWidth(self._wide_px)

    def add_place(self, name: str, icon: str) -> None:
        """Add a place below the others."""
        item = PlaceItem(name, icon)
        item.clicked.connect(self._on_item_clicked)
        self._group.addButton(item)
        self._places[name] = item
        self._column.insertWidget(self._column.count() - 1, item)

    def set_place_visible(self, name: str, visible: bool) -> None:
        """Offer a place only while it is of use."""
        self._places[name].setVisible(visible)

    def set_active(self, name: str) -> None:
        """Mark where the window is."""
        self._places[name].setChecked(True)

    def set_badge(self, name: str, text: str, tone: str = "accent", meaning: str = "") -> None:
        """Show a number beside a place; `meaning` is its word for screen readers."""
        self._places[name].set_badge(text, tone, meaning)

    def set_menu(self, menu: QMenu) -> None:
        """The menu behind the list button."""
        self.menu = menu
        self.menu_button.clicked.connect(self.open_menu)

    @Slot()
    def open_menu(self) -> None:
        """Open the menu under its button."""
        self.menu.popup(self.menu_button.mapToGlobal(self.menu_button.rect().bottomLeft()))

    @property
    def has_room(self) -> bool:
        """The window has room for words."""
        return self._has_room

    @property
    def shape(self) -> tuple[bool, int]:
        """Whether it is wanted narrow, and its width in logical pixels when it is not."""
        return self._is_wanted_narrow, self._wide_px

    def set_room(self, has_room: bool) -> None:
        """The window has room for words, or not."""
        if has_room != self._has_room:
            self._has_room = has_room
            self._apply()

    def set_shape(self, narrow: bool, wide_px: int) -> None:
        """Be as somebody wants it, within limits."""
        least, most = WIDTHS_PX
        shape = narrow, max(least, min(wide_px, most))
        if shape != self.shape:
            self._is_wanted_narrow, self._wide_px = shape
            self._apply()

    def _apply(self) -> None:
        narrow = self._is_narrow = self._is_wanted_narrow or not self._has_room
        self.setFixedWidth(theme_width() if narrow else self._wide_px)
        for part in (self._emblem, self._name):
            part.setVisible(not narrow)
        self._head.setContentsMargins(*((9, 6, 9, 6) if narrow else _HEAD_PX))
        for item in self._places.values():
            item.set_narrow(narrow)
        self.shape_changed.emit()

    @Slot()
    def _on_item_clicked(self) -> None:
        item = self.sender()
        if isinstance(item, PlaceItem):
            self.place_chosen.emit(item.text())


class PlaceItem(QAbstractButton):
    """One place: icon, word, perhaps a number."""

    def __init__(self, name: str, icon: str) -> None:
        super().__init__()
        self.setText(name)
        self.setCheckable(True)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._icon = Theme.current().icon_name(icon)
        self._badge = ("", "accent")
        self._is_narrow = False

    def set_badge(self, text: str, tone: str, meaning: str) -> None:
        """Show a number."""
        self._badge = (text, tone)
        self.setAccessibleName(f"{self.text()}, {text} {meaning}" if text else self.text())
        self.update()

    def set_narrow(self, narrow: bool) -> None:
        """Show the icon only."""
        self._is_narrow = narrow
        self.setToolTip(self.text() if narrow else "")
        self.updateGeometry()
        self.update()

    # Qt overrides

    def sizeHint(self) -> QSize:
        """One line."""
        theme = Theme.current()
        height = QFontMetrics(theme.font("rowTitle")).height() + 10
        width = theme_width() - 1 if self._is_narrow else 120
        return QSize(width, max(theme.size("sidebarItem"), height))

    def minimumSizeHint(self) -> QSize:
        """The icon at least."""
        return QSize(theme_width() - 1, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, icon, word, number."""
        del event
        painter = QPainter(self)
        try:
            self._paint(painter)
        finally:
            painter.end()

    def _paint(self, painter: QPainter) -> None:
        theme = Theme.current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(_INSET_PX, 0, -_INSET_PX, 0)
        ground = "selected" if self.isChecked() else "hover" if self.underMouse() else ""
        painter.setPen(Qt.PenStyle.NoPen)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("accent"), 1))
            rect = rect.adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setBrush(theme.color(ground) if ground else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect, theme.radius("sidebarItem"), theme.radius("sidebarItem"))
        icon_ink = theme.color("accentText" if self.isChecked() else "text2")
        x = (self.width() - _ICON_PX) / 2 if self._is_narrow else rect.x() + 10
        square = QRectF(x, (self.height() - _ICON_PX) / 2, _ICON_PX, _ICON_PX)
        paint_icon(painter, square, self._icon, icon_ink)
        if self._is_narrow:
            return
        painter.setFont(theme.font("rowTitle"))
        painter.setPen(theme.color("accentText" if self.isChecked() else "text"))
        words = rect.adjusted(34, 0, -10, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())
        if self._badge[0]:
            paint_badge(painter, rect.right() - 6, self.height() / 2, *self._badge)


def theme_width() -> int:
    """The width of a sidebar that shows icons only."""
    return Theme.current().size("sidebarCollapsed")


class _Emblem(QWidget):
    """The mark of JobDesk: a white stack on the accent."""

    accessible_role = Role.Graphic

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(22, 22)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the mark."""
        del event
        theme = Theme.current()
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent"))
            painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
            inner = QRectF(self.rect()).adjusted(4, 4, -4, -4)
            paint_icon(painter, inner, "stack", theme.color("onAccent"))
        finally:
            painter.end()
