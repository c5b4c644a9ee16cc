"""What a refresh changes, worked out before anything is written (SPEC §12, DESIGN §11).

`plan_refresh` is a pure function: records and a discovery in, a plan out.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from jobdesk.catalog.discovery import Discovery, top_level
from jobdesk.catalog.naming import Claim, assign_names
from jobdesk.catalog.sources import SYSTEM
from jobdesk.models.names import GROUPING_LENGTH, NAME_LENGTH
from jobdesk.models.plans import OVERRIDABLE, JobCode, JobUpdate, NewJob, RefreshPlan
from jobdesk.models.records import BrokenFile, JobError, JobId, JobRecord


@dataclass(slots=True)
class _Sorted:
    """The discovery held against the records."""

    found: dict[str, Mapping[str, Any]]
    mine: dict[str, JobRecord]
    refused: list[BrokenFile] = field(default_factory=list[BrokenFile])
    broken: dict[JobId, JobError] = field(default_factory=dict[JobId, JobError])
    gone: list[JobRecord] = field(default_factory=list[JobRecord])


def plan_refresh(records: Sequence[JobRecord], discovery: Discovery) -> RefreshPlan:
    """The changes that bring the records of one source in line with its code.

    Args:
        records: all records of the workspace: names are unique among them.
        discovery: what the source holds now.
    """
    others = [record for record in records if record.source != discovery.source]
    mine = {r.class_path: r for r in records if r.source == discovery.source}
    sorting = _Sorted(found={}, mine=mine)
    _sort_found(sorting, discovery, {record.class_path: record for record in others})
    _sort_missing(sorting, discovery)
    names = _names(sorting, others)
    create: list[NewJob] = []
    update: list[JobUpdate] = []
    for path, description in sorting.found.items():
        code = job_code(description, names.get(path))
        record = mine.get(path)
        if record is None:
            create.append(_new_job(description, code, discovery.source))
        elif not _is_as_told(record, code):
            update.append(JobUpdate(record.id, code))
    return RefreshPlan(
        create=tuple(create),
        update=tuple(update),
        uninstall=tuple(record.id for record in sorting.gone),
        broken={r.id: sorting.broken[r.id] for r in mine.values() if _is_news(r, sorting)},
        rename=_renames((r for p, r in mine.items() if p not in sorting.found), names),
        broken_files=(*discovery.broken, *sorting.refused),
        queues=_queues([*create, *update]),
    )


def _is_as_told(record: JobRecord, code: JobCode) -> bool:
    """Writing `code` would change nothing: a record is only touched when there is news."""
    stands = all(
        code.values[name] == getattr(record, name)
        for name in code.values
        if name not in (*record.overrides, "job_queues")
    )
    queues = {*code.values["job_queues"], record.default_job_queue}
    return (
        stands
        and record.installed
        and record.error is None
        and ("job_queues" in record.overrides or queues == {*record.job_queues})
        and record.description_json == code.description_json
        and tuple(record.warnings) == code.warnings
    )


def _is_news(record: JobRecord, sorting: _Sorted) -> bool:
    return record.id in sorting.broken and record.error != sorting.broken[record.id]


def job_code(description: Mapping[str, Any], name: str | None = None) -> JobCode:
    """What the code says, with the values to show: cut to length, the name made unique."""
    source_values = {
        key: description["source_values"][key]
        for key in OVERRIDABLE
        if key in description["source_values"]
    }
    warnings = list(description.get("warnings", ()))
    values = dict(source_values)
    for key, length in (("name", NAME_LENGTH), ("grouping", GROUPING_LENGTH)):
        values[key] = _cut(key, str(values[key]), length, warnings)
    if name is not None and name != values["name"]:
        warnings.append(
            f"Another job is called {values['name']!r}; this one is shown as {name!r}."
        )
        values["name"] = name
    values["job_queues"] = tuple(values["job_queues"])
    return JobCode(
        values=values,
        source_values=source_values,
        description_json=description,
        generation=int(description.get("generation", 2)),
        file=str(description.get("file", "")),
        line=int(description.get("line") or 0),
        code_version=str(description.get("code_version", "")),
        is_job_hook_receiver=bool(description.get("is_job_hook_receiver")),
        is_job_button_receiver=bool(description.get("is_job_button_receiver")),
        read_only=bool(description.get("read_only")),
        supports_dryrun=bool(description.get("supports_dryrun")),
        commit_default=bool(description["source_values"].get("commit_default", True)),
        warnings=tuple(warnings),
    )


def _cut(key: str, text: str, length: int, warnings: list[str]) -> str:
    if len(text) <= length:
        return text
    warnings.append(f"The {key} is cut to {length} characters.")
    return text[:length].rstrip()


def _sort_found(
    sorting: _Sorted, discovery: Discovery, others: Mapping[str, JobRecord]
) -> None:
    for description in discovery.jobs:
        path = str(description["class_path"])
        reason = _refusal(description, others.get(path))
        if reason:
            sorting.refused.append(_refused_file(discovery.source, description, reason))
        elif path in sorting.mine or top_level(path) not in discovery.uncertain:
            sorting.found[path] = description


def _refusal(description: Mapping[str, Any], other: JobRecord | None) -> str:
    """Why this class gets no record; empty when it gets one."""
    cls = str(description["job_class_name"])
    for kind, text in (("class", cls), ("module", str(description["module_name"]))):
        if len(text) > NAME_LENGTH:
            return f"The name of the {kind} is longer than {NAME_LENGTH} characters: {text}"
    if description.get("is_job_hook_receiver") and description.get("is_job_button_receiver"):
        return f"{cls}: a job cannot be a receiver of job hooks and of job buttons at once."
    if other is not None:
        return f"{cls}: the source {other.source} has a job {other.class_path} already."
    return ""


def _refused_file(source: str, description: Mapping[str, Any], reason: str) -> BrokenFile:
    error = JobError(str(description.get("file", "")), description.get("line"), reason, "")
    return BrokenFile(source, str(description["module_name"]), error)


def _sort_missing(sorting: _Sorted, discovery: Discovery) -> None:
    """Records whose class was not found: broken while a file may still hold it, else gone."""
    own = {file.module_name: file.error for file in (*discovery.broken, *sorting.refused)}
    near: dict[str, JobError] = {}
    for module, error in own.items():
        near.setdefault(top_level(module), error)
    for path, record in sorting.mine.items():
        if path in sorting.found or not record.installed:
            continue
        error = own.get(record.module_name)
        if error is None and record.module_name in discovery.modules:
            error = near.get(top_level(record.module_name))
        if error is None:
            sorting.gone.append(record)
        else:
            sorting.broken[record.id] = error


def _names(sorting: _Sorted, others: Sequence[JobRecord]) -> dict[str, str]:
    """Names for all jobs of the source that follow their code, by class path."""
    taken = {record.name for record in others}
    claims: list[Claim] = []
    for path, record in sorting.mine.items():
        if "name" in record.overrides:
            taken.add(record.name)
        elif path not in sorting.found:
            is_present = record.id in sorting.broken
            claims.append(Claim(path, _plain_name(record), record.name, is_present))
    for path, description in sorting.found.items():
        record = sorting.mine.get(path)
        if record is None or "name" not in record.overrides:
            wanted = _cut_name(description["source_values"]["name"])
            claims.append(Claim(path, wanted, record.name if record else ""))
    return assign_names(claims, taken)


def _renames(mine: Iterable[JobRecord], names: Mapping[str, str]) -> dict[JobId, str]:
    """Records that are not found and must give up a name, or get their plain one back."""
    return {
        record.id: names[record.class_path]
        for record in mine
        if names.get(record.class_path, record.name) != record.name
    }


def _plain_name(record: JobRecord) -> str:
    return _cut_name(record.source_values.get("name", record.name))


def _cut_name(text: Any) -> str:
    return str(text)[:NAME_LENGTH].rstrip()


def _new_job(description: Mapping[str, Any], code: JobCode, source: str) -> NewJob:
    return NewJob(
        module_name=str(description["module_name"]),
        job_class_name=str(description["job_class_name"]),
        code=code,
        enabled=source == SYSTEM,
    )


def _queues(jobs: Sequence[NewJob | JobUpdate]) -> tuple[str, ...]:
    names: set[str] = set()
    for job in jobs:
        names.update(job.code.values["job_queues"])
        names.add(str(job.code.values["default_job_queue"]))
    return tuple(sorted(names))
