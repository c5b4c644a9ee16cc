"""Which job classes their files register. One registry per process; a run has its own."""

from __future__ import annotations

import sys
import threading

from jobdesk.errors import JobDefinitionError
from jobdesk.jobs.job import Job
from jobdesk.jobs.metadata import class_path_of

_lock = threading.Lock()
_classes: dict[str, type[Job]] = {}
_callers: set[str] = set()


def register_jobs(*jobs: type[Job]) -> None:
    """Say which classes of this file are jobs; the first class of a class path stays.

    Raises:
        JobDefinitionError: one of them is not a job class.
    """
    for job in jobs:
        if not is_job_class(job):
            raise JobDefinitionError(f"register_jobs takes job classes, not {job!r}")
    frame = sys._getframe(1)  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]  # who registers
    caller = str(frame.f_globals.get("__name__", ""))
    with _lock:
        _callers.add(top_level(caller))
        for job in jobs:
            _callers.add(top_level(job.__module__))
            _classes.setdefault(class_path_of(job), job)


def is_job_class(value: object) -> bool:
    """`value` is Job or derives from it."""
    return isinstance(value, type) and issubclass(value, Job)


def registered_jobs() -> list[type[Job]]:
    """All registered classes, in order."""
    with _lock:
        return list(_classes.values())


def has_registered(name: str) -> bool:
    """Something under this top-level name called `register_jobs`."""
    return name in _callers


def forget(name: str) -> None:
    """Drop all that is registered under this top-level name."""
    with _lock:
        _callers.discard(name)
        for path in [path for path in _classes if top_level(path) == name]:
            del _classes[path]


def top_level(module: str) -> str:
    """The first part of a dotted name."""
    return module.partition(".")[0]
