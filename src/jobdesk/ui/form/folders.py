"""The folder where each kind of file dialog was left last, for the life of the program."""

from PySide6.QtCore import QStandardPaths

_FOLDERS: dict[str, str] = {}


def last_folder(kind: str) -> str:
    """Where to open a dialog of this kind."""
    home = QStandardPaths.StandardLocation.DocumentsLocation
    return _FOLDERS.get(kind) or QStandardPaths.writableLocation(home)


def remember_folder(kind: str, folder: str) -> None:
    """A file was chosen there."""
    _FOLDERS[kind] = folder
