"""What the window asks of the inventory; each runs in a thread of the inventory.

Law: nothing of `inventory.desk` but its records is imported at the top: Django is loaded by the
first question, not by the window.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject

from jobdesk.inventory.desk.edit_records import (
    CableStart,
    Common,
    Difference,
    Edited,
    Impact,
    Offer,
    Values,
)
from jobdesk.inventory.desk.records import (
    GridPage,
    GridQuery,
    GridRow,
    KindGroup,
    KindShape,
    ObjectDetail,
    Ports,
    Reference,
)
from jobdesk.operations.inventory import COUNTS, PAGES, READER
from jobdesk.operations.inventory_threads import Question
from jobdesk.ui.background import forget_question, run_in_background

if TYPE_CHECKING:
    from jobdesk.ui.session import Session

T = TypeVar("T")
_STORE = "inventory"

__all__ = ["COUNTS", "PAGES", "READER", "Asker"]


class Asker:
    """The way of one window to the inventory of its workspace. Main thread only."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @property
    def session(self) -> Session:
        """The open workspace."""
        return self._session

    def ask(
        self,
        owner: QObject,
        name: str,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[BaseException], None] | None = None,
        *,
        where: str = READER,
    ) -> None:
        """Read something, beside what writes.

        Args:
            owner: when it is deleted, nobody is told.
            name: asked again under it, what was asked before is stopped.
            work: reads.
            done: takes the answer.
            failed: takes an exception.
            where: `PAGES`, `COUNTS` or the rest: a slow question holds up its like only.
        """
        services = self._session.services
        if services is None:
            return
        door, question = services.inventory, Question()
        run_in_background(
            owner,
            lambda: door.ask(work, question, where),
            done,
            store=f"{_STORE} {where}",
            name=name,
            failed=failed,
            drop=question.drop,
        )

    def forget(self, owner: QObject, name: str) -> None:
        """Somebody has found out by the way what was asked under the name."""
        forget_question(owner, name)

    def change(
        self,
        owner: QObject,
        detail: str,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[BaseException], None] | None = None,
    ) -> None:
        """Write something, all of it or nothing; `detail` is what the change log says of it."""
        door = self._session.ready.inventory
        run_in_background(
            owner,
            lambda: door.change(work, detail=detail),
            done,
            store=_STORE,
            failed=failed,
        )


# Reading


def tree() -> tuple[KindGroup, ...]:
    """All kinds in their groups."""
    from jobdesk.inventory.desk import kinds

    return kinds.kind_groups()


def counts(labels: Sequence[str]) -> Mapping[str, int]:
    """How many objects there are of these kinds."""
    from jobdesk.inventory.desk import kinds

    return kinds.counts(labels)


def is_new() -> bool:
    """Nobody has put anything into the inventory."""
    from jobdesk.inventory.desk import kinds

    return kinds.is_new()


def shape(kind: str) -> KindShape:
    """What a list of a kind can show."""
    from jobdesk.inventory.desk import columns

    return columns.shape_of(kind)


def page(query: GridQuery, start: int, total: int) -> GridPage:
    """A page of a list."""
    from jobdesk.inventory.desk import grid

    return grid.page(query, start, total=total)


def total(query: GridQuery) -> int:
    """How many objects a list has."""
    from jobdesk.inventory.desk import grid

    return grid.total(query)


def place(query: GridQuery, key: str, of: int) -> int:
    """Where an object is in a list; -1 when it is not."""
    from jobdesk.inventory.desk import grid

    return grid.place_of(query, key, of)


def rows(kind: str, columns: Sequence[str], keys: Sequence[str]) -> tuple[GridRow, ...]:
    """Some objects, as a list shows them."""
    from jobdesk.inventory.desk import grid

    return grid.rows_of(kind, columns, keys)


def rows_between(query: GridQuery, spans: Sequence[tuple[int, int]]) -> tuple[GridRow, ...]:
    """The rows of a list from first to last place, of several spans."""
    from jobdesk.inventory.desk import grid

    found: list[GridRow] = []
    for first, last in spans:
        for start in range(first, last + 1, grid.PAGE):
            found += grid.page(query, start, min(grid.PAGE, last + 1 - start)).rows
    return tuple(found)


def detail(kind: str, key: str) -> ObjectDetail:
    """One object."""
    from jobdesk.inventory.desk import detail as details

    return details.detail(kind, key)


def ports(kind: str, key: str) -> Ports | None:
    """Its interfaces."""
    from jobdesk.inventory.desk import detail as details

    return details.ports(kind, key)


def documents(kind: str, keys: Sequence[str]) -> list[dict[str, object]]:
    """Objects as documents."""
    from jobdesk.inventory.desk import detail as details

    return [details.plain_document(kind, key) for key in keys]


def objects(kind: str, text: str, owner: str) -> tuple[Reference, ...]:
    """Objects whose name has a text in it."""
    from jobdesk.inventory.desk import suggesting

    return suggesting.objects(kind, text, owner=owner)


def cable_holders(text: str, against: str) -> tuple[Offer, ...]:
    """What has ports that a cable could go into."""
    from jobdesk.inventory.desk import plugging

    return plugging.holders(text, against)


def cable_ports(holder: str, text: str, other: str) -> tuple[Offer, ...]:
    """Its ports, taken ones too."""
    from jobdesk.inventory.desk import plugging

    return plugging.ports(holder, text, other)


def cable_problem(near: str, far: str) -> str:
    """Why two ends cannot be connected."""
    from jobdesk.inventory.desk import plugging

    return plugging.judge(near, far)


def cable_start(kind: str, key: str) -> CableStart:
    """What a new cable from here begins with."""
    from jobdesk.inventory.desk import plugging

    return plugging.start(kind, key)


def values(kind: str, name: str, text: str) -> tuple[str, ...]:
    """What a field may be, or is."""
    from jobdesk.inventory.desk import suggesting

    return suggesting.values(kind, name, text)


def common_values(kind: str, keys: Sequence[str]) -> tuple[Common, ...]:
    """What several objects have in common."""
    from jobdesk.inventory.desk import editing

    return editing.common_values(kind, keys)


def differences(kind: str, keys: Sequence[str], given: Values) -> tuple[Difference, ...]:
    """What a bulk edit would change."""
    from jobdesk.inventory.desk import editing

    return editing.differences(kind, keys, given)


def impact(kind: str, keys: Sequence[str]) -> Impact:
    """What deleting would do."""
    from jobdesk.inventory.desk import deleting

    return deleting.impact(kind, keys)


def touched(kind: str, key: str) -> Mapping[int, int]:
    """How many changes each run made to an object, by the number of the run."""
    from jobdesk.inventory.desk import touching

    return touching.changes_by_run(kind, key)


# Writing: called inside `Asker.change`


def create(kind: str, given: Values) -> Edited:
    """Make an object."""
    from jobdesk.inventory.desk import editing

    return editing.create(kind, given)


def update(kind: str, key: str, given: Values, expected: str) -> Edited:
    """Change an object."""
    from jobdesk.inventory.desk import editing

    return editing.update(kind, key, given, expected)


def update_many(kind: str, versions: Mapping[str, str], given: Values) -> Edited:
    """Change several objects."""
    from jobdesk.inventory.desk import editing

    return editing.update_many(kind, versions, given)


def delete(kind: str, keys: Sequence[str]) -> Edited:
    """Delete objects."""
    from jobdesk.inventory.desk import deleting

    return deleting.delete(kind, keys)


def undo(step: str) -> Edited:
    """Take an edit back."""
    from jobdesk.inventory.desk import undoing

    return undoing.undo(step)
