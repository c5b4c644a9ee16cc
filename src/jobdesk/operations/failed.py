"""Run a job again with those objects only for which an earlier run told of a failure.

A run tells of objects by their names (`object_result`); its inputs hold their keys. The
inventory says what belongs together.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from jobdesk.errors import Refused
from jobdesk.models.records import JobRecord, ResultNo, ResultRecord, UserRecord
from jobdesk.operations.again import request_like
from jobdesk.operations.objects import MANY, object_fields
from jobdesk.operations.requests import RunRequest
from jobdesk.operations.runs import request_run
from jobdesk.operations.services import Services

FAILED = frozenset({"failed", "fail", "failure", "error", "errored", "critical", "bad"})
"""What jobs say of an object for which it went wrong, in small letters."""

_PAGE = 2_000


@dataclass(frozen=True, slots=True)
class FailedObjects:
    """Which of a run's objects failed.

    Attributes:
        field: the input that they were chosen in.
        keys: of the failed ones, in the order of the input.
        others: failed ones that are no inputs of the run, by name.
    """

    field: str
    keys: tuple[str, ...]
    others: tuple[str, ...] = ()


def run_only_failed(services: Services, actor: UserRecord, ref: str) -> ResultRecord:
    """Ask for a run as it was, with the failed objects only.

    Raises:
        ResultNotFound: there is no such run.
        Refused: no object failed, or none of them is an input, or its inputs were not kept.
        InputErrors: its job asks for something else today, or objects are gone.
        AgentUnreachable: no host could be started; the run is stored and waits for one.
    """
    job, request = request_only_failed(services, ref)
    return request_run(services, actor, job.id, request)


def request_only_failed(services: Services, ref: str) -> tuple[JobRecord, RunRequest]:
    """What has to be asked for, and of which job.

    Raises:
        ResultNotFound: there is no such run.
        Refused: no object failed, or none of them is an input, or its inputs were not kept.
    """
    record, job, request = request_like(services, ref)
    failed = failed_objects(services, record, job, request.data)
    return job, replace(request, data={**request.data, failed.field: list(failed.keys)})


def failed_objects(
    services: Services, record: ResultRecord, job: JobRecord, data: Mapping[str, Any]
) -> FailedObjects:
    """The failed objects of a run among what it was given.

    Raises:
        Refused: no object failed, or none of them is an input.
    """
    names = failed_names(services, record.no)
    if not names:
        raise Refused(f"Run {record.no} told of no object that failed.")
    found = [
        _among(services, field, str(variable["model"]), data[field], names)
        for field, variable in object_fields(job).items()
        if MANY in (variable.get("type"), variable.get("base_type")) and data.get(field)
    ]
    best = max(found, key=lambda one: len(one.keys), default=None)
    if best is None or not best.keys:
        shown = ", ".join(names[:3]) + (" …" if len(names) > 3 else "")
        raise Refused(
            f"What failed in run {record.no} ({shown}) is none of the objects it was given."
        )
    return best


def failed_names(services: Services, no: ResultNo) -> list[str]:
    """What a run last told of as failed, in the order in which it did."""
    last: dict[str, str] = {}
    for name, status in _told(services, no):
        last.pop(name, None)
        last[name] = status.strip().lower()
    return [name for name, status in last.items() if status in FAILED]


def _told(services: Services, no: ResultNo) -> Iterator[tuple[str, str]]:
    first = 0
    while True:
        rows = services.logs.object_results(no, first, _PAGE)
        for row in rows:
            yield row.object, row.status
        if len(rows) < _PAGE:
            return
        first += _PAGE


def _among(
    services: Services, field: str, model: str, keys: Sequence[Any], names: Sequence[str]
) -> FailedObjects:
    from jobdesk.inventory.options import names_of

    known = services.inventory.call(names_of, model, [str(key) for key in keys])
    wanted, told = set(names), set[str]()
    failed: list[str] = []
    for key in map(str, keys):
        called = wanted.intersection(known.get(key, ()))
        if called:
            failed.append(key)
            told |= called
    return FailedObjects(field, tuple(failed), tuple(n for n in names if n not in told))
