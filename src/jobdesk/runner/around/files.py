"""Output files of a run: they lie in its folder `files/` and nowhere else.

Whole content up to 10 MiB at once; without content the job gets a writer, which has no limit.
"""

from __future__ import annotations

import contextlib
import os

TYPE_CHECKING = False  # typing is slow to import, and every run starts a process
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any, BinaryIO

FILES_NAME = "files"
MAX_WHOLE_BYTES = 10 * 1024**2
_MAX_NAME = 120
_FLAGS = os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_BINARY", 0)
_UNSAFE = '/\\:*?"<>|'  # folders here, or refused elsewhere, where the file may be saved to


class CreatedFile:
    """An output file: its name for people, its size, its path."""

    def __init__(self, name: str, size: int, path: str) -> None:
        self.name = name
        self.size = size
        self.path = path

    def __str__(self) -> str:
        return self.name


class FileWriter:
    """An output file under way: takes text and bytes, ends with its `with` block."""

    def __init__(self, name: str, path: str, on_close: Callable[[FileWriter], None]) -> None:
        self.name = name
        self.path = path
        self.size = 0
        self._file = _created(path)
        self._on_close = on_close

    def write(self, content: str | bytes | bytearray | memoryview) -> int:
        """Append text (as UTF-8) or bytes; returns the length of what was given."""
        data = content.encode("utf-8") if isinstance(content, str) else content
        self._file.write(data)
        return len(content)

    def writelines(self, lines: Iterable[str | bytes]) -> None:
        """Write each of them; line breaks are not added."""
        for line in lines:
            self.write(line)

    def close(self) -> None:
        """End the file; from now on it belongs to the run's output files."""
        if not self._file.closed:
            self._file.flush()
            self.size = os.fstat(self._file.fileno()).st_size
            self._file.close()
            self._on_close(self)

    @property
    def closed(self) -> bool:
        """The file is complete."""
        return self._file.closed

    def __getattr__(self, name: str) -> Any:
        """Seek, tell, flush, read and the like: libraries ask for them."""
        return getattr(self.__dict__["_file"], name)

    def __enter__(self) -> FileWriter:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class RunFiles:
    """Creates the output files of one run; `on_file` is told each one when it is complete."""

    def __init__(self, run_dir: str, on_file: Callable[[CreatedFile], None]) -> None:
        self._folder = os.path.join(run_dir, FILES_NAME)  # noqa: PTH118 - pathlib is slow to import
        self._on_file = on_file
        self._open: list[FileWriter] = []
        self._used: dict[str, int] = {}

    def create(self, name: str, content: str | bytes | None) -> CreatedFile | FileWriter:
        """Keep `content` under this name, or give a writer for it."""
        shown = plain_name(name)
        if content is None:
            writer = FileWriter(shown, self._new_path(shown), self._on_writer_closed)
            self._open.append(writer)
            return writer
        data = content.encode("utf-8") if isinstance(content, str) else bytes(content)
        if len(data) > MAX_WHOLE_BYTES:
            raise ValueError(
                f"{shown} has {len(data):,} bytes; create_file takes up to {MAX_WHOLE_BYTES:,} "
                "at once. Call it without content to get a writer for larger files."
            )
        return self._kept(shown, data)

    def keep(self, name: str, text: str) -> str:
        """Keep a text of our own as a file of the run, whatever its size; its file name."""
        created = self._kept(name, text.encode("utf-8", "replace"))
        return os.path.basename(created.path)  # noqa: PTH119 - pathlib is slow to import

    def path_for(self, name: str) -> str:
        """A new path for a file that somebody else writes; tell it by `adopt`."""
        return self._new_path(name)

    def adopt(self, name: str, path: str) -> None:
        """A file at a path from `path_for` is complete."""
        self._on_file(CreatedFile(name, os.stat(path).st_size, path))  # noqa: PTH116 - as above

    def close(self) -> None:
        """Complete the files that the job left open."""
        for writer in list(self._open):
            with contextlib.suppress(OSError, ValueError):
                writer.close()

    def _kept(self, name: str, data: bytes) -> CreatedFile:
        path = self._new_path(name)
        try:
            with _created(path) as file:
                file.write(data)
        except OSError:
            with contextlib.suppress(OSError):
                os.unlink(path)  # noqa: PTH108 - as above
            raise
        created = CreatedFile(name, len(data), path)
        self._on_file(created)
        return created

    def _on_writer_closed(self, writer: FileWriter) -> None:
        self._open.remove(writer)
        self._on_file(CreatedFile(writer.name, writer.size, writer.path))

    def _new_path(self, name: str) -> str:
        """A path that is free: a second file of the same name gets a number."""
        os.makedirs(self._folder, exist_ok=True)  # noqa: PTH103 - as above
        stem, dot, extension = name.partition(".") if name[0] != "." else (name, "", "")
        while True:
            number = self._used[name] = self._used.get(name, 0) + 1
            own = name if number == 1 else f"{stem}-{number}{dot}{extension}"
            path = os.path.join(self._folder, own)  # noqa: PTH118 - as above
            if not os.path.lexists(path):
                return path


def plain_name(name: str) -> str:
    """A file name without folders; ValueError in words when it leads elsewhere or is none."""
    text = str(name)
    parts = text.replace("\\", "/").split("/")
    if not parts[0] or ".." in parts or text[1:2] == ":" or "\0" in text:
        raise ValueError(
            f"{text!r} is no name for an output file: it must be a plain file name."
        )
    shown = "".join("_" if c in _UNSAFE or not c.isprintable() else c for c in text).strip()
    if not shown.strip("._"):
        raise ValueError(
            f"{text!r} is no name for an output file: it must be a plain file name."
        )
    if len(shown.encode("utf-8", "replace")) <= _MAX_NAME:
        return shown
    stem, dot, extension = shown.rpartition(".")
    extension = extension[-20:]
    cut = (stem if dot else shown).encode("utf-8", "replace")[: _MAX_NAME - len(extension) - 9]
    return cut.decode("utf-8", "ignore") + dot + extension


def _created(path: str) -> BinaryIO:
    return os.fdopen(os.open(path, _FLAGS, 0o600), "w+b")
