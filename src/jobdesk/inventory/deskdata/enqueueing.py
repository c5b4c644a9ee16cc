"""`JobResult.enqueue_job`: a job asks its host for a run of another one (SPEC §8)."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from jobdesk.errors import Refused
from jobdesk.inventory.core.orm import transaction
from jobdesk.inventory.deskdata.access import ask_host, desk_place
from jobdesk.inventory.deskdata.models import Job, JobResult
from jobdesk.jobs.levels import INFO
from jobdesk.jobs.plain import is_listed, plain

_GROUPING = "enqueue_job"
_NOT_OFFERED = {
    "schedule": "JobDesk has no schedules yet, so a run is asked for now or not at all.",
    "job_result": "A run in JobDesk has one result, made when it is asked for.",
    "synchronous": "A run cannot wait inside another one; look at its status later.",
    "ignore_singleton_lock": "A singleton of JobDesk is not overruled.",
    "celery_kwargs": "There is no Celery in JobDesk; give the queue as job_queue.",
}
_ACCEPTED_CELERY = {"queue"}
_IGNORED = ("request", "console_log", "branch_name")  # the original's own business


@dataclass(frozen=True, slots=True)
class _Wish:
    job: str
    user: str
    inputs: Mapping[str, Any]
    queue: str = ""
    profile: bool = False
    commit: bool | None = None
    fields: dict[str, Any] = field(default_factory=dict[str, Any])

    def document(self) -> dict[str, Any]:
        return {
            "job": self.job,
            "user": self.user,
            "inputs": self.inputs,
            "queue": self.queue,
            "profile": self.profile,
            "commit": self.commit,
        }


def enqueue(*args: Any, **more: Any) -> JobResult:
    """Ask for a run, as 2.x or 1.x spell it; its record, PENDING.

    Inside a transaction it is asked for when that is committed, as in the original; the record
    then has its key already, but no number.

    Raises:
        Refused: the host refuses, in its words.
    """
    wish = _of_1x(*args, **more) if _is_1x(args, more) else _of_2x(*args, **more)
    key = uuid.uuid4()
    if desk_place().is_preview:
        return _told(wish, key)
    connection = transaction.get_connection()
    if connection.in_atomic_block:
        transaction.on_commit(lambda: _ask(wish, key))
        return _record(wish, key)
    _ask(wish, key)
    found = JobResult.objects.get(pk=key)
    found.status = "PENDING"  # as it was made; by now it may run
    return found


def _ask(wish: _Wish, key: uuid.UUID) -> dict[str, Any]:
    return ask_host("run", wish.document(), key.hex)


def _told(wish: _Wish, key: uuid.UUID) -> JobResult:
    """In a preview nothing is asked for; the host says whether it could be."""
    answer, place = _ask(wish, key), desk_place()
    given = ", ".join(wish.inputs) or "no inputs"
    words = f"Preview: {answer.get('name')} would be asked for in {answer.get('queue')}"
    if place.say is not None:
        place.say(INFO, _GROUPING, f"{words}, with {given}. It was not.", "")
    return _record(wish, key)


def _record(wish: _Wish, key: uuid.UUID) -> JobResult:
    job = Job.objects.filter(pk=_uuid(wish.job)).first() if _uuid(wish.job) else None
    return JobResult(
        id=key,
        name=wish.job if job is None else job.name,
        job_model=job,
        task_name="" if job is None else job.class_path,
        user_name=wish.user,
        status="PENDING",
        task_kwargs=dict(wish.inputs),
    )


def _is_1x(args: tuple[Any, ...], more: Mapping[str, Any]) -> bool:
    """`enqueue_job(run_job, "local/a/B", content_type, user, data=…, commit=…)`."""
    return "func" in more or (len(args) > 1 and isinstance(args[1], str) and callable(args[0]))


def _of_1x(
    func: Any = None,
    name: str = "",
    obj_type: Any = None,
    user: Any = None,
    *args: Any,
    data: Any = None,
    commit: Any = None,
    profile: Any = False,
    **more: Any,
) -> _Wish:
    del func, obj_type
    queue = _checked(args, more)
    if more:
        raise Refused(f"enqueue_job of 1.x takes the inputs as data, not as {_words(more)}.")
    return _Wish(
        _job(name),
        _user(user),
        _plain(data or {}),
        queue,
        bool(profile),
        None if commit is None else bool(commit),
    )


def _of_2x(
    job_model: Any = None, user: Any = None, *args: Any, profile: Any = False, **more: Any
) -> _Wish:
    queue = _checked(args, more)
    return _Wish(_job(job_model), _user(user), _plain(more), queue, bool(profile))


def _checked(args: tuple[Any, ...], more: dict[str, Any]) -> str:
    """Take out of `more` what are no inputs; the queue, or nothing for the job's own.

    Raises:
        Refused: something is asked for that JobDesk does not do.
    """
    if args:
        raise Refused("Give the inputs of the run by their names.")
    for name in _IGNORED:
        more.pop(name, None)
    celery = more.pop("celery_kwargs", None) or {}
    queues = [more.pop(name, None) for name in ("job_queue", "task_queue")]
    queue = next((one for one in (*queues, celery.get("queue")) if one), "")
    if celery.keys() - _ACCEPTED_CELERY:
        raise Refused(_NOT_OFFERED["celery_kwargs"])
    for name, words in _NOT_OFFERED.items():
        if more.pop(name, None):
            raise Refused(words)
    return str(getattr(queue, "name", queue))


def _job(given: Any) -> str:
    """What names the job: its key, or its class path."""
    if isinstance(given, str):
        return given
    if isinstance(given, type):
        from jobdesk.jobs.metadata import class_path_of

        return str(class_path_of(given))
    key = getattr(given, "pk", None)
    if key is None:
        raise Refused("enqueue_job needs the job: a record of Job, or its class path.")
    return str(key)


def _user(given: Any) -> str:
    return "" if given is None else str(getattr(given, "username", given))


def _plain(values: Any) -> dict[str, Any]:
    if not isinstance(values, Mapping):
        raise Refused("The inputs of a run are names with their values.")
    return {str(name): _value(value) for name, value in values.items()}


def _value(value: Any) -> Any:
    """As JSON says it: objects by their keys."""
    if hasattr(value, "values_list"):
        return [str(key) for key in value.values_list("pk", flat=True)]
    return [plain(one) for one in value] if is_listed(value) else plain(value)


def _words(names: Mapping[str, Any]) -> str:
    return ", ".join(sorted(names))


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
