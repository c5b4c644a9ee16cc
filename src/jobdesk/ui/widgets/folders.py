"""Folders: where each kind of file dialog was left last, and those that are dropped."""

from pathlib import Path

import shiboken6
from PySide6.QtCore import QSettings, QStandardPaths
from PySide6.QtGui import QDropEvent

_KEY = "folders/"

_folders: dict[str, str] = {}  # of this program alone
_store: QSettings | None = None


def use_store(store: QSettings | None) -> None:
    """Keep folders here from now on; without one for the life of the program only."""
    global _store
    _store = store
    _folders.clear()


def is_folder(path: str) -> bool:
    """It is one, and is there; any text may be asked about."""
    try:
        return bool(path) and Path(path).is_dir()
    except OSError:  # a name too long, a drive that does not answer
        return False


def dropped_folder(event: QDropEvent) -> str:
    """The first folder among what is dropped; empty when there is none."""
    files = (url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile())
    return next(filter(is_folder, files), "")


def last_folder(kind: str) -> str:
    """Where to open a dialog of this kind; the documents where that folder is gone."""
    found = _folders.get(kind, "")
    if not found and _store is not None and shiboken6.isValid(_store):
        found = str(_store.value(_KEY + kind, ""))
    if is_folder(found):
        return found
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)


def remember_folder(kind: str, folder: str, *, is_secret: bool = False) -> None:
    """A file was chosen there; a secret folder is never written down."""
    if is_secret or _store is None or not shiboken6.isValid(_store):
        _folders[kind] = folder
        return
    _folders.pop(kind, None)
    _store.setValue(_KEY + kind, folder)
