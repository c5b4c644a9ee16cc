"""Override many jobs at once: first what would change, then all of it in one step."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from jobdesk.errors import InputErrors, JobNotFound, Outdated
from jobdesk.models.plans import JobEdit
from jobdesk.models.records import JobId, JobRecord, UserRecord
from jobdesk.operations.edits import save_edit, title_of
from jobdesk.operations.overrides import conflicts, read_overrides
from jobdesk.operations.permissions import require
from jobdesk.operations.services import Services

_TOLD = 5  # jobs that an error names


@dataclass(frozen=True, slots=True)
class BulkChange:
    """A field of a job before and after.

    Attributes:
        follows_code: it is no longer overridden afterwards.
        problem: why this cannot be saved, in words; empty when it can.
    """

    record: JobRecord
    field: str
    before: Any
    after: Any
    follows_code: bool = False
    problem: str = ""


@dataclass(frozen=True, slots=True)
class BulkPreview:
    """What overriding many jobs would do.

    Attributes:
        changes: those with a problem first, then by job.
        problems: what stands in the way.
        changed_jobs: how many jobs would change.
        wrong: sentences by field about values that fit no job.
        versions: of all jobs that were looked at; saving refuses when they moved on.
    """

    changes: tuple[BulkChange, ...]
    problems: tuple[BulkChange, ...]
    changed_jobs: int
    wrong: Mapping[str, list[str]]
    versions: Mapping[JobId, int]

    @property
    def can_be_saved(self) -> bool:
        """There is something to change and nothing in its way."""
        return bool(self.changes) and not self.wrong and not self.problems


def preview(
    services: Services,
    job_ids: Collection[JobId],
    changes: Mapping[str, object],
    clear: Collection[str] = (),
) -> BulkPreview:
    """What would change; nothing is written. Jobs that are gone are left out."""
    wanted = set(job_ids)
    records = [record for record in services.jobs.all() if record.id in wanted]
    values, wrong = read_overrides(changes, clear)
    if "name" in changes:
        wrong["name"] = ["a name belongs to one job."]
    found = [
        change for record in records for change in _changes_of(record, values, clear, wrong)
    ]
    found.sort(key=lambda change: not change.problem)
    return BulkPreview(
        changes=tuple(found),
        problems=tuple(change for change in found if change.problem),
        changed_jobs=len({change.record.id for change in found}),
        wrong=wrong,
        versions={record.id: record.version for record in records},
    )


def override_many(
    services: Services,
    actor: UserRecord,
    job_ids: Sequence[JobId],
    changes: Mapping[str, object],
    clear: Collection[str] = (),
    versions: Mapping[JobId, int] | None = None,
) -> int:
    """Override all of these jobs in one step or, when one cannot be, none; how many changed.

    Args:
        services: the workspace.
        actor: who does it.
        job_ids: the jobs.
        changes: values or plain text by field.
        clear: fields that follow the code again.
        versions: of the records that the preview showed.

    Raises:
        JobNotFound: one of the jobs is gone.
        InputErrors: names every wrong field, and jobs that it does not fit.
        Outdated: somebody wrote to one of them since the preview.
    """
    require(actor, "change", "jobs")
    seen = preview(services, job_ids, changes, clear)
    wrong = {name: list(said) for name, said in seen.wrong.items()} or _problems(seen)
    if wrong:
        raise InputErrors(wrong)
    if len(seen.versions) < len(set(job_ids)):
        raise JobNotFound("One of these jobs was deleted meanwhile; look again and repeat.")
    expected = seen.versions if versions is None else versions
    if any(expected.get(key) != version for key, version in seen.versions.items()):
        raise Outdated("One of these jobs changed since the preview; look again and repeat.")
    touched = {change.record.id: change.record for change in seen.changes}
    if not touched:
        return 0
    values, _ = read_overrides(changes, clear)
    edits = [
        JobEdit(
            key,
            values=values,
            clear=tuple(name for name in clear if name in record.overrides),
            expect_version=expected[key],
        )
        for key, record in touched.items()
    ]
    save_edit(services, actor, title_of("settings of", list(touched.values())), edits)
    return len(touched)


def _changes_of(
    record: JobRecord,
    values: Mapping[str, Any],
    clear: Collection[str],
    wrong: Mapping[str, list[str]],
) -> list[BulkChange]:
    refused = {} if wrong else conflicts(record, values, clear)
    found = [
        BulkChange(
            record,
            name,
            getattr(record, name),
            value,
            problem=" ".join(refused.pop(name, ())),
        )
        for name, value in values.items()
        if name not in record.overrides or _plain(getattr(record, name)) != _plain(value)
    ]
    found += [
        BulkChange(
            record,
            name,
            getattr(record, name),
            record.source_values.get(name),
            follows_code=True,
            problem=" ".join(refused.pop(name, ())),
        )
        for name in clear
        if name in record.overrides
    ]
    if found and refused:  # it is said of a field that this edit does not name
        name, said = next(iter(refused.items()))
        value = getattr(record, name)
        found.append(BulkChange(record, name, value, value, problem=" ".join(said)))
    return found


def _problems(seen: BulkPreview) -> dict[str, list[str]]:
    wrong: dict[str, list[str]] = {}
    for change in seen.problems:
        wrong.setdefault(change.field, []).append(f"{change.record.name}: {change.problem}")
    return {
        name: [*said[:_TOLD], *([f"and {len(said) - _TOLD} more."] if said[_TOLD:] else [])]
        for name, said in wrong.items()
    }


def _plain(value: Any) -> Any:
    return list(cast("Sequence[object]", value)) if isinstance(value, list | tuple) else value
