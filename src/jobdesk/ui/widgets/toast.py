"""What is said in passing: a note that goes by itself, or an error that stays."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from jobdesk.ui.theme import Theme
from jobdesk.ui.widgets.buttons import button
from jobdesk.ui.widgets.icon_label import IconLabel
from jobdesk.ui.widgets.labels import label

_NOTE_MS = 6000
_UNDO_S = 10
_SECOND_MS = 1000
_WIDTH_PX = 380
_GAP_PX = 16
_ABOVE_PX = 42  # leaves the status line free


class Toast(QFrame):
    """One message over the window; the next one takes its place.

    While it offers to undo something, a note waits until the offer is over; an error does not.
    The seconds of an offer stand still while the pointer or the keyboard is on it.

    Signals:
        details_requested(str): the details of an error.
    """

    details_requested = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setObjectName("toast")
        self._details = ""
        self._undo: Callable[[], object] | None = None
        self._seconds = 0
        self._waiting = ""
        self._icon = IconLabel("info", "text2")
        self._text = label("", "body", wrap=True)
        self._more = button("Details", "link")
        self._close = button("", "icon", icon="x", name="Close this message")
        self._close.setIconSize(QSize(11, 11))
        self.undo = button("&Undo", "link")
        self.undo.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the page its focus
        self._left = label("", "cell", "text2")
        self._more.clicked.connect(self._on_more_clicked)
        self.undo.clicked.connect(self._on_undo_clicked)
        self._close.clicked.connect(self._on_over)
        self._line = line = QHBoxLayout(self)
        line.setContentsMargins(14, 13, 8, 11)
        line.setSpacing(10)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self._text)
        words.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        offer = QHBoxLayout()
        offer.addWidget(self.undo)
        offer.addStretch(1)
        offer.addWidget(self._left)
        words.addLayout(offer)
        line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        words.addStretch(1)
        line.addLayout(words, 1)
        line.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self._timer = QTimer(self, singleShot=True, interval=_NOTE_MS)
        self._timer.timeout.connect(self._on_over)
        self._clock = QTimer(self, interval=_SECOND_MS)
        self._clock.timeout.connect(self._on_second)
        window.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        """What is said."""
        return self._text.text()

    def say(self, text: str, *, is_error: bool = False, details: str = "") -> None:
        """Say something; an error stays until it is closed."""
        if self._undo is not None and not is_error:
            self._waiting = text
            return
        icon, role = ("x-circle-fill", "bad") if is_error else ("info", "accentText")
        self._show(text, icon, role, details=details)
        if not is_error:
            self._timer.start()

    def offer_undo(self, text: str, undo: Callable[[], object]) -> None:
        """Say what was done and offer for ten seconds to take it back."""
        self._show(text, "action/undo", "accentText", undo=undo)
        self._seconds = _UNDO_S
        self._left.setText(f"{_UNDO_S} s")
        self._clock.start()

    def _show(
        self,
        text: str,
        icon: str,
        role: str,
        *,
        details: str = "",
        undo: Callable[[], object] | None = None,
    ) -> None:
        self._timer.stop()
        self._clock.stop()
        self._details, self._undo, self._waiting = details, undo, ""
        self._icon.show_icon(icon, role)
        self._text.setText(text)
        self._more.setVisible(bool(details))
        self.undo.setVisible(undo is not None)
        self._left.setVisible(undo is not None)
        self.undo.setAccessibleName(f"Undo: {text}")
        self.setAccessibleName(text)
        self._line.update()
        self._line.activate()  # what came and went counts now, not in a later turn
        self._place()
        self.show()
        self.raise_()

    def _place(self) -> None:
        window = self._window
        width = min(_WIDTH_PX, window.width() - 2 * _GAP_PX)
        self.setFixedWidth(width)
        height = max(Theme.current().size("dialogFooter") - 16, self.heightForWidth(width))
        self.resize(width, height)
        self.move(window.width() - width - _GAP_PX, self._floor() - self.height())

    def _floor(self) -> int:
        """How far down it may reach: not over the status line, nor over a bar of buttons."""
        window = self._window
        floor = window.height() - _ABOVE_PX
        for bar in window.findChildren(QFrame, "dialogFooter"):
            if bar.isVisible() and bar.window() is window:
                top = bar.mapTo(window, QPoint(0, 0)).y()
                if top < floor <= top + bar.height() + _ABOVE_PX:
                    floor = top - _GAP_PX // 2
        return floor

    @Slot()
    def _on_undo_clicked(self) -> None:
        undo = self._undo
        self._on_over()
        if undo is not None:
            undo()

    @Slot()
    def _on_second(self) -> None:
        if self.underMouse() or self.undo.hasFocus() or self._close.hasFocus():
            return
        self._seconds -= 1
        self._left.setText(f"{self._seconds} s")
        if self._seconds <= 0:
            self._on_over()

    @Slot()
    def _on_over(self) -> None:
        self._clock.stop()
        self._undo = None
        self.hide()
        if self._waiting:
            self.say(self._waiting)

    @Slot()
    def _on_more_clicked(self) -> None:
        self.details_requested.emit(self._details)

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the corner of the window."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)
