"""What can be done with the run of a page: stop it, give it more time, run it again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from jobdesk.errors import AgentUnreachable, JobDeskError
from jobdesk.models.records import ResultRecord, Status
from jobdesk.ui import messages
from jobdesk.ui.actions import ActionRegistry, add_choices
from jobdesk.ui.background import report_error, run_in_background
from jobdesk.ui.runs.actions import (
    AGAIN,
    AGAIN_FAILED,
    APPLY,
    CANCEL_RUN,
    EDIT_AGAIN,
    EXTEND,
    EXTEND_BY,
    KILL_RUN,
    RUN,
)
from jobdesk.ui.runs.applying import Applier
from jobdesk.ui.runs.asking import RunAsking
from jobdesk.ui.runs.feed import RunFeed
from jobdesk.ui.runs.reasons import no_again, no_apply, no_cancel, no_extension, no_kill
from jobdesk.ui.runs.words import kill_words
from jobdesk.ui.session import Session

if TYPE_CHECKING:
    from jobdesk.operations.services import Services

EXTENSIONS_MIN = (5, 15, 60)


class RunControl(QObject):
    """The actions of one run and when they are of use. Main thread only.

    Signals:
        form_requested(int): open the form with the inputs of this run.
        apply_form_requested(int): the same, to do what this preview showed.
        started(int): the run was asked for again, under this number.
    """

    form_requested = Signal(int)
    apply_form_requested = Signal(int)
    started = Signal(int)

    def __init__(self, session: Session, feed: RunFeed, page: QWidget) -> None:
        super().__init__(page)
        self._session = session
        self._feed = feed
        self._page = page
        self._asking = RunAsking(self._take, self)
        self._anchor: QWidget = page
        self._applier = Applier(session, feed, page)
        self._applier.started.connect(self.started)
        self._applier.form_requested.connect(self.apply_form_requested)
        self.actions = ActionRegistry(page, RUN)
        make = self.actions.make
        make(CANCEL_RUN, self._on_cancel)
        make(KILL_RUN, self._on_kill)
        make(EXTEND, self.open_extensions)
        make(AGAIN, self._on_again)
        make(EDIT_AGAIN, self._on_edit_again)
        make(AGAIN_FAILED, self._on_again_failed)
        make(APPLY, self._applier.ask)

    def open_menus_at(self, anchor: QWidget) -> None:
        """The widget under which the extensions are offered."""
        self._anchor = anchor

    def tell(self, record: ResultRecord, elapsed: float) -> None:
        """Turn off what is of no use, and say why."""
        if record.options.preview:
            self.actions[EDIT_AGAIN.name].setText("&Edit and preview again…")
            self.actions[AGAIN.name].setText("&Preview again")
        for command, reason in (
            (CANCEL_RUN, no_cancel(record)),
            (KILL_RUN, no_kill(record)),
            (EXTEND, no_extension(record, elapsed)),
            (AGAIN, no_again(record)),
            (EDIT_AGAIN, no_again(record)),
            (AGAIN_FAILED, no_again(record)),
            (APPLY, no_apply(record)),
        ):
            if _reason(self.actions[command.name]) != reason:
                self.actions.disable(command.name, reason)
                self.actions[command.name].setProperty("reason", reason)

    # Stopping

    @Slot()
    def _on_cancel(self) -> None:
        self._stop(kill=False)

    @Slot()
    def _on_kill(self) -> None:
        if self._feed.record is not None:
            title, text, verb = kill_words(self._feed.record)
            messages.ask(self._page, title, text, verb, self._kill, is_danger=True)

    def _kill(self) -> None:
        self._stop(kill=True)

    def _stop(self, *, kill: bool) -> None:
        user, no = self._session.user, self._feed.no

        def work(services: Services) -> None:
            from jobdesk.operations.runs import cancel_run

            cancel_run(services, user, str(no), kill=kill)

        self._run(work)

    # More time

    @Slot()
    def open_extensions(self) -> None:
        """Offer how much more time the run may get."""
        menu = QMenu(self._page)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        add_choices(menu, EXTEND_BY, ((_minutes(one), one) for one in EXTENSIONS_MIN))
        menu.triggered.connect(self._on_extension_chosen)
        menu.popup(self._anchor.mapToGlobal(QPoint(0, self._anchor.height() + 2)))
        menu.setActiveAction(menu.actions()[0])

    @Slot(QAction)
    def _on_extension_chosen(self, action: QAction) -> None:
        user, no, minutes = self._session.user, self._feed.no, float(action.data())

        def work(services: Services) -> None:
            from jobdesk.operations.extending import extend_run

            extend_run(services, user, str(no), minutes)

        self._run(work)

    def _run(self, work: Callable[[Services], None]) -> None:
        services = self._session.ready

        def done(_: None) -> None:
            self._feed.look()

        run_in_background(self, lambda: work(services), done, store="agent")

    # Again

    @Slot()
    def _on_edit_again(self) -> None:
        self.form_requested.emit(self._feed.no)

    @Slot()
    def _on_again(self) -> None:
        services, user, no = self._session.ready, self._session.user, self._feed.no

        def work() -> ResultRecord:
            from jobdesk.operations.again import run_again

            return run_again(services, user, str(no))

        self._asking.ask(work, self._ask_form)

    def _take(self, record: ResultRecord) -> None:
        if record.status is Status.REVOKED:
            messages.show_error(record.reason)
        self.started.emit(int(record.no))

    @Slot()
    def _on_again_failed(self) -> None:
        services, user, no = self._session.ready, self._session.user, self._feed.no

        def work() -> ResultRecord:
            from jobdesk.operations.failed import run_only_failed

            return run_only_failed(services, user, str(no))

        self._asking.ask(work, report_error)

    def _ask_form(self, error: BaseException) -> None:
        """What cannot run as it was is asked for in the form, with the reason in words."""
        if not isinstance(error, JobDeskError) or isinstance(error, AgentUnreachable):
            report_error(error)
            return
        messages.show_error(str(error))
        self.form_requested.emit(self._feed.no)


def _reason(action: QAction) -> str:
    return str(action.property("reason") or "")


def _minutes(count: int) -> str:
    return f"{count} minutes" if count < 60 else "1 hour"
