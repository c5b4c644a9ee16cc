"""The connection of this thread: stopped where its answer is not wanted any more, or closed."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Any

from jobdesk.errors import Superseded

_STEPS = 20_000  # of SQLite's machine between two looks at whether it is still wanted: 1 ms


@contextmanager
def interruptible(is_dropped: Callable[[], bool]) -> Generator[None]:
    """Statements of this thread stop as soon as their answer is not wanted.

    Raises:
        Superseded: it is not.
    """
    from django.db import connection

    connection.ensure_connection()
    raw: Any = connection.connection
    raw.set_progress_handler(lambda: 1 if is_dropped() else 0, _STEPS)
    try:
        yield
    except Exception:
        if is_dropped():
            raise Superseded from None
        raise
    finally:
        raw.set_progress_handler(None, 0)


def close_connection() -> None:
    """The next statement of this thread opens it again, where the inventory is then."""
    from django.db import connection

    connection.close()
