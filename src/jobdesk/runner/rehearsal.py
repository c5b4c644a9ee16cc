"""What an idle worker does ahead, so that no run waits for it. Standard library and ours only.

Nothing of a source is touched: its code is read when its run begins.
"""

from __future__ import annotations

import sys

_REST_S = 0.15  # while runs queue up a frame comes sooner, and nothing is done in vain
_OFTEN_IMPORTED = ("pathlib", "datetime", "typing", "ipaddress", "csv", "struct", "dataclasses")
_OF_A_RUN = (
    "jobdesk.inventory.running",
    "jobdesk.inventory.extras.changelog",
    "jobdesk.inventory.users.models",
    "jobdesk.inventory.deskdata.access",
    "jobdesk.compat.names",
    "sqlite3",
    "uuid",
)
_JOB_FILE = """
from jobdesk.jobs import Job, StringVar, register_jobs

name = "Rehearsal"


class Rehearsal(Job):
    site = StringVar(default="x", required=False)

    class Meta:
        description = f"{name} of {Job.__name__}"

    def run(self, site, *others, **options):
        for number, _ in enumerate(others):
            self.logger.info("%d of %s", number + 1, [*options])


register_jobs(Rehearsal)
"""


def warm_up(descriptor: int) -> None:
    """Import what every run needs, then, while `descriptor` stays silent, what many jobs do."""
    import faulthandler
    import importlib

    importlib.import_module("jobdesk.compat.finder")
    faulthandler.is_enabled()
    if _has_news(descriptor, _REST_S):
        return
    compile(_JOB_FILE, "<rehearsal>", "exec")  # the first file costs a millisecond more
    for name in _OFTEN_IMPORTED:
        if _has_news(descriptor, 0):
            return
        importlib.import_module(name)
    _read_tables()


def load_models(descriptor: int) -> None:
    """Load the inventory's models and what a run does with them; it is opened by the run.

    While `descriptor` stays silent, also what runs use that work with addresses.
    """
    import importlib

    importlib.import_module("jobdesk.inventory.start").load()
    for name in _OF_A_RUN:
        importlib.import_module(name)
    if not _has_news(descriptor, _REST_S):
        importlib.import_module("netaddr")


def _read_tables() -> None:
    """The names of Nautobot, which job files written for it ask for first."""
    from jobdesk.compat.names import served_modules

    served_modules()


def _has_news(descriptor: int, seconds: float) -> bool:
    """There is something to read, or the end; Windows cannot tell for a pipe."""
    if sys.platform == "win32":
        return False
    from select import select

    try:
        return bool(select([descriptor], [], [], seconds)[0])
    except (OSError, ValueError):
        return True
