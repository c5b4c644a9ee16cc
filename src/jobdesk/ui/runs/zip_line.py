"""ZipLine: shows how far a zip is, and ends it when it is not wanted any more."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from jobdesk.models.records import RunFile
from jobdesk.ui import messages
from jobdesk.ui.background import report_error, run_in_background
from jobdesk.ui.runs.words import size_text
from jobdesk.ui.runs.zipping import ZipCancelled, ZipJob
from jobdesk.ui.tasks import Task, tasks
from jobdesk.ui.widgets.buttons import button
from jobdesk.ui.widgets.labels import hairline, label

_LOOK_MS = 100
_STEPS = 1000


class ZipLine(QWidget):
    """Hidden while nothing is packed."""

    def __init__(self) -> None:
        super().__init__()
        self._job: ZipJob | None = None
        self._task: Task | None = None
        self.words = label("", "cell", "text2")
        self.bar = QProgressBar()
        self.bar.setRange(0, _STEPS)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Packing the files")
        self.stop = button("Cancel", tip="Give up; nothing is saved")
        self._look = QTimer(self, interval=_LOOK_MS)
        line = QHBoxLayout()
        line.setContentsMargins(20, 6, 20, 6)
        line.setSpacing(12)
        line.addWidget(self.words)
        line.addWidget(self.bar, 1)
        line.addWidget(self.stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(hairline())
        column.addLayout(line)
        self.hide()
        self.stop.clicked.connect(self.cancel)
        self._look.timeout.connect(self._on_look)

    def start(self, home: Path, files: Sequence[RunFile], target: Path) -> None:
        """Pack the files; one zip at a time."""
        if self._job is not None:
            messages.show(f"{self._job.target.name} is still being saved.")
            return
        self._job = job = ZipJob(home, files, target)
        self._task = tasks().begin(f"Saving {target.name}", self, self.cancel)
        self._on_look()
        self.show()
        self._look.start()
        run_in_background(self, job.work, self._done, store="zip", failed=self._failed)

    @Slot()
    def cancel(self) -> None:
        """Give up what is being packed."""
        if self._job is not None:
            self._job.cancel()

    @Slot()
    def _on_look(self) -> None:
        job = self._job
        if job is not None:
            done, total = size_text(job.done_bytes), size_text(job.total_bytes)
            self.words.setText(f"Saving {job.target.name}: {done} of {total}")
            self.bar.setValue(int(job.share * _STEPS))
            if self._task is not None:
                self._task.advance(job.share)

    def _end(self) -> ZipJob | None:
        job, self._job = self._job, None
        if self._task is not None:
            self._task.end()
        self._look.stop()
        self.hide()
        return job

    def _done(self, packed: int) -> None:
        job = self._end()
        if job is None:
            return
        said = f"Saved {packed:,} file{'' if packed == 1 else 's'} in {job.target.name}."
        if job.left_out:
            missing = f"{len(job.left_out):,} could not be read."
            messages.show_error(f"{said} {missing}", "\n".join(job.left_out))
        else:
            messages.show(said)

    def _failed(self, error: BaseException) -> None:
        self._end()
        if isinstance(error, ZipCancelled):
            messages.show(str(error))
        else:
            report_error(error)
