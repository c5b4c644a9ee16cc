"""Inputs on their way out of a run dialog and back: copy as, paste, a run dropped on it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from jobdesk.errors import JobDeskError
from jobdesk.models.records import JobRecord
from jobdesk.paths import usual_home
from jobdesk.ui.actions import ActionRegistry
from jobdesk.ui.background import report_error, run_in_background
from jobdesk.ui.form.actions import FORM
from jobdesk.ui.form.filler import Filler
from jobdesk.ui.form.filling import Filling
from jobdesk.ui.form.form import RunForm
from jobdesk.ui.form.notice import Notice
from jobdesk.ui.form.rail import ExecutionRail
from jobdesk.ui.form.words import listed
from jobdesk.ui.session import Session
from jobdesk.ui.widgets.run_drag import dragged_runs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobdesk.operations.calls import Call
    from jobdesk.operations.presets import PastInputs
    from jobdesk.ui.form.dialog import RunDialog

_IS_SECRET = "This job's inputs count as secret: they are on the clipboard now."


class Sharing(QObject):
    """Copies what stands in the form, and fills it with what was copied or dropped.

    Lives on the main thread, as long as its dialog.
    """

    def __init__(
        self, session: Session, job: JobRecord, filler: Filler, dialog: RunDialog
    ) -> None:
        super().__init__(dialog)
        self._session = session
        self._job = job
        self._filler = filler
        self._dialog = dialog
        self._form: RunForm = dialog.form
        self._rail: ExecutionRail = dialog.rail
        self._notice: Notice = dialog.notice
        self.actions = ActionRegistry(dialog, FORM)
        self.menu = QMenu(dialog)
        self._add_actions()
        dialog.header.copy_as.clicked.connect(self.open_menu)

    def _add_actions(self) -> None:
        for name, text, slot, icon, keys in (
            ("copy_command", "Copy as command &line", self.copy_command, "terminal-window", ""),
            ("copy_python", "Copy as &Python", self.copy_python, "code", ""),
            ("copy_json", "Copy as &JSON", self.copy_json, "brackets-curly", ""),
            ("copy_link", "Copy as lin&k", self.copy_link, "link", ""),
            ("paste_inputs", "Paste &inputs", self.paste, "clipboard-text", "Ctrl+Shift+V"),
        ):
            action = self.actions.add(name, text, slot, shortcut=keys, icon=icon)
            if name == "paste_inputs":
                self.menu.addSeparator()
            self.menu.addAction(action)

    @Slot()
    def open_menu(self) -> None:
        """Offer the ways to copy, and to paste, under the button."""
        anchor = self._dialog.header.copy_as
        right = anchor.mapToGlobal(QPoint(anchor.width(), anchor.height() + 2))
        self.menu.popup(right - QPoint(self.menu.sizeHint().width(), 0))
        self.menu.setActiveAction(self.actions["copy_command"])

    # Out

    def call(self) -> Call:
        """What stands in the dialog, without secrets."""
        from jobdesk.operations.calls import call_of

        raw = self._form.raw()
        by_variable = dict.fromkeys(self._dialog.dry_run_names, self._rail.is_dry_run)
        return call_of(
            self._job,
            {**raw, **by_variable},
            queue=str(self._rail.queue.currentData() or ""),
            dry_run=self._rail.is_dry_run and not by_variable and self._rail.commits is None,
            commit=self._rail.commits,
            profile=self._rail.profile.isChecked(),
        )

    @Slot()
    def copy_command(self) -> None:
        """Copy a line for a shell."""
        from jobdesk.operations.calls import as_command

        home = self._session.paths.home
        call = self.call()
        self._copy(
            call, as_command(call, home if home != usual_home() else None), "a command line"
        )

    @Slot()
    def copy_python(self) -> None:
        """Copy a script."""
        from jobdesk.operations.calls import as_python

        call = self.call()
        self._copy(call, as_python(call, self._session.paths.home), "Python")

    @Slot()
    def copy_json(self) -> None:
        """Copy the inputs alone."""
        from jobdesk.operations.calls import as_json

        call = self.call()
        self._copy(call, as_json(call), "JSON")

    @Slot()
    def copy_link(self) -> None:
        """Copy a link to the filled form."""
        from jobdesk.operations.calls import as_link

        call = self.call()
        self._copy(call, as_link(call), "a link", files=tuple(call.files))

    def _copy(self, call: Call, text: str, what: str, files: Sequence[str] = ()) -> None:
        QGuiApplication.clipboard().setText(text)
        rest = [_IS_SECRET] if self._job.has_sensitive_variables else []
        if call.left_out:
            rest.insert(0, f"Left out because secret: {listed(call.left_out)}.")
        if files:
            titles = listed([self._form.title(name) for name in files])
            rest.append(f"Left out because others lack the file: {titles}.")
        if rest:
            self._notice.say(f"Copied as {what}.", " ".join(rest), icon="action/copy")
        else:
            self._dialog.footer.tell(f"Copied as {what}")

    # Back

    @Slot()
    def paste(self) -> None:
        """Fill the form with what lies on the clipboard."""
        from jobdesk.operations.pasted import read_call

        data = QGuiApplication.clipboard().mimeData()
        runs = dragged_runs(data)
        if runs:
            self.take_run(runs[0])
            return
        try:
            call = read_call(data.text())
        except JobDeskError as error:
            self._notice.say("Nothing was pasted.", str(error), kind="bad")
            return
        self._take(call)

    def _take(self, call: Call) -> None:
        options = {"profile": call.profile, **({"queue": call.queue} if call.queue else {})}
        if call.dry_run:
            options |= {"dry_run": True, "commit": False}
        if call.commit is not None:
            options["commit"] = call.commit
        other = call.job and call.job not in (self._job.class_path, self._job.name)
        said = f"Pasted the inputs of {call.job}." if other else "Pasted the inputs."
        self._filler.load(Filling(call.inputs, options), said)

    def take_run(self, no: int) -> None:
        """Fill the form with the inputs of a run."""
        from jobdesk.operations.presets import inputs_of_run

        work = partial(inputs_of_run, self._session.ready, no)
        run_in_background(self, work, self._take_past, name="run", failed=self._tell_failure)

    def _take_past(self, past: PastInputs) -> None:
        said = f"Filled with the inputs of run {past.no}."
        if past.job != self._job.class_path:
            said = f"Filled with the inputs of run {past.no}, of another job ({past.job})."
        self._filler.load(Filling(past.inputs, past.options), said)

    def _tell_failure(self, error: BaseException) -> None:
        if isinstance(error, JobDeskError):
            self._notice.say("Nothing was filled in.", str(error), kind="bad")
        else:
            report_error(error)
