"""How CLI and operations speak to the agent: synchronous, with deadlines.

Standard library only. One thread owns a client.
"""

import os
import socket
import sys
import threading
import time
from collections import deque
from collections.abc import Iterator
from typing import Any, Protocol, Self

from jobdesk import __version__
from jobdesk.errors import AgentUnreachable, Refused
from jobdesk.paths import WorkspacePaths
from jobdesk.runner.hostlock import read_holder
from jobdesk.runner.launch import AGENT_OUTPUT, launch_agent
from jobdesk.runner.protocol import (
    ANSWER_TIMEOUT_S,
    START_TIMEOUT_S,
    LineSplitter,
    Message,
    ProtocolError,
    encode,
    version_key,
)

_KNOCK_S = 0.02
_SILENT = "The agent of this workspace does not answer."


class AgentClient:
    """An open connection to the agent of one workspace."""

    def __init__(self, stream: "_Stream") -> None:
        self._stream = stream
        self._splitter = LineSplitter()
        self._answers: dict[int, Message] = {}
        self._events: deque[Message] = deque()
        self._last_id = 0
        self._is_subscribed = False
        self.agent_version = ""
        self.agent_pid = 0

    @classmethod
    def connect(
        cls,
        paths: WorkspacePaths,
        *,
        start: bool = True,
        timeout: float = START_TIMEOUT_S,
        any_version: bool = False,
    ) -> Self:
        """Reach the agent, starting one when there is none.

        An older idle agent is asked to leave and replaced; `any_version` takes it as it is.

        Raises:
            AgentUnreachable: there is none and `start` is False, or none answers in time, or an
                older one stays busy.
        """
        knocker = _Knocker(paths, start, time.monotonic() + timeout)
        while True:
            client = cls(knocker.open())
            try:
                said = client.request("hello", version=__version__)
                client.agent_version = str(said.get("version", ""))
                client.agent_pid = int(said.get("pid", 0))
                if any_version or not client.is_outdated:
                    return client
                client.request("stop", only_idle=True)
            except Refused as busy:
                knocker.note(f"An older JobDesk is still at work here: {busy}")
            except AgentUnreachable as gone:
                knocker.note(str(gone))
            client.close()
            knocker.pause(_KNOCK_S * 5)

    @property
    def is_outdated(self) -> bool:
        """The agent is older than this program."""
        return version_key(self.agent_version) < version_key(__version__)

    def request(self, op: str, **fields: Any) -> Message:
        """Ask and wait for the answer.

        Raises:
            Refused: the agent says no; its sentence is the message.
            AgentUnreachable: no answer within 3 s, or the connection broke.
        """
        self._last_id += 1
        wanted = self._last_id
        deadline = time.monotonic() + ANSWER_TIMEOUT_S
        self._send({"id": wanted, "op": op, **fields}, deadline)
        while wanted not in self._answers:
            if not self._receive(deadline):
                raise AgentUnreachable(_SILENT)
        reply = self._answers.pop(wanted)
        if reply.get("ok"):
            return reply
        if reply.get("kind") == "refused":
            raise Refused(str(reply.get("error", "")))
        raise AgentUnreachable(str(reply.get("error", _SILENT)))

    def events(self, timeout: float) -> Iterator[Message]:
        """What the agent pushes, until nothing came for `timeout` seconds.

        Raises:
            AgentUnreachable: the connection broke.
        """
        if not self._is_subscribed:
            self.request("subscribe")
            self._is_subscribed = True
        while self._events or self._receive(time.monotonic() + timeout):
            while self._events:
                yield self._events.popleft()

    def close(self) -> None:
        """Hang up."""
        self._stream.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exc: object) -> None:
        self.close()

    def _send(self, message: Message, deadline: float) -> None:
        try:
            self._stream.send(encode(message), deadline)
        except OSError as error:
            raise AgentUnreachable(f"The connection to the agent broke: {error}") from None

    def _receive(self, deadline: float) -> bool:
        """Take in what arrives; False when nothing came by the deadline."""
        try:
            data = self._stream.receive(deadline)
        except TimeoutError:
            return False
        except OSError as error:
            raise AgentUnreachable(f"The connection to the agent broke: {error}") from None
        if not data:
            raise AgentUnreachable("The agent has left.")
        try:
            messages = self._splitter.feed(data)
        except ProtocolError as error:
            raise AgentUnreachable(f"The agent cannot be understood: {error}.") from None
        for message in messages:
            if "event" in message:
                self._events.append(message)
            else:
                self._answers[int(message.get("id") or 0)] = message
        return True


class _Knocker:
    """Finds the socket named in host.lock, starting an agent when nobody opens."""

    def __init__(self, paths: WorkspacePaths, start: bool, deadline: float) -> None:
        self._paths = paths
        self._may_start = start
        self._deadline = deadline
        self._launched_at = 0.0
        self._note = ""

    def note(self, text: str) -> None:
        self._note = text
        self._launched_at = 0.0  # the next failure to connect starts another agent

    def pause(self, seconds: float) -> None:
        if time.monotonic() >= self._deadline:
            raise AgentUnreachable(self._note or self._nobody())
        threading.Event().wait(seconds)

    def open(self) -> "_Stream":
        while True:
            name = read_holder(self._paths.host_lock).socket
            stream = _open_stream(name) if name else None
            if stream is not None:
                return stream
            if not self._may_start:
                raise AgentUnreachable("No agent is running in this workspace.")
            now = time.monotonic()
            if not self._launched_at or now - self._launched_at > _RELAUNCH_S:
                self._launched_at = now
                launch_agent(self._paths)
            self.pause(_KNOCK_S)

    def _nobody(self) -> str:
        return (
            "The agent of this workspace did not start in time; "
            f"{self._paths.program_logs / AGENT_OUTPUT} may say why."
        )


_RELAUNCH_S = 5.0  # a launched agent lost a race against one that left


class _Stream(Protocol):
    def send(self, data: bytes, deadline: float) -> None: ...
    def receive(self, deadline: float) -> bytes: ...
    def close(self) -> None: ...


def _open_stream(name: str) -> _Stream | None:
    try:
        return _PipeStream(name) if sys.platform == "win32" else _SocketStream(name)
    except OSError:
        return None


def _remaining(deadline: float) -> float:
    return max(0.001, deadline - time.monotonic())


class _SocketStream:
    def __init__(self, name: str) -> None:
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            self._socket.settimeout(ANSWER_TIMEOUT_S)
            self._socket.connect(name)
        except OSError:
            self._socket.close()
            raise

    def send(self, data: bytes, deadline: float) -> None:
        self._socket.settimeout(_remaining(deadline))
        self._socket.sendall(data)

    def receive(self, deadline: float) -> bytes:
        self._socket.settimeout(_remaining(deadline))
        return self._socket.recv(1 << 16)

    def close(self) -> None:
        self._socket.close()


class _PipeStream:
    """A Windows named pipe; a thread reads, since a plain file has no deadline."""

    def __init__(self, name: str) -> None:
        self._fd = os.open(name, os.O_RDWR | getattr(os, "O_BINARY", 0))
        self._chunks: deque[bytes] = deque()
        self._arrived = threading.Condition()
        threading.Thread(target=self._read, name="agent-pipe", daemon=True).start()

    def send(self, data: bytes, deadline: float) -> None:
        del deadline  # the pipe takes what we send at once
        view = memoryview(data)
        while view:
            view = view[os.write(self._fd, view) :]

    def receive(self, deadline: float) -> bytes:
        with self._arrived:
            if not self._arrived.wait_for(lambda: bool(self._chunks), _remaining(deadline)):
                raise TimeoutError
            return self._chunks.popleft()

    def close(self) -> None:
        os.close(self._fd)

    def _read(self) -> None:
        data = b"?"
        while data:
            try:
                data = os.read(self._fd, 1 << 16)
            except OSError:
                data = b""
            with self._arrived:
                self._chunks.append(data)
                self._arrived.notify()
