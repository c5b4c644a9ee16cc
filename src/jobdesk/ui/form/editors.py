"""Which editor belongs to which kind of variable: a new kind is one class and one line here."""

from collections.abc import Callable, Mapping
from typing import Any

from jobdesk.jobs import (
    BooleanVar,
    ChoiceVar,
    DateTimeVar,
    DateVar,
    DirectoryVar,
    DryRunVar,
    FileVar,
    FloatVar,
    IntegerVar,
    IPAddressVar,
    IPAddressWithMaskVar,
    IPNetworkVar,
    JSONVar,
    MultiChoiceVar,
    MultiObjectVar,
    ObjectVar,
    PasswordVar,
    StringVar,
    TextVar,
)
from jobdesk.jobs.variables.base import Variable
from jobdesk.ui.form.area_editors import AreaEditor
from jobdesk.ui.form.check_editors import multi_choice_editor
from jobdesk.ui.form.choice_editors import ChoiceEditor, FlagEditor
from jobdesk.ui.form.date_editors import DateEditor, DateTimeEditor
from jobdesk.ui.form.directory_editor import DirectoryEditor
from jobdesk.ui.form.editor import Editor
from jobdesk.ui.form.file_editor import FileEditor
from jobdesk.ui.form.json_editor import JsonEditor
from jobdesk.ui.form.object_editor import ObjectEditor
from jobdesk.ui.form.objects_editor import ObjectsEditor
from jobdesk.ui.form.stepper_editor import StepperEditor
from jobdesk.ui.form.text_editors import AddressEditor, LineEditor, PasswordEditor

EditorMaker = Callable[[Mapping[str, Any]], Editor]


def number_editor(options: Mapping[str, Any]) -> Editor:
    """Steps where the limits fit a person's patience; a masked line for a secret."""
    return LineEditor(options) if options.get("sensitive") else StepperEditor(options)


EDITORS: dict[type[Variable], EditorMaker] = {
    StringVar: LineEditor,
    TextVar: AreaEditor,
    IntegerVar: number_editor,
    FloatVar: LineEditor,
    BooleanVar: FlagEditor,
    DryRunVar: FlagEditor,
    ChoiceVar: ChoiceEditor,
    MultiChoiceVar: multi_choice_editor,
    ObjectVar: ObjectEditor,
    MultiObjectVar: ObjectsEditor,
    FileVar: FileEditor,
    DirectoryVar: DirectoryEditor,
    DateVar: DateEditor,
    DateTimeVar: DateTimeEditor,
    IPAddressVar: AddressEditor,
    IPAddressWithMaskVar: AddressEditor,
    IPNetworkVar: AddressEditor,
    JSONVar: JsonEditor,
    PasswordVar: PasswordEditor,
}


def editor_for(variable: Variable, options: Mapping[str, Any]) -> Editor:
    """Make the editor of a variable; a class of an author's own gets its nearest known one."""
    for kind in type(variable).__mro__:
        if kind in EDITORS:
            return EDITORS[kind](options)
    return LineEditor(options)
