"""Filter chips: one that goes Any, Yes, No, and one that chooses among words."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QAction,
    QActionGroup,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QMenu, QWidget

from jobdesk.ui.icons import paint_icon
from jobdesk.ui.theme import Theme

ANY, YES, NO = "any", "yes", "no"

_ORDER = (ANY, YES, NO)
_WORDS = {ANY: "", YES: "Yes", NO: "No"}
_ICON_PX = 12
_PADDING_PX = 9
_GAP_PX = 5


class _Chip(QAbstractButton):
    """What both chips share: a rounded ground, an icon, a title and a bold value."""

    changed = Signal(str)

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def title(self) -> str:
        """What the chip filters by."""
        return self._title

    def _value_word(self) -> str:
        raise NotImplementedError

    def _tone(self) -> str:
        """`any`, `yes` (accent) or `no` (neutral)."""
        raise NotImplementedError

    def make_menu(self) -> QMenu:
        """The list of choices."""
        raise NotImplementedError

    @property
    def is_set(self) -> bool:
        """The chip filters something."""
        return bool(self._value_word())

    def open_menu(self) -> QMenu:
        """Open the list of choices under the chip."""
        menu = self.make_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))
        return menu

    def _say(self) -> None:
        word = self._value_word() or "any"
        self.setAccessibleName(f"{self._title}: {word}")
        self.setToolTip(f"{self._title}: {word}")
        self.updateGeometry()
        self.update()

    # Qt overrides

    def sizeHint(self) -> QSize:
        """As wide as its words need."""
        return self._size_of(self._title, self._value_word())

    def _size_of(self, title: str, word: str) -> QSize:
        theme = Theme.current()
        width = 2 * _PADDING_PX + QFontMetrics(theme.font("label")).horizontalAdvance(title)
        if word:
            bold = QFontMetrics(theme.font("sectionSmall"))
            width += bold.horizontalAdvance(word) + _GAP_PX + _ICON_PX + _GAP_PX
        else:
            width += _GAP_PX + _ICON_PX
        height = QFontMetrics(theme.font("label")).height() + 9
        return QSize(width, max(theme.size("chip"), height))

    def minimumSizeHint(self) -> QSize:
        """The same as the size hint: words are never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chip in the look of its state."""
        del event
        painter = QPainter(self)
        try:
            self._paint(painter)
        finally:
            painter.end()

    def _paint(self, painter: QPainter) -> None:
        theme = Theme.current()
        tone = self._tone()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        ground = {YES: "accentTint", NO: "idleTint"}.get(tone)
        if ground is None:
            painter.setPen(QPen(theme.color("lineStrong"), 1))
            painter.setBrush(
                theme.color("hover") if self.underMouse() else Qt.BrushStyle.NoBrush
            )
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(ground))
        if self.hasFocus():
            painter.setPen(QPen(theme.color("accent"), 2))
            rect = rect.adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
        self._paint_words(painter, tone)

    def _paint_words(self, painter: QPainter, tone: str) -> None:
        theme = Theme.current()
        colors = {YES: ("accentText", "accentText"), NO: ("text2", "text")}
        title_token, word_token = colors.get(tone, ("text2", "text2"))
        middle = (self.height() - _ICON_PX) / 2
        x = float(_PADDING_PX)
        if tone != ANY:
            icon = "check-bold" if tone == YES else "prohibit"
            square = QRectF(x, middle, _ICON_PX, _ICON_PX)
            paint_icon(painter, square, icon, theme.color(title_token))
            x += _ICON_PX + _GAP_PX
        x = self._paint_text(painter, x, self._title, "label", title_token)
        if tone == ANY:
            square = QRectF(x + _GAP_PX, middle + 1, _ICON_PX - 2, _ICON_PX - 2)
            paint_icon(painter, square, "caret-down", theme.color("text3"))
        else:
            self._paint_text(
                painter, x + _GAP_PX, self._value_word(), "sectionSmall", word_token
            )

    def _paint_text(
        self, painter: QPainter, x: float, text: str, style: str, token: str
    ) -> float:
        theme = Theme.current()
        painter.setFont(theme.font(style))
        painter.setPen(theme.color(token))
        width = QFontMetrics(painter.font()).horizontalAdvance(text)
        rect = QRectF(x, 0, width + 1, self.height())
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, text)
        return x + width


class TriStateChip(_Chip):
    """Any, Yes or No. A click or Space goes on, with Shift back; Down opens the list.

    Signals:
        changed(str): the new state: any, yes or no.
    """

    def __init__(self, title: str, state: str = ANY, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self._state = state
        self._say()

    @property
    def state(self) -> str:
        """`any`, `yes` or `no`."""
        return self._state

    def set_state(self, state: str) -> None:
        """Take a state; says `changed` when it is another."""
        if state in _ORDER and state != self._state:
            self._state = state
            self._say()
            self.changed.emit(state)

    def step(self, by: int = 1) -> None:
        """Go on to the next state, or back."""
        self.set_state(_ORDER[(_ORDER.index(self._state) + by) % len(_ORDER)])

    def _value_word(self) -> str:
        return _WORDS[self._state]

    def _tone(self) -> str:
        return self._state

    def make_menu(self) -> QMenu:
        """The list of choices."""
        words = [("Any", ANY), ("Yes", YES), ("No", NO)]
        return _choice_menu(self, words, self._state, self._on_chosen)

    @Slot(QAction)
    def _on_chosen(self, action: QAction) -> None:
        self.set_state(str(action.data()))

    # Qt overrides

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Go on; with Shift go back."""
        self.setDown(False)
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(
            event.position().toPoint()
        ):
            self.step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space goes on, Shift+Space back, Down opens the list."""
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() == Qt.Key.Key_Down:
            self.open_menu()
        else:
            super().keyPressEvent(event)


class ChoiceChip(_Chip):
    """Any, or one of some words.

    Signals:
        changed(str): the chosen value; empty for any.
    """

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self._value = ""
        self._choices: list[str] = []
        self.clicked.connect(self._on_clicked)
        self._say()

    @property
    def value(self) -> str:
        """The chosen word; empty for any."""
        return self._value

    def set_choices(self, choices: Sequence[str]) -> None:
        """Offer these words."""
        self._choices = list(choices)

    def set_value(self, value: str) -> None:
        """Choose a word, or nothing; says `changed` when it is another."""
        if value != self._value:
            self._value = value
            self._say()
            self.changed.emit(value)

    def _value_word(self) -> str:
        return self._value

    def _tone(self) -> str:
        return YES if self._value else ANY

    def make_menu(self) -> QMenu:
        """The list of choices."""
        words = [("Any", ""), *((choice, choice) for choice in self._choices)]
        return _choice_menu(self, words, self._value, self._on_chosen)

    @Slot()
    def _on_clicked(self) -> None:
        self.open_menu()

    @Slot(QAction)
    def _on_chosen(self, action: QAction) -> None:
        self.set_value(str(action.data()))

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down opens the list, as Space does."""
        if event.key() == Qt.Key.Key_Down:
            self.open_menu()
        else:
            super().keyPressEvent(event)


class MoreChip(_Chip):
    """`More filters (2)`: opens what other chips would, for which there is no room."""

    def __init__(self, fill: Callable[[QMenu], None], parent: QWidget | None = None) -> None:
        super().__init__("More filters (0)", parent)
        self._fill = fill
        self._has_set = False
        self.clicked.connect(self._on_clicked)

    def show_number(self, number: int, *, is_set: bool) -> None:
        """So many chips are in there; one of them may filter something."""
        title = f"More filters ({number})"
        if (title, is_set) == (self._title, self._has_set):
            return
        self._title, self._has_set = title, is_set
        self.setAccessibleName(title)
        self.setToolTip(f"{title}: some are set" if is_set else title)
        self.update()

    @property
    def most_px(self) -> int:
        """Its width with all that it may say."""
        return self._size_of("More filters (8)", "set").width()

    def make_menu(self) -> QMenu:
        """A menu for each chip."""
        menu = QMenu(self)
        self._fill(menu)
        return menu

    def _value_word(self) -> str:
        return "set" if self._has_set else ""

    def _tone(self) -> str:
        return YES if self._has_set else ANY

    @Slot()
    def _on_clicked(self) -> None:
        self.open_menu()

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down opens the list, as Space does."""
        if event.key() == Qt.Key.Key_Down:
            self.open_menu()
        else:
            super().keyPressEvent(event)


def _choice_menu(
    chip: _Chip, words: Sequence[tuple[str, str]], chosen: str, on_chosen: object
) -> QMenu:
    menu = QMenu(chip)
    group = QActionGroup(menu)
    for text, value in words:
        action = menu.addAction(text.replace("&", "&&"))
        action.setData(value)
        action.setCheckable(True)
        action.setChecked(value == chosen)
        group.addAction(action)
    group.triggered.connect(on_chosen)
    return menu
