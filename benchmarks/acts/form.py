"""A person who fills run dialogs: 40 fields, 100 fields, a thousand earlier inputs."""

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from benchmarks.scale import ENDLESS_FORM, LONG_FORM, PATTERN
from benchmarks.stage import Stage
from jobdesk.models.records import JobId
from jobdesk.ui.form.dialog import RunDialog
from jobdesk.ui.form.filling import Filling

_TYPED = "ber-acc-12"


def act(stage: Stage) -> None:
    """All of it."""
    _open(stage, "form_first", PATTERN).close()
    _open(stage, "form_again", PATTERN).close()
    dialog = _open(stage, "form_40", LONG_FORM)
    _type(stage, dialog)
    stage.act("form_history", dialog.shelf.open_history)
    stage.rest(300)
    stage.act("form_history", lambda: _close_popups(dialog))
    stage.act("form_presets", dialog.shelf.open_presets)
    popup = dialog.shelf.presets
    if popup is not None:
        for letter in "99":
            stage.act(
                "form_presets", lambda letter=letter: QTest.keyClicks(popup.search, letter)
            )
        stage.act("form_presets", popup.close)
    filling = Filling({"field_000": "other", "field_001": 5})
    stage.act("form_load", lambda: dialog.take_inputs(filling))
    stage.act("form_close", dialog.close)
    _open(stage, "form_100", ENDLESS_FORM).close()


def _open(stage: Stage, name: str, path: str) -> RunDialog:
    job = JobId(stage.workspace.job(path).id)

    def is_there() -> bool:
        dialog = dialogs_of(stage).get(job)
        return dialog is not None and dialog.isVisible() and dialog.form.is_complete

    stage.act(name, lambda: stage.desk.opener.open_run_dialog(job), until=is_there)
    return dialogs_of(stage)[job]


def dialogs_of(stage: Stage) -> dict[str, RunDialog]:
    """The open dialogs by their job."""
    return stage.desk.opener._dialogs


def _type(stage: Stage, dialog: RunDialog) -> None:
    field = dialog.form.fields["field_000"].findChild(QLineEdit)
    for letter in _TYPED:
        stage.act("form_type", lambda letter=letter: QTest.keyClicks(field, letter))


def _close_popups(dialog: RunDialog) -> None:
    for popup in (dialog.shelf.history, dialog.shelf.presets):
        if popup is not None:
            popup.close()
