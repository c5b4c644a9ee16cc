"""Three alarms in every test: Python and Qt warnings (pyproject), log warnings (here).

Each test has a workspace of its own; children find the source without an installation. A test
that leaves a child process behind fails.
"""

import logging
import os
import signal
from pathlib import Path

import psutil
import pytest

SOURCE = Path(__file__).resolve().parents[1] / "src"

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # a shell's background job ignores it,
    signal.signal(signal.SIGINT, signal.default_int_handler)  # and children would inherit that

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["PYTHONPATH"] = os.pathsep.join(
    part for part in (str(SOURCE), os.environ.get("PYTHONPATH", "")) if part
)
for _name in [name for name in os.environ if name.startswith("JOBDESK_")]:
    if _name != "JOBDESK_CRASH_ROUNDS":
        del os.environ[_name]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Several processes share the tests by what these have in common."""
    from tests.support.scheduling import Shares

    config.option.loadscopereorder = False  # they come in the order that is meant
    return Shares(config, log)


def pytest_collection_modifyitems(config, items):
    """Where several processes share the tests, the long ones begin first."""
    if hasattr(config, "workerinput"):
        from tests.support.scheduling import in_order

        files = {item.nodeid.split("::", 1)[0]: [] for item in items}
        for item in items:
            files[item.nodeid.split("::", 1)[0]].append(item)
        items[:] = [item for file in in_order(files) for item in files[file]]


@pytest.fixture(autouse=True)
def own_workspace(monkeypatch, tmp_path_factory):
    """Point JOBDESK_HOME at a folder that only this test knows."""
    home = tmp_path_factory.mktemp("workspace")
    monkeypatch.setenv("JOBDESK_HOME", str(home))
    return home


class _Alarm(logging.Handler):
    def __init__(self):
        super().__init__(logging.WARNING)
        self.heard = []

    def emit(self, record):
        self.heard.append(f"{record.name}: {record.levelname}: {record.getMessage()}")


@pytest.fixture
def expected_log():
    """Ask for this fixture where a warning in the program's log belongs to the test."""
    return []


@pytest.fixture(autouse=True)
def log_alarm(request):
    """Fail a test in which the program logs a warning that the test does not expect."""
    alarm = _Alarm()
    logger = logging.getLogger("jobdesk")
    logger.addHandler(alarm)
    yield alarm
    logger.removeHandler(alarm)
    if alarm.heard and "expected_log" not in request.fixturenames:
        pytest.fail("unexpected lines in the program's log:\n" + "\n".join(alarm.heard))


@pytest.fixture(autouse=True)
def process_guard(request):
    """Fail a test that leaves a child process running; it says which one."""
    watched = "qapp" in request.fixturenames or request.node.get_closest_marker("process")
    before = {child.pid for child in psutil.Process().children()} if watched else set()
    yield
    if not watched:
        return
    left = [child for child in psutil.Process().children() if child.pid not in before]
    _, alive = psutil.wait_procs(left, timeout=5)
    lines = []
    for child in alive:
        lines.append(f"pid {child.pid}: {' '.join(child.cmdline())}")
        child.kill()
    psutil.wait_procs(alive, timeout=5)
    if lines:
        pytest.fail("child processes still run; end them in the test:\n" + "\n".join(lines))
