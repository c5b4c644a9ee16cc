"""A workspace with queues and runs that wait, and the board over it."""

import shutil

import pytest
from tests.support.run_desk import RunDesk

from jobdesk.models.records import Claim, RunOptions
from jobdesk.ui import background
from jobdesk.ui.queues.page import QueuesPage


class QueueDesk(RunDesk):
    """Runs of one job in any queue."""

    def __init__(self, home):
        super().__init__(home)
        self.backup = self.job()
        self.services.queues.ensure(["backup", "deploy"])

    def wait_in(self, queue="default", count=1):
        options = RunOptions(queue, 300.0, 600.0)
        user, results = self.session.user.username, self.services.results
        return [
            results.create(self.backup, user, {}, False, options, "abc").no
            for _ in range(count)
        ]

    def start_run(self, no):
        self.services.results.claim(no, Claim(1, 1.0, self.start))
        self.services.results.mark_started(no, self.start, "worker 1")

    def order(self, queue="default"):
        return [one.no for one in self.services.results.waiting_in(queue, 1000)]

    def queue(self, name="default"):
        return next(one for one in self.services.queues.all() if one.name == name)


@pytest.fixture
def desk(prepared_home, tmp_path):
    made = QueueDesk(shutil.copytree(prepared_home, tmp_path / "Backbone lab"))
    yield made
    background.shut_down()
    made.close()


@pytest.fixture
def board(desk, qtbot):
    """Opens the board on a queue and waits for its data."""
    kept = []

    def open_(name="default"):
        desk.session.layout_state.setValue("queues/chosen", name)
        page = QueuesPage(desk.session)
        kept.append(page)
        qtbot.addWidget(page)
        page.resize(1228, 800)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(lambda: page.data is not None)
        return page

    return open_
