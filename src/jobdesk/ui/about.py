"""About JobDesk: what runs here, and the versions that a report needs, to copy."""

from __future__ import annotations

import platform
import sqlite3

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import Qt, Slot, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from jobdesk import __version__
from jobdesk.ui.theme import Theme
from jobdesk.ui.widgets.buttons import button, make_dialog_size
from jobdesk.ui.widgets.icon_label import IconLabel
from jobdesk.ui.widgets.labels import ElidedLabel, label

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


class AboutDialog(QDialog):
    """Name, workspace, versions; it stays open while one works."""

    def __init__(self, workspace: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("About JobDesk")
        self.setModal(False)
        self.block = version_block(parent)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(IconLabel("stack", "accentText", 24), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(label(f"JobDesk {__version__}", "pane"))
        sentence = "A desktop console for running, watching and governing jobs."
        words.addWidget(label(sentence, "body", "text2", wrap=True))
        words.addWidget(ElidedLabel(f"Workspace: {workspace}", "body", "text2"))
        head.addLayout(words, 1)
        self.view = QPlainTextEdit(self.block.strip())
        self.view.setReadOnly(True)
        self.view.setTabChangesFocus(True)
        self.view.setProperty("ground", "sunken")
        self.view.setFont(Theme.current().font("log"))
        self.view.setAccessibleName("Versions")
        lines = self.block.count("\n")
        self.view.setFixedHeight(self.view.fontMetrics().lineSpacing() * lines + 28)
        self._copy = button("Copy versions", icon="action/copy")
        close = button("Close", "primary")
        close.setDefault(True)
        make_dialog_size(self._copy, close)
        self._copy.clicked.connect(self.copy_versions)
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._copy)
        foot.addStretch(1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(14)
        column.addLayout(head)
        column.addWidget(self.view)
        column.addLayout(foot)
        self.resize(_WIDTH_PX, self.sizeHint().height())
        close.setFocus()

    @Slot()
    def copy_versions(self) -> None:
        """Put the versions on the clipboard."""
        QGuiApplication.clipboard().setText(self.block)
        self._copy.setText("Copied")
