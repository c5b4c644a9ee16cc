"""The inventory is opened when job code first imports Django or a model; in children only.

Most runs never do, and start in a fraction of the time.
"""

from __future__ import annotations

import threading

TYPE_CHECKING = False  # typing is slow to import, and every run starts a process
if TYPE_CHECKING:
    from collections.abc import Callable

_ROOTS = frozenset(("django", "django_filters"))
_INVENTORY = "jobdesk.inventory."
_WORLD = "jobdesk.inventory.world"  # has no models: the runner asks it for every job of 1.x

_opener: Callable[[], None] | None = None  # none is left once it is open or being opened
_turn = threading.RLock()  # other threads wait until the models are there


def open_with(opener: Callable[[], None]) -> None:
    """From now on `opener` is called, once, when the inventory is needed first."""
    global _opener
    _opener = opener


def note_import(fullname: str) -> None:
    """A module is about to be imported: open the inventory first when it belongs to it."""
    is_ours = fullname.startswith(_INVENTORY) and fullname != _WORLD
    if is_ours or fullname.partition(".")[0] in _ROOTS:
        open_now()


def open_now() -> None:
    """Open the inventory unless that has happened; what the opener raises passes through."""
    global _opener
    with _turn:
        opener, _opener = _opener, None
        if opener is None:
            return
        try:
            opener()
        except BaseException:
            _opener = opener  # the next import says the same again
            raise
