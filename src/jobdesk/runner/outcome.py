"""How a worker process ended, in words. Standard library only."""

import signal
from dataclasses import dataclass

_MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class RunOutcome:
    """The end of one process; `exit_code` and `signal` are None when nobody could know them.

    A process that an earlier host started is no child of ours: we only see that it is gone.
    """

    exit_code: int | None = None
    signal: int | None = None
    memory_peak: int = 0  # bytes; 0 = unknown
    last_line: str = ""
    start_error: str = ""  # why the process never came to life

    @property
    def is_clean(self) -> bool:
        """The process ended by itself with code 0."""
        return self.exit_code == 0

    def __str__(self) -> str:
        parts = [self._ending()]
        if self.memory_peak:
            parts.append(f"memory peak {self.memory_peak / _MEGABYTE:.0f} MB")
        if self.last_line:
            parts.append(f"last line: {self.last_line}")
        return "; ".join(parts)

    def _ending(self) -> str:
        if self.start_error:
            return f"it could not be started: {self.start_error}"
        if self.signal is not None:
            return f"ended by {signal_name(self.signal)}"
        if self.exit_code is not None:
            return f"exit code {self.exit_code}"
        return "it is gone; an earlier agent had started it, so its exit code is not known"


def signal_name(number: int) -> str:
    """`SIGKILL` for 9; `signal 77` for one without a name."""
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"


def last_line_of(text: bytes, limit: int = 300) -> str:
    """The last line that says something, cut to `limit` characters."""
    for line in reversed(text.decode("utf-8", "replace").splitlines()):
        if line.strip():
            return line.strip()[:limit]
    return ""
