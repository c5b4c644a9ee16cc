"""One field of a form: label, editor, help or error below."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QStyle, QVBoxLayout, QWidget

from jobdesk.ui.form.choices import choices_of, texts_of
from jobdesk.ui.form.editor import Editor
from jobdesk.ui.form.help_line import HelpLine
from jobdesk.ui.form.words import help_text, joined, listed
from jobdesk.ui.widgets.focus import tab_into
from jobdesk.ui.widgets.labels import ElidedLabel, label

_GAP = 4
_CHECK_SPACING = 8  # between the mark of a check box and its words


class Field(QWidget):
    """Label, editor and help line of one variable.

    Signals:
        changed(str): the raw value of the field of this name may be another one.
        retry_requested(str): the choices of this field are asked for once more.
        reshaped(): the editor wants more or less room.
        judged(str): more is known of the value of the field of this name.
    """

    changed = Signal(str)
    judged = Signal(str)
    retry_requested = Signal(str)
    reshaped = Signal()

    def __init__(
        self,
        name: str,
        options: Mapping[str, Any],
        editor: Editor,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.name = name
        self.editor = editor
        self.is_touched = False  # typed in or left once: "required" may be shown
        self.is_asked = True  # shown in the form, as other fields stand
        self.label = ElidedLabel("" if editor.has_own_label else editor.label, "label")
        self.label.setBuddy(editor)
        self.help = HelpLine(help_text(options), self)
        self.help.repair_requested.connect(self._on_help_repair_requested)
        self.help.retry_requested.connect(self._on_help_retry_requested)
        editor.changed.connect(self._on_editor_changed)
        editor.reshaped.connect(self.reshaped)
        editor.judged.connect(self._on_editor_judged)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_GAP)
        head = QHBoxLayout()
        column.addLayout(head)
        head.addWidget(self.label, 1)
        if not options.get("required", True) and not editor.has_own_label:
            head.addWidget(label("optional", "caption", "text3"))
        column.addWidget(self.editor)
        column.addWidget(self.help)
        column.addStretch(1)
        if editor.has_own_label:
            mark = self.style().pixelMetric(QStyle.PixelMetric.PM_IndicatorWidth)
            self.help.indent(mark + _CHECK_SPACING)
        if not editor.can_be_wrong and not help_text(options):
            self.help.hide()  # nothing will ever stand there

    @property
    def title(self) -> str:
        """What the user calls this field."""
        return self.editor.label

    def show_error(self, text: str) -> None:
        """Put an error, and a value close to the typed one, in the place of the help."""
        self.editor.show_error(text)
        repair = self.editor.repair()
        if repair is None:
            self.help.show_error(text)
        else:
            self.help.show_error(repair.problem, repair.words)
            tab_into(self.editor, self.help)

    def clear_error(self) -> None:
        """Show the help again."""
        self.editor.clear_error()
        self.help.show_help()

    def tell_asking(self) -> None:
        """The job is being asked for its choices."""
        self.help.set_help(help_text(self.editor.options, "Asking the job for its choices…"))

    def tell_stale(self, reason: str) -> None:
        """The job could not be asked: its stored choices stay, and why is said."""
        self.help.set_note(f"These are the choices of the last refresh. {reason}")
        tab_into(self.editor, self.help)

    def offer(self, options: Mapping[str, Any]) -> None:
        """Show the choices of today; one that was chosen and is gone is named."""
        lost = _lost(self.editor, options)
        self.editor.offer(options)
        note = f"No longer offered: {listed(lost)}." if lost else ""
        self.help.set_help(help_text(options, note))

    def tell(self, note: str) -> None:
        """Say something below, after the help."""
        known = help_text(self.editor.options)
        self.help.set_help(joined([words for words in (known, note) if words]))
        self.help.show()

    def take_focus(self) -> None:
        """Bring the keyboard here."""
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_editor_changed(self) -> None:
        self.changed.emit(self.name)

    @Slot()
    def _on_editor_judged(self) -> None:
        self.judged.emit(self.name)

    @Slot()
    def _on_help_retry_requested(self) -> None:
        self.retry_requested.emit(self.name)

    @Slot()
    def _on_help_repair_requested(self) -> None:
        repair = self.editor.repair()
        if repair is not None:
            self.editor.set_value(repair.value)
        self.take_focus()


def _lost(editor: Editor, options: Mapping[str, Any]) -> list[str]:
    """The labels of what is chosen and not offered by `options`."""
    kept = {choice.value for choice in choices_of(options) if not choice.is_heading}
    lost = texts_of(editor.value()) - kept
    return [c.label for c in choices_of(editor.options) if c.value in lost]
