"""A session over real stores; only the door to the host is a fake."""

import pytest
import shiboken6

from jobdesk.errors import AgentUnreachable
from jobdesk.jobs.description import describe_job
from jobdesk.models.plans import OVERRIDABLE, JobCode, NewJob
from jobdesk.models.schema import prepare
from jobdesk.operations.users import current_actor
from jobdesk.paths import WorkspacePaths
from jobdesk.ui import background
from jobdesk.ui.form.dialog import RunDialog
from jobdesk.ui.form.filling import Filling
from jobdesk.ui.session import Session
from jobdesk.ui.widgets import folders
from jobdesk.wiring import open_services


class FakeDoor:
    """Takes down what the host would be told."""

    def __init__(self):
        self.submitted = []
        self.is_reachable = True

    def submit(self, no, secrets):
        if not self.is_reachable:
            raise AgentUnreachable("nobody answers")
        self.submitted.append((no, secrets))

    def announce(self, what):
        pass

    def wait(self, seconds):
        pass

    def close(self):
        pass


@pytest.fixture(autouse=True)
def no_remembered_folders(monkeypatch):
    monkeypatch.setattr(folders, "_folders", {})


@pytest.fixture
def session(own_workspace, qapp):
    paths = WorkspacePaths(own_workspace)
    paths.create()
    prepare(paths)
    services = open_services(paths, FakeDoor())
    session = Session(own_workspace)
    session.use(services, current_actor(services))
    yield session
    background.shut_down()
    services.close()


@pytest.fixture
def add_job(session):
    """Store the record of a job class, enabled."""

    def add(job_class, **changes):
        described = describe_job(job_class)
        said = described["source_values"]
        values = {name: said.get(name) for name in OVERRIDABLE}
        values |= {"singleton_policy": "refuse", "grouping": "Sites", **changes}
        values["soft_time_limit"] = values["soft_time_limit"] or 0.0
        values["time_limit"] = values["time_limit"] or 0.0
        code = JobCode(
            values=values,
            source_values=said,
            description_json=described,
            generation=described["generation"],
            file="sites.py",
            line=1,
            code_version="a41f9c2",
            supports_dryrun=described["supports_dryrun"],
            commit_default=said.get("commit_default", True),
        )
        new = NewJob("sites", job_class.__name__, code, enabled=True)
        return session.ready.jobs.add("local", new)

    return add


@pytest.fixture
def open_dialog(qtbot, session):
    """Open the run dialog of a job; what is still there after the test is deleted."""
    opened = []

    def open_it(job, inputs=None):
        dialog = RunDialog(session, job, None if inputs is None else Filling(inputs))
        opened.append(dialog)
        dialog.show()
        return dialog

    yield open_it
    background.shut_down()
    for dialog in opened:
        if shiboken6.isValid(dialog):
            dialog.close()
            shiboken6.delete(dialog)
