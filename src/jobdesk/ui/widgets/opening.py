"""Opens links and folders with the programs of the system, and says so when there is none."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from jobdesk.ui import messages

_MOST_CHARS = 200  # of an address in a message


def open_link(url: QUrl | str) -> None:
    """Show a link in the browser; who calls has looked at its scheme."""
    link = QUrl(url)
    if not QDesktopServices.openUrl(link):
        address = link.toDisplayString()
        short = address[:_MOST_CHARS] + "…" * (len(address) > _MOST_CHARS)
        messages.show_error(f"No program opens links here; this is the address: {short}")


def open_folder(folder: Path) -> None:
    """Show a folder in the program for files."""
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
        messages.show_error(f"No program shows folders here; look for it at {folder}.")
