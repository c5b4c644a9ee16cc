"""Profiling of a run: the statistics become an output file, also of a run that fails."""

from __future__ import annotations

import contextlib

TYPE_CHECKING = False  # typing is slow to import, and every run starts a process
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from jobdesk.runner.around.files import RunFiles


class Profile:
    """Measures one call with cProfile; without `is_wanted` the call is just made."""

    def __init__(self, is_wanted: bool, no: int, files: RunFiles) -> None:
        self._is_wanted = is_wanted
        self._name = f"jobdesk-run-{no}.pstats"
        self._files = files

    def measure(self, function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Make the call; its statistics are kept however it ends."""
        if not self._is_wanted:
            return function(*args, **kwargs)
        from cProfile import Profile as Profiler

        profiler = Profiler()
        try:
            return profiler.runcall(function, *args, **kwargs)
        finally:
            with contextlib.suppress(OSError):
                path = self._files.path_for(self._name)
                profiler.dump_stats(path)
                self._files.adopt(self._name, path)
