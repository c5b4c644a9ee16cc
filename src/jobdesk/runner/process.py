"""One worker process: the only owner of its QProcess.

It starts through the front door with the word `worker`, waits for one frame on stdin, and ends
with a `RunOutcome`. Main thread only.
"""

import ctypes
import sys
import uuid
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal, Slot

from jobdesk.runner.liveness import creation_time
from jobdesk.runner.niceness import make_nicer
from jobdesk.runner.outcome import RunOutcome, last_line_of

TOKEN_VARIABLE = "JOBDESK_WORKER"  # inherited by everything that a worker starts  # noqa: S105 - a name
MODELS_WORD = "models"  # behind `worker`: load the models while waiting for the frame
_NICER_AGAIN_MS = 150  # the system refuses a second change within 100 ms
_WRITE_MS = 20  # a frame that does not fit the pipe goes on in the event loop
_STDERR_KEPT = 64 * 1024


class WorkerProcess(QObject):
    """A child waiting for a frame, running it, or gone.

    Signals:
        started: the process lives.
        ended: the process is gone, or never came to life; `outcome` says how.
    """

    started = Signal()
    ended = Signal()

    def __init__(
        self, command: Sequence[str], environ: Mapping[str, str], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.outcome: RunOutcome | None = None
        self.token = uuid.uuid4().hex
        self.pid = 0
        self.created = 0.0  # with the pid it names the process for good
        self.has_frame = False
        self.has_models = MODELS_WORD in command  # it has loaded the models of the inventory
        self._command = list(command)
        self._process = QProcess(self)
        self._process.setProcessEnvironment(
            _environment({**environ, TOKEN_VARIABLE: self.token})
        )
        if sys.platform != "win32":
            parameters = QProcess.UnixProcessParameters()
            parameters.flags = (
                QProcess.UnixProcessFlag.CreateNewSession
                | QProcess.UnixProcessFlag.ResetSignalHandlers
                | QProcess.UnixProcessFlag.UseVFork
            )
            self._process.setUnixProcessParameters(parameters)
        self._process.started.connect(self._on_process_started)
        self._process.finished.connect(self._on_process_finished)
        self._process.errorOccurred.connect(self._on_process_error)

    @property
    def is_running(self) -> bool:
        """The process has been started and has not ended."""
        return self.outcome is None and self.pid > 0

    def start(self) -> None:
        """Start the process; `started` or `ended` follows."""
        self._process.start(self._command[0], self._command[1:])
        self.pid = self._process.processId()
        self.created = creation_time(self.pid)

    def send_frame(self, line: bytes) -> None:
        """Hand over the one frame and close stdin behind it."""
        self.has_frame = True
        self._process.write(line)
        self._process.waitForBytesWritten(_WRITE_MS)  # now, not when the event loop has time
        self._process.closeWriteChannel()

    def dismiss(self) -> None:
        """Ask an idle worker to leave: it reads the end of stdin and exits."""
        self._process.closeWriteChannel()

    def kill(self) -> None:
        """End this one process at once; grandchildren are the business of `stops`."""
        self._process.kill()

    def wait(self, timeout_ms: int) -> bool:
        """Wait for the end; only while shutting down."""
        return self.outcome is not None or self._process.waitForFinished(timeout_ms)

    def abandon(self) -> None:
        """Let the process live on without us.

        Destroying a QProcess kills its process, and Qt's end-of-program clean-up destroys every
        object it finds, so the holder must leave by `os._exit` after this.
        """
        self._process.blockSignals(True)
        self.setParent(None)
        ctypes.pythonapi.Py_IncRef(ctypes.py_object(self))

    @Slot()
    def _on_process_started(self) -> None:
        self.pid = self._process.processId()
        self._make_nicer()
        self.started.emit()

    @Slot()
    def _make_nicer(self) -> None:
        if self.is_running and not make_nicer(self.pid):
            QTimer.singleShot(_NICER_AGAIN_MS, self, self._make_nicer)

    @Slot(int, QProcess.ExitStatus)
    def _on_process_finished(self, code: int, status: QProcess.ExitStatus) -> None:
        crashed = status == QProcess.ExitStatus.CrashExit
        said = self._process.readAllStandardError().data()[-_STDERR_KEPT:]
        self.outcome = RunOutcome(
            exit_code=None if crashed else code,
            signal=code if crashed else None,
            last_line=last_line_of(bytes(said)),
        )
        self.ended.emit()

    @Slot(QProcess.ProcessError)
    def _on_process_error(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart and self.outcome is None:
            self.outcome = RunOutcome(start_error=self._process.errorString())
            self.ended.emit()


def _environment(extra: Mapping[str, str]) -> QProcessEnvironment:
    environment = QProcessEnvironment.systemEnvironment()
    for name, value in extra.items():
        environment.insert(name, value)
    return environment
