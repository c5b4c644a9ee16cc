"""What a running job may ask of its host, and the answers: by the rules that hold for people.

The job speaks for who asked for its run, whatever it says itself.
"""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from jobdesk.errors import InputErrors, Refused
from jobdesk.models.asked_records import AskedFor
from jobdesk.models.records import JobRecord, ResultRecord, UserRecord
from jobdesk.operations.cleaning import count_old_runs, delete_old_runs
from jobdesk.operations.jobs import find_job
from jobdesk.operations.permissions import require
from jobdesk.operations.requests import RunRequest, file_fields, refuse_unrunnable
from jobdesk.operations.runs import request_run
from jobdesk.operations.services import Services
from jobdesk.runner.answering import Answer, RefusedRequest
from jobdesk.runner.framing import is_on_a_copy

MAX_DEPTH = 5  # runs between a person and the last one
MAX_MADE = 100  # runs that one run may ask for
MAX_FAMILY = 500  # runs that may come from one that a person asked for

Handler = Callable[[Services, ResultRecord, str, Mapping[str, Any]], Answer]


class JobAnswerer:
    """Answers runs (`runner.answering.Answerer`); the workspace is opened for the first."""

    def __init__(self, open_services: Callable[[], Services]) -> None:
        self._open = open_services
        self._services: Services | None = None

    def answer(self, no: int, key: str, request: Mapping[str, Any]) -> Answer:
        """Do what run `no` asks for.

        Raises:
            JobDeskError: it is refused, in words.
        """
        if self._services is None:
            self._services = self._open()
        services, what = self._services, request.get("op")
        handler = _HANDLERS.get(what) if isinstance(what, str) else None
        if handler is None:
            raise Refused("JobDesk does not know what this job asks for.")
        asker = services.results.by_no(no)
        if asker is None or asker.status.is_ready:
            raise Refused(f"Run {no} has ended, so it asks for nothing.")
        return handler(services, asker, key, request)

    def close(self) -> None:
        """Close what was opened."""
        services, self._services = self._services, None
        if services is not None:
            services.close()


def _run(
    services: Services, asker: ResultRecord, key: str, request: Mapping[str, Any]
) -> Answer:
    """A run of another job; asked for again, it is the one that was made."""
    made = services.results.by_id(key)
    if made is not None:
        if made.asked_by != asker.no:
            raise Refused("A run with this id is there already.")
        return _told(made)
    actor = actor_of(services, asker, request)
    job = find_job(services, _text(request, "job"))
    wanted = _wanted(job, request)
    asked = _asked_for(services, asker, key)
    if _works_on_a_copy(services, asker):
        require(actor, "run", "jobs")
        refuse_unrunnable(services, job, wanted)
        queue = wanted.queue or job.default_job_queue
        return Answer({"no": None, "name": job.name, "queue": queue})
    return _told(_requested(services, actor, job, wanted, asked))


def _requested(
    services: Services,
    actor: UserRecord,
    job: JobRecord,
    wanted: RunRequest,
    asked: AskedFor,
) -> ResultRecord:
    try:
        record = request_run(services, actor, job.id, wanted, asked=asked)
    except InputErrors as error:  # its sentences may quote what must not be written down
        fields = ", ".join(error.fields)
        line = f"{job.name} does not take these inputs: {fields}."
        told = line if job.has_sensitive_variables else f"{line}\n{error}"
        raise RefusedRequest(told, line) from None
    services.host.announce("results")
    return record


def _told(record: ResultRecord) -> Answer:
    document = {"no": record.no, "name": record.name, "queue": record.queue}
    return Answer(document, f"Asked for run {record.no}, {record.name} in {record.queue}.")


def actor_of(services: Services, asker: ResultRecord, request: Mapping[str, Any]) -> UserRecord:
    """Who stands behind a run that asks.

    Raises:
        Refused: the job names somebody else, or nobody is left.
    """
    named = _text(request, "user")
    if named and named != asker.user:
        raise Refused(
            f"{asker.user} asked for this run, so it asks for others as {asker.user}, "
            f"not as {named}."
        )
    actor = services.users.by_name(asker.user)
    if actor is None:
        raise Refused(f"{asker.user}, who asked for this run, is not known any more.")
    return actor


def _asked_for(services: Services, asker: ResultRecord, key: str) -> AskedFor:
    """The place of the new run; refused where runs ask for runs without end."""
    asking = services.results.asking(asker.no)
    depth = asking.depth + 1
    if depth > MAX_DEPTH:
        raise Refused(
            f"This run is {asking.depth} runs deep already: a run that a run asks for may ask "
            f"for another one, {MAX_DEPTH} deep at most."
        )
    if asking.made >= MAX_MADE:
        raise Refused(f"A run may ask for {MAX_MADE} others; this one has.")
    if asking.family > MAX_FAMILY:
        raise Refused(
            f"Runs that ask for each other may be {MAX_FAMILY} in all, and there are so many."
        )
    return AskedFor(str(UUID(key)), asker.no, depth, asker.hook_depth)


def _works_on_a_copy(services: Services, asker: ResultRecord) -> bool:
    if asker.options.preview or asker.job_id is None:
        return asker.options.preview
    job = services.jobs.by_id(asker.job_id)
    return job is not None and is_on_a_copy(asker, job)


def _wanted(job: JobRecord, request: Mapping[str, Any]) -> RunRequest:
    inputs = request.get("inputs", {})
    if not isinstance(inputs, Mapping):
        raise Refused("The inputs of a run are names with their values.")
    data: dict[str, Any] = dict(inputs)  # pyright: ignore[reportUnknownArgumentType]  # JSON
    files = sorted(name for name in file_fields(job) if data.get(name))
    if files:
        raise Refused(f"A run cannot hand a file to another one: {', '.join(files)}.")
    commit = request.get("commit")
    return RunRequest(
        data,
        queue=_text(request, "queue"),
        commit=commit if isinstance(commit, bool) and job.generation == 1 else None,
        profile=request.get("profile") is True,
    )


def _text(request: Mapping[str, Any], name: str) -> str:
    value = request.get(name, "")
    if not isinstance(value, str):
        raise Refused(f"{name} is a text.")
    return value


def _old_runs(
    services: Services, asker: ResultRecord, key: str, request: Mapping[str, Any]
) -> Answer:
    del key
    return count_old_runs(services, asker, actor_of(services, asker, request), request)


def _delete_old_runs(
    services: Services, asker: ResultRecord, key: str, request: Mapping[str, Any]
) -> Answer:
    del key
    if _works_on_a_copy(services, asker):
        raise Refused("A preview deletes nothing.")
    return delete_old_runs(services, asker, actor_of(services, asker, request), request)


_HANDLERS: dict[str, Handler] = {
    "run": _run,
    "old_runs": _old_runs,
    "delete_old_runs": _delete_old_runs,
}
