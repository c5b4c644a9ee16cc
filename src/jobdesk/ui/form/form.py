"""The form of a job: one field per variable, checked while typing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QApplication, QGridLayout, QWidget

from jobdesk.errors import VariableError
from jobdesk.jobs.description import variables_from
from jobdesk.jobs.redaction import MASK
from jobdesk.jobs.variables.base import Variable
from jobdesk.ui.form.editors import editor_for
from jobdesk.ui.form.field import Field
from jobdesk.ui.form.file_editor import FileEditor

_COLUMN_GAP = 20
_ROW_GAP = 8


@dataclass(frozen=True, slots=True)
class Problem:
    """Why the form cannot be run, in words; one per wrong field."""

    field: str
    sentence: str


class RunForm(QWidget):
    """The fields of a job's variables, in one or two columns.

    Validation is that of `jobs`: the form asks each variable to parse what stands in its field
    and shows what comes back. A field nobody touched does not complain that it is empty.

    Signals:
        changed(): a value changed; `problems` may tell something else now.
    """

    changed = Signal()

    def __init__(
        self,
        variables: Mapping[str, Variable],
        descriptions: Mapping[str, Mapping[str, Any]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._variables = dict(variables)
        self._filled: dict[str, Any] = {}  # by field: what was shown and not changed since
        self._errors: dict[str, str] = {}
        self.fields: dict[str, Field] = {}
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(_COLUMN_GAP)
        self._grid.setVerticalSpacing(_ROW_GAP)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        for name, variable in variables.items():
            options = descriptions[name]
            field = Field(name, options, editor_for(variable, options), self)
            self.fields[name] = field
            if options.get("default") is not None:
                field.editor.set_value(options["default"])
                self._filled[name] = options["default"]
            field.changed.connect(self._on_field_changed)
        self.set_columns(2)
        self._check_all()
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_application_focus_changed)

    # what is in it

    def raw(self) -> dict[str, Any]:
        """The raw value of every field that is shown; what is left out gets its default."""
        return {
            name: field.editor.value()
            for name, field in self.fields.items()
            if self.fields[name].is_asked and not self._is_left_to_code(name)
        }

    def _is_left_to_code(self, name: str) -> bool:
        """Nothing was entered, and the code has a default that it does not tell."""
        variable = self._variables[name]
        raw = self.fields[name].editor.value()
        return variable.default_is_in_code and variable.is_empty(raw)

    def _is_wanted(self, name: str) -> bool:
        """The other fields have the values on which this one depends (`visible_if`)."""
        conditions = self._variables[name].visible_if or {}
        return all(
            self._plain_value(other) == wanted
            or (isinstance(wanted, list) and self._plain_value(other) in wanted)
            for other, wanted in conditions.items()
        )

    def _plain_value(self, name: str) -> Any:
        if name not in self.fields:
            return None
        variable, raw = self._variables[name], self.fields[name].editor.value()
        try:
            return variable.serialize(variable.parse(raw))
        except (VariableError, OSError):
            return raw

    def file_names(self) -> list[str]:
        """The fields whose values are files."""
        return [n for n, f in self.fields.items() if isinstance(f.editor, FileEditor)]

    def fill(self, inputs: Mapping[str, Any]) -> None:
        """Show inputs of an earlier run; what was not kept stays empty."""
        self.restore({name: value for name, value in inputs.items() if value != MASK})

    def restore(self, raw: Mapping[str, Any]) -> None:
        """Show what `raw` returned earlier, right or wrong."""
        for name, value in raw.items():
            if name in self.fields:
                self._put(name, value)
        self._check_all()

    def _put(self, name: str, value: Any) -> None:
        """Show a value that the user did not enter here."""
        self.fields[name].editor.set_value(value)
        self.fields[name].is_touched = False
        self._filled[name] = value

    def offer(self, name: str, choices: Sequence[Any]) -> None:
        """Offer other choices in a field; what was chosen or filled in stays if it can."""
        field = self.fields[name]
        before, was_touched = field.editor.value(), field.is_touched
        options = {**field.editor.options, "choices": choices}
        self._variables.update(variables_from([options]))
        filled = self._filled.get(name)
        field.offer(options)
        if filled is not None:  # it may have been no choice until now
            self._put(name, filled)
        if field.editor.value() == before:
            field.is_touched = was_touched
            self._check(name)
        else:
            field.is_touched = False
            self._check_all()

    # what is wrong with it

    def problems(self) -> list[Problem]:
        """Why it cannot be run, in form order; empty when it can."""
        return [
            Problem(name, self._sentence(self.fields[name], self._errors[name]))
            for name in self.fields
            if name in self._errors
        ]

    def show_errors(self, errors: Mapping[str, Sequence[str]]) -> None:
        """Show what somebody else found wrong, until the field changes."""
        for name, texts in errors.items():
            if name in self.fields:
                self.fields[name].is_touched = True
                self._errors[name] = " ".join(texts)
                self._show(name)
        self.changed.emit()

    def reveal(self, name: str) -> None:
        """Show a field's error, also "required", and bring the keyboard there."""
        self.fields[name].is_touched = True
        self._show(name)
        self.fields[name].take_focus()

    def reveal_all(self) -> None:
        """Show all errors, as after an attempt to run."""
        for name, field in self.fields.items():
            field.is_touched = True
            self._show(name)

    def _check_all(self) -> None:
        self._show_wanted()
        for name in self.fields:
            self._check(name)
        self.changed.emit()

    def _check(self, name: str) -> None:
        self._errors.pop(name, None)
        error = self._error_of(name)
        if error:
            self._errors[name] = error
        self._show(name)

    def _error_of(self, name: str) -> str:
        field = self.fields[name]
        variable = self._variables[name]
        if not field.is_available:
            return field.editor.unavailable_reason() if variable.required else ""
        if not field.is_asked or self._is_left_to_code(name):
            return ""
        try:
            variable.parse(field.editor.value())
        except VariableError as wrong:
            return str(wrong)
        return ""

    def _show(self, name: str) -> None:
        field = self.fields[name]
        error = self._errors.get(name, "")
        is_quiet = not field.is_touched and field.editor.is_empty()
        if error and field.is_available and not is_quiet:
            field.show_error(error)
        else:
            field.clear_error()

    @staticmethod
    def _sentence(field: Field, error: str) -> str:
        if not field.is_available:
            return f"“{field.title}” {error}."
        if field.editor.is_empty():
            return f"“{field.title}” is required."
        repair = field.editor.repair()
        return f"“{field.title}”: {lowered(error if repair is None else repair.problem)}"

    # how it stands

    def set_columns(self, count: int) -> None:
        """Put the fields into one or two columns."""
        if count != self._columns:
            self._columns = count
            self._place()

    def _place(self) -> None:
        for field in self.fields.values():
            self._grid.removeWidget(field)
        self._grid.setRowStretch(self._grid.rowCount() - 1, 0)
        shown = [field for field in self.fields.values() if field.is_asked]
        rows = rows_of(shown, self._columns)
        for row, fields in enumerate(rows):
            has_labels = not all(field.editor.has_own_label for field in fields)
            for column, field in enumerate(fields):
                field.label.setVisible(has_labels)
                span = 2 if self._columns == 1 or field.editor.is_wide else 1
                self._grid.addWidget(field, row, column, 1, span)
        self._grid.setRowStretch(len(rows), 1)

    def _show_wanted(self) -> bool:
        """Show the fields whose conditions hold; whether that changed anything."""
        has_changed = False
        for name, field in self.fields.items():
            is_wanted = self._is_wanted(name)
            if field.is_asked != is_wanted:
                field.is_asked = is_wanted
                field.setVisible(is_wanted)
                has_changed = True
        if has_changed:
            self._place()
        return has_changed

    @Slot(str)
    def _on_field_changed(self, name: str) -> None:
        self.fields[name].is_touched = True
        self._filled.pop(name, None)
        if self._show_wanted():
            self._check_all()
        else:
            self._check(name)
            self.changed.emit()

    @Slot("QWidget*", "QWidget*")
    def _on_application_focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        if old is None or new is None:
            return  # the window lost the focus, not the field
        for name, field in self.fields.items():
            if is_inside(old, field) and not is_inside(new, field) and not field.is_touched:
                field.is_touched = True
                self._show(name)


def lowered(sentence: str) -> str:
    """A sentence as it goes on after a colon; abbreviations stay."""
    return sentence if sentence[1:2].isupper() else sentence[:1].lower() + sentence[1:]


def rows_of(fields: Sequence[Field], columns: int) -> list[list[Field]]:
    """The fields in rows, in order; a wide one has a row of its own."""
    rows: list[list[Field]] = []
    for field in fields:
        is_alone = columns == 1 or field.editor.is_wide
        last = rows[-1] if rows else None
        if not is_alone and last and len(last) < columns and not last[0].editor.is_wide:
            last.append(field)
        else:
            rows.append([field])
    return rows


def is_inside(widget: QWidget, ancestor: QWidget) -> bool:
    """The widget is the ancestor or below it; the window of a popup does not matter."""
    found: Any = widget
    while found is not None:
        if found is ancestor:
            return True
        found = found.parent()
    return False
