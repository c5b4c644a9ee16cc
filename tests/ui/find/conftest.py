"""A workspace with runs to search, the page over them, and a search that waits for orders."""

import shutil
import threading
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtGui import QGuiApplication
from tests.support.keyboard import Keyboard
from tests.support.run_desk import RunDesk

from jobdesk.models.records import LogLine, ResultNo, Status
from jobdesk.operations.search import RunHits
from jobdesk.ui import background
from jobdesk.ui.find.page import FindPage

LOG = [
    ("info", "running configuration read", "fetch", "ber-acc-07"),
    ("warning", "host key changed", "connect", "ber-acc-10"),
    ("failure", "Host key refused", "connect", "ber-acc-12"),
    ("success", "unchanged", "store", "ber-acc-07"),
]


def make_hits(no, count=2, *, more=False, status=Status.SUCCESS, name="Backup"):
    created = datetime(2026, 11, 20, 14, 6, tzinfo=UTC) + timedelta(minutes=no)
    lines = tuple(
        LogLine(ResultNo(no), seq, created, "info", "fetch", f"line {seq} of {no}", "", "")
        for seq in range(count)
    )
    return RunHits(ResultNo(no), f"id-{no}", name, None, status, created, lines, more)


class PuppetSearch:
    """Gives out what it was told to, when it is told to go on."""

    def __init__(self, *hits, waits=False, coverage=(5, 5), error=None):
        self.hits = hits
        self.coverage = coverage
        self.error = error
        self.interrupted = threading.Event()
        self.go_on = threading.Event()
        if not waits:
            self.go_on.set()

    def __iter__(self):
        yield from self.hits
        while not self.go_on.wait(0.005):
            if self.interrupted.is_set():
                return
            yield None
        if self.error is not None:
            raise self.error

    def interrupt(self):
        self.interrupted.set()


@pytest.fixture
def desk(prepared_home, tmp_path):
    made = RunDesk(shutil.copytree(prepared_home, tmp_path / "Backbone lab"))
    yield made
    background.shut_down()
    made.close()


@pytest.fixture
def add_run(desk):
    """A run with a log; it ends unless `status` is None."""

    def add(rows=LOG, job=None, status=Status.SUCCESS):
        known = desk.services.jobs.all()
        no = desk.ask(job or (known[0] if known else desk.job())).no
        desk.begin(no)
        desk.append(no, rows)
        if status is not None:
            desk.end(no, status)
        return no

    return add


@pytest.fixture
def clipboard(qapp):
    made = QGuiApplication.clipboard()
    made.setText("nothing")
    return made


@pytest.fixture
def open_page(qtbot, desk):
    """The page; closed after the test, which ends its search."""
    kept = []

    def open_(make_search=None):
        page = FindPage(desk.session, make_search)
        kept.append(page)
        qtbot.addWidget(page)
        page.resize(1228, 800)
        page.show()
        page.activateWindow()
        page.setFocus()
        qtbot.waitUntil(Keyboard.is_somewhere)
        return page

    yield open_
    for page in kept:
        page.close()
