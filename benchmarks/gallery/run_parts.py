"""Runs of the pictures: a window of their own, a live run, a failed one."""

from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QWidget
from tests.support.run_desk import RunDesk

from benchmarks.gallery.camera import Camera
from benchmarks.gallery.homes import Fill, copy_of, empty
from benchmarks.gallery.run_data import (
    DEVICES,
    FAILED_LOG,
    INPUTS,
    LINES,
    SUMMARY,
    TRACEBACK,
    VARIABLES,
    log_rows,
)
from jobdesk.models.records import Progress, RunFile, Status
from jobdesk.ui.main_window import RUNS


def desk_of(camera: Camera, fill: Fill = empty) -> tuple[Camera, RunDesk]:
    """A window on a workspace of its own: the other screens keep theirs.

    Args:
        camera: takes the picture.
        fill: what is there already; done once for all screens that begin with it.
    """
    folder = TemporaryDirectory(ignore_cleanup_errors=True)
    home = copy_of(fill, Path(folder.name))
    runs = RunDesk(home)
    own = camera.beside(runs.services, home)
    camera.at_close += [own.close, runs.close, folder.cleanup]
    return own, runs


def live_run(runs: RunDesk) -> int:
    """A run in the middle of its work; its number."""
    job = runs.job("Backup configurations", "Backup", VARIABLES)
    no = runs.ask(job, INPUTS, user="m.rossi").no
    runs.begin(no)
    progress = Progress(318, DEVICES, "now ber-acc-19")
    console = [(1 + at % 7 // 6, f"connected to ber-acc-{at:02d}\n") for at in range(36)]
    runs.append(
        no, log_rows(0, LINES), console=console, progress=progress, files=_write_files(runs, 4)
    )
    return no


def _write_files(runs: RunDesk, count: int) -> list[RunFile]:
    made = []
    for at in range(count):
        path = runs.paths.runs / "1" / "files" / f"ber-acc-{at:02d}.cfg"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("!\n" * (400 + 37 * at))
        relative = path.relative_to(runs.paths.home).as_posix()
        made.append(RunFile(path.name, path.stat().st_size, relative))
    return made


def open_run(own: Camera, no: int) -> QWidget:
    """Open the page of a run."""
    own.desk.show_place(RUNS)
    own.desk.opener.open_run(no)
    own.settle()
    return own.window.strip.current_page


def failed_run(runs: RunDesk, traceback: str = TRACEBACK) -> int:
    """A run that ended by an exception; its number."""
    job = runs.job("New branch site", "Branch", VARIABLES)
    no = runs.ask(job, INPUTS, user="k.tanaka").no
    runs.begin(no)
    runs.append(no, FAILED_LOG)
    reason = "LookupError: Interface \u201cGi1/0/25\u201d does not exist on C9200L-24P."
    runs.end(no, Status.FAILURE, seconds=1.3, reason=reason, traceback=traceback)
    return no


def ended_run(camera: Camera, tab: str) -> QWidget:
    """The page of a run that went well, at one of its tabs."""
    own, runs = desk_of(camera)
    no = live_run(runs)
    result = {"devices": 512, "changed": 39, "failed": ["ber-acc-12", "ber-acc-77"]}
    runs.end(no, Status.SUCCESS, result=result, summary=SUMMARY, worker="worker 41877")
    page = open_run(own, no)
    page.tabs.show_page(tab)
    return own.window
