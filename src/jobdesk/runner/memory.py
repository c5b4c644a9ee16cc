"""How much memory a process has needed at most, as far as the system tells."""

import sys
from pathlib import Path

import psutil


def memory_peak(pid: int) -> int:
    """Bytes at the peak so far; 0 when the process is gone."""
    if sys.platform == "linux":
        return _linux_peak(pid)
    try:
        info = psutil.Process(pid).memory_info()
    except psutil.Error:
        return 0
    return int(getattr(info, "peak_wset", info.rss))


def _linux_peak(pid: int) -> int:
    try:
        status = Path(f"/proc/{pid}/status").read_bytes()
    except OSError:
        return 0
    _, _, rest = status.partition(b"VmHWM:")
    words = rest.split(None, 1)
    return int(words[0]) * 1024 if words and words[0].isdigit() else 0
