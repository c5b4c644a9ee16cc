"""What deleting a job's record would do, and merging its history into the job that follows."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from jobdesk.errors import InputErrors, Refused
from jobdesk.models.records import JobRecord, JobTies, ResultNo, UserRecord
from jobdesk.operations.jobs import find_job
from jobdesk.operations.overrides import conflicts
from jobdesk.operations.permissions import require
from jobdesk.operations.services import Services

_SHOWN = 100  # candidates
_LIKELY = 0.6  # likeness of names from which on a candidate is proposed


@dataclass(frozen=True, slots=True)
class DeletionImpact:
    """What goes and what stays when a record is deleted.

    Attributes:
        unfinished: runs that have not ended; while there are any it cannot be deleted.
        candidates: jobs that may have replaced it, the likeliest first.
        is_guess_likely: the first of them has probably replaced it.
    """

    record: JobRecord
    ties: JobTies
    unfinished: tuple[ResultNo, ...]
    candidates: tuple[JobRecord, ...]
    is_guess_likely: bool


def deletion_impact(services: Services, ref: str) -> DeletionImpact:
    """Look at what hangs on a record; nothing is written.

    Raises:
        JobNotFound: there is no such job.
    """
    record = find_job(services, ref)
    others = [one for one in services.jobs.all() if one.installed and one.id != record.id]
    ranked = rank(record, others)
    return DeletionImpact(
        record,
        services.jobs.ties(record.id),
        tuple(run.no for run in services.results.running_for_job(record.id)),
        tuple(ranked[:_SHOWN]),
        bool(ranked) and likeness(record, ranked[0]) >= _LIKELY,
    )


def rank(record: JobRecord, others: Sequence[JobRecord]) -> list[JobRecord]:
    """Jobs that may have replaced a record, the likeliest first."""
    return sorted(others, key=lambda one: (-likeness(record, one), one.name.casefold()))


def likeness(record: JobRecord, other: JobRecord) -> float:
    """From 0 to 1: 1 for a class of the same name; else how alike the names are."""
    if record.job_class_name == other.job_class_name:
        return 1.0
    pairs = (
        (record.job_class_name, other.job_class_name),
        (str(record.source_values.get("name", record.name)), other.name),
    )
    likest = max(_ratio(one.casefold(), two.casefold()) for one, two in pairs)
    nearby = 0.05 if record.module_name == other.module_name else 0.0
    return min(0.99, likest + nearby)


def _ratio(one: str, two: str) -> float:
    matcher = SequenceMatcher(None, one, two, autojunk=False)
    if matcher.real_quick_ratio() < _LIKELY or matcher.quick_ratio() < _LIKELY:
        return 0.0  # the exact figure costs a hundred times as much
    return matcher.ratio()


def merge_job(
    services: Services, actor: UserRecord, ref: str, into_ref: str, *, take_overrides: bool
) -> int:
    """Hang the runs of a record on the job that replaced it and delete the record.

    Labels and what people keep of it (drafts, presets, stars) go along. Cannot be undone.

    Args:
        services: the workspace.
        actor: who does it.
        ref: the record that goes; its code is gone.
        into_ref: the job that takes over.
        take_overrides: the job gets the record's overrides, too.

    Returns:
        How many runs were merged.

    Raises:
        JobNotFound: one of them is not there.
        Refused: the code of the record is there, or runs of it have not ended.
        InputErrors: its overrides do not fit the job.
    """
    require(actor, "delete", "jobs")
    record, into = find_job(services, ref), find_job(services, into_ref)
    if record.id == into.id:
        raise Refused(f"{record.name} cannot be merged into itself.")
    if record.installed:
        raise Refused(f"{record.name} is installed; only a job whose code is gone is merged.")
    for run in services.results.running_for_job(record.id):
        raise Refused(f"Run {run.no} of {record.name} has not ended; cancel it first.")
    names = record.overrides if take_overrides else ()
    values = {name: getattr(record, name) for name in names}
    wrong = conflicts(into, values, ())
    if wrong:
        raise InputErrors(wrong)
    moved = services.jobs.merge(record.id, into.id, values)
    services.host.announce("jobs")
    return moved
