"""What changed in the code's own settings of a job since a person last took note of it.

A refresh notes, for each person, what the code said before; to take note of it forgets that.
Jobs that nobody has reviewed or overridden are left out: whoever does reads their code anyway.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, cast

from jobdesk.models.plans import OVERRIDABLE
from jobdesk.models.records import JobId, JobRecord, UserRecord
from jobdesk.operations.services import Services

KIND: Final = "source_was"  # of what is kept: the earlier values by field, under the job's id


@dataclass(frozen=True, slots=True)
class SourceChange:
    """A field that the code says otherwise now.

    Attributes:
        is_masked: it is overridden, so the change is not felt.
    """

    field: str
    was: Any
    now: Any
    is_masked: bool


def note_changes(
    services: Services, before: Sequence[JobRecord], after: Mapping[JobId, JobRecord]
) -> None:
    """Remember what the code of these jobs said, for each person; what is known is older."""
    fresh = {
        record.id: was
        for record in before
        if (record.reviewed_version or record.overrides)
        and record.id in after
        and (was := _earlier(record, after[record.id]))
    }
    if not fresh:
        return
    for user in services.users.all():
        known = services.kept.all(user.id, KIND)
        merged: dict[str, Any] = {
            key: {**was, **_document(known.get(key))} for key, was in fresh.items()
        }
        services.kept.put_all(user.id, KIND, merged)


def source_changes(
    services: Services, actor: UserRecord, record: JobRecord
) -> tuple[SourceChange, ...]:
    """The fields that the code says otherwise than when this person last took note."""
    was = _document(services.kept.get(actor.id, KIND, record.id))
    return tuple(
        SourceChange(name, was[name], record.source_values.get(name), name in record.overrides)
        for name in OVERRIDABLE
        if name in was and was[name] != record.source_values.get(name)
    )


def take_note(services: Services, actor: UserRecord, job_id: JobId) -> None:
    """This person has seen the changes."""
    services.kept.forget(actor.id, KIND, job_id)


def _earlier(before: JobRecord, after: JobRecord) -> dict[str, Any]:
    """The earlier values of the fields that changed."""
    old, new = before.source_values, after.source_values
    return {
        name: old[name]
        for name in OVERRIDABLE
        if name in old and name in new and old[name] != new[name]
    }


def _document(kept: Any) -> dict[str, Any]:
    return cast("dict[str, Any]", kept) if isinstance(kept, dict) else {}
