"""A workspace whose inventory has the changes of runs, and pages over it."""

import shutil
import sqlite3

import pytest
from benchmarks.gallery import changes_data
from tests.support.run_desk import RunDesk

from jobdesk.inventory.history import feed
from jobdesk.inventory.history.records import ChangeFilter
from jobdesk.ui import background


class ChangesDesk(RunDesk):
    """A run that added a branch; its number is `no`."""

    def __init__(self, home):
        super().__init__(home)
        self.no = 1

    @property
    def inventory(self):
        return self.services.inventory

    def write(self):
        """Have the run and its changes; once for all tests, which copy them."""
        job = self.job("New branch site", "NewBranch")
        assert self.ask(job, {}).no == self.no
        self.begin(self.no)
        self.inventory.call(changes_data.make_network)
        self.inventory.call(changes_data.new_branch, self.no)
        self.end(self.no, changes=self.inventory.call(changes_data.figures, self.no))
        with sqlite3.connect(self.paths.inventory_db) as db:
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        db.close()

    def page(self, **wanted):
        return self.inventory.call(feed.page, ChangeFilter(**wanted))

    def edit(self):
        """Somebody changes what the run had changed."""
        self.inventory.call(changes_data.edits_since)


@pytest.fixture(scope="session")
def written_home(qapp, tmp_path_factory):
    """A workspace with the run."""
    home = tmp_path_factory.mktemp("written") / "home"
    desk = ChangesDesk(home)
    desk.write()
    desk.close()
    return home


@pytest.fixture
def desk(written_home, tmp_path):
    """A copy of it."""
    home = shutil.copytree(written_home, tmp_path / "home")
    made = ChangesDesk(home)
    yield made
    background.shut_down()
    made.close()
