"""Ask for runs, follow them, stop them, delete them."""

import shutil
import uuid
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from jobdesk.errors import AgentUnreachable, Refused, ResultNotFound
from jobdesk.models.asked_records import AskedFor
from jobdesk.models.records import (
    JobRecord,
    ResultNo,
    ResultRecord,
    RunOptions,
    RunTail,
    Status,
    UserRecord,
)
from jobdesk.operations.jobs import find_job
from jobdesk.operations.limits import effective_limits
from jobdesk.operations.permissions import require
from jobdesk.operations.requests import (
    RunRequest,
    clean_request,
    current_version,
    input_paths,
    refuse_unrunnable,
    secrets_of,
)
from jobdesk.operations.services import Services
from jobdesk.paths import WorkspacePaths

if TYPE_CHECKING:
    from jobdesk.jobs.inputs import CleanInputs
    from jobdesk.operations.staging import StagedFiles


def request_run(
    services: Services,
    actor: UserRecord,
    job_ref: str,
    request: RunRequest,
    *,
    asked: AskedFor | None = None,
) -> ResultRecord:
    """Check everything, store the run as pending and hand it to the host.

    The record comes back as REVOKED when its inputs could not be handed over. `asked` names the
    run that asks in a person's place.

    Raises:
        JobNotFound: there is no such job.
        Refused: the job cannot run like this; the reason in words, and nothing was written.
        AgentUnreachable: no host could be started; the run is stored and waits for one.
    """
    require(actor, "run", "jobs")
    job = find_job(services, job_ref)
    refuse_unrunnable(services, job, request)
    clean = clean_request(services, job, request)
    from jobdesk.operations.staging import stage_files

    staged = stage_files(services.paths, input_paths(job, clean))
    try:
        record = _create(services, actor, job, request, _stored(clean, staged), asked)
    except BaseException:
        staged.discard()
        raise
    moved = staged.move_into(services.paths, record.no)
    return _submit(services, record, secrets_of(job, clean, moved))


def _stored(clean: "CleanInputs", staged: "StagedFiles") -> dict[str, Any]:
    """What the record keeps; the facts of a file are those of the copy that will be read."""
    facts = {n: f for n, f in staged.facts.items() if isinstance(clean.stored.get(n), Mapping)}
    return {**clean.stored, **facts}


def _create(
    services: Services,
    actor: UserRecord,
    job: JobRecord,
    request: RunRequest,
    stored: dict[str, Any],
    asked: AskedFor | None,
) -> ResultRecord:
    soft, hard = effective_limits(job, services.settings)
    commit = job.commit_default if request.commit is None else request.commit
    options = RunOptions(
        queue=request.queue or job.default_job_queue,
        soft_limit=soft,
        hard_limit=hard,
        profile=request.profile,
        dry_run=request.dry_run,
        commit=commit and not request.dry_run,
        preview=request.preview,
    )
    is_sensitive = job.has_sensitive_variables
    return services.results.create(
        job,
        actor.username,
        None if is_sensitive else stored,
        is_sensitive,
        options,
        current_version(job),
        asked,
    )


def _submit(
    services: Services, record: ResultRecord, secrets: dict[str, Any] | None
) -> ResultRecord:
    try:
        services.host.submit(record.no, secrets)
    except AgentUnreachable as error:
        if secrets is None:
            raise AgentUnreachable(f"Run {record.no} is stored and waits: {error}") from None
        return _revoke(
            services, record, f"It was not started, and its inputs were not kept: {error}"
        )
    except Refused as error:
        return _revoke(services, record, f"The agent refused it: {error}")
    return services.results.by_no(record.no) or record


def _revoke(services: Services, record: ResultRecord, reason: str) -> ResultRecord:
    from datetime import UTC, datetime

    from jobdesk.models.plans import Ending
    from jobdesk.operations.staging import discard_inputs

    ending = Ending(Status.REVOKED, date_done=datetime.now(UTC), reason=reason)
    services.results.close(record.no, ending)
    discard_inputs(services.paths, record.no)
    return find_result(services, str(record.no))


def find_result(services: Services, ref: str) -> ResultRecord:
    """The run with this number or id.

    Raises:
        ResultNotFound: there is none.
    """
    found = services.results.find(ref.strip())
    if found is None:
        raise ResultNotFound(f"There is no run {ref!r} in this workspace.")
    return found


def list_runs(
    services: Services,
    job: str | None = None,
    status: Status | None = None,
    limit: int = 50,
) -> list[ResultRecord]:
    """The newest runs, of one job or in one state.

    Raises:
        JobNotFound: there is no such job.
    """
    job_id = find_job(services, job).id if job else None
    records = services.results.recent(limit, job_id=job_id, status=status)
    live_nos = [record.no for record in records if not record.status.is_ready]
    tails = services.logs.tails(live_nos) if live_nos else {}
    return [_merged(record, tails.get(record.no)) for record in records]


def live(services: Services, record: ResultRecord) -> ResultRecord:
    """The record with counts, files and summary as far as its journal has been read."""
    if record.status.is_ready:
        return record
    return _merged(record, services.logs.tail(record.no))


def _merged(record: ResultRecord, tail: RunTail | None) -> ResultRecord:
    if tail is None or record.status.is_ready:
        return record
    return replace(
        record,
        log_counts=tail.counts,
        files=tail.files,
        summary=tail.summary,
        date_started=record.date_started or tail.started_at,
    )


def cancel_run(
    services: Services, actor: UserRecord, ref: str, kill: bool = False
) -> ResultRecord:
    """Ask a run to stop, or with `kill` to end its processes at once.

    Raises:
        ResultNotFound: there is no such run.
        Refused: it has ended already.
        AgentUnreachable: no host could be started; the wish is stored for the next one.
    """
    require(actor, "cancel", "runs")
    record = find_result(services, ref)
    if record.status.is_ready:
        raise Refused(f"Run {record.no} has already ended ({record.status}).")
    services.results.request_stop(record.no, actor.username, kill)
    try:
        services.host.cancel(record.no, actor.username, kill=kill)
    except Refused:
        # A host that was just started found the wish in desk.db and met it before this message.
        if not find_result(services, str(record.no)).status.is_ready:
            raise
    return find_result(services, str(record.no))


def delete_run(services: Services, actor: UserRecord, ref: str) -> None:
    """Delete a run with its log and files; its folder waits in the trash to be swept.

    Each step can be repeated, and the record goes last, so that a crash loses no trace.

    Raises:
        ResultNotFound: there is no such run.
        Refused: it has not ended.
    """
    require(actor, "delete", "runs")
    record = find_result(services, ref)
    if not record.status.is_ready:
        raise Refused(f"Run {record.no} has not ended; cancel it first.")
    remove_run(services, record.no)
    services.host.announce("results")


def remove_run(services: Services, no: int) -> None:
    """Delete a run that has ended; who calls has asked for rights and tells the others."""
    folder = services.paths.run_dir(no)
    if folder.is_dir() and not folder.is_symlink():
        services.paths.trash.mkdir(parents=True, exist_ok=True)
        folder.rename(services.paths.trash / f"{no}-{uuid.uuid4().hex[:8]}")
    services.logs.delete_run(ResultNo(no))
    services.results.delete(no)


def sweep_trash(paths: WorkspacePaths) -> int:
    """Remove what lies in the trash, and copies that a crash left; how many are gone."""
    from jobdesk.operations.staging import forgotten_copies

    swept = 0
    for entry in [*paths.trash.glob("*"), *forgotten_copies(paths)]:
        if entry.is_symlink() or entry.is_file():
            entry.unlink(missing_ok=True)
        else:
            shutil.rmtree(entry, ignore_errors=True)
        swept += not entry.exists()
    return swept
