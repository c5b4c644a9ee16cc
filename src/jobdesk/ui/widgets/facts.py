"""Lines of a detail pane: what it is at the left, its value at the right."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QWidget

from jobdesk.ui.widgets.labels import ElidedLabel, label


class Facts(QWidget):
    """A column of names and values; long values end in … and show all in a tooltip."""

    def __init__(self, name_width: int = 112) -> None:
        super().__init__()
        self._rows = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(7)
        self._grid.setColumnMinimumWidth(0, name_width)
        self._grid.setColumnStretch(1, 1)

    def clear(self) -> None:
        """Take all lines away."""
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()  # without a parent it would be a window of its own
                widget.deleteLater()
        self._rows = 0

    def add(
        self, name: str, value: str, *, role: str = "text", extra: QWidget | None = None
    ) -> QLabel:
        """Add a line; `extra` stands after the value."""
        row = self._rows
        self._rows += 1
        title = label(name, "cell", "text2")
        said = ElidedLabel(value, "cell", role)
        said.setAccessibleName(f"{name}: {value}")
        self._grid.addWidget(title, row, 0, Qt.AlignmentFlag.AlignLeft)
        if extra is None:
            self._grid.addWidget(said, row, 1)
            return said
        line = QWidget()
        both = QHBoxLayout(line)
        both.setContentsMargins(0, 0, 0, 0)
        both.addWidget(said, 1)
        both.addWidget(extra)
        self._grid.addWidget(line, row, 1)
        return said
