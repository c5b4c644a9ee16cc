"""What can be typed into the filter, as a popover."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from jobdesk.ui.jobs.query import SYNTAX
from jobdesk.ui.theme import Theme
from jobdesk.ui.widgets.labels import label


class FilterHelp(QFrame):
    """Closes with Esc or a click beside it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("popover")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("What can be typed into the filter")
        grid = QGridLayout(self)
        grid.setContentsMargins(16, 12, 16, 14)
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(5)
        grid.addWidget(label("What can be typed", "section"), 0, 0, 1, 2)
        for line, (typed, meaning) in enumerate(SYNTAX, 1):
            sample = label(typed, "log")
            sample.setFont(Theme.current().font("log"))
            grid.addWidget(sample, line, 0)
            grid.addWidget(label(f"The job {meaning}", "cell", "text2"), line, 1)

    def open_below(self, widget: QWidget) -> None:
        """Show it under a widget."""
        self.adjustSize()
        self.move(widget.mapToGlobal(QPoint(0, widget.height() + 4)))
        self.show()
        self.setFocus()
