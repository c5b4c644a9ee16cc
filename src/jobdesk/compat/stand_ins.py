"""Small Nautobot and Celery names that have no home in the author's API."""

from __future__ import annotations

import inspect
import json

from jobdesk.jobs import Job, JobButtonReceiver, JobHookReceiver
from jobdesk.jobs.registry import registered_jobs
from jobdesk.jobs.variables.base import Variable


class RunJobTaskFailed(Exception):
    """Raised by Nautobot when a run did not succeed."""


class CeleryError(Exception):
    """Base of Celery's own errors."""


class TaskError(CeleryError):
    """Base of errors about one task."""


class TimeLimitExceeded(Exception):
    """The hard time limit was exceeded; JobDesk ends the process instead of raising this."""


class Ignore(TaskError):
    """The task asks that its state be left alone."""


class Reject(TaskError):
    """The task asks not to be taken again."""


class Retry(TaskError):
    """The task asks to be run again later."""


def is_job(obj: object) -> bool:
    """The object is a job class other than the bases (nautobot.extras.jobs.is_job, 3.1)."""
    bases = (Job, JobHookReceiver, JobButtonReceiver)
    return inspect.isclass(obj) and issubclass(obj, Job) and obj not in bases


def is_variable(obj: object) -> bool:
    """The object is a declared variable."""
    return isinstance(obj, Variable)


class AbortTransaction(Exception):
    """Raised inside `atomic()` to undo what was done in it."""


class CeleryWorkerNotRunningException(Exception):
    """The original has no worker; JobDesk starts one for each run."""


class FilterSetFieldNotFound(Exception):
    """A filter set has no such field."""


UPSTREAM_VERSION = "2.4.36"
"""What `nautobot.__version__` says: the names served are those of this release, and of 1.6."""


class NautobotKombuJSONEncoder(json.JSONEncoder):
    """Writes objects of the inventory by their key, and dates, addresses and sets as text."""

    def default(self, o: object) -> object:
        """What JSON does not know."""
        if isinstance(o, (set, frozenset)):
            return list(o)
        return str(getattr(o, "pk", o))


def run_job(*args: object, **more: object) -> object:
    """Nothing; it is only handed to `JobResult.enqueue_job`, as 1.x spells it; never called.

    Raises:
        TypeError: always.
    """
    del args, more
    raise TypeError("run_job is what JobResult.enqueue_job is given; JobDesk does not call it.")


def get_job(class_path: str, reload: bool = False) -> type[Job] | None:
    """A job class that this process has loaded, by class path; None when there is none."""
    del reload
    from jobdesk.jobs.metadata import class_path_of

    return next((cls for cls in registered_jobs() if class_path_of(cls) == class_path), None)


def get_jobs(reload: bool = False) -> dict[str, type[Job]]:
    """The job classes that this process has loaded."""
    del reload
    from jobdesk.jobs.metadata import class_path_of

    return {class_path_of(cls): cls for cls in registered_jobs()}
