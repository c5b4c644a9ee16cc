"""The way to the inventory of a workspace, for window and command line.

Django is imported when the inventory is first asked for, in threads of its own that alone
touch it: a connection belongs to one thread, and no model object may leave it. What comes
back are plain values and frozen rows.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from jobdesk.errors import Refused
from jobdesk.operations.inventory_threads import (
    WRITER,
    Question,
    close_all,
    lane,
    standing,
)
from jobdesk.paths import WorkspacePaths

if TYPE_CHECKING:
    from jobdesk.inventory.start import InventoryPlace

P = ParamSpec("P")
T = TypeVar("T")

EDITOR = "web"
"""The kind of the change context of what a person edits (the original's word)."""

READER = "reader"
"""The lane of questions that name no other."""

PAGES, COUNTS = "pages", "counts"
"""The lanes of rows of lists, and of their lengths, which can take seconds."""


class InventoryDoor:
    """The inventory of one workspace, made when it is first asked for.

    May be used from any thread; each call waits for its answer, so that the window calls it in
    the background only.
    """

    def __init__(
        self, paths: WorkspacePaths, user: str, tell: Callable[[], None] = lambda: None
    ) -> None:
        """Open nothing yet.

        Args:
            paths: the workspace.
            user: the name that stands behind what is edited.
            tell: called when something was changed, by the thread that asked for it.
        """
        self._paths = paths
        self._user = user
        self._tell = tell

    @property
    def place(self) -> "InventoryPlace":
        """Where it is."""
        from jobdesk.inventory.start import InventoryPlace

        words = f"{self._user} in the editor"
        return InventoryPlace(self._paths.inventory_db, self._paths.inventory_gate, words)

    def call(self, work: Callable[P, T], *args: P.args, **more: P.kwargs) -> T:
        """What `work` gives, called in the thread that writes: after what was asked before.

        Raises:
            JobDeskError: what `work` raises.
        """
        return lane(WRITER).submit(self._do, partial(work, *args, **more)).result()

    def ask(
        self, work: Callable[[], T], question: Question | None = None, where: str = READER
    ) -> T:
        """What `work` reads, beside writers and what is asked in other lanes.

        Args:
            work: reads only.
            question: may be dropped meanwhile: then it is not begun, or stopped.
            where: the lane; questions of one lane are answered one after the other.

        Raises:
            Superseded: the question was dropped.
            JobDeskError: what `work` raises.
        """
        asked = question or Question()
        return lane(where).submit(self._read, work, asked).result()

    def change(
        self, work: Callable[..., T], *args: Any, detail: str, user: str = "", **more: Any
    ) -> T:
        """The same for what writes: all of it or nothing, with its entries in the change log.

        Args:
            work: makes the changes; called with `args` and `more`.
            args: for `work`.
            detail: what the editor does: "bulk edit of devices".
            user: on whose behalf; empty: the user of this door.
            more: for `work`.

        Raises:
            GateBusy: somebody else has been writing for two seconds; names them.
            JobDeskError: what `work` raises.
        """

        def do() -> T:
            from jobdesk.inventory.changes import ChangeContext, all_or_nothing

            context = ChangeContext(user or self._user, EDITOR, detail)
            return all_or_nothing(context, partial(work, *args, **more))

        done = lane(WRITER).submit(self._do, do).result()
        self._tell()
        return done

    def _do(self, work: Callable[[], T]) -> T:
        from jobdesk.inventory.trouble import in_words

        with in_words(self._paths.inventory_db), standing.at(self.place):
            return work()

    def _read(self, work: Callable[[], T], question: Question) -> T:
        question.require()
        from jobdesk.inventory.interrupting import interruptible
        from jobdesk.inventory.trouble import in_words

        with (
            in_words(self._paths.inventory_db),
            standing.at(self.place),
            interruptible(lambda: question.is_dropped),
        ):
            return work()

    def begin_anew(self) -> Path:
        """Put a file that cannot be used aside, and begin an empty inventory; where it is now.

        Raises:
            Refused: nothing is wrong with it, or it cannot be renamed.
        """
        from jobdesk.inventory import trouble

        path = self._paths.inventory_db
        if not trouble.trouble_with(path):
            raise Refused("Nothing is wrong with the inventory; it stays as it is.")
        close_all()
        aside = trouble.put_aside(path)
        self.call(lambda: None)
        return aside
