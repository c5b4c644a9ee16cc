"""The inventory around a run: opened when the job needs it first, its changes counted after.

Django is imported then and not before: most runs never need it.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager

from jobdesk.compat import opening
from jobdesk.jobs.levels import INFO, WARNING
from jobdesk.runner.around.objects import RunObjects
from jobdesk.runner.crashpoint import crash_point

TYPE_CHECKING = False  # typing is slow to import, and every run starts a process
if TYPE_CHECKING:
    from collections.abc import Generator
    from typing import Any

    from jobdesk.inventory.running import RunInventory
    from jobdesk.inventory.start import InventoryPlace
    from jobdesk.jobs.context import RunAttachment
    from jobdesk.jobs.job import Job
    from jobdesk.runner.around.limits import Stops
    from jobdesk.runner.context import WorkerContext
    from jobdesk.runner.frame import Frame

_GROUPING = "inventory"
_COPYING = "Copying the inventory for the preview"
_MODELS = "jobdesk.inventory.start"


class InventoryAround:
    """What a run does to the inventory, from its first use to the count of its changes."""

    def __init__(
        self, frame: Frame, context: WorkerContext, attachment: RunAttachment, stops: Stops
    ) -> None:
        self._frame = frame
        self._context = context
        self._attachment = attachment
        self._stops = stops
        self._open: RunInventory | None = None
        self._job: Job | None = None
        self._is_one_transaction = False

    def arm(self) -> None:
        """From now on the first import of a model opens the inventory."""
        if self._frame.inventory:
            opening.open_with(self._open_it)
            self._attachment.objects = RunObjects()

    def open_if_loaded(self) -> None:
        """Open it now where a warm worker has loaded the models: no import will ask for it."""
        if self._frame.inventory and _MODELS in sys.modules:
            opening.open_now()

    def attach(self, job: Job) -> None:
        """The job is there; who asked for it becomes an object where models are used."""
        self._job = job

    @property
    def words_of_dry_run(self) -> str:
        """What became of the changes of a run that must not keep them."""
        if not self._frame.preview:
            return "Dry run: there is nothing to roll back, as this workspace has no inventory."
        return "Dry run: the job worked on a copy of the inventory, which is thrown away."

    @contextmanager
    def one_transaction(self) -> Generator[None]:
        """All that the job writes inside is kept or, when it raises, rolled back."""
        self._is_one_transaction = True
        if self._open is not None:
            self._open.begin()
        try:
            yield
        except BaseException as error:
            self._end_transaction(error)
            raise
        self._end_transaction(None)

    def _end_transaction(self, error: BaseException | None) -> None:
        self._is_one_transaction = False
        if self._open is not None:
            self._open.end(error)
            crash_point("inventory-committed")

    def finish(self) -> dict[str, int] | None:
        """The run is over: how many changes it committed; None when it never came here."""
        if self._open is None:
            return None
        if self._open.leave():
            words = "The job left a transaction open; what it wrote there is rolled back."
            self._context.say(WARNING, _GROUPING, words)
        self._keep_preview(self._open)
        counts = self._open.counts()
        crash_point("inventory-left")
        return counts

    def _keep_preview(self, inventory: RunInventory) -> None:
        result = inventory.preview()
        if result is None:
            return
        from pathlib import Path

        from jobdesk.inventory.preview import write_preview

        write_preview(Path(self._frame.run_dir), result)
        words = f"Preview: {_counted(result.logged_count, 'change')} in the change log"
        if result.unlogged_count:
            words += (
                f", {_counted(result.unlogged_count, 'more object')} changed without an entry"
            )
        outside = "What the job did outside the inventory was not prevented."
        self._context.say(INFO, _GROUPING, f"{words}. {outside}")

    def _open_it(self) -> None:
        from jobdesk.inventory.changes import ChangeContext
        from jobdesk.inventory.running import RunInventory

        self._guard()
        frame, place = self._frame, self._place
        context = ChangeContext(
            user_name=str(frame.user.get("username", "")),
            kind=_kind_of(frame.job),
            detail=frame.class_path,
            result_no=frame.no,
        )
        if frame.preview:
            copy = _copy_of(frame, place.holder)
            self._context.write_waiting(_COPYING)
            self._open = RunInventory(copy, context, self._on_wait, frame.user, place)
            self._context.write_waiting("")
        else:
            self._open = RunInventory(place, context, self._on_wait, frame.user)
        self._put_user(self._open.user)
        self._show_desk()
        if self._is_one_transaction:
            self._open.begin()

    def _show_desk(self) -> None:
        from pathlib import Path

        from jobdesk.inventory.deskdata.access import DeskPlace, use_desk
        from jobdesk.runner.around.asking import HostRequests

        frame = self._frame
        if frame.desk:
            say = self._context.say
            ask = HostRequests(frame.run_dir, self._context, self._stops).ask
            desk, logs = Path(frame.desk), Path(frame.logs)
            use_desk(DeskPlace(desk, logs, frame.no, say, ask, frame.preview))

    def _guard(self) -> None:
        from jobdesk.inventory.gate.lock import WAITING
        from jobdesk.inventory.running import held_files

        self._stops.guard(held_files(), WAITING, self._interrupt)

    def _interrupt(self) -> None:
        if self._open is not None:
            self._open.interrupt()

    @property
    def _place(self) -> InventoryPlace:
        from pathlib import Path

        from jobdesk.inventory.start import InventoryPlace

        frame = self._frame
        return InventoryPlace(Path(frame.inventory), Path(frame.gate), f"run {frame.no}")

    def _put_user(self, user: Any) -> None:
        job, face = self._job, self._attachment.user
        self._attachment.user = user
        if job is not None and job.user is face:
            job.user = user

    def _on_wait(self, holder: str, seconds: float | None) -> None:
        if seconds is None:
            words = f"Waiting for {holder}, which is writing the inventory"
            self._stops.pause()
            self._context.write_waiting(words)
        else:
            words = f"Waited {seconds:.1f} s for {holder}"
            self._stops.resume(seconds)
            self._context.write_waiting("")
        self._context.say(INFO, _GROUPING, words)


def _copy_of(frame: Frame, holder: str) -> InventoryPlace:
    from pathlib import Path

    from jobdesk.inventory.preview import COPY_GATE_NAME, COPY_NAME
    from jobdesk.inventory.start import InventoryPlace

    folder = Path(frame.run_dir)
    return InventoryPlace(folder / COPY_NAME, folder / COPY_GATE_NAME, holder)


def _kind_of(job: Any) -> str:
    """The word of the change log for what started the run."""
    if job.get("is_job_hook_receiver"):
        return "job-hook"
    return "job-button" if job.get("is_job_button_receiver") else "job"


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
