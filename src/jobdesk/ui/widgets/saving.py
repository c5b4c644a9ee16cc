"""Saves what a run gave back: asks where, writes in a thread, and whole or not at all."""

import contextlib
import secrets
from collections.abc import Callable, Generator, Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from jobdesk.errors import JobDeskError
from jobdesk.ui import messages
from jobdesk.ui.background import run_in_background
from jobdesk.ui.widgets.folders import last_folder, remember_folder

STORE = "files"
_KIND = "save"  # of dialogs: they begin where the last one was left


def ask_where(
    parent: QWidget, title: str, name: str, filters: Sequence[str] = ()
) -> QFileDialog:
    """Open a dialog for a new file; connect to its `fileSelected`."""
    dialog = QFileDialog(parent, title)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    if filters:
        dialog.setNameFilters([*filters, "All files (*)"])
    dialog.selectFile(str(Path(last_folder(_KIND)) / name))
    dialog.fileSelected.connect(_on_saved_at)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def _on_saved_at(name: str) -> None:
    remember_folder(_KIND, str(Path(name).parent))


def save_text(owner: QWidget, target: Path, text: Callable[[], str]) -> None:
    """Write a text in a thread and say how it went."""

    def work() -> None:
        with whole_file(target) as part:
            part.write_text(text(), encoding="utf-8")

    def done(_: None) -> None:
        messages.show(f"Saved {target.name}.")

    run_in_background(owner, work, done, store=STORE, task=f"Saving {target.name}")


@contextlib.contextmanager
def whole_file(target: Path) -> Generator[Path]:
    """A new file beside `target` to write to; it takes its place when all went well.

    Raises:
        JobDeskError: it cannot be written there, in words.
    """
    part = target.parent / f".{target.name[:40]}.{secrets.token_hex(4)}.part"
    try:
        part.touch(exist_ok=False)
        yield part
        part.replace(target)
    except OSError as error:
        reason = error.strerror or str(error)
        raise JobDeskError(f"{target.name} was not saved: {reason}") from None
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
