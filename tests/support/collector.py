"""Keeps Python's collector out of threads while there are windows."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collected_at_the_end() -> Iterator[None]:
    """Rings that are made meanwhile are taken apart at the end, in this thread.

    Left to itself, which it is in no test, the collector begins in whichever thread makes much.
    A window that nobody holds any more would be taken apart there, piece by piece, while Qt
    paints it here.
    """
    gc.freeze()  # what was there before is not looked through for each test
    try:
        yield
    finally:
        gc.collect()
        gc.unfreeze()
