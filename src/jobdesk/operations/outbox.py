"""The run that a job hook asks for, and telling the host that the inventory was changed."""

import time
from collections.abc import Sequence
from dataclasses import dataclass

from jobdesk.inventory.outbox import Change
from jobdesk.models.hook_records import ChangeId, HookRecord, HookRun
from jobdesk.models.records import JobRecord, RunOptions
from jobdesk.models.stores.hooks import HookStore
from jobdesk.models.stores.jobs import JobStore
from jobdesk.models.stores.queues import QueueStore
from jobdesk.operations.limits import effective_limits
from jobdesk.operations.requests import current_version
from jobdesk.operations.services import INVENTORY, OUTBOX, HostDoor
from jobdesk.runner.outbox import HookRefused
from jobdesk.settings import Settings

_FRESH_S = 1.0  # a burst asks for thousands of runs of the same few jobs


@dataclass(frozen=True, slots=True)
class _Plan:
    job: JobRecord | None
    version: str
    refusal: str
    made: float


class HookRunPlanner:
    """Answers the outbox (`runner.outbox.RunRequester`). One thread only."""

    def __init__(self, jobs: JobStore, queues: QueueStore, settings: Settings) -> None:
        self._jobs = jobs
        self._queues = queues
        self._settings = settings
        self._plans: dict[str, _Plan] = {}

    def hook_run(self, hook: HookRecord, changes: Sequence[Change], depth: int) -> HookRun:
        """The run as it will be stored; no rights are asked for: who set the hook up had them.

        Raises:
            HookRefused: the job cannot run.
        """
        key = hook.fields.job_id or ""
        plan = self._plans.get(key)
        if plan is None or time.monotonic() - plan.made > _FRESH_S:
            plan = self._plans[key] = self._plan(hook)
        if plan.job is None or plan.refusal:
            raise HookRefused(plan.refusal)
        return HookRun(
            hook.id,
            tuple(ChangeId(change.id) for change in changes),
            changes[0].user,
            plan.job,
            self._options(plan.job),
            plan.version,
            depth,
        )

    def _plan(self, hook: HookRecord) -> _Plan:
        key = hook.fields.job_id
        job = None if key is None else self._jobs.by_id(key)
        refusal = self._refusal(job)
        version = "" if job is None or refusal else current_version(job)
        return _Plan(job, version, refusal, time.monotonic())

    def _refusal(self, job: JobRecord | None) -> str:
        if job is None:
            return "Not fired: the hook has no job; its record was deleted."
        if job.not_runnable_reason:
            return f"Not fired: {job.not_runnable_reason}"
        if not job.is_job_hook_receiver:
            return f"Not fired: {job.name} is no longer a job hook receiver."
        if self._queues.is_draining(job.default_job_queue):
            return f"Not fired: queue {job.default_job_queue} is draining."
        return ""

    def _options(self, job: JobRecord) -> RunOptions:
        soft, hard = effective_limits(job, self._settings)
        return RunOptions(job.default_job_queue, soft, hard, commit=job.commit_default)


def tell_of_changes(hooks: HookStore, host: HostDoor) -> None:
    """Somebody edited the inventory; where hooks are on, a host is started for them."""
    host.announce(OUTBOX if hooks.enabled() else INVENTORY)
