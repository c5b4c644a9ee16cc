"""A workspace with stores, a job record and runs, for tests of the host."""

import sys
from datetime import UTC, datetime
from pathlib import Path

from jobdesk.models.database import DeskDatabase
from jobdesk.models.plans import JobCode, NewJob
from jobdesk.models.records import RunOptions
from jobdesk.models.schema import prepare
from jobdesk.models.stores.jobs import JobStore
from jobdesk.models.stores.logs import LogStore
from jobdesk.models.stores.queues import QueueStore
from jobdesk.models.stores.results import ResultStore
from jobdesk.models.stores.users import UserStore
from jobdesk.paths import WorkspacePaths
from jobdesk.runner.dispatcher import HostStores

STANDIN = [sys.executable, "-P", str(Path(__file__).with_name("standin_worker.py"))]


class Workspace:
    """Real stores in a folder; `run` asks for a run of the one job."""

    def __init__(self, home: Path, *, prepared: bool = False) -> None:
        self.paths = WorkspacePaths(home)
        self.paths.create()
        if not prepared:
            prepare(self.paths)
        self.desk = DeskDatabase.open(self.paths.desk_db)
        self.logs = LogStore(self.paths.logs_db)
        self.jobs = JobStore(self.desk)
        self.results = ResultStore(self.desk)
        self.queues = QueueStore(self.desk)
        self.users = UserStore(self.desk)
        self.stores = HostStores(self.jobs, self.results, self.queues, self.users, self.logs)

    def job(self, name: str = "Probe", **values):
        """A record of an installed and enabled job."""
        defaults = {
            "name": name, "grouping": "tests", "description": "", "hidden": False,
            "has_sensitive_variables": False, "dryrun_default": False,
            "approval_required": False, "console_log_default": False, "soft_time_limit": 0.0,
            "time_limit": 0.0, "is_singleton": False, "singleton_policy": "refuse",
            "job_queues": ["default"], "default_job_queue": "default",
        }  # fmt: skip
        values = {**defaults, **values}
        code = JobCode(
            values=values,
            source_values=values,
            description_json={"variables": []},
            generation=2,
            file=str(self.paths.jobs / "probe.py"),
            line=1,
            code_version="abc",
        )
        return self.jobs.add("local", NewJob("probe", name, code, enabled=True))

    def ask(self, job, *, sensitive=False, queue="default", soft=0.0, hard=0.0, **inputs):
        """A PENDING run."""
        options = RunOptions(queue=queue, soft_limit=soft, hard_limit=hard)
        return self.results.create(
            job, "root", None if sensitive else inputs, sensitive, options, "abc"
        )

    def result(self, no):
        return self.results.by_no(no)

    def messages(self, no):
        """The log of a run."""
        tail = self.logs.tail(no)
        return [one.message for one in self.logs.lines(no, 0, tail.lines if tail else 0)]

    def console(self, no):
        tail = self.logs.tail(no)
        lines = self.logs.console(no, 0, tail.console_lines if tail else 0)
        return [one.text for one in lines]

    def close(self):
        self.logs.close()
        self.desk.close()


def now():
    return datetime.now(UTC)
