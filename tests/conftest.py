"""Three alarms in every test: Python and Qt warnings (pyproject), log warnings (here).

Each test has a workspace of its own; children find the source without an installation. A test
that leaves a child process behind fails.
"""

import gc
import itertools
import logging
import os
import signal
import time
from pathlib import Path

import psutil
import pytest
from hypothesis import HealthCheck, settings
from tests.support.children import child_pids

# No test asserts a speed: on a busy machine a single example may take its time.
settings.register_profile("busy", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy")

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


_homes = itertools.count()
_NEW_OBJECTS = 20_000  # make a pass of the collector worth it
_PASSES = 40  # over the young, before one over all
_SLACK_S = 0.1  # the system tells the birth of a process by its ticks


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


@pytest.fixture
def qtbot(qapp, request):
    """Waits longer than that of pytest-qt."""
    from tests.support.patient_bot import PatientBot

    return PatientBot(request)


@pytest.fixture(autouse=True)
def own_workspace(monkeypatch, tmp_path_factory):
    """Point JOBDESK_HOME at a folder that only this test knows."""
    home = tmp_path_factory.getbasetemp() / "homes" / str(next(_homes))
    home.mkdir(parents=True)  # `mktemp` reads the names of all that were made before
    monkeypatch.setenv("JOBDESK_HOME", str(home))
    return home


def pytest_configure():
    gc.disable()  # as in the window: rings of widgets must not be given up in a thread


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown():
    """Give up rings between tests, about as often as the collector would do it."""
    gc.disable()  # a program that ended in the test has switched it on
    if gc.get_count()[0] > _NEW_OBJECTS:
        gc.collect(2 if gc.get_count()[2] > _PASSES else 1)


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
    before, began = child_pids() if watched else set(), time.time() - _SLACK_S
    yield
    if not watched or not child_pids() - before:
        return
    left = [
        child
        for child in map(_process, child_pids() - before)
        if child is not None and child.create_time() >= began
    ]
    _, alive = psutil.wait_procs(left, timeout=20)
    lines = []
    for child in alive:
        lines.append(f"pid {child.pid}: {' '.join(child.cmdline())}")
        child.kill()
    psutil.wait_procs(alive, timeout=20)
    if lines:
        pytest.fail("child processes still run; end them in the test:\n" + "\n".join(lines))


def _process(pid):
    try:
        return psutil.Process(pid)
    except psutil.NoSuchProcess:
        return None
