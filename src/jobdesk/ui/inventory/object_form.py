"""ObjectForm: the fields of one kind, each with its editor, and help or error below it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from jobdesk.inventory.desk.records import FieldInfo, FieldType, Value
from jobdesk.ui.inventory.editors import make_editor
from jobdesk.ui.inventory.end_editor import EndEditor
from jobdesk.ui.inventory.questions import Asker
from jobdesk.ui.widgets.labels import label, set_role

_WIDE = (FieldType.LONG, FieldType.JSON, FieldType.REFERENCES)
_FIRST = ("name", "prefix", "address")
_LATE = ("primary_ip4", "primary_ip6")


class FormField(QWidget):
    """One field: title, editor, and one line below for help or error.

    Signals:
        changed(): something was typed.
    """

    changed = Signal()

    def __init__(
        self, field: FieldInfo, owner: str, asker: Asker, *, is_bulk: bool = False
    ) -> None:
        super().__init__()
        self.field = field
        self.is_touched = False
        self.editor: Any = make_editor(field, owner, asker)
        self._note = label("", "cell", "text2", wrap=True)
        self.use: QCheckBox | None = None
        title = label(field.title.replace("&", "&&"), "label")
        title.setBuddy(self.editor)
        head = QHBoxLayout()
        head.setSpacing(6)
        if is_bulk:
            self.use = QCheckBox(field.title.replace("&", "&&"))
            self.use.setAccessibleName(f"Change {field.title}")
            self.use.toggled.connect(self._on_used)
            head.addWidget(self.use, 1)
        else:
            head.addWidget(title, 1)
            if not field.is_required:
                head.addWidget(label("optional", "cell", "text3"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.editor)
        column.addWidget(self._note)
        self.setFocusProxy(self.editor)
        self.editor.changed.connect(self._on_changed)
        if isinstance(self.editor, EndEditor):
            self.editor.judged.connect(self.show_error)
        self.show_error("")

    def take(self, value: Value) -> None:
        """Show what there is."""
        self.editor.take(value)

    @property
    def value(self) -> Any:
        """What is typed."""
        return self.editor.value()

    @property
    def is_meant(self) -> bool:
        """It is to be saved."""
        return self.use.isChecked() if self.use is not None else self.is_touched

    def hold(self, words: str) -> None:
        """It cannot be changed here, for this reason."""
        self.editor.setEnabled(False)
        self._note.setText(words)
        self._note.show()

    @Slot(str)
    def show_error(self, words: str) -> None:
        """Say what is wrong instead of the help; empty when nothing is."""
        said = words or self.field.help
        self._note.setText(said)
        self._note.setVisible(bool(said))
        set_role(self._note, "bad" if words else "text2")
        self.editor.setAccessibleDescription(said)
        parts = getattr(self.editor, "lines", (getattr(self.editor, "field", None),))
        for widget in (self.editor, *parts):
            if isinstance(widget, QWidget) and widget.property("error") != bool(words):
                widget.setProperty("error", bool(words))
                widget.style().unpolish(widget)
                widget.style().polish(widget)

    @Slot()
    def _on_changed(self) -> None:
        self.is_touched = True
        self.show_error("")
        if self.use is not None and not self.use.isChecked():
            self.use.setChecked(True)
        self.changed.emit()

    @Slot(bool)
    def _on_used(self, is_used: bool) -> None:
        del is_used
        self.changed.emit()


class ObjectForm(QScrollArea):
    """All fields in two columns; long ones have both.

    Signals:
        changed(): something was typed.
    """

    changed = Signal()

    def __init__(
        self, fields: Sequence[FieldInfo], owner: str, asker: Asker, *, is_bulk: bool = False
    ) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.fields = {
            field.name: FormField(field, owner, asker, is_bulk=is_bulk)
            for field in sorted(fields, key=_weight)
        }
        inner = QWidget()
        inner.setObjectName("page")
        grid = QGridLayout(inner)
        grid.setContentsMargins(24, 16, 24, 20)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(12)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        row, column = 0, 0
        for made in self.fields.values():
            made.changed.connect(self.changed)
            made.installEventFilter(self)
            made.editor.installEventFilter(self)
            if made.field.type in _WIDE:
                row += 1 if column else 0
                grid.addWidget(made, row, 0, 1, 2)
                row, column = row + 1, 0
            else:
                grid.addWidget(made, row, column, Qt.AlignmentFlag.AlignTop)
                row, column = (row + 1, 0) if column else (row, 1)
        grid.setRowStretch(row + 1, 1)
        self.setWidget(inner)
        ends = [one.editor for one in self.fields.values() if isinstance(one.editor, EndEditor)]
        if len(ends) == 2:
            ends[0].tie(ends[1])

    def take(self, values: Mapping[str, Value]) -> None:
        """Show what there is."""
        for name, made in self.fields.items():
            if name in values:
                made.take(values[name])

    def given(self) -> dict[str, Any]:
        """What was typed and is meant."""
        return {name: made.value for name, made in self.fields.items() if made.is_meant}

    def show_errors(self, errors: Mapping[str, Sequence[str]]) -> str:
        """Say what is wrong at each field; gives what belongs to none of them."""
        rest: list[str] = []
        for made in self.fields.values():
            made.show_error("")
        for name, texts in errors.items():
            made = self.fields.get(name)
            if made is None:
                rest += [f"{name}: {text}" if name else text for text in texts]
            else:
                made.show_error(" ".join(texts))
        self.focus_field(next((name for name in self.fields if name in errors), ""))
        return " ".join(rest)

    def focus_field(self, name: str) -> None:
        """Put the keyboard into a field, in view."""
        made = self.fields.get(name)
        if made is not None:
            self.ensureWidgetVisible(made)
            made.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A field that gets the keyboard comes into view."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            self.ensureWidgetVisible(watched, 24, 40)
        return super().eventFilter(watched, event)


def _weight(field: FieldInfo) -> tuple[bool, bool, bool, bool]:
    """The name and what is required come first, then short fields, long ones last."""
    is_first = field.is_required or field.name in _FIRST
    is_late = field.name in _LATE
    return (not is_first, field.type in _WIDE, field.is_custom, is_late)
