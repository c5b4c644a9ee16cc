"""Processes that have their imports behind them, for tests that start hundreds.

An agent, or a process with the models, works for 0.5 to 0.9 s before its first own line. Here
one process per program imports, and is forked: what comes out is a process like any other,
with an environment, streams and a session of its own. Where the system cannot do that, and for
programs in their real form, tests start an interpreter as ever.
"""

import atexit
import contextlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

IS_HERE = sys.platform == "linux"
_SERVER = Path(__file__).with_name("nursery_server.py")
_nurseries = {}


def start(name, words=(), *, environ, is_talking=False, session=False):
    """Start the program `name` of this folder; talking: over pipes, errors among the words."""
    if not IS_HERE:
        pipe = subprocess.PIPE if is_talking else None
        return subprocess.Popen(
            [sys.executable, str(_SERVER.with_name(f"{name}.py")), *words],
            env=environ, start_new_session=session, text=True,
            stdin=pipe, stdout=pipe, stderr=subprocess.STDOUT if is_talking else None,
        )  # fmt: skip
    if name not in _nurseries:
        _nurseries[name] = _Nursery(name)
    order = {
        "words": list(words),
        "environ": dict(environ),
        "session": session,
        "folder": os.getcwd(),  # noqa: PTH109 -- as text
    }
    return Born(_nurseries[name], order, is_talking)


def servers():
    """The numbers of the processes that only fork."""
    return {each.pid for each in _nurseries.values()}


def living(home=None):
    """The numbers of the children; with `home` of those that work in this workspace."""
    return {
        pid
        for each in _nurseries.values()
        for pid, where in each.living().items()
        if home is None or where == str(home)
    }


class _Nursery:
    def __init__(self, name):
        self._lock = threading.RLock()
        self._living, self._codes, self._born = {}, {}, []
        self._door, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        environ = {key: value for key, value in os.environ.items() if "JOBDESK" not in key}
        with theirs:
            self._server = subprocess.Popen(
                [sys.executable, str(_SERVER), str(theirs.fileno()), name],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                env=environ,
                start_new_session=True,
            )
        self.pid = self._server.pid
        atexit.register(self._end)

    def _end(self):
        self._door.close()
        self._server.wait(10)

    def bear(self, order, streams):
        with self._lock:
            socket.send_fds(self._door, [json.dumps(order).encode()], streams)
            while not self._born:
                self._hear(None)
            pid = self._born.pop()
            self._living[pid] = order["environ"].get("JOBDESK_HOME", "")
            return pid

    def living(self):
        with self._lock:
            while self._hear(0):
                pass
            return dict(self._living)

    def code_of(self, pid, timeout):
        """Its exit code; None when it has not ended within so many seconds."""
        deadline = None if timeout is None else time.monotonic() + timeout
        with self._lock:
            while pid not in self._codes:
                left = None if deadline is None else max(0.0, deadline - time.monotonic())
                if not self._hear(left):
                    return None
            return self._codes[pid]

    def _hear(self, timeout):
        if not select.select([self._door], [], [], timeout)[0]:
            return False
        told = json.loads(self._door.recv(1 << 16) or '{"gone": 1}')
        if "gone" in told:
            raise RuntimeError("the process that forks has ended")
        if "born" in told:
            self._born.append(told["born"])
        else:
            self._codes[told["died"]] = told["code"]
            self._living.pop(told["died"], None)
        return True


class Born:
    """A process; what tests need of `subprocess.Popen`."""

    def __init__(self, nursery, order, is_talking):
        self._nursery = nursery
        self.returncode = self.stdin = self.stdout = None
        streams = [0, 1, 2]
        if is_talking:
            (read, self_write), (self_read, write) = os.pipe(), os.pipe()
            streams = [read, write, write]
            self.stdin = os.fdopen(self_write, "w")
            self.stdout = os.fdopen(self_read)
        self.pid = nursery.bear(order, streams)
        if is_talking:
            os.close(read)
            os.close(write)

    def poll(self):
        """The exit code; None while it lives."""
        if self.returncode is None:
            self.returncode = self._nursery.code_of(self.pid, 0)
        return self.returncode

    def wait(self, timeout=None):
        """Wait for the exit code."""
        if self.returncode is None:
            self.returncode = self._nursery.code_of(self.pid, timeout)
        if self.returncode is None:
            raise subprocess.TimeoutExpired(f"process {self.pid}", timeout)
        return self.returncode

    def send_signal(self, number):
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self):
        self.send_signal(signal.SIGKILL)

    def terminate(self):
        self.send_signal(signal.SIGTERM)

    def communicate(self, timeout):
        """What it still says; it hears nothing more. It is killed when it takes too long."""
        if self.stdout.closed:
            return "", None
        watch = threading.Timer(timeout, self.kill)
        watch.start()
        with contextlib.suppress(BrokenPipeError):
            self.stdin.close()
        said = self.stdout.read()
        watch.cancel()
        self.stdout.close()
        self.wait(timeout)
        return said, None
