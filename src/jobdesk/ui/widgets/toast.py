"""What is said in passing: a note that goes by itself, or an error that stays."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from jobdesk.ui.theme import Theme
from jobdesk.ui.widgets.buttons import button
from jobdesk.ui.widgets.icon_label import IconLabel
from jobdesk.ui.widgets.labels import label

_NOTE_MS = 6000
_WIDTH_PX = 380
_GAP_PX = 16
_ABOVE_PX = 42  # leaves the status line free


class Toast(QFrame):
    """One message over the window; the next one takes its place.

    Signals:
        details_requested(str): the details of an error.
    """

    details_requested = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setObjectName("toast")
        self._details = ""
        self._icon = IconLabel("info", "text2")
        self._text = label("", "body", wrap=True)
        self._more = button("Details", "link")
        self._close = button("", "icon", icon="x", name="Close this message")
        self._close.setIconSize(QSize(11, 11))
        self._more.clicked.connect(self._on_more_clicked)
        self._close.clicked.connect(self.hide)
        line = QHBoxLayout(self)
        line.setContentsMargins(14, 13, 8, 11)
        line.setSpacing(10)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self._text)
        words.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        words.addStretch(1)
        line.addLayout(words, 1)
        line.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self._timer = QTimer(self, singleShot=True, interval=_NOTE_MS)
        self._timer.timeout.connect(self.hide)
        window.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        """What is said."""
        return self._text.text()

    def say(self, text: str, *, is_error: bool = False, details: str = "") -> None:
        """Say something; an error stays until it is closed."""
        self._details = details
        self._icon.show_icon(
            "x-circle-fill" if is_error else "info", "bad" if is_error else "accentText"
        )
        self._text.setText(text)
        self._more.setVisible(bool(details))
        self.setAccessibleName(text)
        self._place()
        self.show()
        self.raise_()
        self._timer.stop()
        if not is_error:
            self._timer.start()

    def _place(self) -> None:
        window = self._window
        width = min(_WIDTH_PX, window.width() - 2 * _GAP_PX)
        self.setFixedWidth(width)
        height = max(Theme.current().size("dialogFooter") - 16, self.heightForWidth(width))
        self.resize(width, height)
        self.move(window.width() - width - _GAP_PX, window.height() - self.height() - _ABOVE_PX)

    @Slot()
    def _on_more_clicked(self) -> None:
        self.details_requested.emit(self._details)

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the corner of the window."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)
