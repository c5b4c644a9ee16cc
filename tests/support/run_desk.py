"""A workspace with runs as the host would have recorded them; real stores, no host."""

from datetime import UTC, datetime, timedelta

from jobdesk.models.plans import Ending, JobCode, NewJob, TailUpdate
from jobdesk.models.records import (
    LEVEL_NUMBERS,
    LogCounts,
    RunOptions,
    RunTail,
    Status,
)
from jobdesk.models.schema import prepare
from jobdesk.operations.users import current_actor
from jobdesk.paths import WorkspacePaths
from jobdesk.ui.session import Session
from jobdesk.wiring import open_services


class QuietDoor:
    """Takes down what the host would be told."""

    def __init__(self):
        self.cancelled = []
        self.extended = []
        self.announced = []

    def submit(self, no, secrets):
        pass

    def cancel(self, no, by, *, kill):
        self.cancelled.append((no, by, kill))

    def extend(self, no, by, seconds):
        self.extended.append((no, by, seconds))

    def announce(self, what):
        self.announced.append(what)

    def wait(self, seconds):
        pass

    def close(self):
        pass


class RunDesk:
    """Stores of a new workspace, a session over them, and words for what happens to runs."""

    def __init__(self, home):
        self.paths = WorkspacePaths(home)
        self.paths.create()
        prepare(self.paths)
        self.door = QuietDoor()
        self.services = open_services(self.paths, self.door)
        self.session = Session(home)
        self.session.use(self.services, current_actor(self.services))
        self.start = datetime.now(UTC) - timedelta(seconds=178)

    def close(self):
        self.services.close()

    def job(
        self,
        name="Backup configurations",
        class_name="Backup",
        variables=(),
        *,
        generation=2,
        **said,
    ):
        values = {
            "name": name, "grouping": "Network", "description": "", "hidden": False,
            "has_sensitive_variables": False, "dryrun_default": False,
            "approval_required": False, "console_log_default": False,
            "soft_time_limit": 300.0, "time_limit": 600.0, "is_singleton": False,
            "singleton_policy": "refuse", "job_queues": ["default"],
            "default_job_queue": "default",
        }  # fmt: skip
        code = JobCode(
            values=values,
            source_values=values,
            description_json={"variables": list(variables), **said},
            generation=generation,
            file=str(self.paths.jobs / "backup.py"),
            line=1,
            code_version="a41f9c2d0e11",
        )
        job = NewJob("backup", class_name, code, enabled=True)
        return self.services.jobs.add("local", job)

    def ask(
        self,
        job,
        inputs=None,
        *,
        sensitive=False,
        soft=300.0,
        hard=600.0,
        user=None,
        preview=False,
    ):
        """A PENDING run."""
        options = RunOptions("default", soft_limit=soft, hard_limit=hard, preview=preview)
        user = user or self.session.user.username
        given = None if sensitive else dict(inputs or {})
        code = job.code_version
        return self.services.results.create(job, user, given, sensitive, options, code)

    def begin(self, no, at=None):
        self.services.results.mark_started(no, at or self.start, "worker 41877")
        return self.append(no, [])

    def append(
        self, no, rows, *, console=(), progress=None, files=(), summary="", first_at=None
    ):
        """Record log rows (level, message, grouping, object, url) and printed lines."""
        tail = self.services.logs.tail(no) or RunTail(no=no, started_at=self.start)
        base = int((first_at or self.start).timestamp() * 1_000_000)
        counts = {name: getattr(tail.counts, name) for name in LEVEL_NUMBERS}
        stored = []
        for at, row in enumerate(rows, tail.lines):
            level, message, grouping, text, url = (*row, "", "", "")[:5]
            counts[level] += 1
            stored.append(
                (base + at * 37_000, LEVEL_NUMBERS[level], grouping, message, text, url)
            )
        printed = [
            (base + at * 1000, stream, text) for at, (stream, text) in enumerate(console)
        ]
        new = RunTail(
            no=no,
            lines=tail.lines + len(stored),
            console_lines=tail.console_lines + len(printed),
            counts=LogCounts(**counts),
            progress=progress or tail.progress,
            summary=summary or tail.summary,
            files=tuple(files) or tail.files,
            started_at=tail.started_at,
        )
        self.services.logs.append(
            [TailUpdate(new, tail.lines, stored, tail.console_lines, printed)]
        )
        return new

    def end(self, no, status=Status.SUCCESS, *, seconds=178.0, **more):
        tail = self.services.logs.tail(no)
        counts = tail.counts if tail is not None else LogCounts()
        files = tail.files if tail is not None else ()
        ending = Ending(
            status,
            date_done=self.start + timedelta(seconds=seconds),
            counts=counts,
            files=files,
            **more,
        )
        assert self.services.results.close(no, ending)
