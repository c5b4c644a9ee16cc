"""What every operation is handed: the stores of one workspace and the door to its host."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from jobdesk.operations.inventory import InventoryDoor
from jobdesk.paths import WorkspacePaths
from jobdesk.settings import Settings

if TYPE_CHECKING:  # the stores bring SQLAlchemy; who only reads this file need not load it
    from jobdesk.models.stores.buttons import ButtonStore
    from jobdesk.models.stores.edits import EditStore
    from jobdesk.models.stores.hooks import HookStore
    from jobdesk.models.stores.jobs import JobStore
    from jobdesk.models.stores.kept import KeptStore
    from jobdesk.models.stores.labels import LabelStore
    from jobdesk.models.stores.logs import LogStore
    from jobdesk.models.stores.queues import QueueStore
    from jobdesk.models.stores.results import ResultStore
    from jobdesk.models.stores.reviewed import ReviewedStore
    from jobdesk.models.stores.statistics import StatisticsStore
    from jobdesk.models.stores.users import UserStore


INVENTORY = "inventory"  # announced when objects were changed
OUTBOX = "outbox"  # the same where job hooks are on: a host is started for them


class HostDoor(Protocol):
    """The way to the one process that hosts runs; nothing is started before it is needed."""

    def submit(self, no: int, secrets: Mapping[str, Any] | None) -> None:
        """Tell the host of a pending run and hand over what is written nowhere.

        Raises:
            AgentUnreachable: there is no host and none could be started.
        """
        ...

    def cancel(self, no: int, by: str, *, kill: bool) -> None:
        """Ask the host to stop a run, or to end its processes at once.

        Raises:
            AgentUnreachable: there is no host and none could be started.
        """
        ...

    def extend(self, no: int, by: str, seconds: float) -> None:
        """Give a run under way more time.

        Raises:
            Refused: more time would not help it.
            AgentUnreachable: there is no host and none could be started.
        """
        ...

    def announce(self, what: str) -> None:
        """Tell others that records changed ("jobs", "queues", "results"); never fails."""
        ...

    def wait(self, seconds: float) -> None:
        """Let time pass while following a run; a host in this process works meanwhile."""
        ...

    def close(self) -> None:
        """Leave the host; live runs go on."""
        ...


def _nothing() -> None:
    """Nothing to close."""


@dataclass(frozen=True, slots=True)
class Services:
    """One open workspace; may be shared by threads. `close` ends it, live runs go on."""

    paths: WorkspacePaths
    settings: Settings
    jobs: "JobStore"
    results: "ResultStore"
    queues: "QueueStore"
    users: "UserStore"
    kept: "KeptStore"
    edits: "EditStore"
    reviewed: "ReviewedStore"
    labels: "LabelStore"
    statistics: "StatisticsStore"
    hooks: "HookStore"
    buttons: "ButtonStore"
    logs: "LogStore"
    inventory: InventoryDoor
    host: HostDoor
    close: Callable[[], None] = _nothing
