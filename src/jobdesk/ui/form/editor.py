"""What every editor has in common: one class per kind of variable, the same five members."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True)
class Repair:
    """A way out of an error."""

    problem: str  # a short sentence in place of the long one
    value: Any  # the raw value to offer
    verb: str = ""  # what the link says, where "Use" and the value do not

    @property
    def words(self) -> str:
        """What the link says."""
        return self.verb or f"Use {self.value}"


class Editor(QWidget):
    """The control of one field; it shows and returns the raw value, it does not judge it.

    The five members are `value`, `set_value`, `changed`, `show_error`, `clear_error`. The raw
    value is what `jobs.inputs.clean_inputs` takes: text as typed, a bool, a list, a path.

    Signals:
        changed(): the raw value may be another one.
        reshaped(): `is_wide` is another.
        judged(): what is known of the value is another, the value is not.
    """

    changed = Signal()
    judged = Signal()
    reshaped = Signal()

    is_wide: bool = False  # spans both columns of the form
    is_secret: bool = True  # nothing of what is entered is kept; the job may say otherwise
    has_own_label: ClassVar[bool] = False  # the control shows the label itself

    def __init__(self, options: Mapping[str, Any]) -> None:
        super().__init__()
        self.options = options
        self.label = str(options.get("label") or options.get("name") or "")
        self._controls: list[QWidget] = []

    def value(self) -> Any:
        """The raw value as it stands in the control."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Show a default, an input of an earlier run, or what `value` returned earlier."""
        raise NotImplementedError

    def is_empty(self) -> bool:
        """Nothing was entered."""
        return self.value() in (None, "", [])

    def offer(self, options: Mapping[str, Any]) -> None:
        """Show the choices of another description; a value that is still offered stays."""
        self.options = options

    def settle(self) -> None:
        """Take what is typed and not yet taken: the form is about to be run."""

    def stop(self) -> None:
        """The form is closed: end what goes on in the background."""

    @property
    def can_be_wrong(self) -> bool:
        """What can be entered here may be refused."""
        return True

    def complaint(self) -> str:
        """What the editor itself knows to be wrong, whatever the variable says of the value."""
        return ""

    def repair(self) -> "Repair | None":
        """What is wrong in few words and the value that may be meant, if that is known."""
        return None

    def show_error(self, text: str) -> None:
        """Mark the control as wrong and tell assistive technology why."""
        self._mark(text, is_wrong=True)

    def clear_error(self) -> None:
        """Take the mark away."""
        self._mark(str(self.options.get("description") or ""), is_wrong=False)

    def _adopt(self, *controls: QWidget) -> None:
        """Take the controls that carry focus and error mark; the first gets the focus."""
        for control in controls:
            control.setAccessibleName(control.accessibleName() or self.label)
            self._controls.append(control)
        self.setFocusProxy(controls[0])
        self.clear_error()

    def _mark(self, description: str, *, is_wrong: bool) -> None:
        for control in self._controls:
            control.setAccessibleDescription(description)
            if control.property("error") is not is_wrong:
                control.setProperty("error", is_wrong)
                restyle(control)


def restyle(widget: QWidget) -> None:
    """Let the style sheet look at a widget's properties again."""
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        widget.update()
