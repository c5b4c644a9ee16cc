"""Saved edits of job records as steps: saved together, undone and redone by who made them."""

from collections.abc import Sequence

from jobdesk.models.plans import JobEdit
from jobdesk.models.records import EditRecord, JobRecord, UserRecord
from jobdesk.operations.permissions import require
from jobdesk.operations.services import Services


def save_edit(
    services: Services, actor: UserRecord, title: str, edits: Sequence[JobEdit]
) -> EditRecord | None:
    """Write edits as one step in one transaction; None when they change nothing.

    Raises:
        JobNotFound: one of the jobs is gone.
        Outdated: somebody wrote to one of them since.
        Refused: a name is taken.
    """
    step = services.edits.save(actor.id, title, edits)
    services.host.announce("jobs")
    return step


def next_edits(
    services: Services, actor: UserRecord
) -> tuple[EditRecord | None, EditRecord | None]:
    """What this person could undo, and what they could redo."""
    return services.edits.next_steps(actor.id)


def undo_edit(services: Services, actor: UserRecord, no: int | None = None) -> EditRecord:
    """Bring back what stood before this person's last edit.

    Args:
        services: the workspace.
        actor: whose edit.
        no: the step that was shown; another one by now is not undone.

    Raises:
        NotFound: there is no such step.
        Refused: somebody else changed a job of it since; nothing was written.
    """
    require(actor, "change", "jobs")
    step = services.edits.undo(actor.id, no)
    _announce(services)
    return step


def redo_edit(services: Services, actor: UserRecord, no: int | None = None) -> EditRecord:
    """Do again what this person undid last.

    Raises:
        NotFound: there is no such step.
        Refused: somebody else changed a job of it since; nothing was written.
    """
    require(actor, "change", "jobs")
    step = services.edits.redo(actor.id, no)
    _announce(services)
    return step


def _announce(services: Services) -> None:
    for what in ("jobs", "hooks", "buttons"):  # a step may be of any of them
        services.host.announce(what)


def title_of(verb: str, records: Sequence[JobRecord]) -> str:
    """`enable Create pop`, `enable 3 jobs`: what stands after Undo in the menu."""
    if len(records) == 1:
        return f"{verb} {records[0].name}"
    return f"{verb} {len(records)} jobs"
