"""Whether a process that a file speaks of is still the same live process."""

import psutil

_TOLERANCE_S = (
    2.0  # the boot time that creation times rest on moves with the clock's corrections
)


def is_alive(pid: int, created: float) -> bool:
    """The process `pid` lives and is the one that was created then (0: any)."""
    if pid <= 0:
        return False
    try:
        process = psutil.Process(pid)
        if process.status() == psutil.STATUS_ZOMBIE:
            return False
        return not created or abs(process.create_time() - created) <= _TOLERANCE_S
    except psutil.NoSuchProcess:
        return False
    except psutil.AccessDenied:
        return True


def creation_time(pid: int) -> float:
    """When the process was created, in seconds since the epoch; 0 when it is gone."""
    try:
        return psutil.Process(pid).create_time()
    except (psutil.NoSuchProcess, psutil.AccessDenied):
        return 0.0
