"""HookingHost: a host that fires job hooks itself, where no agent is there to do it."""

from collections.abc import Collection
from dataclasses import dataclass

from PySide6.QtCore import Slot

from jobdesk.models.stores.hooks import HookStore
from jobdesk.models.stores.outbox import OutboxStore
from jobdesk.paths import WorkspacePaths
from jobdesk.runner.answering import Answerer
from jobdesk.runner.dispatcher import HostStores
from jobdesk.runner.hook_watch import HookWatch
from jobdesk.runner.host import Host
from jobdesk.runner.outbox import RunRequester
from jobdesk.settings import Settings


@dataclass(frozen=True, slots=True)
class HookParts:
    """What firing hooks takes."""

    hooks: HookStore
    outbox: OutboxStore
    requester: RunRequester


class HookingHost(Host):
    """Reads the outbox as the agent does, and remembers which runs that led to."""

    def __init__(
        self,
        paths: WorkspacePaths,
        settings: Settings,
        stores: HostStores,
        parts: HookParts,
        answerer: Answerer | None = None,
    ) -> None:
        super().__init__(paths, settings, stores, answerer=answerer)
        self.fired: set[int] = set()
        """The runs that hooks asked for here."""
        self._watch = HookWatch(paths, parts.hooks, parts.outbox, parts.requester, self)
        self._watch.runs_requested.connect(self._on_watch_runs_requested)
        self.run_changed.connect(self._on_run_changed)

    @property
    def is_firing(self) -> bool:
        """Changes may still be read, or a run of a hook is under way."""
        return self._watch.is_busy or not self.fired.isdisjoint(self.running)

    def start(self) -> None:
        """Host, and look for changes that the last host left."""
        super().start()
        self._watch.start()

    def reload(self, what: str) -> None:
        """Others wrote something; what was edited may fire hooks."""
        self._watch.wake()
        super().reload(what)

    def shutdown(self) -> list[int]:
        """Stop reading and hosting; the rest is found by the next host."""
        self._watch.stop()
        return super().shutdown()

    @Slot(int)
    def _on_run_changed(self) -> None:
        self._watch.wake()

    @Slot(list)
    def _on_watch_runs_requested(self, numbers: Collection[int]) -> None:
        self.fired.update(numbers)
        self.take(numbers)
