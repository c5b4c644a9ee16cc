"""The child process of a run: waits for one frame on stdin, runs the job, writes the journal.

No Qt, no database, no settings: all it needs comes in the frame. It ends by `os._exit`, so that
threads, exit handlers and grandchildren which the job forgot do not delay the end of its run.
"""

from __future__ import annotations

import gc
import os
import sys
import time

from jobdesk.compat.finder import install as install_compat
from jobdesk.jobs.context import RunAttachment
from jobdesk.jobs.sink import RunLogHandler
from jobdesk.runner import ending
from jobdesk.runner.around.console import Console
from jobdesk.runner.around.inventory import InventoryAround
from jobdesk.runner.around.limits import Stops, call_job
from jobdesk.runner.around.profile import Profile
from jobdesk.runner.around.redaction import Redaction
from jobdesk.runner.context import WorkerContext
from jobdesk.runner.ending import Ending
from jobdesk.runner.faces import Faces
from jobdesk.runner.frame import Frame, FrameError
from jobdesk.runner.journal import JOURNAL_NAME
from jobdesk.runner.journal_writer import JournalWriter
from jobdesk.runner.lifecycle import Lifecycle, Run
from jobdesk.runner.rehearsal import load_models, warm_up

TYPE_CHECKING = False  # typing is slow to import, and every run starts a process
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

WORK_NAME = "work"
MODELS_WORD = "models"  # runner.process starts it so
HOME_VARIABLE = "JOBDESK_HOME"
RUN_VARIABLE = "JOBDESK_RUN"  # by it a host finds grandchildren that left the process group
EXIT_FINISHED = 0
EXIT_UNWRITTEN = 1  # the end of the run could not be written
EXIT_BAD_FRAME = 2
EXIT_NO_TICKET = 3  # somebody else has run it, or is running it
_BORN = time.time()
_STARTTIME_FIELD = 19  # of /proc/self/stat, counted behind the name


def main() -> int:
    """Wait for a frame and run it; without one leave quietly."""
    try:
        warm_up(0)
        if MODELS_WORD in sys.argv[1:]:
            load_models(0)
        line = read_frame_line(0)
        if not line:
            return EXIT_FINISHED
        frame = Frame.from_line(line)
    except KeyboardInterrupt:
        return EXIT_FINISHED
    except FrameError as error:
        print(error, file=sys.stderr)  # noqa: T201 - the host reads it
        return EXIT_BAD_FRAME
    os._exit(run_frame(frame))


def read_frame_line(descriptor: int) -> bytes:
    """The first line from a descriptor; empty when it ends before a line break."""
    pieces: list[bytes] = []
    while True:
        piece = os.read(descriptor, 1 << 18)
        if not piece:
            return b""
        pieces.append(piece)
        if b"\n" in piece:
            return b"".join(pieces).partition(b"\n")[0]


def run_frame(frame: Frame) -> int:
    """Run the job of a frame in this process, which is used up by it; the exit code."""
    path = os.path.join(frame.run_dir, JOURNAL_NAME)  # noqa: PTH118 - pathlib is slow to import
    os.makedirs(frame.run_dir, exist_ok=True)  # noqa: PTH103 - as above
    try:
        journal = JournalWriter(path, frame.journal_cap)
    except FileExistsError:
        return EXIT_NO_TICKET
    console: Console | None = None
    try:
        console = Console(frame.run_dir)
        end = _execute(frame, journal)
    except BaseException as error:  # noqa: BLE001 - the border of the worker
        words = f"JobDesk's worker failed: {ending.words_for(error)}"
        end = Ending(ending.FAILURE, words, None, ending.traceback_of(error))
    if console is not None:
        console.flush()
    return EXIT_FINISHED if _finish(journal, end) else EXIT_UNWRITTEN


def _execute(frame: Frame, journal: JournalWriter) -> Ending:
    _settle(frame)
    pid = os.getpid()
    journal.event("started", attempt=frame.attempt, pid=pid, ctime=creation_time())
    redaction = Redaction()
    context = WorkerContext(frame, journal, redaction)
    stops = Stops(
        frame.run_dir,
        soft_limit=frame.soft_limit,
        hard_limit=frame.hard_limit,
        grace=frame.grace,
        host_pid=frame.host_pid,
        on_tick=context.flush_progress,
        on_orphan_end=lambda status, reason: _finish(journal, Ending(status, reason)),
    )
    faces = Faces(frame, context.say)
    attachment = RunAttachment(
        context,
        user=faces.user,
        job_result=faces.job_result,
        job_model=faces.job_model,
        request=faces.request,
        celery_kwargs=faces.celery_kwargs,
    )
    attachment.change_ids = frame.object_changes
    RunLogHandler(context, redaction).install()
    inventory = InventoryAround(frame, context, attachment, stops)
    if frame.compat:
        install_compat()
        inventory.arm()
    stops.start()
    profile = Profile(frame.profile, frame.no, context.files)
    call = _call_unless_forked(pid)
    run = Run(frame, context, attachment, stops, profile, redaction, inventory, call)
    end = Lifecycle(run).execute()
    stops.close()
    return end


def _settle(frame: Frame) -> None:
    """Make the process the run's own: environment, folder, no byte code, crashes on stderr."""
    import faulthandler

    faulthandler.enable(2)
    gc.freeze()  # what is there now stays: no collection and no forked child looks at it
    gc.enable()
    sys.dont_write_bytecode = True
    os.environ[HOME_VARIABLE] = frame.home
    os.environ[RUN_VARIABLE] = str(frame.no)
    work = os.path.join(frame.run_dir, WORK_NAME)  # noqa: PTH118 - pathlib is slow to import
    os.makedirs(work, exist_ok=True)  # noqa: PTH103 - as above
    os.chdir(work)


def _call_unless_forked(pid: int) -> Callable[..., Any]:
    """The way into job code, at whose other end a forked child of the job must not go on."""

    def call(function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        try:
            value = call_job(function, *args, **kwargs)
        except BaseException as error:
            if os.getpid() != pid:
                _leave_fork(error)
            raise
        if os.getpid() != pid:
            _leave_fork(None)
        return value

    return call


def _leave_fork(error: BaseException | None) -> None:
    """End a child that came out of job code by itself; the run is its parent's business."""
    if error is not None and not isinstance(error, SystemExit):
        sys.stderr.write(ending.traceback_of(error))
    sys.stdout.flush()
    sys.stderr.flush()
    code = error.code if isinstance(error, SystemExit) else 0 if error is None else 1
    os._exit(code if isinstance(code, int) else 1)


def _finish(journal: JournalWriter, end: Ending) -> bool:
    return journal.finish(
        status=end.status,
        reason=end.reason,
        result=end.result,
        traceback=end.traceback,
        peak=memory_peak(),
        **({} if end.changes is None else {"changes": end.changes}),
    )


def memory_peak() -> int:
    """The most memory that this process ever held, in bytes; 0 where it cannot be told."""
    try:
        with open("/proc/self/status", "rb") as status:  # noqa: PTH123 - pathlib is slow to import
            line = next(line for line in status if line.startswith(b"VmHWM:"))
        return int(line.split()[1]) * 1024  # getrusage counts what the parent held before exec
    except (OSError, ValueError, IndexError, StopIteration):
        return _peak_by_rusage()


def _peak_by_rusage() -> int:
    try:
        import resource
    except ImportError:  # Windows
        return 0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def creation_time() -> float:
    """When this process was created, in seconds since the epoch, as psutil tells it."""
    try:
        with open("/proc/self/stat", "rb") as stat:  # noqa: PTH123 - pathlib is slow to import
            ticks = int(stat.read().rpartition(b")")[2].split()[_STARTTIME_FIELD])
        with open("/proc/stat", "rb") as stat:  # noqa: PTH123 - as above
            booted = next(line for line in stat if line.startswith(b"btime "))
        return int(booted.split()[1]) + ticks / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, IndexError, StopIteration):
        return _BORN
