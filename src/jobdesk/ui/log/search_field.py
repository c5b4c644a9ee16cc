"""The search field of the log: text, its switches and the number of lines found inside it."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget

from jobdesk.errors import Refused
from jobdesk.models.log_query import exact_term, narrowed, with_term
from jobdesk.ui.icons import paint_icon
from jobdesk.ui.theme import Theme
from jobdesk.ui.widgets.labels import label

_TYPING_MS = 120  # between the last key and the search
_INNER_PX = 6
_ICON_PX = 28  # of the field's left side: a click there offers earlier searches
_HELP = (
    "<p>Words and <b>&quot;phrases&quot;</b>, joined by <b>and</b>, <b>or</b>, <b>not</b> "
    "(or <b>-</b> before a word) and parentheses.</p>"
    "<p><b>/regular expression/</b> between slashes.</p>"
    "<p><b>level:warning</b> and above, <b>group:</b>name, <b>object:</b>name; "
    "<b>:=</b> asks for the whole name.</p>"
    "<p>A click on the lens, or <b>Alt+Down</b>, offers earlier searches.</p>"
)


class FieldSwitch(QAbstractButton):
    """A small switch inside a field, drawn as a word or an icon."""

    def __init__(self, name: str, word: str, icon: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._word = word
        self._icon = Theme.current().icon_name(icon) if icon else ""
        self.setCheckable(True)
        self.setToolTip(name)
        self.setAccessibleName(name)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    # Qt overrides

    def sizeHint(self) -> QSize:
        """Small enough for the field."""
        return QSize(26, 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the word or icon, tinted while it is on."""
        del event
        theme = Theme.current()
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            rect = QRectF(self.rect())
            painter.setPen(theme.color("accent") if self.hasFocus() else Qt.PenStyle.NoPen)
            if self.isChecked() or self.underMouse():
                painter.setBrush(theme.color("accentTint" if self.isChecked() else "hover"))
            radius = theme.radius("chipInField")
            painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
            ink = theme.color("accentText" if self.isChecked() else "text2")
            if self._icon:
                paint_icon(painter, rect.adjusted(6, 3, -6, -3), self._icon, ink)
            else:
                painter.setFont(theme.font("log"))
                painter.setPen(ink)
                painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self._word)
        finally:
            painter.end()


class SearchField(QLineEdit):
    """Text with "Aa", ".*" and "matching lines only" inside the field.

    Signals:
        query_changed(): text or switches are others; shortly after the last key.
        step_requested(int): 1 for the next match, -1 for the one before.
        left(): Esc in the empty field, or Down: back to the log.
        used(): what is written was searched for: by Return, or the field was left with it.
        history_requested(): the icon was clicked: what was searched for before is wanted.
    """

    query_changed = Signal()
    step_requested = Signal(int)
    left = Signal()
    used = Signal()
    history_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText("Search log")
        self.setToolTip(_HELP)
        self.setAccessibleName("Search log")
        self.setProperty("size", "compact")
        self.setTextMargins(22, 0, 0, 0)
        self.setMinimumWidth(220)
        self._hits: QLabel = label("", "cell", "text3")
        self._hits.setParent(self)
        self.case_switch = FieldSwitch("Match case", "Aa", "", self)
        self.regex_switch = FieldSwitch("Regular expression", ".*", "", self)
        self.only_switch = FieldSwitch("Show matching lines only", "", "action/filter", self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_TYPING_MS)
        self._timer.timeout.connect(self.query_changed)
        self.textChanged.connect(self._on_text_changed)
        for switch in self._switches():
            switch.toggled.connect(self._on_switched)

    def _switches(self) -> tuple[FieldSwitch, ...]:
        return (self.case_switch, self.regex_switch, self.only_switch)

    @property
    def hits(self) -> str:
        """What is said about the matches."""
        return self._hits.text()

    def show_hits(self, words: str) -> None:
        """Say inside the field how many lines match."""
        if words != self._hits.text():
            self._hits.setText(words)
            self._place()

    def show_problem(self, problem: str) -> None:
        """Mark the text as wrong, with the reason in the tooltip; empty when it is right."""
        self.setAccessibleDescription(problem or _HELP)
        if self.property("error") != bool(problem):
            self.setProperty("error", bool(problem))
            self.style().unpolish(self)
            self.style().polish(self)
        self.setToolTip(problem or _HELP)

    def take(self, text: str, switches: Sequence[bool]) -> None:
        """Show a text and its switches (case, expression, only) without telling.

        Those that the field does not have are left out.
        """
        for each, is_on in zip(self._switches(), switches, strict=False):
            was_blocked = each.blockSignals(True)
            each.setChecked(is_on)
            each.blockSignals(was_blocked)
        self.setText(text)
        self._timer.stop()

    def search_for(self, text: str) -> None:
        """Take a text and search at once."""
        self.setText(text)
        self._now()

    def narrow(self, name: str, value: str, *, is_excluded: bool) -> None:
        """Show the lines with, or without, this object or group only."""
        try:
            text = narrowed(self._as_query(), name, value, is_excluded=is_excluded)
        except Refused:  # what is there is no query
            text = exact_term(name, value, is_excluded=is_excluded)
        self._show_only(text)

    def add_term(self, term: str) -> None:
        """Show only the lines that match a further term of the language too."""
        try:
            text = with_term(self._as_query(), term)
        except Refused:
            text = term
        self._show_only(text)

    def _as_query(self) -> str:
        """What is written, in the language of the log."""
        text = self.text()
        if self.regex_switch.isChecked() and text:
            return "/" + text.replace("/", "\\/") + "/"
        return text

    def _show_only(self, text: str) -> None:
        self.take(text, (self.case_switch.isChecked(), False, True))
        self._now()

    def _now(self) -> None:
        self._timer.stop()
        self.query_changed.emit()

    def _place(self) -> None:
        x = self.width() - _INNER_PX
        for switch in reversed(self._switches()):
            size = switch.sizeHint()
            x -= size.width() + 1
            switch.setGeometry(
                x, (self.height() - size.height()) // 2, size.width(), size.height()
            )
        hint = self._hits.sizeHint()
        x -= hint.width() + 6
        self._hits.setGeometry(
            x, (self.height() - hint.height()) // 2, hint.width(), hint.height()
        )
        self._hits.setVisible(bool(self._hits.text()) and x > self.width() // 3)
        self.setTextMargins(22, 0, self.width() - x, 0)

    @Slot()
    def _on_text_changed(self) -> None:
        self._timer.start()

    @Slot()
    def _on_switched(self) -> None:
        if self.text():
            self._now()

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return goes to the next match, Shift+Return back, Esc clears, then leaves."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._timer.isActive():
                self._now()
            self.used.emit()
            shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.step_requested.emit(-1 if shift else 1)
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.used.emit()
            self.search_for("")
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Down):
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What is left in the field was searched for."""
        super().focusOutEvent(event)
        self.used.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The icon offers what was searched for before."""
        if event.position().x() < _ICON_PX and event.button() == Qt.MouseButton.LeftButton:
            self.history_requested.emit()
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Over the icon the pointer is an arrow."""
        super().mouseMoveEvent(event)
        is_icon = event.position().x() < _ICON_PX
        self.setCursor(
            Qt.CursorShape.PointingHandCursor if is_icon else Qt.CursorShape.IBeamCursor
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep switches and number at the right."""
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the field and its icon."""
        super().paintEvent(event)
        theme = Theme.current()
        painter = QPainter(self)
        try:
            side = theme.size("iconField")
            square = QRectF(9, (self.height() - side) / 2, side, side)
            name = theme.icon_name("action/search")
            paint_icon(painter, square, name, theme.color("text3"))
        finally:
            painter.end()
