"""A session on a real workspace with three job records; no agent is started."""

import pytest
from tests.support.stores import make_job

from jobdesk.models.schema import prepare
from jobdesk.operations.users import current_actor
from jobdesk.paths import WorkspacePaths
from jobdesk.ui import messages
from jobdesk.ui.session import Session
from jobdesk.wiring import AgentDoor, open_services


@pytest.fixture
def services(tmp_path):
    paths = WorkspacePaths(tmp_path / "workspace")
    paths.create()
    prepare(paths)
    made = open_services(paths, AgentDoor(paths))
    for name, soft in (("Audit", 10.0), ("Backup", 20.0), ("Clean", 900.0)):
        made.jobs.add("local", make_job(name, soft_time_limit=soft, time_limit=1000.0))
    yield made
    made.close()


@pytest.fixture
def session(services):
    made = Session(services.paths.home)
    made.use(services, current_actor(services))
    return made


@pytest.fixture
def said(quiet_bridge):
    """Every message, in order."""
    heard = []
    messages.bridge().listen(heard.append)
    return heard
