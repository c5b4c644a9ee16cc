"""Which release of the original a run was written for; decided when its job is loaded.

In 1.x objects could be saved without a status. There a missing one becomes Active; in 2.x it
is an error, as the original says.
"""

from __future__ import annotations


class _World:
    is_older = False


def become_older() -> None:
    """This process runs a job of 1.x."""
    _World.is_older = True


def is_older() -> bool:
    """What was optional in 1.x is filled in."""
    return _World.is_older
