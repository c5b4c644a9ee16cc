"""The first-run page: ways into an empty workspace, and whether this computer is fit for it."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from jobdesk.ui.background import run_in_background
from jobdesk.ui.home.card import WayCard
from jobdesk.ui.home.checks import Finding, examine_computer
from jobdesk.ui.widgets.buttons import button
from jobdesk.ui.widgets.folders import last_folder, remember_folder
from jobdesk.ui.widgets.icon_label import IconLabel
from jobdesk.ui.widgets.labels import hairline, label

_COLUMN_PX = 640
_LOOKS = {
    "ok": ("check-circle-fill", "ok"),
    "warn": ("warning-fill", "warn"),
    "bad": ("x-circle-fill", "bad"),
}


class FirstRunPage(QWidget):
    """Leads to the sample, or to a folder of one's own.

    Signals:
        sample_requested(): put the sample jobs into this workspace.
        folder_chosen(str): add this folder of job files.
    """

    sample_requested = Signal()
    folder_chosen = Signal(str)

    def __init__(self, home: Path) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._home = home
        self.sample = WayCard(
            "flask",
            "accent",
            "Try the sample jobs",
            "Small jobs with their data. All stays on this computer.",
            "Add the sample",
        )
        self.folder = WayCard(
            "folder-open",
            "neutral",
            "Add a folder of jobs",
            "Point to a folder with your .py files. It is read, never changed.",
            "Choose folder…",
        )
        self._checks = QWidget()
        self._grid = QGridLayout(self._checks)
        self._build()
        self.sample.clicked.connect(self.sample_requested)
        self.folder.clicked.connect(self.choose_folder)

    def _build(self) -> None:
        column = QVBoxLayout()
        column.setContentsMargins(20, 88, 20, 24)
        column.setSpacing(12)
        column.addWidget(label("No jobs yet", "hero"))
        words = (
            "A job is a Python class that asks for inputs and does network work. "
            "Jobs written for Nautobot run here as they are."
        )
        column.addWidget(label(words, "body", "text2", wrap=True))
        column.addSpacing(12)
        column.addWidget(self.sample)
        column.addWidget(self.folder)
        hint = "You can also drop a folder anywhere in this window."
        column.addWidget(label(hint, "cell", "text2"))
        column.addSpacing(8)
        column.addWidget(self._build_checks())
        column.addStretch(1)
        inner = QWidget()
        inner.setObjectName("plain")
        centred = QHBoxLayout(inner)
        centred.setContentsMargins(0, 0, 0, 0)
        middle = QWidget()
        middle.setLayout(column)
        middle.setMaximumWidth(_COLUMN_PX + 40)
        centred.addStretch(1)
        centred.addWidget(middle, 10)
        centred.addStretch(1)
        area = QScrollArea()
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its buttons scroll it
        area.setWidgetResizable(True)
        area.setWidget(inner)
        area.setAccessibleName("First steps")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)

    def _build_checks(self) -> QWidget:
        self._computer = QWidget()
        column = QVBoxLayout(self._computer)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(hairline())
        head = QHBoxLayout()
        head.addWidget(label("This computer", "section"), 1)
        again = button("Check again", "link")
        again.clicked.connect(self.check_computer)
        head.addWidget(again)
        column.addLayout(head)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(10)
        self._grid.setColumnMinimumWidth(1, 140)
        self._grid.setColumnStretch(2, 1)
        column.addWidget(self._checks)
        self._computer.hide()
        return self._computer

    @Slot()
    def check_computer(self) -> None:
        """Look at this computer, in a thread."""
        home = self._home
        run_in_background(
            self, lambda: examine_computer(home), self.show_findings, store="look", name="check"
        )

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show what was found."""
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for row, finding in enumerate(findings):
            icon, token = _LOOKS[finding.verdict]
            self._grid.addWidget(IconLabel(icon, token), row, 0)
            self._grid.addWidget(label(finding.name, "rowTitle"), row, 1)
            self._grid.addWidget(label(finding.sentence, "body", "text2", wrap=True), row, 2)
        self._computer.setVisible(bool(findings))

    @Slot()
    def choose_folder(self) -> None:
        """Let the user choose a folder of job files."""
        dialog = QFileDialog(self, "Folder of jobs", last_folder("jobs"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, "Add folder")
        dialog.fileSelected.connect(self._on_folder_chosen)
        dialog.open()

    @Slot(str)
    def _on_folder_chosen(self, folder: str) -> None:
        remember_folder("jobs", str(Path(folder).parent))
        self.folder_chosen.emit(folder)
