"""Workers give way to the window and to the recorder that stores what they say."""

import errno
import os
import sys
from pathlib import Path

import psutil

_NICENESS = 10  # gives the processor back to window and recorder (PERF §2c)


def make_nicer(pid: int) -> bool:
    """Lower the priority of a process that leads its session; False: try again a bit later.

    Linux desktops share the processor among sessions first (autogroup): there the niceness of a
    process counts inside its session only, and that of the session has to be set as well.
    """
    try:
        if sys.platform == "win32":
            psutil.Process(pid).nice(psutil.BELOW_NORMAL_PRIORITY_CLASS)
        else:
            os.setpriority(os.PRIO_PROCESS, pid, _NICENESS)
            _make_session_nicer(Path(f"/proc/{pid}/autogroup"))
    except (OSError, psutil.Error) as error:
        return not (isinstance(error, OSError) and error.errno == errno.EAGAIN)
    return True  # also when it is gone, or we may not: an ordinary priority does no harm


def _make_session_nicer(autogroup: Path) -> None:
    """Raises BlockingIOError when the system was asked less than 100 ms ago."""
    with autogroup.open("r+b", buffering=0) as file:
        file.write(str(_NICENESS).encode())
