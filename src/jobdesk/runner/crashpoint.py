"""Named places where a test makes this process die as by kill -9; nothing otherwise."""

import os
import signal

_POINT = os.environ.get("JOBDESK_CRASH_AT", "")


def crash_point(name: str) -> None:
    """Die here when JOBDESK_CRASH_AT names this place."""
    if _POINT and name == _POINT:
        os.kill(os.getpid(), signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
