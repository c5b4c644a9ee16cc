"""What a run may print: more is cut off its console files, and its log says so once.

The run itself writes the files, and nothing holds it up; so they are cut while it goes on, and
a job that prints without end fills neither the drive nor logs.db. No Qt here; the recorder's
thread owns a guard.
"""

import contextlib
import os
from pathlib import Path
from typing import Final

from jobdesk.models.records import LEVEL_NUMBERS
from jobdesk.runner.journal import JOURNAL_NAME, append_host_line

CONSOLE_FILES: Final = (("stdout.log", 1), ("stderr.log", 2))


class FloodGuard:
    """Keeps each console file of one run at `cap` bytes.

    The files are opened for appending, so what is written after a cut follows the cut.
    """

    def __init__(self, run_dir: Path, cap: int) -> None:
        self._run_dir = run_dir
        self._cap = cap
        self._told: set[str] = set()

    def check(self) -> None:
        """Cut what is above the cap; cheap enough for every poll."""
        for name, _ in CONSOLE_FILES:
            with contextlib.suppress(OSError):  # not there yet, or it cannot be cut
                path = self._run_dir / name
                if path.stat().st_size > self._cap:
                    os.truncate(path, self._cap)
                    self._tell(name)

    def _tell(self, name: str) -> None:
        if name in self._told:
            return
        self._told.add(name)
        stream = name.removesuffix(".log")
        append_host_line(
            self._run_dir / JOURNAL_NAME,
            LEVEL_NUMBERS["warning"],
            f"The job printed more than {self._cap / 1e6:.0f} MB to {stream}; "
            "the rest is not kept.",
        )
