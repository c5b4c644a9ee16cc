"""The runs that wait, and turning the next one into a claimed frame. Main thread only."""

import os
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from jobdesk.models.records import (
    Claim,
    JobId,
    JobRecord,
    ResultRecord,
    SingletonPolicy,
    UserRecord,
)
from jobdesk.models.stores.jobs import JobStore
from jobdesk.models.stores.logs import LogStore
from jobdesk.models.stores.queues import QueueStore
from jobdesk.models.stores.results import ResultStore
from jobdesk.models.stores.users import UserStore
from jobdesk.paths import WorkspacePaths
from jobdesk.runner.framing import build_frame, is_on_a_copy, needs_secrets, uses_inventory
from jobdesk.runner.liveness import creation_time
from jobdesk.runner.planning import Lane, Plan, Waiting, next_runs
from jobdesk.settings import Settings

FIRST_GENERATION = "1.x"
"""The turn of runs that are one transaction each: one of them at a time (DESIGN §4)."""

_USER_S = 5.0  # who asked is told to the job; nothing is decided by it here


@dataclass(frozen=True, slots=True)
class HostStores:
    """The stores that a host works on."""

    jobs: JobStore
    results: ResultStore
    queues: QueueStore
    users: UserStore
    logs: LogStore


@dataclass(slots=True)
class Entry:
    """A run that waits, with what its frame will be made of; secrets live only here."""

    record: ResultRecord
    job: JobRecord | None
    secrets: Mapping[str, Any] | None = field(default=None, repr=False)

    @property
    def place(self) -> Waiting:
        """What planning needs to know."""
        job, no, queue = self.job, self.record.no, self.record.queue
        if job is None:
            return Waiting(no, queue)
        is_committing = job.generation == 1 and not is_on_a_copy(self.record, job)
        return Waiting(
            no,
            queue,
            alone=self.record.job if job.is_singleton else "",
            queues_up=job.singleton_policy is SingletonPolicy.QUEUE,
            turn=FIRST_GENERATION if is_committing and uses_inventory(job) else "",
        )

    @property
    def needs_models(self) -> bool:
        """Its job works on the inventory."""
        return self.job is not None and uses_inventory(self.job)

    @property
    def lacks_secrets(self) -> bool:
        """Inputs it needs were never stored and have not come by socket."""
        return self.secrets is None and needs_secrets(self.record, self.job)


class Dispatcher:
    """Holds the waiting runs of a workspace and prepares them in their order."""

    def __init__(self, stores: HostStores, paths: WorkspacePaths, settings: Settings) -> None:
        self._stores = stores
        self._paths = paths
        self._settings = settings
        self._entries: dict[int, Entry] = {}
        self._lanes: dict[str, Lane] = {}
        self._places: dict[int, float] = {}  # of runs that somebody moved
        self._jobs: dict[JobId, JobRecord] = {}  # as last read
        self._users: dict[str, tuple[UserRecord | None, float]] = {}
        self._pid = os.getpid()
        self._created = creation_time(self._pid)

    @property
    def waiting(self) -> list[int]:
        """The numbers of waiting runs, in their order."""
        places = self._places
        return sorted(self._entries, key=lambda no: (places.get(no, no), no))

    @property
    def waiting_count(self) -> int:
        """How many runs wait."""
        return len(self._entries)

    @property
    def waiting_with_models(self) -> int:
        """How many of these work on the inventory."""
        return sum(entry.needs_models for entry in self._entries.values())

    def load_lanes(self) -> None:
        """Read the queues and the places of moved runs again."""
        self._places = self._stores.results.places()
        self._lanes = {
            one.name: Lane(one.concurrency, one.paused) for one in self._stores.queues.all()
        }

    def add(self, record: ResultRecord, secrets: Mapping[str, Any] | None = None) -> Entry:
        """Let a run wait for its turn; what it lacks is looked up."""
        known = self._entries.get(record.no)
        if secrets is None and known is not None:
            secrets = known.secrets
        entry = Entry(record, self._known_job(record), secrets)
        self._entries[record.no] = entry
        return entry

    def entry(self, no: int) -> Entry | None:
        """The waiting run with this number."""
        return self._entries.get(no)

    def put_back(self, entry: Entry) -> None:
        """A run that was dropped waits again."""
        self._entries[entry.record.no] = entry

    def drop(self, no: int) -> Entry | None:
        """A run waits no longer."""
        return self._entries.pop(no, None)

    def plan(self, running: Iterable[Waiting]) -> Plan:
        """Who is next, given what runs."""
        ready = [one.place for one in self._entries.values() if not one.lacks_secrets]
        if not ready:
            return Plan((), {})
        slots = self._settings.slot_count
        return next_runs(ready, running, self._lanes, slots, self._places)

    def prepare(self, entry: Entry) -> str:
        """Look at the job once more; why it cannot run, in words, or nothing."""
        entry.job = self._read_job(entry.record)
        if entry.job is None:
            return f"{entry.record.name} does not exist any more."
        return entry.job.not_runnable_reason

    def claim(self, entry: Entry) -> bool:
        """Take the run for this host; False when it has ended meanwhile."""
        claim = Claim(self._pid, self._created, datetime.now(UTC))
        if not self._stores.results.claim(entry.record.no, claim):
            return False
        entry.record = replace(entry.record, claim=claim)
        return True

    def frame(self, entry: Entry) -> bytes:
        """The line for the worker's stdin."""
        job = entry.job
        assert job is not None  # prepare has said so
        record, user = entry.record, self._user(entry.record.user)
        changes = () if record.change_id is None else self._stores.results.changes_of(record.no)
        frame = build_frame(
            record, job, user, self._paths, self._settings, entry.secrets, changes
        )
        return frame.to_line()

    def _known_job(self, record: ResultRecord) -> JobRecord | None:
        """The job as last read, good enough to plan with."""
        known = self._jobs.get(record.job_id) if record.job_id is not None else None
        return known or self._read_job(record)

    def _read_job(self, record: ResultRecord) -> JobRecord | None:
        if record.job_id is None:
            return None
        known = self._jobs.get(record.job_id)
        jobs = self._stores.jobs
        job = jobs.by_id(record.job_id) if known is None else jobs.current(known)
        if job is None:
            self._jobs.pop(record.job_id, None)
        else:
            self._jobs[record.job_id] = job
        return job

    def _user(self, name: str) -> UserRecord | None:
        now = time.monotonic()
        user, read_at = self._users.get(name, (None, 0.0))
        if user is None or now - read_at > _USER_S:
            user = self._stores.users.by_name(name)
            self._users[name] = (user, now)
        return user
