"""How much of the disk the runs of a workspace use. No Qt in this file; for a thread."""

import os
from dataclasses import dataclass
from pathlib import Path

from jobdesk.paths import WorkspacePaths
from jobdesk.ui.runs.words import size_text


@dataclass(frozen=True, slots=True)
class DiskUse:
    """Bytes by kind."""

    logs: int
    files: int
    trash: int

    @property
    def words(self) -> str:
        """`Logs 1.2 GB, files 300 MB; 12 MB wait in the trash`."""
        said = f"Logs use {size_text(self.logs)}"
        if self.files:
            said += f", files of runs {size_text(self.files)}"
        return f"{said}; {size_text(self.trash)} wait in the trash" if self.trash else said


def disk_use(paths: WorkspacePaths) -> DiskUse:
    """Measure; what cannot be read counts as nothing."""
    logs = sum(_size(Path(f"{paths.logs_db}{end}")) for end in ("", "-wal", "-shm"))
    return DiskUse(logs, _below(paths.runs), _below(paths.trash))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _below(folder: Path) -> int:
    total, waiting = 0, [str(folder)]
    while waiting:
        try:
            with os.scandir(waiting.pop()) as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(entry.path)
                    elif entry.is_file(follow_symlinks=False):
                        total += entry.stat(follow_symlinks=False).st_size
        except OSError:
            continue
    return total
