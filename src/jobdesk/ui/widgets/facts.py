"""Lines of a detail pane: what it is at the left, its value at the right."""

from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from jobdesk.ui.widgets.labels import ElidedLabel, label, set_role


class _Line(NamedTuple):
    title: QLabel
    said: ElidedLabel


class Facts(QWidget):
    """A column of names and values; long values end in … and show all in a tooltip.

    Lines that were cleared are used again: to style new ones costs more than to fill them.
    """

    def __init__(self, name_width: int = 112) -> None:
        super().__init__()
        self._rows = 0
        self._lines: list[_Line] = []
        self._extras: list[QWidget] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(7)
        self._grid.setColumnMinimumWidth(0, name_width)
        self._grid.setColumnStretch(1, 1)

    def clear(self) -> None:
        """Take all lines away."""
        for line in self._lines[: self._rows]:
            line.title.hide()
            line.said.hide()
        for extra in self._extras:
            self._grid.removeWidget(extra)
            extra.hide()  # without a parent it would be a window of its own
            extra.deleteLater()
        self._extras.clear()
        self._rows = 0

    def add(
        self, name: str, value: str, *, role: str = "text", extra: QWidget | None = None
    ) -> None:
        """Add a line; `extra` stands after the value."""
        row = self._rows
        self._rows += 1
        line = self._lines[row] if row < len(self._lines) else self._new_line()
        line.title.setText(name)
        line.said.setText(value)
        line.said.setAccessibleName(f"{name}: {line.said.text()}")
        set_role(line.said, role)
        self._place(line.said, row, extra)
        line.title.show()
        line.said.show()

    def _new_line(self) -> _Line:
        line = _Line(label("", "cell", "text2"), ElidedLabel("", "cell"))
        self._grid.addWidget(line.title, len(self._lines), 0, Qt.AlignmentFlag.AlignLeft)
        self._lines.append(line)
        return line

    def _place(self, said: QWidget, row: int, extra: QWidget | None) -> None:
        """Give a value the room up to what stands after it."""
        self._grid.removeWidget(said)
        self._grid.addWidget(said, row, 1, 1, 2 if extra is None else 1)
        if extra is not None:
            self._grid.addWidget(extra, row, 2)
            self._extras.append(extra)
