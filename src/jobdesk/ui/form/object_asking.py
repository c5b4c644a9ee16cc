"""Brings objects of the inventory into the object fields of a form."""

from __future__ import annotations

from collections import deque
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from jobdesk.errors import JobDeskError
from jobdesk.inventory import options
from jobdesk.inventory.options import Match, Page, Question, Reasons
from jobdesk.jobs.variables.objects import ObjectVar
from jobdesk.jobs.variables.references import resolved
from jobdesk.operations.inventory import COUNTS
from jobdesk.operations.inventory_threads import Question as Asked
from jobdesk.ui.background import report_error, run_in_background
from jobdesk.ui.form.form import RunForm
from jobdesk.ui.form.object_editor import ObjectField
from jobdesk.ui.form.object_words import summary, unknown_filters
from jobdesk.ui.session import Session

_STORE = "inventory form"
_COUNTS = "inventory counts"
_KEPT_AS = {
    "dcim.site": "dcim.location",
    "dcim.region": "dcim.location",
    "dcim.devicerole": "extras.role",
    "dcim.rackrole": "extras.role",
}
"""Where objects under the names of Nautobot 1.x are found."""


class ObjectAsking(QObject):
    """Asks the inventory for what the object fields of a form want.

    When a field changes that others refer to by `$name`, these are narrowed: what was chosen in
    them is looked at again, and flagged where it does not fit any more. Lives on the main
    thread, as long as its dialog; the inventory is asked in the background.

    Signals:
        object_requested(str, str): show an object in the inventory: kind, key.
    """

    object_requested = Signal(str, str)

    def __init__(self, session: Session, form: RunForm, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._form = form
        self._params: dict[str, dict[str, Any]] = {}  # by field, what it is narrowed by now
        self._uncounted: deque[str] = deque()  # one at a time: a list that is opened goes first
        self._is_counting = False
        self._editors: dict[str, ObjectField] = {}
        for name, field in form.fields.items():
            if isinstance(field.editor, ObjectField):
                self._editors[name] = field.editor
        for editor in self._editors.values():
            editor.page_wanted.connect(self._on_page_wanted)
            editor.reasons_wanted.connect(self._on_reasons_wanted)
            editor.match_wanted.connect(self._on_match_wanted)
            editor.object_wanted.connect(self._on_object_wanted)
        if self._editors:
            form.changed.connect(self._on_form_changed)
            self._narrow()

    def _question(self, name: str, search: str = "") -> Question:
        variable = self._form.variables[name]
        assert isinstance(variable, ObjectVar)
        return Question(
            variable.model, self._params.get(name, {}), search, variable.display_field
        )

    def _ask(self, name: str, work: Any, done: Any, what: str) -> None:
        asked = Asked()
        run_in_background(
            self,
            partial(self._session.ready.inventory.ask, partial(*work), asked, "form"),
            done,
            store=_STORE,
            name=f"{what} {name}",
            failed=partial(self._take_failure, name),
            drop=asked.drop,
        )

    def _take_failure(self, name: str, error: BaseException) -> None:
        self._editors[name].show_failure(str(error))
        if not isinstance(error, JobDeskError):
            report_error(error)

    # what the fields want

    @Slot(str, int)
    def _on_page_wanted(self, search: str, start: int) -> None:
        editor = self._sender()
        work = (options.page, self._question(editor.name, search), start)
        self._ask(editor.name, work, partial(self._take_page, editor, search, start), "page")

    @staticmethod
    def _take_page(editor: ObjectField, search: str, start: int, page: Page) -> None:
        editor.show_page(search, start, page)

    @Slot(str)
    def _on_reasons_wanted(self, search: str) -> None:
        editor = self._sender()
        work = (options.reasons, self._question(editor.name, search))
        self._ask(editor.name, work, partial(self._take_reasons, editor, search), "reasons")

    @staticmethod
    def _take_reasons(editor: ObjectField, search: str, reasons: Reasons) -> None:
        editor.show_reasons(search, reasons)

    @Slot(str)
    def _on_object_wanted(self, key: str) -> None:
        kind = self._question(self._sender().name).model.rpartition(".")
        label = f"{kind[0].rpartition('.')[2]}.{kind[2]}".lower()
        self.object_requested.emit(_KEPT_AS.get(label, label), key)

    @Slot()
    def _on_match_wanted(self) -> None:
        self._match(self._sender())

    def _match(self, editor: ObjectField) -> None:
        given = editor.values_to_match()
        if given:
            work = (options.match, self._question(editor.name), given)
            self._ask(editor.name, work, partial(self._take_match, editor), "match")

    @staticmethod
    def _take_match(editor: ObjectField, match: Match) -> None:
        editor.take_match(match)

    def _sender(self) -> ObjectField:
        editor = self.sender()
        assert isinstance(editor, ObjectField)
        return editor

    # what the fields are narrowed by

    @Slot()
    def _on_form_changed(self) -> None:
        self._narrow()

    def _narrow(self) -> None:
        """Look again at the fields whose filters have other values now."""
        for name, editor in self._editors.items():
            variable = self._form.variables[name]
            params: Any = getattr(variable, "query_params", None)
            now = resolved(params, self._form.variables, self._form.referenced_value)
            if now == self._params.get(name):
                continue
            self._params[name] = now
            self._match(editor)
            if name not in self._uncounted:
                self._uncounted.append(name)
        self._count_next()

    def _count_next(self) -> None:
        if self._is_counting or not self._uncounted:
            return
        self._is_counting = True
        name = self._uncounted.popleft()
        work = (options.reasons, self._question(name))
        asked = Asked()
        run_in_background(
            self,
            partial(self._session.ready.inventory.ask, partial(*work), asked, COUNTS),
            partial(self._take_count, name),
            store=_COUNTS,
            name="count",
            failed=partial(self._take_count_failure, name),
            drop=asked.drop,
        )

    def _take_count(self, name: str, reasons: Reasons) -> None:
        words = f"{summary(reasons)}. {unknown_filters(reasons)}".strip()
        self._form.fields[name].tell(words)
        self._is_counting = False
        self._count_next()

    def _take_count_failure(self, name: str, error: BaseException) -> None:
        self._form.fields[name].tell(str(error))
        self._is_counting = False
        if not isinstance(error, JobDeskError):
            report_error(error)
        self._count_next()
