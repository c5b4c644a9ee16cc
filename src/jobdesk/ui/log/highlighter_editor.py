"""The popover that changes highlighters; every change shows in the log at once."""

from PySide6.QtCore import QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from jobdesk.ui.log.highlighters import COLORS, MOST_RULES, Highlighter, Highlighters
from jobdesk.ui.log.search_field import FieldSwitch
from jobdesk.ui.theme import Theme
from jobdesk.ui.widgets.buttons import button
from jobdesk.ui.widgets.labels import ElidedLabel, label

_SWATCH = QSize(14, 14)


class RuleLine(QWidget):
    """One rule as controls.

    Signals:
        changed(): something about it is different.
        removed(): it is wanted no more.
    """

    changed = Signal()
    removed = Signal()

    def __init__(self, rule: Highlighter) -> None:
        super().__init__()
        self.is_on = QCheckBox()
        self.is_on.setAccessibleName("Use this highlighter")
        self.is_on.setToolTip("Use this highlighter")
        self.is_on.setChecked(rule.is_on)
        self.name = _field(rule.name, "Name", 110)
        self.text = _field(rule.text, "Text to highlight", 200)
        self.regex = FieldSwitch("Regular expression", ".*", "", self)
        self.regex.setChecked(rule.is_regex)
        self.line = QCheckBox("Whole message")
        self.line.setChecked(rule.is_line)
        self.color = QComboBox()
        self.color.setAccessibleName("Colour")
        for word, token in COLORS.items():
            self.color.addItem(_swatch(Theme.current().color(token)), word)
        self.color.setCurrentText(rule.color)
        remove = button("", "icon", icon="action/delete", tip="Remove", name="Remove")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for each in (self.is_on, self.color, self.name, self.text, self.regex, self.line):
            row.addWidget(each, 1 if each is self.text else 0)
        row.addWidget(remove)
        self.regex.setFixedSize(28, 24)
        self.is_on.toggled.connect(self.changed)
        self.line.toggled.connect(self.changed)
        self.regex.toggled.connect(self.changed)
        self.color.currentTextChanged.connect(self.changed)
        self.name.textChanged.connect(self.changed)
        self.text.textChanged.connect(self.changed)
        remove.clicked.connect(self.removed)

    @property
    def rule(self) -> Highlighter:
        """The rule as it is now."""
        return Highlighter(
            self.name.text(),
            self.text.text(),
            self.color.currentText(),
            self.regex.isChecked(),
            self.line.isChecked(),
            self.is_on.isChecked(),
        )

    def say(self, problem: str) -> None:
        """Mark the text as wrong, or right."""
        if self.text.property("error") != bool(problem):
            self.text.setProperty("error", bool(problem))
            self.text.style().unpolish(self.text)
            self.text.style().polish(self.text)
        self.text.setAccessibleDescription(problem)


class HighlighterEditor(QFrame):
    """All rules, one below the other; Esc or a click beside it closes it."""

    def __init__(self, highlighters: Highlighters, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("popover")
        self.setAccessibleName("Highlighters")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._highlighters = highlighters
        self.lines: list[RuleLine] = []
        self._empty = label("No highlighters yet. Each gives a text its own colour.", "cell")
        self._problem = ElidedLabel("", "cell", "bad")
        self.add = button("Add highlighter", icon="action/add")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        foot = QHBoxLayout()
        foot.addWidget(self.add)
        foot.addWidget(self._problem, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        column.addWidget(label("Highlighters", "section"))
        column.addWidget(self._empty)
        column.addLayout(self._rows)
        column.addLayout(foot)
        for rule in highlighters.rules:
            self._add_line(rule)
        self.add.clicked.connect(self._on_add_clicked)
        self._say()

    def open_below(self, anchor: QWidget) -> None:
        """Show the popover under a tool, inside the screen."""
        self.adjustSize()
        corner = anchor.mapToGlobal(QPoint(anchor.width(), anchor.height() + 4))
        screen = anchor.screen().availableGeometry()
        left = max(screen.left(), min(corner.x() - self.width(), screen.right() - self.width()))
        self.move(left, min(corner.y(), screen.bottom() - self.height()))
        self.show()
        (self.lines[0].text if self.lines else self.add).setFocus()

    def _add_line(self, rule: Highlighter) -> RuleLine:
        line = RuleLine(rule)
        self.lines.append(line)
        self._rows.addWidget(line)
        line.changed.connect(self._on_changed)
        line.removed.connect(self._on_removed)
        return line

    def _say(self) -> None:
        self._empty.setVisible(not self.lines)
        problem = ""
        for line in self.lines:
            said = line.rule.problem
            line.say(said)
            problem = problem or said
        self._problem.setText(problem)
        is_full = len(self.lines) >= MOST_RULES
        self.add.setEnabled(not is_full)
        self.add.setToolTip(f"There are at most {MOST_RULES}." if is_full else "")

    @Slot()
    def _on_changed(self) -> None:
        self._highlighters.use([line.rule for line in self.lines])
        self._say()

    @Slot()
    def _on_add_clicked(self) -> None:
        used = {line.color.currentText() for line in self.lines}
        color = next((word for word in COLORS if word not in used), "Blue")
        line = self._add_line(Highlighter(color=color))
        self._on_changed()
        self.adjustSize()
        line.text.setFocus()

    @Slot()
    def _on_removed(self) -> None:
        line = self.sender()
        assert isinstance(line, RuleLine)
        self.lines.remove(line)
        self._rows.removeWidget(line)
        line.hide()
        line.deleteLater()
        self._on_changed()
        self.adjustSize()
        self.add.setFocus()


def _field(text: str, name: str, width: int) -> QLineEdit:
    made = QLineEdit(text)
    made.setPlaceholderText(name)
    made.setAccessibleName(name)
    made.setProperty("size", "compact")
    made.setMinimumWidth(width)
    return made


def _swatch(color: QColor) -> QIcon:
    picture = QPixmap(_SWATCH)
    picture.fill(color)
    return QIcon(picture)
