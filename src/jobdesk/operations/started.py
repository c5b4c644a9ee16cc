"""What hooks and buttons share: the jobs they start, the kinds of objects they are for."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from jobdesk.models.records import JobRecord
from jobdesk.operations.services import Services

if TYPE_CHECKING:
    from jobdesk.inventory.hooking import ObjectType

NAME_LENGTH = 255
_SHOWN = 3


def object_types(services: Services) -> "tuple[ObjectType, ...]":
    """All kinds of objects of the inventory; waits for its thread."""
    from jobdesk.inventory import hooking

    return services.inventory.call(hooking.object_types)


def object_fields(services: Services, label: str) -> tuple[str, ...]:
    """The fields of a kind of objects; waits for the inventory's thread."""
    from jobdesk.inventory import hooking

    return services.inventory.call(hooking.object_fields, label)


def job_of(services: Services, job_id: str | None) -> JobRecord | None:
    """The job with this id."""
    return None if job_id is None else services.jobs.by_id(job_id)


def wrong_name(name: str) -> list[str]:
    """What is wrong with the name of a hook or a button."""
    if not name.strip():
        return ["Give it a name."]
    if len(name) > NAME_LENGTH:
        return [f"A name has at most {NAME_LENGTH} characters."]
    return []


def wrong_types(
    known: "Sequence[ObjectType]", chosen: Sequence[str], *, must_be_logged: bool
) -> list[str]:
    """What is wrong with the kinds of objects."""
    if not chosen:
        return ["Choose at least one kind of objects."]
    by_label = {one.label: one for one in known}
    if missing := [label for label in chosen if label not in by_label]:
        return [f"There are no objects called {', '.join(missing)}."]
    if must_be_logged:
        silent = [label for label in chosen if not by_label[label].is_logged]
        if silent:
            return [f"Changes of {', '.join(silent)} are not kept, so none can fire a hook."]
    return []


def wrong_job(job: JobRecord | None, *, is_for_hooks: bool, must_run: bool) -> list[str]:
    """What is wrong with the job; one that is started must be able to run."""
    kind = "job hook receiver" if is_for_hooks else "job button receiver"
    if job is None:
        return [f"Choose a {kind}."]
    fits = job.is_job_hook_receiver if is_for_hooks else job.is_job_button_receiver
    if not fits:
        return [f"{job.name} is no {kind}."]
    if must_run and job.not_runnable_reason:
        return [job.not_runnable_reason]
    return []


def problem_of(job: JobRecord | None) -> str:
    """Why nothing would start now, in words; empty when it would."""
    return "It has no job." if job is None else job.not_runnable_reason


def listed(names: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b, c and 4 more`."""
    shown, rest = list(names[:_SHOWN]), len(names) - _SHOWN
    if rest > 0:
        shown.append(f"{rest} more")
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"
