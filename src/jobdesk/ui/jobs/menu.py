"""The context menu of a job."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from jobdesk.ui import messages
from jobdesk.ui.theme import Theme

if TYPE_CHECKING:
    from jobdesk.models.records import JobRecord


class JobMenu(QMenu):
    """What may be done with one job; what may not says why in its tooltip.

    Signals:
        run_requested(str), toggle_requested(str), code_requested(str),
        settings_requested(str): by job id.
    """

    run_requested = Signal(str)
    toggle_requested = Signal(str)
    code_requested = Signal(str)
    settings_requested = Signal(str)

    def __init__(self, record: JobRecord, parent: QWidget) -> None:
        super().__init__(parent)
        self._record = record
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setToolTipsVisible(True)
        icon = Theme.current().icon
        run = self.addAction(icon("action/run"), "Run…")
        run.setEnabled(record.runnable)
        run.setToolTip(record.not_runnable_reason or "Run (Enter)")
        run.triggered.connect(self._on_run)
        self.addSeparator()
        toggle = self.addAction(icon("power"), "Disable" if record.enabled else "Enable")
        toggle.triggered.connect(self._on_toggle)
        code = self.addAction(icon("code"), "Read the code")
        code.triggered.connect(self._on_code)
        settings = self.addAction(icon("action/columns"), "Settings")
        settings.triggered.connect(self._on_settings)
        self.addSeparator()
        copy = self.addAction(icon("action/copy"), "Copy class path")
        copy.triggered.connect(self._on_copy)

    @Slot()
    def _on_run(self) -> None:
        self.run_requested.emit(self._record.id)

    @Slot()
    def _on_toggle(self) -> None:
        self.toggle_requested.emit(self._record.id)

    @Slot()
    def _on_code(self) -> None:
        self.code_requested.emit(self._record.id)

    @Slot()
    def _on_settings(self) -> None:
        self.settings_requested.emit(self._record.id)

    @Slot()
    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._record.class_path)
        messages.show(f"{self._record.class_path} copied.")
