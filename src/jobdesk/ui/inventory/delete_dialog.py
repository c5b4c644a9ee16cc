"""DeleteDialog: what deleting some objects does besides; to keep them is the plain way."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from jobdesk.errors import JobDeskError
from jobdesk.inventory.desk.edit_records import Affected, Edited, Impact
from jobdesk.inventory.desk.records import Kind
from jobdesk.ui.background import report_error
from jobdesk.ui.inventory.edits import InventoryEdits
from jobdesk.ui.widgets.banner import Banner
from jobdesk.ui.widgets.buttons import button, make_dialog_size
from jobdesk.ui.widgets.facts import Facts
from jobdesk.ui.widgets.labels import label

_WIDTH_PX = 560


class DeleteDialog(QDialog):
    """Counts what goes along and what loses its link. Enter deletes nothing."""

    def __init__(
        self,
        kind: Kind,
        keys: Sequence[str],
        impact: Impact,
        edits: InventoryEdits,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._kind = kind
        self._keys = list(keys)
        self._impact = impact
        self._edits = edits
        self._is_busy = False
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        plural = kind.plural[:1].lower() + kind.plural[1:]
        one = f"{kind.name} {impact.names[0]}" if impact.names else kind.name
        self._words = one if impact.count == 1 else f"{impact.count:,} {plural}"
        self.setWindowTitle(f"Delete {self._words}?")
        self.setMinimumWidth(_WIDTH_PX)
        self._build()

    def _build(self) -> None:
        inner = QVBoxLayout()
        inner.setContentsMargins(24, 20, 24, 20)
        inner.setSpacing(12)
        inner.addWidget(label(f"Delete {self._words}?", "pane", wrap=True))
        if self._impact.count > 1:
            inner.addWidget(label(_names(self._impact), "body", "text2", wrap=True))
        for title, groups in (
            ("Deleted along with it", self._impact.goes),
            ("Stays, and loses its link", self._impact.loses),
            ("Refers to it and holds it", self._impact.holds),
        ):
            if groups:
                inner.addWidget(label(title, "section"))
                inner.addWidget(_facts(groups))
        self.banner = Banner("warn")
        if self._impact.is_possible:
            self.banner.say("info", "It can be undone.", "Undo brings back all of it.")
        else:
            self.banner.say("bad", "Not possible.", "Change or delete what refers to it first.")
        inner.addWidget(self.banner)
        inner.addStretch(1)
        footer = QFrame()
        footer.setObjectName("dialogFooter")
        self.keep = button("Keep", "primary")
        self.go = button("Delete", "dangerFill")
        make_dialog_size(self.keep, self.go)
        self.keep.setDefault(True)
        self.keep.clicked.connect(self.reject)
        self.go.clicked.connect(self._on_go)
        self.go.setVisible(self._impact.is_possible)
        self.go.setAccessibleName(f"Delete {self._words}")
        line = QHBoxLayout(footer)
        line.setContentsMargins(24, 12, 24, 12)
        line.setSpacing(10)
        line.addStretch(1)
        line.addWidget(self.keep)
        line.addWidget(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(inner, 1)
        column.addWidget(footer)
        self.keep.setFocus()

    @Slot()
    def _on_go(self) -> None:
        self._is_busy = True
        self.go.setEnabled(False)
        self._edits.delete(
            self._kind.label, self._keys, self._words, self._on_deleted, self._on_failed
        )

    def _on_deleted(self, edited: Edited) -> None:
        self._is_busy = False
        del edited
        self.accept()

    def _on_failed(self, error: BaseException) -> None:
        self._is_busy = False
        self.go.setEnabled(True)
        if isinstance(error, JobDeskError):
            self.banner.say("bad", "Nothing was deleted.", str(error))
        else:
            report_error(error)

    # Qt overrides

    def reject(self) -> None:
        """Keep them; while they are being deleted the answer is waited for."""
        if not self._is_busy:
            super().reject()


def _facts(groups: Sequence[Affected]) -> QWidget:
    facts = Facts(190)
    for group in groups:  # their number is in the title
        names = ", ".join(group.names) + (", …" if group.count > len(group.names) else "")
        facts.add(f"{group.title}: {group.count:,}", names)
    return facts


def _names(impact: Impact) -> str:
    more = impact.count - len(impact.names)
    return ", ".join(impact.names) + (f" and {more:,} more" if more > 0 else "")
