"""The window's line to the agent: asynchronous, reconnecting. Main thread only."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtNetwork import QLocalSocket

from jobdesk import __version__
from jobdesk.paths import WorkspacePaths
from jobdesk.runner.hostlock import read_holder
from jobdesk.runner.launch import launch_agent
from jobdesk.runner.protocol import (
    ANSWER_TIMEOUT_S,
    START_TIMEOUT_S,
    LineSplitter,
    Message,
    ProtocolError,
    encode,
    refusal,
    version_key,
)

_KNOCK_MS = 100
_CHECK_MS = 250

OnReply = Callable[[Message], None]


class LinkState(StrEnum):
    """What the window knows about the agent."""

    STARTING = "starting"  # no connection yet, or lost a moment ago
    READY = "ready"  # connected, subscribed, current
    UNREACHABLE = "unreachable"  # it did not come up in time; we go on trying


class AgentLink(QObject):
    """Keeps a connection to the workspace's agent and starts one when there is none.

    Signals:
        state_changed(str): a `LinkState` value.
        run_changed(int): something about this run has changed.
        log_advanced(int, int): (no, highest seq) recorded for a run.
        desk_changed(str): others wrote jobs, queues or results.
    """

    state_changed = Signal(str)
    run_changed = Signal(int)
    log_advanced = Signal(int, int)
    desk_changed = Signal(str)

    def __init__(self, paths: WorkspacePaths, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._paths = paths
        self._state = LinkState.UNREACHABLE
        self._splitter = LineSplitter()
        self._pending: dict[
            int, tuple[OnReply | None, int]
        ] = {}  # id → (callback, checks left)
        self._last_id = 0
        self._knocks_since_launch = 0
        self._knocks = 0
        self._may_launch = True
        self._socket = QLocalSocket(self)
        self._socket.connected.connect(self._on_socket_connected)
        self._socket.disconnected.connect(self._on_socket_lost)
        self._socket.errorOccurred.connect(self._on_socket_error)
        self._socket.readyRead.connect(self._on_socket_ready_read)
        self._knock = QTimer(self, singleShot=True, interval=_KNOCK_MS)
        self._knock.timeout.connect(self._on_knock_timeout)
        self._check = QTimer(self, interval=_CHECK_MS)
        self._check.timeout.connect(self._on_check_timeout)

    @property
    def state(self) -> str:
        """The present `LinkState`."""
        return self._state

    def connect_to_agent(self, *, may_launch: bool = True) -> None:
        """Reach the agent and stay connected from now on."""
        self._may_launch = may_launch
        self._knocks = self._knocks_since_launch = 0
        self._become(LinkState.STARTING)
        self._on_knock_timeout()

    def disconnect_from_agent(self) -> None:
        """Hang up and stay so; open requests are answered as unreachable."""
        self._knock.stop()
        self._socket.blockSignals(True)
        self._socket.abort()
        self._socket.blockSignals(False)
        self._fail_pending()
        self._become(LinkState.UNREACHABLE)

    def request(
        self, op: str, fields: Mapping[str, Any], on_reply: OnReply | None = None
    ) -> None:
        """Ask; `on_reply` always gets an answer, if need be one of kind unreachable."""
        self._last_id += 1
        message: Message = {"id": self._last_id, "op": op, **fields}
        if self._socket.state() != QLocalSocket.LocalSocketState.ConnectedState:
            if on_reply is not None:
                on_reply(_unreachable(message["id"]))
            return
        checks = int(ANSWER_TIMEOUT_S * 1000 / _CHECK_MS) + 1
        self._pending[self._last_id] = (on_reply, checks)
        self._check.start()
        self._socket.write(encode(message))

    @Slot()
    def _on_knock_timeout(self) -> None:
        if self._socket.state() != QLocalSocket.LocalSocketState.UnconnectedState:
            return
        name = read_holder(self._paths.host_lock).socket
        if name:
            self._socket.connectToServer(name)
        else:
            self._nobody_opens()

    @Slot()
    def _on_socket_connected(self) -> None:
        self._splitter = LineSplitter()
        self.request("hello", {"version": __version__}, self._on_hello)

    @Slot()
    def _on_socket_lost(self) -> None:
        self._fail_pending()
        self._knocks = self._knocks_since_launch = 0
        self._become(LinkState.STARTING)
        self._knock.start()

    @Slot(QLocalSocket.LocalSocketError)
    def _on_socket_error(self, error: QLocalSocket.LocalSocketError) -> None:
        if error != QLocalSocket.LocalSocketError.PeerClosedError:
            self._nobody_opens()

    @Slot()
    def _on_socket_ready_read(self) -> None:
        try:
            messages = self._splitter.feed(bytes(self._socket.readAll().data()))
        except ProtocolError:
            self._socket.abort()
            return
        for message in messages:
            if "event" in message:
                self._tell(message)
            else:
                callback, _ = self._pending.pop(int(message.get("id") or 0), (None, 0))
                if callback is not None:
                    callback(message)

    @Slot()
    def _on_check_timeout(self) -> None:
        for number, (callback, checks) in list(self._pending.items()):
            if checks > 0:
                self._pending[number] = (callback, checks - 1)
                continue
            del self._pending[number]
            if callback is not None:
                callback(_unreachable(number))
        if not self._pending:
            self._check.stop()

    def _on_hello(self, reply: Message) -> None:
        if not reply.get("ok"):
            self._socket.abort()
        elif version_key(str(reply.get("version", ""))) < version_key(__version__):
            self.request(
                "stop", {"only_idle": True}
            )  # it leaves when idle; then we knock again
        if reply.get("ok"):
            self.request("subscribe", {}, self._on_subscribed)

    def _on_subscribed(self, reply: Message) -> None:
        if reply.get("ok"):
            self._become(LinkState.READY)

    def _nobody_opens(self) -> None:
        self._knocks += 1
        if self._knocks * _KNOCK_MS > START_TIMEOUT_S * 1000:
            self._become(LinkState.UNREACHABLE)
        if self._may_launch and self._knocks_since_launch == 0:
            launch_agent(self._paths)
        self._knocks_since_launch = (self._knocks_since_launch + 1) % _KNOCKS_PER_LAUNCH
        self._knock.start()

    def _tell(self, event: Message) -> None:
        kind = event["event"]
        if kind == "tick":
            self.log_advanced.emit(int(event["no"]), int(event["seq"]))
        elif kind == "run":
            self.run_changed.emit(int(event["no"]))
        elif kind == "changed":
            self.desk_changed.emit(str(event["what"]))

    def _fail_pending(self) -> None:
        pending, self._pending = self._pending, {}
        for number, (callback, _) in pending.items():
            if callback is not None:
                callback(_unreachable(number))

    def _become(self, state: LinkState) -> None:
        if state is not self._state:
            self._state = state
            self.state_changed.emit(str(state))


_KNOCKS_PER_LAUNCH = 50  # another agent is started when the first has not come up in 5 s


def _unreachable(number: int) -> Message:
    return refusal(
        {"id": number}, "The agent of this workspace does not answer.", "unreachable"
    )
