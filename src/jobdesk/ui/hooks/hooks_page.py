"""HooksPage: the job hooks, the form of one, its trace."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot

from jobdesk.ui.background import report_error, run_in_background
from jobdesk.ui.hooks import actions as commands
from jobdesk.ui.hooks.hook_form import NEW, HookForm
from jobdesk.ui.hooks.starter_page import StarterPage
from jobdesk.ui.hooks.starter_records import Entry, PageData, Words
from jobdesk.ui.hooks.trace_pane import PAST, TracePane
from jobdesk.ui.session import Session
from jobdesk.ui.widgets.remembering import remember_splitter
from jobdesk.ui.widgets.times import age_text

if TYPE_CHECKING:
    from jobdesk.models.records import EditRecord
    from jobdesk.operations.hooks import HookState
    from jobdesk.operations.services import Services

_WORDS = Words(
    "Job hooks",
    "hook",
    "New hook",
    "No job hooks yet",
    "A hook runs a job when objects of the inventory are created, updated or deleted.",
    "It needs a job that is a JobHookReceiver; none is installed.",
)


class HooksPage(StarterPage):
    """The place “Job hooks”."""

    def __init__(self, session: Session) -> None:
        super().__init__(
            session,
            HookForm(),
            _WORDS,
            (
                commands.NEW_HOOK,
                commands.SAVE_HOOK,
                commands.REVERT_HOOK,
                commands.SWITCH_HOOK,
                commands.DELETE_HOOK,
            ),
            NEW,
        )
        self._fields_of: tuple[str, ...] = ()
        self.trace = TracePane(session, self.form.fields)
        self.trace.open_run.connect(self.open_run)
        self.halves.addWidget(self.trace)
        self.halves.setStretchFactor(1, 1)
        self.halves.setSizes([470, 330])
        remember_splitter(self.halves, session.layout_state, "hooks/lower_splitter")
        self.form.types.edited.connect(self._on_types_edited)
        self.form.edited.connect(self._on_form_edited)

    def read(self, services: Services) -> PageData:
        """Read all hooks."""
        from jobdesk.operations.hooks import list_hooks, receivers

        entries = tuple(_entry(state) for state in list_hooks(services))
        return PageData(entries, tuple(receivers(services)))

    def read_labels(self, services: Services) -> tuple[str, ...]:
        """The kinds of objects whose changes are kept."""
        from jobdesk.operations.started import object_types

        return tuple(one.label for one in object_types(services) if one.is_logged)

    def write(self, fields: Any, entry: Entry | None) -> str:
        """Save a hook."""
        from jobdesk.operations.hooks import save_hook

        session = self.session
        key, version = (None, None) if entry is None else (entry.record.id, entry.version)
        saved, _ = save_hook(session.ready, session.user, fields, key=key, version=version)
        return saved.id

    def write_switch(self, key: str, *, is_on: bool) -> None:
        """Let a hook fire, or not."""
        from jobdesk.operations.hooks import set_hook_enabled

        set_hook_enabled(self.session.ready, self.session.user, key, enabled=is_on)

    def write_deletion(self, key: str) -> EditRecord | None:
        """Delete a hook."""
        from jobdesk.operations.hooks import delete_hook

        return delete_hook(self.session.ready, self.session.user, key)

    def show_entry(self, entry: Entry | None) -> None:
        """Another hook is shown."""
        self.trace.show_hook(None if entry is None else entry.record)
        self._on_types_edited()

    @Slot()
    def _on_types_edited(self) -> None:
        """Offer the fields of the first kind of objects for conditions."""
        services, labels = self.session.services, self.form.types.labels[:1]
        if services is None or not labels or labels == self._fields_of:
            return
        self._fields_of = labels

        def failed(error: BaseException) -> None:
            self._fields_of = ()  # asked again at the next look
            report_error(error)

        def work() -> tuple[str, ...]:
            from jobdesk.operations.started import object_fields

            return object_fields(services, labels[0])

        offer = self.form.conditions.offer
        run_in_background(self, work, offer, store="inventory", name="fields", failed=failed)

    @Slot()
    def _on_form_edited(self) -> None:
        if self.trace.switch.current == PAST:
            self.trace.reload_soon()


def _entry(state: HookState) -> Entry:
    record, fields = state.record, state.record.fields
    job = "no job" if state.job is None else state.job.name
    note = f"{', '.join(fields.object_types)} \N{RIGHTWARDS ARROW} {job}"
    mark = "off" if not fields.enabled else "cannot run" if state.problem else ""
    if not mark and state.last is not None:
        verb = "fired" if state.last.is_fired else "looked"
        mark = f"{verb} {age_text(state.last.moment)}"
    return Entry(record.id, fields, record.version, note, mark, state.problem, record)
