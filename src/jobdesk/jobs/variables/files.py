"""Variables for files and folders of the machine."""

from __future__ import annotations

import os

from jobdesk.errors import VariableError
from jobdesk.jobs.plain import is_mapping, shown, shown_path
from jobdesk.jobs.variables.base import Variable
from jobdesk.jobs.variables.inputfile import InputFile

TYPE_CHECKING = False  # typing is slow to import, and every run starts a process
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path
    from typing import Any


class FileVar(Variable, known=True):
    """A file to read; the job gets it opened in binary mode.

    `extensions` such as [".csv"] and `max_size` in bytes limit what is taken.
    """

    options = ("extensions", "max_size")

    def __init__(
        self,
        *,
        extensions: Sequence[str] | None = None,
        max_size: int | None = None,
        **common: Any,
    ) -> None:
        super().__init__(**common)
        self.extensions = None if extensions is None else [_with_dot(e) for e in extensions]
        self.max_size = max_size

    def convert(self, raw: Any) -> InputFile:
        """The file, which must be there and not empty."""
        file = raw if isinstance(raw, InputFile) else _input_file(raw)
        if file.size == 0:
            raise VariableError(f"The file {shown(file.name)} is empty.")
        if self.extensions is not None and not file.name.lower().endswith(
            tuple(self.extensions)
        ):
            raise VariableError(f"The file must be one of: {', '.join(self.extensions)}.")
        if self.max_size is not None and file.size > self.max_size:
            raise VariableError(f"The file has {file.size} bytes; {self.max_size} are allowed.")
        return file

    def serialize(self, value: Any) -> Any:
        """What is kept of a file: name, size, sha256."""
        if not isinstance(value, InputFile):
            return super().serialize(value)
        return {"name": value.name, "size": value.size, "sha256": value.sha256}

    def to_wire(self, value: Any) -> Any:
        """The same with the place where the worker finds it."""
        kept = self.serialize(value)
        return kept | {"path": value.path} if isinstance(value, InputFile) else kept


class DirectoryVar(Variable, known=True):
    """A folder that is there; the job gets a Path."""

    def convert(self, raw: Any) -> Path:
        """The folder as an absolute path."""
        from pathlib import Path

        path = _absolute(raw)
        if not os.path.isdir(path):  # noqa: PTH112 - pathlib is slow to import
            raise VariableError(f"There is no folder {shown(raw)}.")
        return Path(path)


def _input_file(raw: Any) -> InputFile:
    given: Mapping[str, Any] = raw if is_mapping(raw) else {"path": raw}
    if not given.get("path"):
        raise VariableError("The file was not kept; choose it again.")
    path = _absolute(given["path"])
    if os.path.isdir(path):  # noqa: PTH112 - pathlib is slow to import
        raise VariableError(f"{shown_path(path)} is a folder, not a file.")
    try:
        with open(path, "rb"):  # noqa: PTH123 - pathlib is slow to import
            pass
        size = os.path.getsize(path)  # noqa: PTH202 - the same
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise VariableError(f"The file {shown_path(path)} cannot be read: {reason}.") from error
    name = os.path.basename(str(given.get("name") or path))  # noqa: PTH119 - the same
    return InputFile(path, name, size, str(given.get("sha256") or ""))


def _absolute(raw: Any) -> str:
    """`raw` as an absolute path that can be looked at."""
    if not isinstance(raw, str) and not hasattr(raw, "__fspath__"):
        raise VariableError("Enter a path.")
    text: Any = os.fspath(raw)
    try:
        if not isinstance(text, str) or "\0" in text:
            raise ValueError("not a path")
        os.fsencode(text)
        return os.path.abspath(os.path.expanduser(text.strip()))  # noqa: PTH100, PTH111 - the same
    except ValueError as error:
        raise VariableError(f"{shown(raw)} is not a path.") from error


def _with_dot(extension: str) -> str:
    extension = extension.strip().lower()
    return extension if extension.startswith(".") else f".{extension}"
