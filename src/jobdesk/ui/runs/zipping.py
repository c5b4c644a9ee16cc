"""Saves the files of a run as one zip: in a thread, told of its progress, cancelled at once."""

import threading
import time
import zipfile
from collections.abc import Sequence
from pathlib import Path

from jobdesk.errors import JobDeskError, Superseded
from jobdesk.models.records import RunFile
from jobdesk.ui.runs.plain_files import opened, plain_names
from jobdesk.ui.widgets.saving import whole_file

_PIECE_BYTES = 256 * 1024


class ZipCancelled(Superseded):
    """The user wanted no zip after all; nothing was saved."""


class ZipJob:
    """One zip under way. `work` is for a thread; the rest may be asked from any."""

    def __init__(self, home: Path, files: Sequence[RunFile], target: Path) -> None:
        self.target = target
        self.done_bytes = 0
        self.total_bytes = sum(file.size for file in files)
        self.left_out: list[str] = []
        self._home = home
        self._files = list(files)
        self._cancelled = threading.Event()

    @property
    def share(self) -> float:
        """How far it is, from 0 to 1."""
        return min(1.0, self.done_bytes / self.total_bytes) if self.total_bytes else 0.0

    def cancel(self) -> None:
        """Stop soon, and save nothing."""
        self._cancelled.set()

    def work(self) -> int:
        """Write the zip; the number of files in it.

        Raises:
            JobDeskError: it cannot be written, or no file could be read.
        """
        packed = 0
        with (
            whole_file(self.target) as part,
            zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive,
        ):
            for file, name in plain_names(self._files):
                try:
                    self._pack(archive, file, name)
                    packed += 1
                except ZipCancelled:
                    raise
                except JobDeskError as error:
                    self.left_out.append(str(error))
            if not packed:
                raise JobDeskError(f"{self.target.name} was not saved: no file can be read.")
        return packed

    def _pack(self, archive: zipfile.ZipFile, file: RunFile, name: str) -> None:
        with opened(self._home, file) as source:
            inside = zipfile.ZipInfo(name, time.localtime()[:6])
            inside.compress_type = zipfile.ZIP_DEFLATED
            with archive.open(inside, "w", force_zip64=True) as sink:
                while piece := source.read(_PIECE_BYTES):
                    if self._cancelled.is_set():
                        raise ZipCancelled(f"{self.target.name} was not saved: cancelled.")
                    sink.write(piece)
                    self.done_bytes += len(piece)
