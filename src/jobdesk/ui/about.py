"""About JobDesk: what runs here, and the versions that a report needs, to copy."""

from __future__ import annotations

import platform
import sqlite3

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from jobdesk import __version__
from jobdesk.ui.theme import Theme
from jobdesk.ui.widgets.labels import ElidedLabel, label
from jobdesk.ui.widgets.text_dialog import TextDialog

_WIDTH_PX = 520


def version_block(window: QWidget | None = None) -> str:
    """Versions of all that a fault may depend on; nothing about the person or the workspace."""
    screen = (window or QWidget()).screen()
    display = f"{QGuiApplication.platformName()}, {screen.devicePixelRatio():.0%}"
    facts = {
        "JobDesk": __version__,
        "Python": f"{platform.python_version()} ({platform.python_implementation()})",
        "PySide6": pyside_version,
        "Qt": qVersion(),
        "SQLite": sqlite3.sqlite_version,
        "System": platform.platform(),
        "Display": f"{display}, {Theme.current().mode}",
    }
    return "".join(f"{name}: {value}\n" for name, value in facts.items())


class AboutDialog(TextDialog):
    """Name, workspace, versions; it stays open while one works."""

    def __init__(self, workspace: str, parent: QWidget) -> None:
        super().__init__("About JobDesk", version_block(parent), "versions", parent)
        self.setModal(False)
        sentence = "A desktop console for running, watching and governing jobs."
        self.set_head(
            "stack",
            "accentText",
            f"JobDesk {__version__}",
            label(sentence, "body", "text2", wrap=True),
            ElidedLabel(f"Workspace: {workspace}", "body", "text2"),
        )
        lines = self.text.count("\n")
        self.view.setFixedHeight(self.view.fontMetrics().lineSpacing() * lines + 28)
        self.resize(_WIDTH_PX, self.sizeHint().height())
