"""A walk through the real window without a screen: review, enable, fill, run, watch.

Each step is a button or field of the window; pictures go to a folder, the live log to the
terminal. Steps are generators that yield what they wait for, so no event loop is nested.
"""

import sys
import time
from collections.abc import Callable, Generator
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from jobdesk.app import Program
from jobdesk.models.records import Status
from jobdesk.operations.logs import text_line
from jobdesk.ui.form.dialog import RunDialog

JOB = "verify_inventory.VerifyInventory"
PATIENCE_S = 60.0
STEP_MS = 40
Steps = Generator[Callable[[], bool], None, None]


def demonstrate(home: Path, pictures: Path) -> int:
    """Run the walk; 0 when the job ran to its end in the window."""
    app = QApplication(sys.argv[:1])
    program = Program(app, home)
    program.window.resize(1440, 900)
    program.window.show()
    walk = Walk(app, program, pictures)
    code = app.exec()
    walk.timer.stop()
    program.end()
    return code


class Walk(QObject):
    """Takes one step after the other, each when what it waits for is true."""

    def __init__(self, app: QApplication, program: Program, pictures: Path) -> None:
        super().__init__(app)
        pictures.mkdir(parents=True, exist_ok=True)
        self._app = app
        self._program = program
        self._pictures = pictures
        self._printed = 0
        self._steps = self._walk()
        self._ready = next(self._steps)
        self._deadline = time.monotonic() + PATIENCE_S
        self.timer = QTimer(self)
        self.timer.timeout.connect(self._on_timeout)
        self.timer.start(STEP_MS)

    def _walk(self) -> Steps:
        session, window = self._program.session, self._program.window
        yield lambda: session.services is not None and session.agent_state == "ready"
        desk = self._program.desk
        assert desk is not None
        services = session.ready
        record = services.jobs.by_class_path(JOB)
        yield lambda: bool(desk.jobs_page.isVisible())
        self._take_picture("1-jobs", window)
        desk.commands.review(record.id, keep_inputs=True)
        yield lambda: services.jobs.by_class_path(JOB).enabled
        print(f"Enabled: {record.name}")
        desk.opener.open_run_dialog(record.id)
        yield lambda: self._dialog() is not None
        dialog = self._dialog()
        dialog.form.restore({"inventory": str(services.paths.home / "data" / "devices.csv")})
        yield lambda: self._run_button(dialog).isEnabled()
        yield self._after(0.6)  # the preview of the file is read off the main thread
        self._take_picture("2-run-dialog", dialog)
        before = {run.no for run in services.results.recent(50)}
        self._run_button(dialog).click()
        yield lambda: any(run.no not in before for run in services.results.recent(1))
        no = services.results.recent(1)[0].no
        print(f"Run {no} of {record.name}, live:")
        yield lambda: self._print_log(no) > 200
        self._take_picture("3-run-live", window)
        yield lambda: self._print_log(no) >= 0 and services.results.by_no(no).status.is_ready
        self._print_log(no)
        yield self._after(0.6)  # the page shows the end within one period
        self._take_picture("4-run-ended", window)
        ended = services.results.by_no(no)
        print(f"Run {no} ended with {ended.status}: {ended.log_counts.total} log entries.")
        print(f"Pictures are in {self._pictures.relative_to(Path.cwd())}.")
        self._app.exit(0 if ended.status is Status.SUCCESS else 1)

    def _dialog(self) -> RunDialog | None:
        found = [w for w in self._app.topLevelWidgets() if isinstance(w, RunDialog)]
        return next((dialog for dialog in found if dialog.isVisible()), None)

    def _run_button(self, dialog: QWidget) -> QAbstractButton:
        buttons = dialog.findChildren(QAbstractButton)
        return next(b for b in buttons if b.text().replace("&", "").strip() == "Run")

    def _print_log(self, no: int) -> int:
        lines = self._program.session.ready.logs.lines(no, self._printed, 5000)
        for line in lines:
            print("  " + text_line(line), end="")
        self._printed += len(lines)
        return self._printed

    @staticmethod
    def _after(seconds: float) -> Callable[[], bool]:
        end = time.monotonic() + seconds
        return lambda: time.monotonic() > end

    def _take_picture(self, name: str, widget: QWidget) -> None:
        widget.grab().save(str(self._pictures / f"{name}.png"))

    @Slot()
    def _on_timeout(self) -> None:
        if time.monotonic() > self._deadline:
            print("The demonstration did not get on; see the log above.", file=sys.stderr)
            self._app.exit(1)
            return
        try:
            while self._ready():
                self._ready = next(self._steps)
                self._deadline = time.monotonic() + PATIENCE_S
        except StopIteration:
            self.timer.stop()
