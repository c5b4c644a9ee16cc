"""Editors for dates and times: text that can be typed, and a calendar beside it."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import QDate, QPoint, Qt, Slot
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QPushButton, QToolButton, QVBoxLayout

from jobdesk.ui.form.text_editors import LineEditor
from jobdesk.ui.theme import Theme
from jobdesk.ui.widgets.on_screen import move_on_screen

_CLOCK = re.compile(r"\d{1,2}:.*")


class DateEditor(LineEditor):
    """A date as `2026-11-21`."""

    _example = "2026-11-21"

    def __init__(self, options: Mapping[str, Any]) -> None:
        super().__init__({"placeholder": self._example, **options})
        self.button = QPushButton()
        self.button.setProperty("kind", "icon")
        self.button.setIcon(Theme.current().icon("calendar-blank", "text2"))
        self.button.setToolTip("Choose a day")
        self.button.setAccessibleName(f"Choose a day for {self.label}")
        self.button.clicked.connect(self._on_button_clicked)
        layout = self.layout()
        assert layout is not None
        layout.addWidget(self.button)
        self._popup: CalendarPopup | None = None

    def set_value(self, value: Any) -> None:
        """Show a date."""
        super().set_value(_plain(value))

    @Slot()
    def _on_button_clicked(self) -> None:
        if self._popup is None:
            self._popup = CalendarPopup(self)
            self._popup.calendar.activated.connect(self._on_day_chosen)
            self._popup.calendar.clicked.connect(self._on_day_chosen)
        self._popup.show_below(self.line, QDate.fromString(self.value()[:10], "yyyy-MM-dd"))

    @Slot(QDate)
    def _on_day_chosen(self, day: QDate) -> None:
        self.line.setText(self._with_day(day.toString("yyyy-MM-dd")))
        if self._popup is not None:
            self._popup.close()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _with_day(self, day: str) -> str:
        return day


class DateTimeEditor(DateEditor):
    """A date and a time as `2026-11-21 22:00`; local time unless an offset follows."""

    _example = "2026-11-21 22:00"

    def _with_day(self, day: str) -> str:
        clock = _CLOCK.search(self.value())
        return f"{day} {clock[0] if clock else '00:00'}"


class CalendarPopup(QFrame):
    """A month to choose a day from, under a field."""

    def __init__(self, parent: DateEditor) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("popover")
        self.calendar = QCalendarWidget()
        self.calendar.setGridVisible(False)
        self.calendar.setVerticalHeaderFormat(
            QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader
        )
        self.calendar.setAccessibleName("Calendar")
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.addWidget(self.calendar)

    def show_below(self, line: Any, day: QDate) -> None:
        """Open under a field, at this day when it is one, else today."""
        self._dress()
        self.calendar.setSelectedDate(day if day.isValid() else QDate.currentDate())
        at = line.mapToGlobal(QPoint(0, line.height() + 2))
        self.adjustSize()
        move_on_screen(self, at)
        self.show()
        move_on_screen(self, at)  # its style may have made it larger
        self.calendar.setFocus(Qt.FocusReason.PopupFocusReason)

    def _dress(self) -> None:
        """Wear the colours of the theme; Qt's own weekend is red and its arrows are black."""
        plain = QTextCharFormat()
        plain.setForeground(Theme.current().color("text"))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.calendar.setWeekdayTextFormat(day, plain)
        plain.setForeground(Theme.current().color("text2"))
        plain.setBackground(Theme.current().color("raised"))
        self.calendar.setHeaderTextFormat(plain)
        for name, icon in (("prevmonth", "caret-left"), ("nextmonth", "caret-right")):
            step = self.calendar.findChild(QToolButton, f"qt_calendar_{name}")
            if isinstance(step, QToolButton):
                step.setIcon(Theme.current().icon(icon, "text2"))


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes")
    return value.isoformat() if isinstance(value, date) else value
