"""Small Nautobot and Celery names that have no home in the author's API."""

import inspect

from jobdesk.jobs import Job, JobButtonReceiver, JobHookReceiver
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
