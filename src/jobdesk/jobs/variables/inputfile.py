"""The value of a FileVar: a file opened in binary mode when it is first read."""

from __future__ import annotations

import io

TYPE_CHECKING = False  # typing is slow to import, and every run starts a process
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, Self

_CHUNK = 64 * 1024


class InputFile:
    """A file that the user chose.

    Attributes:
        name: its name without folders, as the user knows it.
        size: in bytes.
        path: where it lies now.
    """

    def __init__(self, path: str, name: str, size: int, sha256: str = "") -> None:
        self.path = path
        self.name = name
        self.size = size
        self._sha256 = sha256
        self._stream: io.BufferedReader | None = None

    @property
    def file(self) -> io.BufferedReader:
        """The open stream."""
        if self._stream is None:
            self._stream = open(self.path, "rb")  # noqa: PTH123, SIM115 - closed by close()
        return self._stream

    @property
    def sha256(self) -> str:
        """The fingerprint of its content, in hexadecimal."""
        if not self._sha256:
            import hashlib

            with open(self.path, "rb") as stream:  # noqa: PTH123 - pathlib is slow to import
                self._sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
        return self._sha256

    @property
    def closed(self) -> bool:
        """It was closed and not opened again."""
        return self._stream is not None and self._stream.closed

    def open(self, mode: str = "rb", encoding: str | None = None, **options: Any) -> Any:
        """Start again at the beginning; a text mode gives a new text stream instead."""
        if "b" not in mode:
            return open(self.path, mode, encoding=encoding or "utf-8", **options)  # noqa: PTH123 - pathlib is slow to import
        self.close()
        self._stream = None
        return self

    def read(self, size: int = -1) -> bytes:
        """Up to `size` bytes, all of them without it."""
        return self.file.read(size)

    def chunks(self, chunk_size: int = _CHUNK) -> Iterator[bytes]:
        """The whole content in pieces."""
        self.seek(0)
        while piece := self.file.read(chunk_size):
            yield piece

    def seek(self, offset: int, whence: int = 0) -> int:
        """Go to a place."""
        return self.file.seek(offset, whence)

    def close(self) -> None:
        """Close the stream."""
        if self._stream is not None:
            self._stream.close()

    def __iter__(self) -> Iterator[bytes]:
        return iter(self.file)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def __len__(self) -> int:
        return self.size

    def __bool__(self) -> bool:
        return True

    def __str__(self) -> str:
        return self.name

    def __repr__(self) -> str:
        return f"<InputFile {self.name!r}>"

    def __getattr__(self, name: str) -> Any:
        """Everything else that a binary stream can do: readline, tell and so on."""
        if name.startswith("_"):
            raise AttributeError(name)
        return getattr(self.file, name)
