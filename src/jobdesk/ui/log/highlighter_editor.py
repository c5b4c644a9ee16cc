"""The popover that changes highlighters; every change shows in the log at once."""

from itertools import pairwise

from PySide6.QtCore import QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QIcon, QKeyEvent, QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from jobdesk.ui.log.highlighter_files import HighlighterFiles
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
        move_requested(int): it is wanted one place lower (1) or higher (-1).
    """

    changed = Signal()
    removed = Signal()
    move_requested = Signal(int)

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
        self.up = button("", "icon", icon="caret-up", tip="Above the others (Alt+Up)")
        self.down = button("", "icon", icon="caret-down", tip="Below the others (Alt+Down)")
        remove = button("", "icon", icon="action/delete", tip="Remove", name="Remove")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for each in (self.is_on, self.color, self.name, self.text, self.regex, self.line):
            row.addWidget(each, 1 if each is self.text else 0)
        for each in (self.up, self.down, remove):
            row.addWidget(each)
        self.controls: list[QWidget] = [
            *(self.is_on, self.color, self.name, self.text, self.regex, self.line),
            *(self.up, self.down, remove),
        ]
        self.regex.setFixedSize(28, 24)
        self.is_on.toggled.connect(self.changed)
        self.line.toggled.connect(self.changed)
        self.regex.toggled.connect(self.changed)
        self.color.currentTextChanged.connect(self.changed)
        self.name.textChanged.connect(self.changed)
        self.text.textChanged.connect(self.changed)
        remove.clicked.connect(self.removed)
        self.up.clicked.connect(self._on_up_clicked)
        self.down.clicked.connect(self._on_down_clicked)

    @Slot()
    def _on_up_clicked(self) -> None:
        self.move_requested.emit(-1)

    @Slot()
    def _on_down_clicked(self) -> None:
        self.move_requested.emit(1)

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

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt with Up and Down moves the rule."""
        by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if by and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.move_requested.emit(by)
        else:
            super().keyPressEvent(event)


class HighlighterEditor(QFrame):
    """All rules, one below the other; Esc or a click beside it closes it.

    Where two rules match, the upper one lies on top.
    """

    def __init__(
        self, highlighters: Highlighters, files: HighlighterFiles, parent: QWidget
    ) -> None:
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
        self.take = button("Import…", "ghost", tip="Take highlighters from a file")
        self.save = button("Export…", "ghost", tip="Save the highlighters in a file")
        foot = QHBoxLayout()
        foot.addWidget(self.add)
        foot.addWidget(self._problem, 1)
        foot.addWidget(self.take)
        foot.addWidget(self.save)
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
        for each, does in ((self.take, files.ask_import), (self.save, files.ask_export)):
            each.clicked.connect(self.close)  # a dialog over a popup would have no keyboard
            each.clicked.connect(does)
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
        line.move_requested.connect(self._on_move_requested)
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
        self.save.setEnabled(bool(self.lines))
        for line in self.lines:
            line.up.setEnabled(line is not self.lines[0])
            line.down.setEnabled(line is not self.lines[-1])

    @Slot()
    def _on_changed(self) -> None:
        self._highlighters.use([line.rule for line in self.lines])
        self._say()

    @Slot()
    def _on_add_clicked(self) -> None:
        line = self._add_line(Highlighter(color=self._highlighters.free_color))
        self._on_changed()
        self.adjustSize()
        line.text.setFocus()

    @Slot(int)
    def _on_move_requested(self, by: int) -> None:
        line = self.sender()
        assert isinstance(line, RuleLine)
        at = self.lines.index(line) + by
        if 0 <= at < len(self.lines):
            focus = self.focusWidget()
            self.lines.remove(line)
            self.lines.insert(at, line)
            self._rows.insertWidget(at, line)
            _order_tabs(self.lines)
            self._on_changed()
            if line.isAncestorOf(focus):
                focus.setFocus()

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


def _order_tabs(lines: list[RuleLine]) -> None:
    """Tab passes the rules as they stand."""
    found = [each for line in lines for each in line.controls]
    for one, other in pairwise(found):
        QWidget.setTabOrder(one, other)


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
