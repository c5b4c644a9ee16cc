"""A prepared workspace with open stores."""

import shutil

import pytest

from jobdesk.models.database import DeskDatabase
from jobdesk.models.schema import prepare
from jobdesk.models.stores.jobs import JobStore
from jobdesk.models.stores.kept import KeptStore
from jobdesk.models.stores.logs import LogStore
from jobdesk.models.stores.queues import QueueStore
from jobdesk.models.stores.results import ResultStore
from jobdesk.models.stores.users import UserStore
from jobdesk.paths import WorkspacePaths


@pytest.fixture(scope="session")
def template(tmp_path_factory):
    """A prepared workspace, made once."""
    paths = WorkspacePaths(tmp_path_factory.mktemp("template"))
    prepare(paths)
    return paths


@pytest.fixture
def paths(template, tmp_path):
    home = tmp_path / "workspace"
    shutil.copytree(template.home, home)
    return WorkspacePaths(home)


@pytest.fixture
def desk(paths):
    with DeskDatabase.open(paths.desk_db) as database:
        yield database


@pytest.fixture
def logs(paths):
    store = LogStore(paths.logs_db)
    yield store
    store.close()


@pytest.fixture
def jobs(desk):
    return JobStore(desk)


@pytest.fixture
def results(desk):
    return ResultStore(desk)


@pytest.fixture
def queues(desk):
    return QueueStore(desk)


@pytest.fixture
def users(desk):
    return UserStore(desk)


@pytest.fixture
def kept(desk):
    return KeptStore(desk)
