"""The agent's local socket: requests in, answers and pushes out. Main thread only."""

import hashlib
import logging
import os
import secrets
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from jobdesk.errors import JobDeskError
from jobdesk.runner.protocol import (
    LineSplitter,
    Message,
    ProtocolError,
    answer,
    encode,
    refusal,
)

_log = logging.getLogger(__name__)

_TICK_MS = 4  # pushes of log growth per run; the window has a period of its own

Handler = Callable[[str, Message], Mapping[str, Any]]


def socket_name(home: Path) -> str:
    """A name nobody can guess, told apart by workspace."""
    return _name_of(home) + secrets.token_hex(4)


def _name_of(home: Path) -> str:
    digest = hashlib.sha256(os.path.realpath(home).encode()).hexdigest()[:12]
    return f"jobdesk-{digest}-"


class AgentServer(QObject):
    """Listens for window and CLI and answers by `handler(op, fields)`.

    Signals:
        clients_changed: a client came or went.
    """

    clients_changed = Signal()

    def __init__(self, handler: Handler, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._handler = handler
        self._clients: dict[QLocalSocket, _Client] = {}
        self._ticks: dict[int, int] = {}
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_server_new_connection)
        self._tick_timer = QTimer(self, singleShot=True, interval=_TICK_MS)
        self._tick_timer.timeout.connect(self._on_tick_timer_timeout)

    @property
    def client_count(self) -> int:
        """Open connections."""
        return len(self._clients)

    @property
    def has_subscribers(self) -> bool:
        """Somebody hears what is pushed."""
        return any(client.is_subscribed for client in self._clients.values())

    @staticmethod
    def remove_stale(home: Path, full_name: str) -> None:
        """Remove the socket that a killed agent of this workspace left; holders only."""
        name = Path(full_name).name
        if name.startswith(_name_of(home)):
            QLocalServer.removeServer(full_name)

    def listen(self, home: Path) -> str:
        """Open the socket and return its full name.

        Raises:
            JobDeskError: the system refuses the socket.
        """
        name = socket_name(home)
        for candidate in (name, f"/tmp/{name}"):  # noqa: S108 - a long TMPDIR does not fit a socket
            if self._server.listen(candidate):
                return self._server.fullServerName()
        raise JobDeskError(f"The agent cannot open its socket: {self._server.errorString()}")

    def close(self) -> None:
        """Take leave of the clients and remove the socket."""
        self._server.close()
        for socket in list(self._clients):
            socket.flush()
            socket.disconnectFromServer()

    def push(self, event: Mapping[str, Any]) -> None:
        """Tell every subscriber."""
        line = encode(event)
        for socket, client in self._clients.items():
            if client.is_subscribed:
                socket.write(line)

    def push_tick(self, no: int, seq: int) -> None:
        """Tell subscribers that a log has grown: the first at once, then one per period."""
        self._ticks[no] = seq
        if not self._tick_timer.isActive():
            self._push_ticks()

    @Slot()
    def _on_tick_timer_timeout(self) -> None:
        if self._ticks:
            self._push_ticks()

    def _push_ticks(self) -> None:
        ticks, self._ticks = self._ticks, {}
        for no, seq in ticks.items():
            self.push({"event": "tick", "no": no, "seq": seq})
        self._tick_timer.start()

    @Slot()
    def _on_server_new_connection(self) -> None:
        while self._server.hasPendingConnections():
            socket = self._server.nextPendingConnection()
            self._clients[socket] = _Client()
            socket.readyRead.connect(self._on_socket_ready_read)
            socket.disconnected.connect(self._on_socket_disconnected)
            self._read(socket)
        self.clients_changed.emit()

    @Slot()
    def _on_socket_ready_read(self) -> None:
        socket = self.sender()
        if isinstance(socket, QLocalSocket):
            self._read(socket)

    @Slot()
    def _on_socket_disconnected(self) -> None:
        socket = self.sender()
        if isinstance(socket, QLocalSocket) and self._clients.pop(socket, None) is not None:
            socket.deleteLater()
            self.clients_changed.emit()

    def _read(self, socket: QLocalSocket) -> None:
        client = self._clients.get(socket)
        if client is None:
            return
        try:
            requests = client.splitter.feed(bytes(socket.readAll().data()))
        except ProtocolError as error:
            _log.warning("a client does not speak our protocol: %s", error)
            socket.abort()
            return
        for request in requests:
            socket.write(encode(self._reply(client, request)))

    def _reply(self, client: "_Client", request: Message) -> Message:
        op = str(request.get("op", ""))
        try:
            if op == "subscribe":
                client.is_subscribed = True
                return answer(request, {})
            return answer(request, self._handler(op, request))
        except JobDeskError as error:
            return refusal(request, str(error))
        except Exception as error:  # noqa: BLE001 - a border: one bad request must not end the agent
            _log.exception("request %r failed", op)
            return refusal(request, f"The agent failed: {error}", "bug")


class _Client:
    def __init__(self) -> None:
        self.splitter = LineSplitter()
        self.is_subscribed = False
