"""Ask for a run again as it was: the same inputs, files and options."""

from collections.abc import Mapping
from typing import Any, cast

from jobdesk.errors import Refused
from jobdesk.jobs.redaction import MASK
from jobdesk.models.records import JobRecord, ResultRecord, UserRecord
from jobdesk.operations.jobs import find_job
from jobdesk.operations.presets import PastInputs, inputs_of_run
from jobdesk.operations.requests import RunRequest, file_fields
from jobdesk.operations.runs import find_result, request_run
from jobdesk.operations.services import Services


def run_again(services: Services, actor: UserRecord, ref: str) -> ResultRecord:
    """Ask for a run with what an earlier one was given.

    Raises:
        ResultNotFound: there is no such run.
        Refused: its job is gone, or something it was given was not kept; named in words.
        InputErrors: its job asks for something else today.
        AgentUnreachable: no host could be started; the run is stored and waits for one.
    """
    _, job, request = request_like(services, ref)
    return request_run(services, actor, job.id, request)


def request_like(services: Services, ref: str) -> tuple[ResultRecord, JobRecord, RunRequest]:
    """A run, its job, and what has to be asked for to have the same again.

    Raises:
        ResultNotFound: there is no such run.
        Refused: its job is gone, or something it was given was not kept; named in words.
    """
    record = find_result(services, ref)
    if record.job_id is None:
        raise Refused(f"The job of run {record.no} is not in this workspace any more.")
    job = find_job(services, record.job_id)
    past = inputs_of_run(services, record.no)
    return record, job, _request(job, record, past)


def _request(job: JobRecord, record: ResultRecord, past: PastInputs) -> RunRequest:
    data: dict[str, Any] = {}
    files: dict[str, str] = {}
    takes_file = file_fields(job)
    for name, value in past.inputs.items():
        if value == MASK:
            raise Refused(f"{name} of run {past.no} is secret and was not kept; type it again.")
        if name in takes_file and isinstance(value, Mapping):
            files[name] = _copy(past.no, cast("Mapping[str, Any]", value))
        else:
            data[name] = value
    queues = {*job.job_queues, job.default_job_queue}
    options, is_first = record.options, job.generation == 1
    return RunRequest(
        data=data,
        files=files,
        queue=options.queue if options.queue in queues else "",
        dry_run=options.dry_run,
        commit=options.commit if is_first and not options.dry_run else None,
        profile=options.profile,
        preview=options.preview,
    )


def _copy(no: int, file: Mapping[str, Any]) -> str:
    if "path" not in file:
        raise Refused(
            f"The file {file.get('name')} of run {no} is not there any more; choose it again."
        )
    return str(file["path"])
