"""The line below a field: its help, or its error with the way out."""

from functools import cached_property, lru_cache
from textwrap import shorten

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QStackedLayout, QWidget

from jobdesk.ui.theme import Theme
from jobdesk.ui.widgets.buttons import button
from jobdesk.ui.widgets.icon_label import IconLabel
from jobdesk.ui.widgets.labels import ElidedLabel, label

_ICON = 12
_NOTE_LENGTH = 200  # characters


class HelpLine(QWidget):
    """Help and error share one place, so that nothing jumps when one replaces the other.

    A note takes the place of the help until it is taken away. What shows an error is made with
    the first one: a form of 40 fields opens in a third of the time.

    Signals:
        repair_requested(): the user takes the value that the line proposes.
        retry_requested(): the user asks again for what the note says is missing.
    """

    repair_requested = Signal()
    retry_requested = Signal()

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.help = label(text, "cell", "text2", wrap=True)
        self.help.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.help.setMinimumHeight(self.help.fontMetrics().height())  # else it guesses more
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(self.help)
        self._note: IconNote | None = None  # made when there is something to note
        self._has_note = False
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setMinimumHeight(_link_height())

    @cached_property
    def error(self) -> ElidedLabel:
        """The words of an error."""
        words = ElidedLabel("", "cell", "bad")
        words.take_no_more_than_needed()
        return words

    @cached_property
    def repair(self) -> QPushButton:
        """Takes the value that is proposed."""
        link = _link("")
        link.clicked.connect(self.repair_requested)
        return link

    @cached_property
    def _error_line(self) -> QWidget:
        line = QWidget(self)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(IconLabel("x-circle-fill", "bad", _ICON))
        row.addWidget(self.error)
        row.addWidget(self.repair)
        row.addStretch(1)
        row.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._stack.addWidget(line)
        return line

    def indent(self, width: int) -> None:
        """Start under the words of a check box."""
        self.setContentsMargins(width, 0, 0, 0)

    def show_error(self, text: str, repair: str = "") -> None:
        """Say what is wrong; `repair` are the words of the way out, empty for none."""
        self._stack.setCurrentWidget(self._error_line)
        self.error.setText(text)
        self.error.setToolTip(text)
        self.repair.setText(repair)
        self.repair.setAccessibleName(repair)
        self.repair.setVisible(bool(repair))
        self.show()

    def show_help(self) -> None:
        """Say again what the field is for, or what is noted."""
        note = self._note if self._has_note else None
        self._stack.setCurrentWidget(note or self.help)

    def set_help(self, text: str) -> None:
        """Say something else where no error is shown; takes a note away."""
        self.help.setText(text)
        self._has_note = False
        if not self.shown_error():
            self.show_help()

    def set_note(self, text: str) -> None:
        """Note what is missing, with a way to try again."""
        if self._note is None:
            self._note = IconNote()
            self._note.retry.clicked.connect(self.retry_requested)
            self._stack.addWidget(self._note)
        self._note.say(text)
        self._has_note = True
        if not self.shown_error():
            self.show_help()

    def shown_note(self) -> str:
        """The note that is shown, empty when none is."""
        note = self._note
        is_shown = note is not None and self._stack.currentWidget() is note
        return note.words.text() if note is not None and is_shown else ""

    def shown_error(self) -> str:
        """The error that is shown, empty when none is."""
        if self._stack.currentWidget() in (self.help, self._note):
            return ""
        return self.error.text()


def _link(text: str) -> QPushButton:
    made = button(text, "link")
    made.setFont(Theme.current().font("label"))
    return made


@lru_cache(maxsize=1)
def _link_height() -> int:
    """How high a line with a link is; the sizes are the same in all themes."""
    return _link("").sizeHint().height()


class IconNote(QWidget):
    """A warning in some lines, with "Try again" after it."""

    def __init__(self) -> None:
        super().__init__()
        self.words = label("", "cell", "text2", wrap=True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.retry = _link("Try again")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(IconLabel("warning", "warn", _ICON), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)
        row.addWidget(self.retry, 0, Qt.AlignmentFlag.AlignTop)

    def say(self, text: str) -> None:
        """Show the start of a text; the tooltip has all of it."""
        self.words.setText(shorten(text, _NOTE_LENGTH, placeholder="…"))
        self.words.setToolTip(text)
        self.retry.setAccessibleDescription(text)
