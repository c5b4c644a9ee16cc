"""An open workspace with real stores; only the door to the host is a fake."""

from collections.abc import Mapping
from typing import Any

import pytest

from jobdesk.errors import AgentUnreachable
from jobdesk.models.schema import prepare
from jobdesk.operations import refresh as refreshing
from jobdesk.operations.jobs import enable
from jobdesk.operations.users import current_actor
from jobdesk.paths import WorkspacePaths
from jobdesk.wiring import open_services

HEAD = """
from jobdesk.jobs import *
from jobdesk.jobs import Job, register_jobs
"""


class FakeDoor:
    """Takes down what the host would be told."""

    def __init__(self) -> None:
        self.submitted: list[tuple[int, Mapping[str, Any] | None]] = []
        self.cancelled: list[tuple[int, str, bool]] = []
        self.extended: list[tuple[int, str, float]] = []
        self.announced: list[str] = []
        self.is_reachable = True

    def submit(self, no, secrets):
        if not self.is_reachable:
            raise AgentUnreachable("nobody answers")
        self.submitted.append((no, secrets))

    def cancel(self, no, by, *, kill):
        if not self.is_reachable:
            raise AgentUnreachable("nobody answers")
        self.cancelled.append((no, by, kill))

    def extend(self, no, by, seconds):
        self.extended.append((no, by, seconds))

    def announce(self, what):
        self.announced.append(what)

    def wait(self, seconds):
        pass

    def close(self):
        pass


@pytest.fixture
def paths(own_workspace) -> WorkspacePaths:
    paths = WorkspacePaths(own_workspace)
    paths.create()
    return paths


@pytest.fixture
def services(paths):
    prepare(paths)
    services = open_services(paths, FakeDoor())
    yield services
    services.close()


@pytest.fixture
def actor(services):
    return current_actor(services)


@pytest.fixture
def write_job(paths):
    def write(module: str, text: str, head: str = HEAD) -> None:
        file = paths.jobs / (module.replace(".", "/") + ".py")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(head + text, encoding="utf-8")

    return write


@pytest.fixture
def install(services, actor, write_job):
    """Write a job file, refresh, enable what is new; the report of the refresh."""

    def install(module: str, text: str):
        write_job(module, text)
        report = refreshing.refresh(services)
        assert not report.broken, report.broken
        enable(services, actor, report.created)
        return report

    return install


PLAIN = """
class One(Job):
    class Meta:
        name = "One job"
        has_sensitive_variables = False

    def run(self):
        return 1

register_jobs(One)
"""


@pytest.fixture
def one(install, services):
    install("mod", PLAIN)
    return services.jobs.by_class_path("mod.One")
