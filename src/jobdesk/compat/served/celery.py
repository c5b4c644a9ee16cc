"""Celery's exceptions and loggers."""

from jobdesk.compat.served.table import Names, names

_EXCEPTIONS = names(
    "jobdesk.compat.stand_ins", "CeleryError Ignore Reject Retry TaskError TimeLimitExceeded"
) | names("jobdesk.jobs", "SoftTimeLimitExceeded")
_LOGGERS = names("jobdesk.jobs", "get_task_logger get_logger=get_task_logger")

MODULES: dict[str, Names] = {
    "celery.exceptions": _EXCEPTIONS,
    "celery.utils.log": _LOGGERS,
    "billiard.exceptions": names("jobdesk.jobs", "SoftTimeLimitExceeded")
    | names("jobdesk.compat.stand_ins", "TimeLimitExceeded"),
}
