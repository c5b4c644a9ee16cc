"""ButtonsPage: the job buttons and the form of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jobdesk.ui.hooks import actions as commands
from jobdesk.ui.hooks.button_form import NEW, ButtonForm
from jobdesk.ui.hooks.starter_page import StarterPage
from jobdesk.ui.hooks.starter_records import Entry, PageData, Words
from jobdesk.ui.session import Session

if TYPE_CHECKING:
    from jobdesk.models.records import EditRecord
    from jobdesk.operations.buttons import ButtonState
    from jobdesk.operations.services import Services

_WORDS = Words(
    "Job buttons",
    "button",
    "New button",
    "No job buttons yet",
    "A button offers a job on the pages and menus of objects, and runs it with the object.",
    "It needs a job that is a JobButtonReceiver; none is installed.",
)


class ButtonsPage(StarterPage):
    """The place “Job buttons”."""

    def __init__(self, session: Session) -> None:
        super().__init__(
            session,
            ButtonForm(),
            _WORDS,
            (
                commands.NEW_BUTTON,
                commands.SAVE_BUTTON,
                commands.REVERT_BUTTON,
                commands.SWITCH_BUTTON,
                commands.DELETE_BUTTON,
            ),
            NEW,
        )

    def read(self, services: Services) -> PageData:
        """Read all buttons."""
        from jobdesk.operations.buttons import list_buttons, receivers

        entries = tuple(_entry(state) for state in list_buttons(services))
        return PageData(entries, tuple(receivers(services)))

    def read_labels(self, services: Services) -> tuple[str, ...]:
        """All kinds of objects."""
        from jobdesk.operations.started import object_types

        return tuple(one.label for one in object_types(services))

    def write(self, fields: Any, entry: Entry | None) -> str:
        """Save a button."""
        from jobdesk.operations.buttons import save_button

        session = self.session
        key, version = (None, None) if entry is None else (entry.record.id, entry.version)
        saved, _ = save_button(session.ready, session.user, fields, key=key, version=version)
        return saved.id

    def write_switch(self, key: str, *, is_on: bool) -> None:
        """Offer a button, or not."""
        from jobdesk.operations.buttons import set_button_enabled

        set_button_enabled(self.session.ready, self.session.user, key, enabled=is_on)

    def write_deletion(self, key: str) -> EditRecord | None:
        """Delete a button."""
        from jobdesk.operations.buttons import delete_button

        return delete_button(self.session.ready, self.session.user, key)


def _entry(state: ButtonState) -> Entry:
    record, fields = state.record, state.record.fields
    job = "no job" if state.job is None else state.job.name
    group = f"{fields.group_name} \N{MIDDLE DOT} " if fields.group_name else ""
    note = f"{group}{', '.join(fields.object_types)} \N{RIGHTWARDS ARROW} {job}"
    mark = "off" if not fields.enabled else "cannot run" if state.problem else ""
    return Entry(record.id, fields, record.version, note, mark, state.problem, record)
