import subprocess
import sys

import pytest

from jobdesk.runner.hostlock import HolderText, HostLock, read_holder

HOLD = """
import sys
from pathlib import Path
from jobdesk.runner.hostlock import HolderText, HostLock
lock = HostLock(Path(sys.argv[1]))
print(lock.acquire(), flush=True)
lock.describe(HolderText(7, 1.5, "0.1", "/tmp/a socket"))
print("told", flush=True)
sys.stdin.readline()
"""


@pytest.fixture
def other(tmp_path):
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path / "host.lock")],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout.readline() == "True\n"
    process.stdout.readline()
    with process:
        yield process
        process.kill()


def test_only_one_process_holds_the_lock(tmp_path, other):
    assert not HostLock(tmp_path / "host.lock").acquire(0.1)


def test_the_text_tells_where_to_knock(tmp_path, other):
    assert read_holder(tmp_path / "host.lock") == HolderText(7, 1.5, "0.1", "/tmp/a socket")


def test_the_lock_of_a_killed_holder_is_free_at_once_whatever_its_text_says(tmp_path, other):
    other.kill()
    other.wait()

    with HostLock(tmp_path / "host.lock") as lock:
        assert lock.acquire()
        assert read_holder(tmp_path / "host.lock").socket == ""


def test_reading_the_text_does_not_give_up_our_own_lock(tmp_path):
    path = tmp_path / "host.lock"
    with HostLock(path) as lock:
        assert lock.acquire()
        read_holder(path)

        code = HOLD[: HOLD.index("lock.describe")]
        found = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True)

    assert found.stdout == b"False\n"


def test_a_second_lock_of_the_same_process_is_refused(tmp_path):
    with HostLock(tmp_path / "host.lock") as lock:
        assert lock.acquire()
        assert not HostLock(tmp_path / "host.lock").acquire()


def test_a_released_lock_can_be_taken_again(tmp_path):
    for _ in range(2):
        with HostLock(tmp_path / "host.lock") as lock:
            assert lock.acquire()


@pytest.mark.parametrize("text", ["", "pid: x\n", "socket: /tmp/half", "nonsense\0"])
def test_a_torn_text_names_no_socket(text):
    assert HolderText.parse(text).socket == ""
