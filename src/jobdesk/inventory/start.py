"""Switch Django on in this process: settings without a settings module, then the models.

Nothing of the process is changed beside it: no time zone, logger, handler or hook (a test
compares them). The window calls this in its executor, a child before it loads job code.
"""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jobdesk.errors import JobDeskError
from jobdesk.inventory import upstream
from jobdesk.inventory.gate.lock import GateLock, WaitHook
from jobdesk.inventory.gate.sharing import Sharing

APPS = ("users", "extras", "tenancy", "dcim", "ipam", "circuits", "virtualization")
"""The rooms of the inventory; their labels are those of the original."""

_BUSY_S = 20.0  # for who writes outside the gate: schema, recovery
_CACHE_KB = 16_000


@dataclass(frozen=True, slots=True)
class InventoryPlace:
    """Where the inventory is.

    Attributes:
        database: the SQLite file.
        gate: the file whose lock all writers share; a copy for a preview has one of its own.
        holder: what others are told while this process writes: "run 41".
    """

    database: Path
    gate: Path
    holder: str = ""


_started: InventoryPlace | None = None


def load() -> None:
    """Load the models without saying where the inventory is; a warm worker does it ahead."""
    from django.apps import apps
    from django.conf import settings

    if not settings.configured:
        settings.configure(**_settings())
        apps.populate(settings.INSTALLED_APPS)


def start(place: InventoryPlace, on_wait: WaitHook | None = None) -> None:
    """Make the models usable in this process; a second call with the same place does nothing.

    Raises:
        JobDeskError: it was started with another place.
    """
    global _started
    if _started is not None:
        if _started != place:
            raise JobDeskError(f"The inventory is open already, at {_started.database}.")
        return
    load()
    _work_at(place)
    _open_gate(place, on_wait)
    _started = place


def _work_at(place: InventoryPlace, *, is_thrown_away: bool = False) -> None:
    """Connections of all threads lead there; one that is open stays as it is."""
    from django.db import connections

    databases: Any = connections.databases
    databases["default"]["NAME"] = str(place.database)
    options = databases["default"]["OPTIONS"]
    options["init_command"] = _PRAGMAS + (_UNSAFE if is_thrown_away else "")


def move(place: InventoryPlace, *, is_thrown_away: bool = False) -> None:
    """Work on another inventory from now on; no thread works on the first any more.

    For a process that opens one workspace after the other; a child works on one.

    Args:
        place: of the other one.
        is_thrown_away: nobody needs it after a crash of the machine.
    """
    global _started
    if _started is None:
        start(place)
        return
    from django.contrib.contenttypes.models import ContentType
    from django.db import connections

    from jobdesk.inventory.core import kinds
    from jobdesk.inventory.gate.base import gate_of

    if _started == place:
        return
    connections["default"].close()
    _work_at(place, is_thrown_away=is_thrown_away)
    connections["default"].settings_dict["NAME"] = str(place.database)
    gate_of().lock.close()
    _open_gate(place, None)
    ContentType.objects.clear_cache()
    kinds.forget()
    _started = place


def is_at(place: InventoryPlace) -> bool:
    """The models work on this inventory, or on none yet."""
    return _started in (None, place)


def is_started() -> bool:
    """The models can be used in this process."""
    return _started is not None


def _open_gate(place: InventoryPlace, on_wait: WaitHook | None) -> None:
    from jobdesk.inventory.gate.base import use_gate

    lock = GateLock(place.gate, place.holder)
    if on_wait is not None:
        lock.on_wait = on_wait
    use_gate("default", Sharing(lock))


def _settings() -> dict[str, Any]:
    return {
        **upstream.SETTINGS,
        "LOGGING_CONFIG": None,
        "USE_TZ": True,
        "TIME_ZONE": "UTC",
        "USE_I18N": False,
        "SECRET_KEY": os.urandom(24).hex(),  # signs nothing; Django wants one
        "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField",
        "INSTALLED_APPS": [
            "django.contrib.contenttypes",
            *(f"jobdesk.inventory.{name}.apps.Config" for name in APPS),
        ],
        "AUTH_USER_MODEL": "users.User",
        "DATABASES": {
            "default": {
                "ENGINE": "jobdesk.inventory.gate",
                "NAME": "",  # `start` says it
                "OPTIONS": {"timeout": _BUSY_S, "init_command": _PRAGMAS},
            }
        },
    }


_PRAGMAS = (
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; "
    f"PRAGMA cache_size = -{_CACHE_KB}; PRAGMA optimize = 0x10002"
)
_UNSAFE = "; PRAGMA synchronous = OFF"
