"""The line below a field: its help, or its error with the way out."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedLayout, QWidget

from jobdesk.ui.theme import Theme
from jobdesk.ui.widgets.buttons import button
from jobdesk.ui.widgets.icon_label import IconLabel
from jobdesk.ui.widgets.labels import ElidedLabel, label

_ICON = 12


class HelpLine(QWidget):
    """Help and error share one place, so that nothing jumps when one replaces the other.

    Signals:
        repair_requested(): the user takes the value that the line proposes.
    """

    repair_requested = Signal()

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.help = label(text, "cell", "text2", wrap=True)
        self.help.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.help.setMinimumHeight(self.help.fontMetrics().height())  # else it guesses more
        self.error = ElidedLabel("", "cell", "bad")
        self.error.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.repair = button("", "link")
        self.repair.setFont(Theme.current().font("label"))
        self.repair.clicked.connect(self.repair_requested)
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(self.help)
        self._stack.addWidget(self._error_line())
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setMinimumHeight(self.repair.sizeHint().height())

    def _error_line(self) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(IconLabel("x-circle-fill", "bad", _ICON))
        row.addWidget(self.error)
        row.addWidget(self.repair)
        row.addStretch(1)
        row.setAlignment(Qt.AlignmentFlag.AlignTop)
        return line

    def indent(self, width: int) -> None:
        """Start under the words of a check box."""
        self.setContentsMargins(width, 0, 0, 0)

    def show_error(self, text: str, repair: str = "") -> None:
        """Say what is wrong; `repair` is a value to offer, empty for none."""
        self.error.setText(text)
        self.error.setToolTip(text)
        self.repair.setText(f"Use {repair}")
        self.repair.setAccessibleName(f"Use {repair}")
        self.repair.setVisible(bool(repair))
        self.show()
        self._stack.setCurrentIndex(1)

    def show_help(self) -> None:
        """Say again what the field is for."""
        self._stack.setCurrentIndex(0)

    def shown_error(self) -> str:
        """The error that is shown, empty when none is."""
        return self.error.text() if self._stack.currentIndex() == 1 else ""
