"""The author's door: everything that a job file imports.

Standard library only, and light: every run is a process of its own. So no file in here imports
typing, dataclasses or pathlib when it is loaded, and netaddr, yaml and hashlib only when used.
"""

from jobdesk.jobs.exceptions import RunCancelled, SoftTimeLimitExceeded
from jobdesk.jobs.job import Job
from jobdesk.jobs.logs import get_task_logger
from jobdesk.jobs.receivers import JobButtonReceiver, JobHookReceiver
from jobdesk.jobs.registry import register_jobs
from jobdesk.jobs.variables.addresses import IPAddressVar, IPAddressWithMaskVar, IPNetworkVar
from jobdesk.jobs.variables.choices import ChoiceVar, MultiChoiceVar
from jobdesk.jobs.variables.documents import JSONVar
from jobdesk.jobs.variables.figures import BooleanVar, DryRunVar, FloatVar, IntegerVar
from jobdesk.jobs.variables.files import DirectoryVar, FileVar
from jobdesk.jobs.variables.objects import MultiObjectVar, ObjectVar
from jobdesk.jobs.variables.text import PasswordVar, StringVar, TextVar
from jobdesk.jobs.variables.times import DateTimeVar, DateVar

__all__ = [
    "BooleanVar",
    "ChoiceVar",
    "DateTimeVar",
    "DateVar",
    "DirectoryVar",
    "DryRunVar",
    "FileVar",
    "FloatVar",
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
    "PasswordVar",
    "RunCancelled",
    "SoftTimeLimitExceeded",
    "StringVar",
    "TextVar",
    "get_task_logger",
    "register_jobs",
]
