"""Which Nautobot and Celery names JobDesk serves, and with what.

Data only: `jobdesk check` reads it without importing any job code. A target is `module:name`.
The names are those of nautobot 1.6, 2.4 and 3.1; Script and Report are the 1.x aliases of Job.
"""

# billiard and kombu come with Celery; nothing of them is served but placeholders.
SERVED_ROOTS = ("nautobot", "celery", "billiard", "kombu")

_JOB_NAMES = {
    name: f"jobdesk.jobs:{name}"
    for name in (
        "BooleanVar",
        "ChoiceVar",
        "DryRunVar",
        "FileVar",
        "IPAddressVar",
        "IPAddressWithMaskVar",
        "IPNetworkVar",
        "IntegerVar",
        "JSONVar",
        "Job",
        "JobButtonReceiver",
        "JobHookReceiver",
        "MultiChoiceVar",
        "MultiObjectVar",
        "ObjectVar",
        "StringVar",
        "TextVar",
        "get_task_logger",
        "register_jobs",
    )
} | {
    "BaseJob": "jobdesk.jobs:Job",
    "RunJobTaskFailed": "jobdesk.compat.stand_ins:RunJobTaskFailed",
    "ScriptVariable": "jobdesk.jobs.variables.base:Variable",
    "is_job": "jobdesk.compat.stand_ins:is_job",
    "is_variable": "jobdesk.compat.stand_ins:is_variable",
}

_CELERY_EXCEPTIONS = {
    name: f"jobdesk.compat.stand_ins:{name}"
    for name in ("CeleryError", "Ignore", "Reject", "Retry", "TaskError", "TimeLimitExceeded")
} | {"SoftTimeLimitExceeded": "jobdesk.jobs:SoftTimeLimitExceeded"}

SERVED_MODULES: dict[str, dict[str, str]] = {
    "nautobot.apps.jobs": _JOB_NAMES,
    "nautobot.extras.jobs": _JOB_NAMES,
    "nautobot.extras.scripts": _JOB_NAMES | {"Script": "jobdesk.jobs:Job"},
    "nautobot.extras.reports": _JOB_NAMES | {"Report": "jobdesk.jobs:Job"},
    "nautobot.core.celery": {"register_jobs": "jobdesk.jobs:register_jobs"},
    "celery.exceptions": _CELERY_EXCEPTIONS,
    "celery.utils.log": {"get_task_logger": "jobdesk.jobs:get_task_logger"},
}


def is_served_package(module: str) -> bool:
    """A served module lies in or below this one."""
    return any(name == module or name.startswith(module + ".") for name in SERVED_MODULES)


def lacking_name(module: str, name: str) -> str:
    """The full name when JobDesk only has a placeholder for it, else the empty text."""
    if module.partition(".")[0] not in SERVED_ROOTS:
        return ""
    if name in SERVED_MODULES.get(module, {}) or is_served_package(f"{module}.{name}"):
        return ""
    return f"{module}.{name}"
