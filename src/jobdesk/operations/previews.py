"""What a preview found, and the run that does it on the inventory itself."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from jobdesk.errors import Refused
from jobdesk.models.records import JobRecord, ResultRecord, UserRecord
from jobdesk.operations.again import request_like
from jobdesk.operations.requests import RunRequest, current_version
from jobdesk.operations.runs import request_run
from jobdesk.operations.services import Services

if TYPE_CHECKING:
    from jobdesk.inventory.preview import PreviewResult


@dataclass(frozen=True, slots=True)
class Drift:
    """What is no longer as it was when the preview was made.

    Attributes:
        objects: names of objects that have changed since.
        has_other_code: the job's files have.
        changes: how many the preview found, with entries and without.
    """

    objects: tuple[str, ...]
    has_other_code: bool
    changes: int


def read_run_preview(services: Services, no: int) -> "PreviewResult":
    """What the preview found.

    Raises:
        Refused: it is no preview, or its list is not there any more.
    """
    from jobdesk.inventory.preview import read_preview

    found = read_preview(services.paths.run_dir(no))
    if found is None:
        raise Refused(f"Run {no} has no list of what it would change.")
    return found


def drift_of(services: Services, ref: str) -> Drift:
    """Compare a preview with what is there now; reads the inventory.

    Raises:
        ResultNotFound: there is no such run.
        Refused: it is no preview, or its job is gone.
    """
    from jobdesk.inventory.history.previewed import changed_since

    record, job, _ = _request_of(services, ref)
    found = read_run_preview(services, record.no)
    has_other_code = bool(record.code_version) and current_version(job) != record.code_version
    total = found.logged_count + found.unlogged_count
    return Drift(services.inventory.call(changed_since, found), has_other_code, total)


def apply_preview(services: Services, actor: UserRecord, ref: str) -> ResultRecord:
    """Run the job of a preview with the same inputs on the inventory itself.

    Raises:
        ResultNotFound: there is no such run.
        Refused: it is no preview, its job is gone, or something it was given was not kept.
        InputErrors: its job asks for something else today.
        AgentUnreachable: no host could be started; the run is stored and waits for one.
    """
    _, job, request = _request_of(services, ref)
    return request_run(services, actor, job.id, replace(request, preview=False))


def _request_of(services: Services, ref: str) -> tuple[ResultRecord, JobRecord, RunRequest]:
    record, job, request = request_like(services, ref)
    if not record.options.preview:
        raise Refused(f"Run {record.no} is no preview.")
    return record, job, request
