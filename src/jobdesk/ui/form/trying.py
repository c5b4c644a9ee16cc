"""Trying a run on the first few of many objects, before it is run on the rest."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot

from jobdesk.ui.form.first_few import FirstFew, first_few
from jobdesk.ui.form.form import RunForm
from jobdesk.ui.form.objects_editor import ObjectsEditor


class Trying(QObject):
    """Asks for runs on the first few objects of a field; the rest stays in the form.

    Lives on the main thread, as long as its dialog.
    """

    def __init__(self, form: RunForm, run: Callable[[FirstFew], None], parent: QObject) -> None:
        super().__init__(parent)
        self._form = form
        self._run = run
        for field in form.fields.values():
            if isinstance(field.editor, ObjectsEditor):
                field.editor.few_wanted.connect(self._on_few_wanted)

    @Slot()
    def begin(self) -> None:
        """With the first field that has many objects."""
        for field in self._form.fields.values():
            is_meant = isinstance(field.editor, ObjectsEditor) and field.is_asked
            if is_meant and self._try(field.name):
                return

    @Slot(str)
    def _on_few_wanted(self, name: str) -> None:
        self._try(name)

    def _try(self, name: str) -> bool:
        few = first_few(name, self._form.fields[name].editor.value())
        if few is not None:
            self._run(few)
        return few is not None
