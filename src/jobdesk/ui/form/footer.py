"""The foot of the run dialog: why Run is off, and the buttons."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from jobdesk.ui.theme import Theme
from jobdesk.ui.widgets.buttons import button, fill_first, make_dialog_size
from jobdesk.ui.widgets.icon_label import IconLabel
from jobdesk.ui.widgets.labels import ElidedLabel, label

_KEPT = "Kept in this workspace until the job was run; secrets in memory only"
_PREVIEW_TIP = "Run it on a copy of the inventory and see what it would change"
_RUN_FIRST_TIPS = f"{_PREVIEW_TIP} (Ctrl+Shift+P)", "Run (Ctrl+Enter)"  # Preview, Run
_PREVIEW_FIRST_TIPS = f"{_PREVIEW_TIP} (Ctrl+Enter)", "Run it on the inventory itself"
_IN_MEMORY = "Kept in memory until JobDesk is closed; never written to a disk"


class RunFooter(QFrame):
    """Says in words why the job cannot run, with a way to the place.

    Signals:
        show_requested(): bring me to what is wrong.
        cancel_requested(), preview_requested(), run_requested(): the buttons.
    """

    show_requested = Signal()
    cancel_requested = Signal()
    preview_requested = Signal()
    run_requested = Signal()

    def __init__(self, parent: QWidget | None = None, *, is_kept: bool = False) -> None:
        super().__init__(parent)
        self.setObjectName("dialogFooter")
        self.setFixedHeight(Theme.current().size("dialogFooter"))
        self._tips = _RUN_FIRST_TIPS
        self.note = label("", "cell", "text2")
        self.note.setToolTip(_KEPT if is_kept else _IN_MEMORY)
        self._icon = IconLabel("x-circle-fill", "bad", 13)
        self.reason = ElidedLabel("", "label", "bad")
        self.reason.take_no_more_than_needed()
        self.show_place = button("Show", "link", name="Show the field that is wrong")
        self.show_place.setFont(Theme.current().font("label"))
        self.show_place.clicked.connect(self.show_requested)
        self.cancel = button("Cancel", "ghost", tip="Close; what you typed is kept (Esc)")
        self.cancel.clicked.connect(self.cancel_requested)
        self.preview = button("Preview", icon="action/preview", tip=_RUN_FIRST_TIPS[0])
        self.preview.clicked.connect(self.preview_requested)
        self.run = button("Run", "primary", icon="action/run", tip="Run (Ctrl+Enter)")
        self.run.clicked.connect(self.run_requested)
        make_dialog_size(self.cancel, self.preview, self.run)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 0, 20, 0)
        row.setSpacing(8)
        row.addWidget(self.note)
        row.addStretch(1)
        row.addWidget(self._icon)
        row.addWidget(self.reason)
        row.addWidget(self.show_place)
        row.addSpacing(8)
        row.addWidget(self.cancel)
        row.addWidget(self.preview)
        row.addWidget(self.run)
        row.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self.say("", has_place=False)

    def prefer(self, *, is_preview: bool) -> None:
        """Fill the button that Ctrl+Enter stands for."""
        self._tips = _PREVIEW_FIRST_TIPS if is_preview else _RUN_FIRST_TIPS
        fill_first(*((self.preview, self.run) if is_preview else (self.run, self.preview)))
        for each, tip in zip((self.preview, self.run), self._tips, strict=True):
            if each.isEnabled():
                each.setToolTip(tip)

    def say(self, reason: str, *, has_place: bool) -> None:
        """Give the reason why Run is off; empty when it is on."""
        text = f"Cannot run: {reason}" if reason else ""
        self.reason.setText(text)
        self.reason.setAccessibleName(text)
        self._icon.setVisible(bool(text))
        self.show_place.setVisible(bool(text) and has_place)
        self.run.setEnabled(not text)
        self.run.setToolTip(text or self._tips[1])
        self.preview.setEnabled(not text)
        self.preview.setToolTip(text or self._tips[0])

    def tell(self, text: str) -> None:
        """Say something in passing, until the next word."""
        self.note.setText(text)

    def tell_draft(self, at: datetime) -> None:
        """Say since when what was typed is kept."""
        self.note.setText(f"Draft kept {at:%H:%M}")

    def tell_no_draft(self) -> None:
        """Nothing is kept any more."""
        self.note.setText("")

    def set_complete(self, *, is_complete: bool) -> None:
        """Everything that is required is there; no word is said about what is not."""
        self.run.setEnabled(is_complete)
        self.preview.setEnabled(is_complete)

    def show_busy(self) -> None:
        """The run is being asked for."""
        self.run.setEnabled(False)
        self.preview.setEnabled(False)
        self.run.setText("Starting…")

    def show_idle(self) -> None:
        """The answer came."""
        self.run.setText("&Run")
