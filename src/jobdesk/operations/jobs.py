"""What a user can do with job records: list, find, enable, disable, override."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from jobdesk.catalog.sources import SYSTEM
from jobdesk.errors import InputErrors, JobNotFound, Refused
from jobdesk.models.plans import JobEdit
from jobdesk.models.records import JobId, JobRecord, UserRecord
from jobdesk.operations.edits import save_edit, title_of
from jobdesk.operations.permissions import require
from jobdesk.operations.reviews import keep_texts
from jobdesk.operations.services import Services

YesNoAny = Literal["yes", "no", "any"]


@dataclass(frozen=True, slots=True)
class JobFilter:
    """Which jobs to list; as it stands: what is installed and not hidden (SPEC §13)."""

    installed: YesNoAny = "yes"
    hidden: YesNoAny = "no"
    hook_receiver: YesNoAny = "any"
    button_receiver: YesNoAny = "any"
    enabled: YesNoAny = "any"
    search: str = ""
    source: str = ""


def list_jobs(services: Services, wanted: JobFilter | None = None) -> list[JobRecord]:
    """The jobs that match, by grouping and name."""
    chosen = wanted or JobFilter()
    found = [record for record in services.jobs.all() if matches(record, chosen)]
    return sorted(found, key=lambda one: (one.grouping.casefold(), one.name.casefold()))


def matches(record: JobRecord, wanted: JobFilter) -> bool:
    """The record passes every part of the filter; the text is sought in what people read."""
    flags = (
        (wanted.installed, record.installed),
        (wanted.hidden, record.hidden),
        (wanted.hook_receiver, record.is_job_hook_receiver),
        (wanted.button_receiver, record.is_job_button_receiver),
        (wanted.enabled, record.enabled),
    )
    if any(choice != "any" and (choice == "yes") != value for choice, value in flags):
        return False
    if wanted.source and wanted.source != record.source:
        return False
    return wanted.search.casefold() in _searched_text(record)


def _searched_text(record: JobRecord) -> str:
    return f"{record.name}\n{record.grouping}\n{record.description}".casefold()


def find_job(services: Services, ref: str) -> JobRecord:
    """The job meant by a class path (also as 1.x spelled it), a name or an id.

    Raises:
        JobNotFound: none of these fits.
    """
    store = services.jobs
    found = (
        store.by_class_path(_class_path(ref))
        or store.by_name(ref)
        or store.by_id(JobId(ref.lower()))
    )
    if found is None:
        raise JobNotFound(
            f"There is no job {ref!r} in this workspace; refresh when its file is new."
        )
    return found


def _class_path(ref: str) -> str:
    """`local/<module>/<Class>` in today's spelling; anything else as it is."""
    head, _, rest = ref.partition("/")
    return rest.replace("/", ".") if head == "local" and rest else ref


def find_jobs(services: Services, refs: Sequence[str]) -> list[JobRecord]:
    """The jobs meant, each once, in their order; thousands of ids are one look.

    Raises:
        JobNotFound: names every unknown one.
    """
    known = services.jobs.by_ids(refs)
    found: dict[str, JobRecord] = {}
    missing: list[str] = []
    for ref in refs:
        try:
            record = known.get(ref) or find_job(services, ref)
        except JobNotFound as error:
            missing.append(str(error))
        else:
            found[record.id] = record
    if missing:
        raise JobNotFound("\n".join(missing))
    return list(found.values())


def enable(services: Services, actor: UserRecord, refs: Sequence[str]) -> list[JobRecord]:
    """Enable all of these jobs or, when one of them is not known, none.

    Their code as it was last discovered counts as reviewed.

    Raises:
        JobNotFound: names every unknown one.
    """
    return _switch(services, actor, refs, is_enabled=True)


def disable(services: Services, actor: UserRecord, refs: Sequence[str]) -> list[JobRecord]:
    """Disable all of these jobs or, when one of them is not known, none.

    Raises:
        JobNotFound: names every unknown one.
    """
    return _switch(services, actor, refs, is_enabled=False)


def _switch(
    services: Services, actor: UserRecord, refs: Sequence[str], *, is_enabled: bool
) -> list[JobRecord]:
    verb = "enable" if is_enabled else "disable"
    require(actor, verb, "jobs")
    records = find_jobs(services, refs)
    if is_enabled:
        keep_texts(services, records)
    edits = [
        JobEdit(
            record.id,
            enabled=is_enabled,
            reviewed_version=record.code_version if is_enabled else None,
        )
        for record in records
    ]
    save_edit(services, actor, title_of(verb, records), edits)
    after = services.jobs.by_ids([record.id for record in records])
    return [after[record.id] for record in records if record.id in after]


def override(
    services: Services,
    actor: UserRecord,
    ref: str,
    changes: Mapping[str, object],
    clear: Collection[str] = (),
) -> JobRecord:
    """Set overrides from values or plain text, and let the fields in `clear` follow the code.

    A value equal to the code's counts as an override all the same.

    Raises:
        JobNotFound: there is no such job.
        InputErrors: names every wrong field; nothing was written.
    """
    from jobdesk.operations.overrides import conflicts, read_overrides

    require(actor, "change", "jobs")
    record = find_job(services, ref)
    values, wrong = read_overrides(changes, clear)
    if not wrong:
        wrong = conflicts(record, values, clear)
    name = values.get("name")
    other = services.jobs.by_name(name) if name is not None else None
    if other is not None and other.id != record.id:
        wrong["name"] = [f"another job is called {name!r} ({other.class_path})."]
    if wrong:
        raise InputErrors(wrong)
    edit = JobEdit(record.id, values=values, clear=tuple(clear))
    save_edit(services, actor, f"settings of {record.name}", [edit])
    return _again(services, record)


def delete_job(services: Services, actor: UserRecord, ref: str) -> None:
    """Delete the record of a job; its runs stay. A class that is there comes back disabled.

    Raises:
        JobNotFound: there is no such job.
        Refused: it belongs to the program itself, or runs of it have not ended.
    """
    require(actor, "delete", "jobs")
    record = find_job(services, ref)
    if record.source == SYSTEM:
        raise Refused(f"{record.name} belongs to JobDesk itself; disable it instead.")
    for run in services.results.running_for_job(record.id):
        raise Refused(f"Run {run.no} of {record.name} has not ended; cancel it first.")
    services.jobs.delete(record.id)
    services.host.announce("jobs")


def _again(services: Services, record: JobRecord) -> JobRecord:
    found = services.jobs.by_id(record.id)
    if found is None:
        raise JobNotFound(f"{record.name} was deleted meanwhile.")
    return found
