"""Look at the sources and bring the job records in line with their code."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from jobdesk.errors import Outdated
from jobdesk.models.records import BrokenFile, JobRecord
from jobdesk.operations.services import Services
from jobdesk.operations.source_changes import note_changes

if TYPE_CHECKING:
    from jobdesk.catalog.discovery import Discovery
    from jobdesk.models.plans import RefreshPlan


_ATTEMPTS = 3  # window and command line may refresh at the same moment


@dataclass(frozen=True, slots=True)
class RefreshReport:
    """What one refresh changed: class paths, and the files that do not load."""

    created: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    uninstalled: tuple[str, ...] = ()
    reinstalled: tuple[str, ...] = ()
    broken: tuple[BrokenFile, ...] = ()

    @property
    def has_changes(self) -> bool:
        """Some record is not as it was."""
        return bool(self.created or self.updated or self.uninstalled or self.reinstalled)


def refresh(services: Services, source: str | None = None) -> RefreshReport:
    """Refresh all sources or the one named; runs children and takes as long as job files do.

    Raises:
        NotFound: there is no such source.
        Refused: a folder of a source is not there; nothing was changed.
    """
    from jobdesk.catalog.look import look_at
    from jobdesk.catalog.sources import find_source, require_readable, sources

    known = sources(services.settings, services.paths)
    chosen = known if source is None else [find_source(known, source)]
    for one in chosen:
        require_readable(one)
    before = services.jobs.all()
    broken: list[BrokenFile] = []
    for one in chosen:
        discovery = look_at(one, services.paths.home, services.settings.discovery_timeout)
        broken.extend(_by_place(_save(services, discovery)))
    after = services.jobs.all()
    report = _report(before, after, broken)
    news = {*report.updated, *report.reinstalled}
    changed = {record.id: record for record in after if record.class_path in news}
    note_changes(services, [one for one in before if one.id in changed], changed)
    if report.has_changes or report.broken:
        services.host.announce("jobs")
    return report


def _save(services: Services, discovery: "Discovery") -> "RefreshPlan":
    """Plan and write; once more from the newest records when somebody else wrote meanwhile."""
    from jobdesk.catalog.refresh import plan_refresh

    for left in range(_ATTEMPTS - 1, -1, -1):
        plan = plan_refresh(services.jobs.all(), discovery)
        try:
            services.jobs.save_refresh(discovery.source, plan)
            return plan
        except Outdated:
            if not left:
                raise
    raise AssertionError("unreachable")


def _by_place(plan: "RefreshPlan") -> list[BrokenFile]:
    return sorted(plan.broken_files, key=lambda file: (file.error.file, file.error.line or 0))


def _report(
    before: Sequence[JobRecord], after: Sequence[JobRecord], broken: Sequence[BrokenFile]
) -> RefreshReport:
    """Compare the records themselves, so that the report tells what was really written."""
    old = {record.id: record for record in before}
    created: list[str] = []
    changed: dict[str, list[str]] = {"updated": [], "uninstalled": [], "reinstalled": []}
    for record in after:
        known = old.get(record.id)
        if known is None:
            created.append(record.class_path)
        elif kind := _change(known, record):
            changed[kind].append(record.class_path)
    return RefreshReport(
        created=tuple(sorted(created)),
        updated=tuple(sorted(changed["updated"])),
        uninstalled=tuple(sorted(changed["uninstalled"])),
        reinstalled=tuple(sorted(changed["reinstalled"])),
        broken=tuple(broken),
    )


def _change(old: JobRecord, new: JobRecord) -> str:
    if old.installed != new.installed:
        return "reinstalled" if new.installed else "uninstalled"
    # A run that ended meanwhile is no change of the code.
    return "updated" if replace(old, last_result=new.last_result) != new else ""
