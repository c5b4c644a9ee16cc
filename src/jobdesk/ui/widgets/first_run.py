"""Before a job's first run: what it uses that JobDesk does not have."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from jobdesk.ui.widgets.labels import label

if TYPE_CHECKING:
    from jobdesk.operations.check import Finding

_NAMED = 3


class FirstRunBox(QWidget):
    """Hidden unless a job that never ran would come to something that is not there."""

    def __init__(self) -> None:
        super().__init__()
        self._bold = label("", "section", "warn", wrap=True)
        self._rest = label("", "cell", "text2", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._bold)
        column.addWidget(self._rest)
        self.hide()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Name what lacks, or nothing."""
        self.setVisible(bool(findings))
        if findings:
            bold, rest = first_run_words(findings)
            self._bold.setText(bold)
            self._rest.setText(rest)
            self.setAccessibleName(f"{bold} {rest}")


def first_run_words(findings: Sequence[Finding]) -> tuple[str, str]:
    """What the box says: how many names lack, and which, where."""
    names = [f"{_short(one.name)} ({_places(one)})" for one in findings[:_NAMED]]
    more = len(findings) - len(names)
    listed = ", ".join(names) + (f" and {more} more" if more > 0 else "")
    what = "a name" if len(findings) == 1 else f"{len(findings)} names"
    there = "there" if len(findings) == 1 else "at one of them"
    return (
        f"It uses {what} that JobDesk lacks.",
        f"{listed}. A run that comes {there} ends with this reason.",
    )


def _short(name: str) -> str:
    """The name as the file writes it."""
    return name.rpartition(".")[2]


def _places(finding: Finding) -> str:
    lines = ", ".join(str(line) for line in finding.uses[:_NAMED])
    word = "line" if len(finding.uses) == 1 else "lines"
    return f"{PurePath(finding.file).name}, {word} {lines}"
