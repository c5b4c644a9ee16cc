"""The context menu of a job."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from jobdesk.ui import messages
from jobdesk.ui.actions import add_entry
from jobdesk.ui.jobs import actions

if TYPE_CHECKING:
    from jobdesk.models.records import JobRecord


@dataclass(frozen=True, slots=True)
class JobMenuWords:
    """What the menu's words depend on.

    Attributes:
        number: how many jobs are selected.
    """

    is_favourite: bool = False
    number: int = 1


class JobMenu(QMenu):
    """What may be done with one job; what may not says why in its tooltip.

    Signals:
        run_requested(str), preview_requested(str), toggle_requested(str), code_requested(str),
        settings_requested(str): by job id.
        star_requested(), labels_requested(): for all selected jobs.
    """

    run_requested = Signal(str)
    preview_requested = Signal(str)
    toggle_requested = Signal(str)
    code_requested = Signal(str)
    settings_requested = Signal(str)
    star_requested = Signal()
    labels_requested = Signal()

    def __init__(
        self, record: JobRecord, parent: QWidget, words: JobMenuWords | None = None
    ) -> None:
        super().__init__(parent)
        self._record = record
        known = words or JobMenuWords()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        toggle = "Disable" if record.enabled else "Enable"
        star = "Remove from favourites" if known.is_favourite else "Add to favourites"
        why_not = record.not_runnable_reason
        add_entry(self, actions.RUN, self._on_run, reason=why_not)
        add_entry(self, actions.PREVIEW, self._on_preview, reason=why_not)
        self.addSeparator()
        if known.number == 1:  # of several, `admin_menu` enables or disables all
            add_entry(self, actions.SWITCH, self._on_toggle, text=toggle)
        add_entry(self, actions.FAVOURITE, self.star_requested.emit, text=star)
        add_entry(self, actions.LABELS, self.labels_requested.emit)
        self.addSeparator()
        add_entry(self, actions.CODE, self._on_code)
        add_entry(self, actions.SETTINGS, self._on_settings)
        self.addSeparator()
        add_entry(self, actions.COPY_PATH, self._on_copy)

    @Slot()
    def _on_run(self) -> None:
        self.run_requested.emit(self._record.id)

    @Slot()
    def _on_preview(self) -> None:
        self.preview_requested.emit(self._record.id)

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
