"""JobField: one of the jobs that may be started; those that cannot run say so."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QStyledItemDelegate

from jobdesk.models.records import JobId, JobRecord


class JobField(QComboBox):
    """A list of receivers, by name; at first none is chosen."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setItemDelegate(QStyledItemDelegate(self))
        self.setAccessibleName(title)
        self.setPlaceholderText("Choose a receiver")

    def offer(self, jobs: Sequence[JobRecord]) -> None:
        """The receivers that there are; the chosen one stays so."""
        chosen = self.job_id
        self.clear()
        for job in jobs:
            note = "" if job.runnable else "  (cannot run now)"
            self.addItem(f"{job.name}{note}", job.id)
            self.setItemData(self.count() - 1, job.not_runnable_reason or job.class_path, 3)
        self.choose(chosen)

    @property
    def job_id(self) -> JobId | None:
        """The chosen job."""
        return self.currentData()

    def choose(self, job_id: JobId | None) -> None:
        """Show another job; None and one that is not there are none."""
        self.setCurrentIndex(-1 if job_id is None else self.findData(job_id))
