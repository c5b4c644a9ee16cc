"""The line over the list of runs: what is looked for, remembered from one start to the next."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, QSettings, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from jobdesk.models.records import Status
from jobdesk.ui.runs.history import RunFilter
from jobdesk.ui.widgets.chip import ChoiceChip
from jobdesk.ui.widgets.chip_row import ChipRow
from jobdesk.ui.widgets.labels import label

_TYPING_MS = 150  # between the last key and the look-up
_TEXT = "runs/filter_text"
_STATUS_WORDS = {
    "Pending": Status.PENDING,
    "Running": Status.STARTED,
    "Completed": Status.SUCCESS,
    "Failed": Status.FAILURE,
    "Revoked": Status.REVOKED,
}


class RunsFilterLine(QWidget):
    """Search field and chips.

    Signals:
        changed(): other runs are wanted; typing is over.
    """

    changed = Signal()

    def __init__(self, store: QSettings) -> None:
        super().__init__()
        self.search = QLineEdit()
        self.search.setPlaceholderText("Filter runs")
        self.search.setAccessibleName("Filter runs by number, job or user")
        self.search.setClearButtonEnabled(True)
        self.search.setProperty("size", "compact")
        self.status = ChoiceChip("Status")
        self.job = ChoiceChip("Job")
        self.user = ChoiceChip("User")
        self.status.set_choices(list(_STATUS_WORDS))
        self.disk = label("", "cell", "text3")
        chips = {"status": self.status, "job": self.job, "user": self.user}
        self._chips = tuple(chips.values())
        line = QHBoxLayout(self)
        line.setContentsMargins(20, 0, 20, 8)
        line.setSpacing(8)
        line.addWidget(ChipRow(self.search, self._chips), 1)
        line.addWidget(self.disk)
        _FilterMemory(store, self.search, chips, self)
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._typing.timeout.connect(self.changed)
        self.search.textChanged.connect(self._on_text_changed)
        for chip in self._chips:
            chip.changed.connect(self.changed)

    @property
    def wanted(self) -> RunFilter:
        """What the user chose."""
        status = _STATUS_WORDS.get(self.status.value)
        return RunFilter(status, self.search.text().strip(), self.job.value, self.user.value)

    @property
    def words(self) -> str:
        """`“ber”, “Failed”`: what is looked for."""
        said = (self.search.text().strip(), *(chip.value for chip in self._chips))
        return ", ".join(f"“{word}”" for word in said if word)

    def offer(self, jobs: Sequence[str], users: Sequence[str]) -> None:
        """What there is to choose from."""
        self.job.set_choices(list(jobs))
        self.user.set_choices(list(users))

    @Slot()
    def clear(self) -> None:
        """Want all runs."""
        self.search.clear()
        for chip in self._chips:
            chip.set_value("")

    @Slot()
    def focus_search(self) -> None:
        """Type into the filter."""
        self.search.setFocus()
        self.search.selectAll()

    def rest(self) -> None:
        """Nobody sees the list: no look-up is due."""
        self._typing.stop()

    @Slot()
    def _on_text_changed(self) -> None:
        self._typing.start()


class _FilterMemory(QObject):
    """Fills search field and chips when it is made, and keeps each change of them."""

    def __init__(
        self,
        store: QSettings,
        search: QLineEdit,
        chips: Mapping[str, ChoiceChip],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._search = search
        self._chips = chips
        search.setText(str(store.value(_TEXT, "")))
        for name, chip in chips.items():
            value = str(store.value(f"runs/filter_{name}", ""))
            if value:
                chip.set_value(value)
            chip.changed.connect(self._on_changed)
        search.textChanged.connect(self._on_changed)

    @Slot()
    def _on_changed(self) -> None:
        self._store.setValue(_TEXT, self._search.text())
        for name, chip in self._chips.items():
            self._store.setValue(f"runs/filter_{name}", chip.value)
