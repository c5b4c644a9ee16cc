"""A popover that gives labels to one or many jobs and takes them away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

import shiboken6
from PySide6.QtCore import QPoint, Qt, Slot
from PySide6.QtWidgets import (
    QCompleter,
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from jobdesk.errors import JobDeskError
from jobdesk.ui.background import report_error, run_in_background
from jobdesk.ui.jobs.rows import JobRow
from jobdesk.ui.session import Session
from jobdesk.ui.widgets.labels import label

_WIDTH_PX = 280
_MOST_ROWS = 9  # then they scroll
_STATES = (
    Qt.CheckState.Unchecked,
    Qt.CheckState.PartiallyChecked,
    Qt.CheckState.Checked,
)


class LabelsEditor(QFrame):
    """A field with completion and a list of all labels; each change is kept at once."""

    def __init__(
        self, session: Session, rows: Sequence[JobRow], labels: Sequence[str], parent: QWidget
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._session = session
        self._keys = [row.key for row in rows]
        self._page = parent
        self.setObjectName("popover")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        what = rows[0].title if len(rows) == 1 else f"{len(rows)} jobs"
        self.setAccessibleName(f"Labels of {what}")
        self.field = QLineEdit()
        self.field.setPlaceholderText("Add a label, then Enter")
        self.field.setAccessibleName("New label")
        completer = QCompleter(list(labels), self.field)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.field.setCompleter(completer)
        self.problem = label("", "cell", "bad", wrap=True)
        self.problem.hide()
        self.list = QListWidget()
        self.list.setAccessibleName("All labels")
        self.list.setObjectName("checkList")
        self.list.setSpacing(3)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(8)
        column.addWidget(label(f"Labels of {what}", "section", wrap=True))
        column.addWidget(self.field)
        column.addWidget(self.problem)
        column.addWidget(self.list, 1)
        self._standing: dict[str, Qt.CheckState] = {}  # as it is kept
        counted = Counter(word for row in rows for word in row.labels)
        for word in labels:
            self._add_item(word, counted[word])
        self._fit()
        self.field.returnPressed.connect(self._on_entered)
        self.list.itemChanged.connect(self._on_item_changed)

    def _add_item(self, word: str, count: int) -> None:
        item = QListWidgetItem(word)
        state = _STATES[0 if not count else 2 if count == len(self._keys) else 1]
        self._standing[word] = state
        item.setCheckState(state)
        item.setData(Qt.ItemDataRole.UserRole, word)
        self.list.addItem(item)

    def _fit(self) -> None:
        """As high as its labels, up to a maximum; then they scroll."""
        row = self.list.sizeHintForRow(0) + 2 * self.list.spacing()
        rows = min(self.list.count(), _MOST_ROWS)
        self.list.setFixedHeight(max(0, row) * rows + 4)
        self.list.setVisible(rows > 0)
        self.resize(_WIDTH_PX, self.sizeHint().height())

    def open_at(self, view: QWidget) -> None:
        """Show it over a view."""
        corner = view.mapToGlobal(QPoint(view.width() // 3, 40))
        self.move(corner)
        self.show()
        self.field.setFocus()

    # Slots

    @Slot()
    def _on_entered(self) -> None:
        word = " ".join(self.field.text().split())
        items = [self.list.item(place) for place in range(self.list.count())]
        known = [item for item in items if item.text() == word]
        if known:
            known[0].setCheckState(Qt.CheckState.Checked)
            self._added(word)
        else:
            self._change(word, Qt.CheckState.Checked, self._added)

    @Slot(QListWidgetItem)
    def _on_item_changed(self, item: QListWidgetItem) -> None:
        self._change(item.text(), item.checkState(), self._kept)

    def _change(self, word: str, wanted: Qt.CheckState, done: Callable[[str], None]) -> None:
        is_added = wanted == Qt.CheckState.Checked
        services, actor, keys = self._session.ready, self._session.user, self._keys
        session = self._session

        def work() -> None:
            from jobdesk.operations import labels

            change = labels.add_label if is_added else labels.remove_label
            change(services, actor, keys, word)

        def changed(_: None) -> None:  # the popover may be closed by then
            session.jobs_changed.emit()
            if shiboken6.isValid(self):
                self._standing[word] = wanted
                done(word)

        def failed(error: BaseException) -> None:
            if shiboken6.isValid(self):
                self._show_standing(word)
            self._say(error)

        run_in_background(self._page, work, changed, failed=failed)

    def _show_standing(self, word: str) -> None:
        """What was refused is marked as it was before."""
        self.list.blockSignals(True)
        for item in self.list.findItems(word, Qt.MatchFlag.MatchExactly):
            item.setCheckState(self._standing[word])
        self.list.blockSignals(False)

    def _kept(self, word: str) -> None:
        del word
        self.problem.hide()

    def _added(self, word: str) -> None:
        self.problem.hide()
        self.field.clear()
        shown = {self.list.item(place).text() for place in range(self.list.count())}
        if word not in shown:
            self.list.blockSignals(True)
            self._add_item(word, len(self._keys))
            self.list.blockSignals(False)
            self._fit()

    def _say(self, error: BaseException) -> None:
        if isinstance(error, JobDeskError) and shiboken6.isValid(self):
            self.problem.setText(str(error))
            self.problem.show()
        else:
            report_error(error)
