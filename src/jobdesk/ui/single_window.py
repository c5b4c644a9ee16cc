"""One window for a workspace: a second start brings the first one to the front, with its links.

Who holds the lock `window.lock` is the window, and its text names the socket to knock at. After
`kill -9` the system has let go of the lock: the next window takes it and sweeps the socket up.
"""

from __future__ import annotations

import hashlib
import logging
import os
import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import cast

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from jobdesk import __version__
from jobdesk.paths import WorkspacePaths
from jobdesk.runner.hostlock import HolderText, HostLock, read_holder
from jobdesk.runner.protocol import LineSplitter, ProtocolError, encode

_CONNECT_MS = 500
_ANSWER_MS = 3000  # a window that is longer busy is taken for one that hangs
_MOST_LINKS = 20
_LONGEST_LINK = 100_000
# What the desktop gives a program that may come to the front; the first window needs it.
_TOKENS = ("XDG_ACTIVATION_TOKEN", "DESKTOP_STARTUP_ID")

_log = logging.getLogger(__name__)


def _name_of(home: Path) -> str:
    digest = hashlib.sha256(os.path.realpath(home).encode()).hexdigest()[:12]
    return f"jobdesk-window-{digest}-"


def hand_over(home: Path, links: Sequence[str]) -> bool:
    """Let the window that is open show itself and these links; False where none answers."""
    holder = read_holder(WorkspacePaths(home).window_lock)
    if not holder.socket:
        return False
    socket = QLocalSocket()
    socket.connectToServer(holder.socket)
    if not socket.waitForConnected(_CONNECT_MS):
        return False
    tokens = {name: os.environ[name] for name in _TOKENS if name in os.environ}
    socket.write(encode({"op": "show", "links": list(links), "tokens": tokens}))
    is_answered = socket.waitForReadyRead(_ANSWER_MS)
    socket.disconnectFromServer()
    return is_answered


class SingleWindow(QObject):
    """Is the one window of its workspace, or not; hears of later starts. Main thread only.

    Signals:
        asked(list): another start wants the window in front, with these links.
    """

    asked = Signal(list)

    def __init__(self, home: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._home = home
        self._lock = HostLock(WorkspacePaths(home).window_lock)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_new_connection)
        self._splitters: dict[QLocalSocket, LineSplitter] = {}

    def begin(self) -> bool:
        """Be the window of the workspace from now on; False where another one is.

        A workspace that does not let itself be locked has as many windows as are opened.
        """
        if self._lock.is_held:
            return True
        try:
            if not self._lock.acquire():
                return False
        except OSError as error:
            _log.warning("the window cannot be locked: %s", error)
            return True
        self._sweep(self._lock.previous.socket)
        name = _name_of(self._home) + secrets.token_hex(4)
        for candidate in (name, f"/tmp/{name}"):  # noqa: S108 - a long TMPDIR does not fit a socket
            if self._server.listen(candidate):
                break
        full = self._server.fullServerName() if self._server.isListening() else ""
        self._lock.describe(HolderText(os.getpid(), 0.0, __version__, full))
        return True

    def end(self) -> None:
        """The window closes: the next one may be it."""
        self._server.close()
        self._lock.release()

    def _sweep(self, full_name: str) -> None:
        """Remove the socket that a killed window left."""
        if Path(full_name).name.startswith(_name_of(self._home)):
            QLocalServer.removeServer(full_name)

    @Slot()
    def _on_new_connection(self) -> None:
        while self._server.hasPendingConnections():
            socket = self._server.nextPendingConnection()
            self._splitters[socket] = LineSplitter()
            socket.readyRead.connect(self._on_ready_read)
            socket.disconnected.connect(self._on_disconnected)

    @Slot()
    def _on_ready_read(self) -> None:
        socket = self.sender()
        if not isinstance(socket, QLocalSocket) or socket not in self._splitters:
            return
        try:
            messages = self._splitters[socket].feed(bytes(socket.readAll().data()))
        except ProtocolError:
            socket.abort()
            return
        for message in messages:
            socket.write(encode({"ok": True}))
            socket.flush()
            _take_tokens(message.get("tokens"))
            self.asked.emit(_links_in(message.get("links")))

    @Slot()
    def _on_disconnected(self) -> None:
        socket = self.sender()
        if isinstance(socket, QLocalSocket):
            self._splitters.pop(socket, None)
            socket.deleteLater()


def _links_in(found: object) -> list[str]:
    """The links of a message; what is none is left out."""
    links = cast("list[object]", found) if isinstance(found, list) else []
    kept = [one for one in links if isinstance(one, str) and len(one) <= _LONGEST_LINK]
    return kept[:_MOST_LINKS]


def _take_tokens(found: object) -> None:
    """Qt takes what lets a window come to the front from the environment."""
    tokens = cast("dict[object, object]", found) if isinstance(found, dict) else {}
    for name in _TOKENS:
        if isinstance(tokens.get(name), str):
            os.environ[name] = str(tokens[name])
