"""Inventories in child processes: Django is switched on once per process and never off."""

import os
import shutil
import signal
import textwrap
from pathlib import Path

import pytest
from tests.support import nursery

_PREPARE = "from jobdesk.inventory.schema import make_ready; make_ready()"


class Child:
    """A process that works on an inventory."""

    def __init__(self, folder, code):
        words = (str(folder), textwrap.dedent(code))
        self.process = nursery.start(
            "inventory_child", words, environ=os.environ, is_talking=True
        )

    def hear(self):
        """Its next line."""
        return self.process.stdout.readline().strip()

    def turn(self):
        """Let it go on."""
        self.process.stdin.write("\n")
        self.process.stdin.flush()

    def end(self):
        """All that it said until it ended well."""
        said, _ = self.process.communicate(timeout=120)
        assert self.process.returncode == 0, said
        return said.splitlines()

    def kill(self):
        os.kill(self.process.pid, signal.SIGKILL)
        self.process.wait(timeout=30)

    def close(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.communicate(timeout=30)


@pytest.fixture(scope="session")
def prepared(tmp_path_factory):
    """A folder with a new inventory; the tests copy it."""
    folder = tmp_path_factory.mktemp("inventory")
    Child(folder, _PREPARE).end()
    return folder


@pytest.fixture
def folder(prepared, tmp_path):
    """An inventory of the test's own."""
    return Path(shutil.copytree(prepared, tmp_path / "inventory"))


@pytest.fixture
def start(folder):
    """Start a process on the inventory: `start(code)`."""
    made = []

    def start_(code):
        made.append(Child(folder, code))
        return made[-1]

    yield start_
    for one in made:
        one.close()


@pytest.fixture
def work(start):
    """Run code to its end: its lines."""

    def work_(code):
        return start(code).end()

    return work_
