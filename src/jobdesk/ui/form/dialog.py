"""The run dialog: header, form, rail, footer; asks for the run off the main thread."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from jobdesk.errors import AgentUnreachable, InputErrors, JobDeskError
from jobdesk.jobs import DryRunVar
from jobdesk.jobs.description import variables_from
from jobdesk.jobs.variables.base import Variable
from jobdesk.models.records import JobRecord
from jobdesk.ui import messages
from jobdesk.ui.actions import ActionRegistry
from jobdesk.ui.background import report_error, run_in_background
from jobdesk.ui.form.actions import COPY_AS, HISTORY, PRESETS, PREVIEW, RUN, RUN_FIRST
from jobdesk.ui.form.asking import ChoiceAsking
from jobdesk.ui.form.draft_keeper import DraftKeeper
from jobdesk.ui.form.drafts import Drafts
from jobdesk.ui.form.drop_hint import DropHint
from jobdesk.ui.form.filler import Filler
from jobdesk.ui.form.filling import Filling
from jobdesk.ui.form.first_few import FirstFew
from jobdesk.ui.form.footer import RunFooter
from jobdesk.ui.form.form import RunForm
from jobdesk.ui.form.header import RunHeader
from jobdesk.ui.form.notice import Notice
from jobdesk.ui.form.object_asking import ObjectAsking
from jobdesk.ui.form.rail import ExecutionRail
from jobdesk.ui.form.rail_facts import RailFacts
from jobdesk.ui.form.sharing import Sharing
from jobdesk.ui.form.shelf import Shelf
from jobdesk.ui.form.submission import (
    limits_of,
    offer_recent,
    request_of,
    settle,
    submit,
    tell_editors,
)
from jobdesk.ui.form.tall_page import TallPage
from jobdesk.ui.form.trying import Trying
from jobdesk.ui.session import Session
from jobdesk.ui.theme import Theme
from jobdesk.ui.widgets.labels import label
from jobdesk.ui.widgets.run_drag import dragged_runs

_SIZE = QSize(1120, 790)
_MINIMUM = QSize(720, 520)
_MARGIN = 24
_SIZE_MS = 400  # after the last change of the size
_HEAD_AND_FOOT = 66 + 60 + 24  # and some air, so that no scroll bar is needed


class RunDialog(QDialog):
    """Lets the user fill a job's variables and run it. Not modal; deleted when it is closed.

    What is typed is kept as a draft until the job was run. Its size is remembered, job by job.

    Signals:
        run_started(int): the run of this number was asked for.
        object_requested(str, str): show an object in the inventory: kind, key.
    """

    run_started = Signal(int)
    object_requested = Signal(str, str)

    def __init__(
        self,
        session: Session,
        job: JobRecord,
        filling: Filling | None = None,
        parent: QWidget | None = None,
        *,
        variables: Mapping[str, Variable] | None = None,
        in_turns: bool = False,
    ) -> None:
        """Build the dialog; `in_turns`: it is shown once its form is `is_showable`.

        `variables` are those of the job, where somebody has made them already.
        """
        super().__init__(parent)
        self._session = session
        self._job = job
        self._variables = variables_from(job.variables) if variables is None else variables
        self._is_submitting = False
        self._is_fitted = False
        self._is_preview_first = False
        self._size_key = f"run_dialog/{job.id}/size"
        self._size_timer = QTimer(self, singleShot=True, interval=_SIZE_MS)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(False)
        self.setMinimumSize(_MINIMUM)
        self._build(in_turns=in_turns)
        self.prefer(is_preview=False)
        self.filler = Filler(self.form, self.rail, self.notice, self.dry_run_names)
        self.shelf = Shelf(session, job, self.header, self.filler, self.notice, self)
        self.sharing = Sharing(session, job, self.filler, self)
        self._drop_hint = DropHint(self)
        self.setAcceptDrops(True)
        self.keeper = DraftKeeper(
            Drafts.of(session), job, self.filler, self.notice, self.footer
        )
        self.keeper.fill(filling)
        self._commands = ActionRegistry(self)
        self._connect()
        self._tell_reason()
        if self.form.is_complete:
            self._on_form_completed()
        self.facts = RailFacts(session, job, self.rail, self)
        self.facts.read()
        self._focus_first()

    # building

    def _is_in_rail(self, name: str, variable: Variable) -> bool:
        is_dry_run = isinstance(variable, DryRunVar) and name == "dryrun"
        return is_dry_run and self._job.supports_dryrun and self._job.generation != 1

    def _build(self, *, in_turns: bool) -> None:
        """Make everything from the outside in: moving finished parts styles them again."""
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self.header = RunHeader(self._job, self)
        outer.addWidget(self.header)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        outer.addLayout(middle, 1)
        left = QVBoxLayout()
        middle.addLayout(left, 1)
        self.notice = Notice(self)
        left.addWidget(self.notice)
        self._scroll = QScrollArea(self)
        left.addWidget(self._scroll, 1)
        self._build_form(in_turns=in_turns)
        self.rail = ExecutionRail(self._job, limits_of(self._session, self._job), self)
        middle.addWidget(self.rail)
        self.footer = RunFooter(self, is_kept=not self._job.has_sensitive_variables)
        outer.addWidget(self.footer)

    def _build_form(self, *, in_turns: bool) -> None:
        page = TallPage()
        self._scroll.setWidget(page)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(page)
        column.setContentsMargins(_MARGIN, 18, _MARGIN, 18)
        descriptions = {str(one["name"]): one for one in self._job.variables}
        fields = {n: v for n, v in self._variables.items() if not self._is_in_rail(n, v)}
        self.dry_run_names = [n for n in self._variables if n not in fields]
        self.form = RunForm(fields, descriptions, page, in_turns=in_turns)
        column.addWidget(self.form)
        self.no_inputs = label("This job has no inputs.", "body", "text2")
        column.addWidget(self.no_inputs, 0, Qt.AlignmentFlag.AlignTop)
        (self.no_inputs if fields else self.form).hide()  # to show one now would style it twice
        self._page = page

    def _fit(self) -> None:
        """The size it was left with, else as high as the form needs, within limits."""
        known = self._session.layout_state.value(self._size_key)
        if isinstance(known, QSize):
            self.resize(known.expandedTo(_MINIMUM))
            return
        high = _SIZE.height()
        if self.form.is_complete:
            wanted = self._page.height_at(_SIZE.width() - self.rail.width()) + self.notice.room
            high = min(max(wanted + _HEAD_AND_FOOT, _MINIMUM.height()), high)
        self.resize(_SIZE.width(), high)

    def prefer(self, *, is_preview: bool) -> None:
        """What Ctrl+Enter and the filled button do: a preview, or the run itself."""
        self._is_preview_first = is_preview
        self.setWindowTitle(self.header.say_what(is_preview=is_preview))
        self.footer.prefer(is_preview=is_preview)

    def take_inputs(self, filling: Filling) -> None:
        """Fill an open dialog with the inputs of a run; that can be undone."""
        self.filler.load(filling, f"Filled with {filling.origin}.")

    def _connect(self) -> None:
        self.form.changed.connect(self._on_form_changed)
        self.form.completed.connect(self._on_form_completed)
        self.finished.connect(self._on_finished)
        self._size_timer.timeout.connect(self._on_size_timer_timeout)
        self.rail.changed.connect(self._on_rail_changed)
        self.footer.show_requested.connect(self._on_footer_show_requested)
        self.footer.cancel_requested.connect(self.reject)
        self.footer.run_requested.connect(self._on_run_requested)
        self.footer.preview_requested.connect(self._on_preview_requested)
        commands = self._commands
        commands.make(RUN, self._on_first_requested)
        commands.make(PREVIEW, self._on_preview_requested)
        commands.make(HISTORY, self.shelf.open_history)
        commands.make(PRESETS, self.shelf.open_presets)
        commands.make(COPY_AS, self.sharing.open_menu)

    def _focus_first(self) -> None:
        first = next(iter(self.form.fields.values()), None)
        if first is not None:
            first.take_focus()
        else:
            self.footer.run.setFocus()

    # what happens

    @Slot()
    def _on_form_completed(self) -> None:
        """All fields are there: the job can be asked for its choices."""
        self._tell_reason()
        tell_editors(self._session, self._job, self.form)
        offer_recent(self._session, self._job, self.form)
        self._asking = ChoiceAsking(self._session, self._job, self.form, self)
        self._objects = ObjectAsking(self._session, self.form, self)
        self._objects.object_requested.connect(self.object_requested)
        self.finished.connect(self._asking.stop)
        self._commands.make(RUN_FIRST, Trying(self.form, self._run, self).begin)

    @Slot()
    def _on_finished(self) -> None:
        self.keeper.flush()
        for field in self.form.fields.values():
            field.editor.stop()
        if self._size_timer.isActive():
            self._on_size_timer_timeout()

    @Slot()
    def _on_size_timer_timeout(self) -> None:
        self._size_timer.stop()
        self._session.layout_state.setValue(self._size_key, self.size())
        self._session.layout_state.sync()

    @Slot()
    def _on_form_changed(self) -> None:
        self._tell_reason()
        if not self.form.is_offering:
            self.keeper.keep()

    def _tell_reason(self) -> None:
        if self._is_submitting:
            return
        problems = self.form.problems()
        reason = self._job.not_runnable_reason
        if reason:
            self.footer.say(reason, has_place=False)
        elif problems:
            more = f" And {len(problems) - 1} more." if len(problems) > 1 else ""
            self.footer.say(problems[0].sentence + more, has_place=True)
        else:
            self.footer.say("", has_place=False)
            self.footer.set_complete(is_complete=self.form.is_complete)

    @Slot()
    def _on_rail_changed(self) -> None:
        self.keeper.keep()

    @Slot()
    def _on_footer_show_requested(self) -> None:
        problems = self.form.problems()
        if problems:
            field = self.form.fields[problems[0].field]
            self.form.reveal(problems[0].field)
            self._scroll.ensureWidgetVisible(field, 0, _MARGIN)

    @Slot()
    def _on_first_requested(self) -> None:
        self._run(None, is_preview=self._is_preview_first)

    @Slot()
    def _on_run_requested(self) -> None:
        self._run(None)

    @Slot()
    def _on_preview_requested(self) -> None:
        self._run(None, is_preview=True)

    def _run(self, few: FirstFew | None, *, is_preview: bool = False) -> None:
        """Ask for the run; with `few` on these only, and the form stays for the rest."""
        if self._is_submitting or self._job.not_runnable_reason:
            return
        settle(self.form)
        if self.form.problems():
            self.form.reveal_all()
            self._on_footer_show_requested()
            return
        self._is_submitting = True
        self.notice.hide()
        self.footer.show_busy()
        asked = request_of(self.form, self.rail, self.dry_run_names)
        request = replace(asked, preview=is_preview)
        taken = partial(self._take_number, is_preview)
        if few is not None:
            taken = partial(self._take_first_number, few)
            request = replace(request, data={**request.data, few.field: list(few.first)})
        work = partial(submit, self._session, self._job, request)
        run_in_background(self, work, taken, failed=self._take_refusal)

    def _take_first_number(self, few: FirstFew, no: int) -> None:
        """The first ones are on their way: the others are left to be run."""
        self._is_submitting = False
        self.footer.show_idle()
        self._tell_reason()
        self.form.fields[few.field].editor.set_value(list(few.rest))
        self.run_started.emit(no)
        self.notice.say(*few.said(no), icon="action/run")
        self.show()

    def _take_number(self, is_preview: bool, no: int) -> None:
        self._is_submitting = False
        if not (is_preview and self._job.has_sensitive_variables):
            self.keeper.forget()  # else they are needed again: the preview keeps none
        self.run_started.emit(no)
        self.accept()

    def _take_refusal(self, error: BaseException) -> None:
        self._is_submitting = False
        self.footer.show_idle()
        self._tell_reason()
        self.show()
        if isinstance(error, InputErrors):
            self.form.show_errors(error.fields)
            other = [
                t for n, ts in error.fields.items() if n not in self.form.fields for t in ts
            ]
            if other:
                self._say(" ".join(other))
            else:
                self._on_footer_show_requested()
        elif isinstance(error, AgentUnreachable):  # the run is stored: one is enough
            messages.show_error(str(error))
            self.keeper.forget()
            super().accept()
        elif isinstance(error, JobDeskError):
            self._say(str(error))
        else:
            report_error(error)

    def _say(self, text: str) -> None:
        self.notice.say("Not started.", text, kind="bad")

    # Qt overrides

    def setVisible(self, visible: bool) -> None:
        """Take the height that the form needs, when it is first shown: that styles it."""
        if visible and not self._is_fitted:
            self._is_fitted = True
            self._fit()
        super().setVisible(visible)

    def reject(self) -> None:
        """Close; while the run is being asked for, wait for the answer out of sight."""
        if self._is_submitting:
            self.hide()
        else:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """The same for the window's own close button."""
        if self._is_submitting:
            event.ignore()
            self.hide()
        else:
            super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a run; fields under the pointer take only text and files."""
        if dragged_runs(event.mimeData()):
            event.acceptProposedAction()
            self._drop_hint.cover()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Nothing was dropped."""
        self._drop_hint.hide()
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Load the inputs of the run."""
        self._drop_hint.hide()
        runs = dragged_runs(event.mimeData())
        if runs:
            event.acceptProposedAction()
            self.sharing.take_run(runs[0])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column where two would be narrow; remember the size."""
        super().resizeEvent(event)
        if self._is_fitted and self.isVisible():
            self._size_timer.start()
        narrow = Theme.current().token("breakpoints", "formOneColumn")
        self.form.set_columns(1 if self.width() < narrow else 2)
