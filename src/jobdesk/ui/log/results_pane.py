"""ResultsPane: the head and the rows of the list below the log."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from jobdesk.ui.log.columns import ColumnLayout
from jobdesk.ui.log.result_sources import MOST_CONTEXT
from jobdesk.ui.log.results_view import ResultsView
from jobdesk.ui.log.view import LogView
from jobdesk.ui.widgets.buttons import button
from jobdesk.ui.widgets.labels import hairline, label

MATCHES, MARKS = "matches", "marks"
_ROWS_LEAST = 3


class ResultsPane(QWidget):
    """Matches or marks, as rows.

    Signals:
        tab_changed(str): matches or marks.
        context_changed(int): so many lines around each match.
        closed(): the cross was clicked.
    """

    tab_changed = Signal(str)
    context_changed = Signal(int)
    closed = Signal()

    def __init__(
        self, over: LogView, measures: ColumnLayout, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.view = ResultsView(over, measures)
        self.matches = button("Matches", "ghost", tip="Lines that match the search")
        self.marks = button("Marks", "ghost", tip="Lines that you marked (M)")
        self.context = QSpinBox()
        self.context.setRange(0, MOST_CONTEXT)
        self.context.lineEdit().setTextMargins(8, 0, 0, 0)
        self.context.setAccessibleName("Lines around each match")
        self.context.setToolTip("Lines around each match")
        self.context_label = label("Lines around", "cell", "text2")
        self.context_label.setBuddy(self.context)
        self._group = QButtonGroup(self)
        for name, each in ((MATCHES, self.matches), (MARKS, self.marks)):
            each.setCheckable(True)
            each.setProperty("tab", name)
            self._group.addButton(each)
        self.matches.setChecked(True)
        close = button("", "icon", icon="x-bold", name="Close results", tip="Close results")
        head = QHBoxLayout()
        head.setContentsMargins(12, 2, 12, 2)
        head.setSpacing(6)
        head.addWidget(self.matches)
        head.addWidget(self.marks)
        head.addStretch(1)
        head.addWidget(self.context_label)
        head.addWidget(self.context)
        head.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(hairline())
        column.addLayout(head)
        column.addWidget(hairline())
        column.addWidget(self.view, 1)
        self.view.setMinimumHeight(self.view.row_height * _ROWS_LEAST)
        self._group.buttonClicked.connect(self._on_tab_clicked)
        self.context.valueChanged.connect(self.context_changed)
        close.clicked.connect(self.closed)

    @property
    def tab(self) -> str:
        """Matches or marks."""
        return MARKS if self.marks.isChecked() else MATCHES

    def show_tab(self, name: str) -> None:
        """Show matches or marks."""
        (self.marks if name == MARKS else self.matches).setChecked(True)
        self._on_tab_clicked()

    def say_counts(self, matches: str, marks: int) -> None:
        """Say in the head how many there are."""
        if self.matches.text() != matches:
            self.matches.setText(matches)
            self.matches.setAccessibleName(matches)
        words = f"Marks  {marks:,}" if marks else "Marks"
        if self.marks.text() != words:
            self.marks.setText(words)
            self.marks.setAccessibleName(words)

    @Slot()
    def _on_tab_clicked(self) -> None:
        for each in (self.context, self.context_label):
            each.setEnabled(self.tab == MATCHES)
        self.tab_changed.emit(self.tab)

    def set_context(self, lines: int) -> None:
        """Take a remembered number without telling."""
        was_blocked = self.context.blockSignals(True)
        self.context.setValue(lines)
        self.context.blockSignals(was_blocked)
