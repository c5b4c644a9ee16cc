"""One window for a workspace: a second start hands over and goes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket

from jobdesk.paths import WorkspacePaths
from jobdesk.runner.hostlock import HolderText, read_holder
from jobdesk.ui.single_window import SingleWindow, hand_over

SECOND = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from jobdesk.ui.single_window import hand_over
app = QCoreApplication([])
print(hand_over(Path(sys.argv[1]), sys.argv[2:]))
"""


@pytest.fixture
def first(tmp_path):
    made = SingleWindow(tmp_path)
    assert made.begin()
    made.heard = []
    made.asked.connect(made.heard.append)
    yield made
    made.end()


def second_start(qtbot, home, *links):
    """What another process says whether it handed over."""
    environ = {**os.environ, "XDG_ACTIVATION_TOKEN": "from the desktop"}
    words = [sys.executable, "-c", SECOND, str(home), *links]
    child = subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=environ)
    qtbot.waitUntil(lambda: child.poll() is not None)
    return child.communicate()[0].strip()


def test_a_second_start_hands_its_links_over(qtbot, first, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_ACTIVATION_TOKEN", "older")

    said = second_start(qtbot, tmp_path, "jobdesk://run/1", "jobdesk://run/2")

    assert said == "True"
    assert first.heard == [["jobdesk://run/1", "jobdesk://run/2"]]
    assert os.environ["XDG_ACTIVATION_TOKEN"] == "from the desktop"


def test_there_is_one_window_at_a_time_and_then_another(first, tmp_path):
    other = SingleWindow(tmp_path)
    assert not other.begin()

    first.end()

    assert not hand_over(tmp_path, [])
    assert other.begin()
    other.end()


def test_workspaces_do_not_know_of_each_other(first, tmp_path):
    elsewhere = tmp_path / "other"
    elsewhere.mkdir()
    assert not hand_over(elsewhere, [])
    other = SingleWindow(elsewhere)
    assert other.begin()
    other.end()


KILLED = """
import os, signal, sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from jobdesk.ui.single_window import SingleWindow
app = QCoreApplication([])
window = SingleWindow(Path(sys.argv[1]))
assert window.begin()
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of Windows go with their process")
def test_after_a_kill_the_next_is_the_window_and_sweeps_the_socket_up(tmp_path):
    subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)], check=False)
    left = Path(read_holder(WorkspacePaths(tmp_path).window_lock).socket)
    assert left.is_socket()
    assert not hand_over(tmp_path, [])

    after = SingleWindow(tmp_path)

    assert after.begin()
    assert not left.exists()
    assert Path(after._server.fullServerName()).is_socket()
    after.end()


def test_a_text_that_names_a_dead_socket_costs_a_knock_only(tmp_path):
    WorkspacePaths(tmp_path).window_lock.write_text(str(HolderText(1, 0.0, "1", "/tmp/nobody")))

    assert not hand_over(tmp_path, ["jobdesk://run/1"])


@pytest.mark.parametrize(
    ("sent", "heard"),
    [
        (b'{"links": [1, "jobdesk://run/3", null]}\n', [["jobdesk://run/3"]]),
        (b'{"links": "jobdesk://run/3", "tokens": [1]}\n', [[]]),
        (b"nonsense\n", []),
        (b"[]\n", []),
    ],
)
def test_what_is_no_message_does_no_harm(qtbot, first, sent, heard):
    socket = QLocalSocket()
    socket.connectToServer(first._server.fullServerName())
    assert socket.waitForConnected(1000)

    socket.write(sent)
    state = QLocalSocket.LocalSocketState.UnconnectedState
    qtbot.waitUntil(lambda: socket.bytesAvailable() > 0 or socket.state() == state)

    assert first.heard == heard
    socket.abort()
    qtbot.waitUntil(lambda: not first._splitters)


def test_a_workspace_that_cannot_be_locked_still_has_a_window(tmp_path, expected_log):
    assert SingleWindow(tmp_path / "missing").begin()
