"""Job hooks: what a person can do with them. Each edit is a step that can be undone."""

import sqlite3
from collections.abc import Generator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace

from jobdesk.errors import InputErrors, NotFound, Refused, StoreUnavailable
from jobdesk.inventory.outbox import Change, ChangeReader
from jobdesk.models.hook_records import (
    ChangeId,
    HookFields,
    HookId,
    HookRecord,
    HookTraceRecord,
    TracePlan,
)
from jobdesk.models.records import EditRecord, JobRecord, ResultRecord, UserRecord
from jobdesk.operations.outbox import HookRunPlanner
from jobdesk.operations.permissions import require
from jobdesk.operations.runs import find_result
from jobdesk.operations.services import Services
from jobdesk.operations.started import (
    job_of,
    object_types,
    problem_of,
    wrong_job,
    wrong_name,
    wrong_types,
)
from jobdesk.runner.hook_rules import Verdict, check_conditions, judge
from jobdesk.runner.outbox import HookRefused

DEEPEST = 5  # hooks in a row, at most
_TRACE = 100


@dataclass(frozen=True, slots=True)
class HookState:
    """A hook as a list shows it.

    Attributes:
        problem: why it fires nothing now; empty when it does.
        last: what it said to a change last.
    """

    record: HookRecord
    job: JobRecord | None
    problem: str
    last: HookTraceRecord | None


def list_hooks(services: Services) -> list[HookState]:
    """All hooks, by name."""
    return [_state(services, record) for record in services.hooks.all()]


def find_hook(services: Services, ref: str) -> HookState:
    """The hook with this name or id.

    Raises:
        NotFound: there is none.
    """
    record = services.hooks.find(ref)
    if record is None:
        raise NotFound(f"There is no job hook called {ref}.")
    return _state(services, record)


def _state(services: Services, record: HookRecord) -> HookState:
    job = job_of(services, record.fields.job_id)
    problem = problem_of(job) if record.fields.enabled else "It is switched off."
    lines = services.hooks.traces(record.id, 1)
    return HookState(record, job, problem, lines[0] if lines else None)


def trace_of(services: Services, hook_id: HookId, limit: int = _TRACE) -> list[HookTraceRecord]:
    """Why a hook fired or not, the newest first."""
    return services.hooks.traces(hook_id, limit)


def receivers(services: Services) -> list[JobRecord]:
    """The jobs that a hook may start, by name."""
    found = [one for one in services.jobs.all() if one.is_job_hook_receiver]
    return sorted(found, key=lambda one: one.name.casefold())


def save_hook(
    services: Services,
    actor: UserRecord,
    fields: HookFields,
    *,
    key: HookId | None = None,
    version: int | None = None,
) -> tuple[HookRecord, EditRecord | None]:
    """Make a hook, or change the one with this key.

    Args:
        services: the workspace.
        actor: who does it.
        fields: all that it says now.
        key: which one; None makes a new one.
        version: what the edit was made on.

    Raises:
        InputErrors: names every wrong field.
        NotFound: it is gone.
        Outdated: somebody else changed it since.
        Refused: the name is taken.
    """
    require(actor, "change" if key else "create", "job hooks")
    fields = replace(fields, name=fields.name.strip())
    if wrong := wrong_fields(services, fields, key):
        raise InputErrors(wrong)
    verb = "edit" if key else "create"
    found, step = services.hooks.save(
        actor.id, f"{verb} hook {fields.name}", fields, key=key, version=version
    )
    services.host.announce("hooks")
    return find_hook(services, found).record, step


def wrong_fields(
    services: Services, fields: HookFields, key: HookId | None = None
) -> dict[str, list[str]]:
    """What is wrong with a hook, by field; empty when it can be saved."""
    job = job_of(services, fields.job_id)
    found = {
        "name": wrong_name(fields.name),
        "object_types": wrong_types(
            object_types(services), fields.object_types, must_be_logged=True
        ),
        "job": wrong_job(job, is_for_hooks=True, must_run=fields.enabled),
        "actions": [] if fields.actions else ["Choose create, update or delete."],
        "conditions": check_conditions(fields.conditions),
        "max_depth": _wrong_depth(fields.max_depth),
    }
    if not found["job"]:
        found["job"] = conflicts(services.hooks.all(), fields, key)
    return {name: texts for name, texts in found.items() if texts}


def _wrong_depth(depth: int) -> list[str]:
    if 0 <= depth <= DEEPEST:
        return []
    return [f"A hook follows others at most {DEEPEST} deep; 0 is none."]


def conflicts(hooks: Sequence[HookRecord], fields: HookFields, key: HookId | None) -> list[str]:
    """Each hook that starts the same job for the same objects and action (SPEC §25)."""
    return [
        f"“{other.name}” starts this job already when a {label} is {action}d."
        for other in hooks
        if other.id != key and other.fields.job_id == fields.job_id
        for label in fields.object_types
        if label in other.fields.object_types
        for action in fields.actions
        if action in other.fields.actions
    ]


def set_hook_enabled(
    services: Services, actor: UserRecord, ref: str, *, enabled: bool
) -> tuple[HookRecord, EditRecord | None]:
    """Switch a hook on or off.

    Raises:
        InputErrors: its job cannot run.
        NotFound: there is none.
    """
    record = find_hook(services, ref).record
    fields = replace(record.fields, enabled=enabled)
    if not enabled:  # what is wrong with it is no reason to leave it on
        require(actor, "change", "job hooks")
        _, step = services.hooks.save(
            actor.id, f"switch off hook {record.name}", fields, key=record.id
        )
        services.host.announce("hooks")
        return find_hook(services, record.id).record, step
    return save_hook(services, actor, fields, key=record.id, version=record.version)


def delete_hook(services: Services, actor: UserRecord, ref: str) -> EditRecord | None:
    """Delete a hook; its runs stay.

    Raises:
        NotFound: there is none.
    """
    require(actor, "delete", "job hooks")
    record = find_hook(services, ref).record
    _, step = services.hooks.save(
        actor.id, f"delete hook {record.name}", None, key=record.id, version=record.version
    )
    services.host.announce("hooks")
    return step


# Past changes


@contextmanager
def _reader(services: Services) -> Generator[ChangeReader | None]:
    """The change log; None where there is no inventory yet."""
    path = services.paths.inventory_db
    if not path.exists():
        yield None
        return
    try:
        with closing(ChangeReader(path)) as reader:
            yield reader if reader.is_ready else None
    except sqlite3.Error as error:
        raise StoreUnavailable(f"The change log cannot be read now: {error}.") from error


def recent_changes(
    services: Services, labels: Sequence[str], limit: int = _TRACE
) -> list[Change]:
    """The newest changes of objects of these kinds, to try a hook on."""
    with _reader(services) as reader:
        return [] if reader is None else reader.newest(labels, limit)


def try_hook(services: Services, hook: HookRecord, changes: Sequence[Change]) -> list[Verdict]:
    """What a hook would say to past changes; nothing is started.

    That they are older than the hook, and that it is switched off, does not count here.
    """
    always = replace(
        hook,
        fields=replace(hook.fields, enabled=True),
        since=min((one.time for one in changes), default=hook.since),
    )
    nos = {one.result_no for one in changes if one.result_no}
    runs = {no: services.results.by_no(no) for no in nos}
    return [judge(always, one, _depth(one, runs.get(one.result_no))) for one in changes]


def _depth(change: Change, run: ResultRecord | None) -> int:
    depth = 0 if run is None else run.hook_depth
    return max(depth, 1) if change.context == "job-hook" else depth


def replay(services: Services, actor: UserRecord, ref: str, change_id: str) -> ResultRecord:
    """Run a hook's job for a past change once more, whatever its conditions say.

    Raises:
        NotFound: there is no such hook or change.
        Refused: its job cannot run.
        AgentUnreachable: no host could be started; the run is stored and waits.
    """
    require(actor, "run", "jobs")
    hook = find_hook(services, ref).record
    with _reader(services) as reader:
        change = None if reader is None else reader.one(change_id)
    if change is None:
        raise NotFound("This change is no longer in the change log.")
    planner = HookRunPlanner(services.jobs, services.queues, services.settings)
    try:
        run = planner.hook_run(hook, [change], 1)
    except HookRefused as error:
        raise Refused(str(error)) from None
    trace = TracePlan(
        hook.id, ChangeId(change.id), change.action, change.object_type, change.object_text,
        actor.username, is_fired=True, reason=f"Run again by {actor.username}.",
    )  # fmt: skip
    no = services.hooks.replay(replace(run, user=actor.username), trace)
    services.host.submit(no, None)
    return find_result(services, str(no))
