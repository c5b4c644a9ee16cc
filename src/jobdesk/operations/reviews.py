"""Reviews of code: which texts were read, what changed since, and the word that it is fine."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from jobdesk.errors import Outdated
from jobdesk.jobs.loading import code_version
from jobdesk.models.plans import JobEdit
from jobdesk.models.records import JobRecord, ReviewedTexts, UserRecord
from jobdesk.operations.edits import save_edit, title_of
from jobdesk.operations.permissions import require
from jobdesk.operations.services import Services

TEXT_LIMIT = 2_000_000  # bytes of a job's files, above which they are not kept
_SLICE = 200  # jobs whose texts are in memory at once


@dataclass(frozen=True, slots=True)
class FileChange:
    """A file of a job at its review and now; None where there was or is none."""

    path: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class CodeChanges:
    """What changed in the code of a job since its review.

    Attributes:
        files: those that differ, by path.
        note: why there is no comparison, in words; empty when there is one.
    """

    record: JobRecord
    files: tuple[FileChange, ...] = ()
    note: str = ""


def keep_texts(services: Services, records: Sequence[JobRecord]) -> None:
    """Keep the files of jobs that are reviewed now; to be called before they are enabled."""
    for part in _slices(records):
        earlier = {record.id: record.reviewed_version for record in part}
        services.reviewed.keep([read_texts(record) for record in part], earlier)


def _slices(records: Sequence[JobRecord]) -> Iterator[Sequence[JobRecord]]:
    for start in range(0, len(records), _SLICE):
        yield records[start : start + _SLICE]


def read_texts(record: JobRecord) -> ReviewedTexts:
    """The files of a job as they are on the disk, when that is still the code of its record."""
    root, names = _place(record)
    if root is None:
        return _without(record, "It is not known which files its code is made of.")
    if code_version(root, names) != record.code_version:
        return _without(record, "Its files had changed on the disk when it was reviewed.")
    size = sum(_size(root / name) for name in names)
    if size > TEXT_LIMIT:
        return _without(
            record,
            f"Its files were larger than {TEXT_LIMIT // 1_000_000} MB, so no copy was kept.",
        )
    return ReviewedTexts(record.id, record.code_version, _texts(root, names))


def code_changes(services: Services, ref: str) -> CodeChanges:
    """The files of a job that differ from what was reviewed.

    Raises:
        JobNotFound: there is no such job.
    """
    from jobdesk.operations.jobs import find_job

    record = find_job(services, ref)
    root, names = _place(record)
    kept = services.reviewed.texts(record.id, record.reviewed_version)
    if kept is None:
        note = "The code that was reviewed was not kept, so what changed is not known."
        return CodeChanges(record, note=note)
    if kept.note:
        return CodeChanges(record, note=kept.note)
    if root is None or code_version(root, names) != record.code_version:
        note = "The files are being changed. Refresh the jobs (F5) to compare them."
        return CodeChanges(record, note=note)
    now = _texts(root, names)
    files = tuple(
        FileChange(path, kept.files.get(path), now.get(path))
        for path in sorted({*kept.files, *now})
        if kept.files.get(path) != now.get(path)
    )
    note = "" if files else "Only the environment of the job changed, none of its files."
    return CodeChanges(record, files, note)


def twins(services: Services, record: JobRecord) -> list[JobRecord]:
    """Other jobs of the same code, reviewed at the same version: the change is the same."""
    return [
        one
        for one in services.jobs.all()
        if one.id != record.id
        and one.is_changed_since_review
        and one.code_version == record.code_version
        and one.reviewed_version == record.reviewed_version
    ]


def approve(
    services: Services,
    actor: UserRecord,
    ref: str,
    version: str,
    *,
    with_twins: bool = False,
) -> None:
    """The code `version`, which was shown, counts as reviewed; one step of undo.

    Args:
        services: the workspace.
        actor: who has looked at the change.
        ref: the job.
        version: what was shown.
        with_twins: also for the other jobs of the same code.

    Raises:
        JobNotFound: there is no such job.
        Outdated: its code is another one by now.
    """
    from jobdesk.operations.jobs import find_job

    require(actor, "enable", "jobs")
    record = find_job(services, ref)
    if record.code_version != version:
        raise Outdated(f"The code of {record.name} has changed again; look at it once more.")
    records = [record, *(twins(services, record) if with_twins else ())]
    keep_texts(services, records)
    edits = [JobEdit(one.id, reviewed_version=version) for one in records]
    save_edit(services, actor, title_of("approve the change of", records), edits)


def review(services: Services, actor: UserRecord, ref: str, *, keep_inputs: bool) -> None:
    """Enable a job whose code was read, in one step of undo.

    Args:
        services: the workspace.
        actor: who has read it.
        ref: the job.
        keep_inputs: its inputs are no secret: they are kept from now on (an override).

    Raises:
        JobNotFound: there is no such job.
    """
    from jobdesk.operations.jobs import find_job

    require(actor, "enable", "jobs")
    record = find_job(services, ref)
    keep_texts(services, [record])
    edit = JobEdit(
        record.id,
        enabled=True,
        reviewed_version=record.code_version,
        values={"has_sensitive_variables": False} if keep_inputs else {},
    )
    verb = "review of" if record.enabled else "enable"
    save_edit(services, actor, f"{verb} {record.name}", [edit])


def _place(record: JobRecord) -> tuple[Path | None, list[str]]:
    """The root of the source and the files below it that make the code version."""
    said = record.description_json
    root, names = said.get("root"), said.get("files")
    if not root or not names:
        return None, []
    return Path(str(root)), [str(name) for name in names]


def _texts(root: Path, names: Sequence[str]) -> dict[str, str]:
    return {name: text for name in names if (text := _text(root / name)) is not None}


def _text(file: Path) -> str | None:
    try:
        return file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0


def _without(record: JobRecord, note: str) -> ReviewedTexts:
    return ReviewedTexts(record.id, record.code_version, note=note)
