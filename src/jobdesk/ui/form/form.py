"""The form of a job: one field per variable, checked while typing."""

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Any

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

from jobdesk.errors import VariableError
from jobdesk.jobs import FileVar
from jobdesk.jobs.description import variables_from
from jobdesk.jobs.redaction import MASK
from jobdesk.jobs.variables.base import Variable
from jobdesk.ui.form.editors import editor_for
from jobdesk.ui.form.field import Field
from jobdesk.ui.form.field_grid import FieldGrid

_AT_ONCE = 12  # fields: about a screenful
_FIRST = 3  # fields of the first turn, where nobody waits for the form
_SLICE = 6  # fields of one later turn at most
_SLICE_S = 0.006  # and no more once it has lasted so long


@dataclass(frozen=True, slots=True)
class Problem:
    """Why the form cannot be run, in words; one per wrong field."""

    field: str
    sentence: str


class RunForm(QWidget):
    """The fields of a job's variables, in one or two columns.

    Validation is that of `jobs`: the form asks each variable to parse what stands in its field
    and shows what comes back. A field nobody touched does not complain that it is empty.

    A long form is built over several turns of the event loop, its first screenful at once; what
    is filled in meanwhile waits for its field.

    Signals:
        changed(): a value changed; `problems` may tell something else now.
        completed(): the last field of a long form was built.
        showable(): a screenful is there; said once, in a turn of its own.
    """

    changed = Signal()
    showable = Signal()
    completed = Signal()

    def __init__(
        self,
        variables: Mapping[str, Variable],
        descriptions: Mapping[str, Mapping[str, Any]],
        parent: QWidget | None = None,
        *,
        in_turns: bool = False,
    ) -> None:
        """Build the first screenful; `in_turns`: only some fields of it, to be shown later."""
        super().__init__(parent)
        self._variables = dict(variables)
        self._descriptions = {name: descriptions[name] for name in variables}
        self._filled: dict[str, Any] = {}  # by field: what was shown and not changed since
        self._errors: dict[str, str] = {}
        self.fields: dict[str, Field] = {}
        self._unbuilt = deque(variables)
        self._later: dict[str, Any] = {}  # what fields are to show when they are built
        self._is_announced = False  # `showable` was said
        self.is_offering = False  # what changes now is not the user's doing
        self._grid = FieldGrid(self)
        self._slices = QTimer(self, singleShot=True, interval=0)
        self._slices.timeout.connect(self._on_slices_timeout)
        self._build(_FIRST if in_turns else _AT_ONCE)
        self._show_built()
        self._slices.start()
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_application_focus_changed)

    # building

    @property
    def is_complete(self) -> bool:
        """All fields are there."""
        return not self._unbuilt

    @property
    def is_showable(self) -> bool:
        """As much is there as fits on a screen."""
        return self.is_complete or len(self.fields) >= _AT_ONCE

    def complete(self) -> None:
        """Build what is missing now, for somebody who cannot wait."""
        if self._unbuilt:
            self._build(len(self._unbuilt))
            self._end_slice()

    def _build(self, count: int) -> None:
        """Build fields until there are so many more, or until this turn has lasted."""
        began = monotonic()
        for _ in range(min(count, len(self._unbuilt))):
            self._build_field(self._unbuilt.popleft())
            if count == _SLICE and monotonic() - began > _SLICE_S:
                return

    def _build_field(self, name: str) -> None:
        options = self._descriptions[name]
        field = Field(name, options, editor_for(self._variables[name], options), self)
        self.fields[name] = field
        value = self._later.pop(name, options.get("default"))
        if value is not None:
            field.editor.set_value(value)
            self._filled[name] = value
        field.changed.connect(self._on_field_changed)
        field.reshaped.connect(self._on_field_reshaped)
        field.judged.connect(self._on_field_judged)

    def _show_built(self) -> None:
        self._show_wanted()
        self._grid.place(self.fields.values(), self._grid.columns)
        for name in self.fields:
            self._check(name)

    def _end_slice(self) -> None:
        self._show_built()
        if not self._unbuilt:
            self.completed.emit()

    @Slot()
    def _on_slices_timeout(self) -> None:
        if self.is_showable and not self._is_announced:  # in a turn of its own: that styles it
            self._is_announced = True
            self.showable.emit()
        elif self._unbuilt:
            self._build(_SLICE)
            self._end_slice()
        if self._unbuilt or not self._is_announced:
            self._slices.start()

    # what is in it

    def raw(self) -> dict[str, Any]:
        """The raw value of every field that is shown; what is left out gets its default."""
        return {
            name: self._raw_of(name)
            for name in self._variables
            if self._is_asked(name) and not self._is_left_to_code(name)
        }

    def _raw_of(self, name: str) -> Any:
        """What stands in a field, or will when it is built."""
        if name in self.fields:
            return self.fields[name].editor.value()
        return self._later.get(name, self._descriptions[name].get("default"))

    def _is_asked(self, name: str) -> bool:
        return self.fields[name].is_asked if name in self.fields else self._is_wanted(name)

    def _is_left_to_code(self, name: str) -> bool:
        """Nothing was entered, and the code has a default that it does not tell."""
        variable = self._variables[name]
        return variable.default_is_in_code and variable.is_empty(self._raw_of(name))

    def _is_wanted(self, name: str) -> bool:
        """The other fields have the values on which this one depends (`visible_if`)."""
        conditions = self._variables[name].visible_if or {}
        return all(
            self._plain_value(other) == wanted
            or (isinstance(wanted, list) and self._plain_value(other) in wanted)
            for other, wanted in conditions.items()
        )

    def _plain_value(self, name: str) -> Any:
        if name not in self._variables:
            return None
        variable, raw = self._variables[name], self._raw_of(name)
        try:
            return variable.serialize(variable.parse(raw))
        except (VariableError, OSError):
            return raw

    def referenced_value(self, name: str) -> Any:
        """What others that refer to a field by `$name` are narrowed by; None for nothing."""
        is_there = name in self._variables and self._is_asked(name)
        return self._raw_of(name) if is_there else None

    @property
    def variables(self) -> Mapping[str, Variable]:
        """The variables, with the choices that are offered now."""
        return self._variables

    def file_names(self) -> list[str]:
        """The fields whose values are files."""
        return [n for n, v in self._variables.items() if isinstance(v, FileVar)]

    def title(self, name: str) -> str:
        """What the user calls a field."""
        return str(self._descriptions[name].get("label") or name)

    def fill(self, inputs: Mapping[str, Any]) -> None:
        """Show inputs of an earlier run; what was not kept stays empty."""
        self.restore({name: value for name, value in inputs.items() if value != MASK})

    def restore(self, raw: Mapping[str, Any]) -> None:
        """Show what `raw` returned earlier, right or wrong."""
        for name, value in raw.items():
            if name in self._variables:
                self._put(name, value)
        self._check_all()

    def load(self, raw: Mapping[str, Any], *, keeps_secrets: bool = True) -> None:
        """Show these values, and defaults in all other fields; typed secrets may stay."""
        values = {
            name: raw.get(name, self._descriptions[name].get("default"))
            for name, variable in self._variables.items()
            if name in raw or not (keeps_secrets and variable.sensitive)
        }
        self.restore(values)

    def _put(self, name: str, value: Any) -> None:
        """Show a value that the user did not enter here."""
        if name not in self.fields:
            self._later[name] = value
            return
        self.fields[name].editor.set_value(value)
        self.fields[name].is_touched = False
        self._filled[name] = value

    def offer(self, name: str, choices: Sequence[Any]) -> None:
        """Offer other choices in a field; what was chosen or filled in stays if it can."""
        options = {**self._descriptions[name], "choices": choices}
        self._descriptions[name] = options
        self._variables.update(variables_from([options]))
        if name in self.fields:
            self.is_offering = True
            try:
                self._offer_in(self.fields[name], options)
            finally:
                self.is_offering = False

    def _offer_in(self, field: Field, options: Mapping[str, Any]) -> None:
        name = field.name
        before, was_touched = field.editor.value(), field.is_touched
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
        self.complete()
        for name, texts in errors.items():
            if name in self.fields:
                self.fields[name].is_touched = True
                self._errors[name] = " ".join(texts)
                self._show(name)
        self.changed.emit()

    def reveal(self, name: str) -> None:
        """Show a field's error, also "required", and bring the keyboard there."""
        self.complete()
        self.fields[name].is_touched = True
        self._show(name)
        self.fields[name].take_focus()

    def reveal_all(self) -> None:
        """Show all errors, as after an attempt to run."""
        self.complete()
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
        if not field.is_asked or self._is_left_to_code(name):
            return ""
        if said := field.editor.complaint():
            return said
        try:
            variable.parse(field.editor.value())
        except VariableError as wrong:
            return str(wrong)
        return ""

    def _show(self, name: str) -> None:
        field = self.fields[name]
        error = self._errors.get(name, "")
        is_quiet = not field.is_touched and field.editor.is_empty()
        if error and not is_quiet:
            field.show_error(error)
        else:
            field.clear_error()

    @staticmethod
    def _sentence(field: Field, error: str) -> str:
        if field.editor.is_empty():
            return f"“{field.title}” is required."
        repair = field.editor.repair()
        return f"“{field.title}”: {lowered(error if repair is None else repair.problem)}"

    # how it stands

    def set_columns(self, count: int) -> None:
        """Put the fields into one or two columns."""
        if count != self._grid.columns:
            self._grid.place(self.fields.values(), count)

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
            self._grid.place(self.fields.values(), self._grid.columns)
        return has_changed

    @Slot()
    def _on_field_reshaped(self) -> None:
        self._grid.place(self.fields.values(), self._grid.columns)

    @Slot(str)
    def _on_field_judged(self, name: str) -> None:
        self._check(name)
        self.is_offering = True
        try:
            self.changed.emit()
        finally:
            self.is_offering = False

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


def is_inside(widget: QWidget, ancestor: QWidget) -> bool:
    """The widget is the ancestor or below it; the window of a popup does not matter."""
    found: Any = widget
    while found is not None:
        if found is ancestor:
            return True
        found = found.parent()
    return False
