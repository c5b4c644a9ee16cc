"""From a filled dialog to a run: the request, the call, and what is known beforehand.

The heavy rooms are imported inside the functions, which run after the first paint.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from jobdesk.errors import Refused
from jobdesk.models.records import JobRecord, Status
from jobdesk.ui.form.file_editor import FileEditor
from jobdesk.ui.form.json_editor import JsonEditor
from jobdesk.ui.form.words import limits_text
from jobdesk.ui.session import Session

if TYPE_CHECKING:
    from jobdesk.operations.queues import QueueState
    from jobdesk.operations.runs import RunRequest
    from jobdesk.ui.form.form import RunForm
    from jobdesk.ui.form.rail import ExecutionRail


@dataclass(frozen=True, slots=True)
class RunFacts:
    """What the stores know about a job's next run."""

    running: int | None  # a run of this job that has not ended
    usual_seconds: float | None  # median of its last successful runs
    queues: tuple[QueueState, ...] = ()  # all there are
    is_busy: bool = False  # every slot is taken


def limits_of(session: Session, job: JobRecord) -> str:
    """The limits that a run of this job gets, and where a default gave way (DESIGN §11)."""
    from jobdesk.operations.limits import effective_limits

    settings = session.ready.settings
    soft, hard = effective_limits(job, settings)
    follows = ""
    if soft != (job.soft_time_limit or settings.soft_time_limit):
        follows = "soft"
    elif hard != (job.time_limit or settings.time_limit):
        follows = "hard"
    return limits_text(soft, hard, follows)


def read_facts(session: Session, job: JobRecord) -> RunFacts:
    """Look up earlier and live runs; off the main thread."""
    from jobdesk.operations.queues import read_board

    results = session.ready.results
    running = results.running_for_job(job.id)
    durations = results.last_durations([job.id], 20).get(job.id, [])
    good = [seconds for seconds, status in durations if status is Status.SUCCESS]
    board = read_board(session.ready)
    return RunFacts(
        running[0].no if running else None,
        median(good) if good else None,
        board.queues,
        len(board.going) >= board.slots,
    )


def settle(form: RunForm) -> None:
    """All fields are there, and what is typed is taken."""
    form.complete()
    for field in form.fields.values():
        field.editor.settle()


def request_of(form: RunForm, rail: ExecutionRail, dry_run_names: Sequence[str]) -> RunRequest:
    """What the dialog asks for, as every other door asks for it."""
    from jobdesk.operations.runs import RunRequest

    data = form.raw()
    files = {name: str(data.pop(name)) for name in form.file_names() if name in data}
    for name in dry_run_names:
        data[name] = rail.is_dry_run
    return RunRequest(
        data=data,
        files={name: path for name, path in files.items() if path},
        queue=str(rail.queue.currentData() or ""),
        dry_run=rail.is_dry_run,
        commit=rail.commits,
        profile=rail.profile.isChecked(),
    )


def submit(session: Session, job: JobRecord, request: RunRequest) -> int:
    """Ask for the run and give its number; off the main thread.

    Raises:
        InputErrors: some fields are wrong.
        Refused: it cannot run like this, or its inputs could not be handed over.
        AgentUnreachable: the run is stored and waits for an agent.
    """
    from jobdesk.operations.recent_files import remember_files
    from jobdesk.operations.runs import request_run

    record = request_run(session.ready, session.user, job.id, request)
    if record.status is Status.REVOKED:
        raise Refused(record.reason)
    runs = session.paths.runs  # copies that belong to other runs are no files of the user
    chosen = {name: str(p) for name, p in request.files.items() if not _is_below(p, runs)}
    remember_files(session.ready, session.user, job, chosen)
    return record.no


def _is_below(path: str | Path, folder: Path) -> bool:
    return Path(path).is_relative_to(folder)


def tell_editors(session: Session, job: JobRecord, form: RunForm) -> None:
    """Tell each editor whether its value is secret, and where it may remember its looks."""
    for field in form.fields.values():
        is_secret = job.has_sensitive_variables or bool(field.editor.options.get("sensitive"))
        field.editor.is_secret = is_secret
        if isinstance(field.editor, JsonEditor):
            field.editor.remember(session.layout_state)


def offer_recent(session: Session, job: JobRecord, form: RunForm) -> None:
    """Offer in each file field what it was given last."""
    names = form.file_names()
    if not names or session.services is None:
        return
    from jobdesk.operations.recent_files import recent_files

    known = recent_files(session.services, session.user, job)
    for name in names:
        editor = form.fields[name].editor
        if isinstance(editor, FileEditor):
            editor.offer_recent(known.get(name, ()))
