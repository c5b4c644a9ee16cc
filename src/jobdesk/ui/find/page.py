"""FindPage: searches the logs of all runs and opens a run at a line."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Signal, Slot
from PySide6.QtGui import QCloseEvent, QGuiApplication, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from jobdesk.models.records import LogLine
from jobdesk.ui import messages
from jobdesk.ui.background import run_in_background
from jobdesk.ui.find.asked import Asked, asked_of
from jobdesk.ui.find.copying import text_of_lines
from jobdesk.ui.find.finder import RunsFinder
from jobdesk.ui.find.found import FoundRuns
from jobdesk.ui.find.head import FindHead
from jobdesk.ui.find.memory import FindMemory
from jobdesk.ui.find.menu import lines_menu, recent_menu
from jobdesk.ui.find.model import FoundModel
from jobdesk.ui.find.notice import NoticeLine
from jobdesk.ui.find.page_actions import FindActions
from jobdesk.ui.find.reading import read_more, search_of
from jobdesk.ui.find.starting import StartPane
from jobdesk.ui.find.stream import MOST_LINES, Search
from jobdesk.ui.find.view import FoundList
from jobdesk.ui.find.words import index_words, nothing_words, state_words, where_words
from jobdesk.ui.log.keeping import keeper_of
from jobdesk.ui.session import Session
from jobdesk.ui.widgets.focus import hand_focus
from jobdesk.ui.widgets.labels import hairline
from jobdesk.ui.widgets.pick_list import PickItem
from jobdesk.ui.widgets.section import EmptyState

_LEAST_CHARS = 2  # a search begins by itself while one types; Return searches for less
_TITLE_CHARS = 30


class FindPage(QWidget):
    """A question, and its answers by run; the session must be loaded.

    Signals:
        open_requested(int, int): show this run at this line; `asked` says what led there.
        title_changed(str): `Search: timeout`, for its tab.
        touched(): something of what `remember` tells.
    """

    open_requested = Signal(int, int)
    title_changed = Signal(str)
    touched = Signal()

    def __init__(
        self,
        session: Session,
        make_search: Callable[[Asked, datetime], Search] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Make it; `make_search` stands for the search of the workspace in tests."""
        super().__init__(parent)
        self.setObjectName("page")
        self._session = session
        # No method of this page: a thread must not be the last to know a widget.
        self._make_search = make_search or partial(search_of, session.ready)
        self._asked = Asked()  # what the rows answer
        self._is_fresh = False  # no row of this search is shown yet
        self._is_waiting = False  # a restored question is asked when it is first seen
        self.memory = FindMemory(keeper_of(session), self)
        self.finder = RunsFinder(self)
        self.model = FoundModel(self)
        self.head = FindHead()
        self.list = FoundList(self.model)
        self.start = StartPane()
        self.nothing = EmptyState()
        self.notice = NoticeLine()
        self._stack = QStackedWidget()
        self.actions_here = FindActions(self)
        self._build()
        self._connect()
        self._say()

    def _build(self) -> None:
        for pane in (self.start, self.list, self.nothing):
            self._stack.addWidget(pane)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(hairline())
        column.addWidget(self._stack, 1)
        column.addWidget(self.notice)
        hand_focus(self, self.head.field)

    def _connect(self) -> None:
        head, field = self.head, self.head.field
        head.changed.connect(self._on_asked_changed)
        head.changed.connect(self.touched)
        head.job.opened.connect(self._on_jobs_wanted)
        field.step_requested.connect(self._on_returned)
        field.left.connect(self._on_field_left)
        field.stop_requested.connect(self.stop)
        self.finder.found.connect(self._on_found)
        self.finder.changed.connect(self._say)
        self.start.chosen.connect(self.search_for)
        self.nothing.clicked.connect(self._on_widen_requested)
        self.list.open_requested.connect(self._on_open_requested)
        self.list.more_requested.connect(self._on_more_requested)
        self.list.copy_requested.connect(self._on_copy_requested)
        self.list.menu_requested.connect(self._on_menu_requested)
        self.list.left.connect(self._on_list_left)

    # What is asked

    @property
    def asked(self) -> Asked:
        """What the rows answer."""
        return self._asked

    @property
    def title(self) -> str:
        """For its tab."""
        text = self._asked.text
        if not text:
            return "Search in all runs"
        short = text if len(text) <= _TITLE_CHARS else text[: _TITLE_CHARS - 1] + "…"
        return f"Search: {short}"

    def ask(self, asked: Asked) -> None:
        """Take a question and search."""
        self.head.show_asked(asked)
        self.touched.emit()
        self.memory.remember(asked)
        self.search()

    def in_scope(self, asked: Asked) -> Asked:
        """The text of a question, in the scope that is chosen now."""
        here = self.head.asked
        return replace(
            asked,
            job_id=here.job_id,
            job_name=here.job_name,
            status=here.status,
            period=here.period,
        )

    @Slot(str)
    def search_for(self, text: str) -> None:
        """Search for a text of the log language, in the scope that is chosen now."""
        self.ask(self.in_scope(Asked(text)))
        self.head.field.setFocus()

    def remember(self) -> dict[str, Any]:
        """What comes back after a restart: plain values for JSON."""
        return {"kind": "find", "asked": self.head.asked.to_text()}

    def recall(self, kept: Mapping[str, Any]) -> None:
        """Take what `remember` told; it is searched for when the page is seen."""
        asked = asked_of(str(kept.get("asked", "")))
        self.head.show_asked(asked)
        self._is_waiting = bool(asked.text) and not asked.query.problem
        self.head.say_problem(asked.query.problem)
        self._asked = asked if self._is_waiting else Asked()
        self.title_changed.emit(self.title)
        if self.isVisible():
            self._begin_waiting()

    def _begin_waiting(self) -> None:
        if self._is_waiting:
            self.search()

    @Slot()
    def search(self) -> None:
        """Search for what the fields say."""
        self._is_waiting = False
        asked = self.head.asked
        problem = asked.query.problem
        self.head.say_problem(problem)
        if problem:  # what was found last stays
            self.finder.stop()
            return
        self._asked = asked
        self.title_changed.emit(self.title)
        if not asked.text.strip():
            self._forget()
            return
        self._is_fresh = True
        now = datetime.now().astimezone()
        self.finder.search(partial(self._make_search, asked, now), MOST_LINES)

    def _forget(self) -> None:
        self.finder.stop()
        self._is_fresh = False
        self.model.clear()
        self._say()

    @Slot()
    def stop(self) -> None:
        """End the search; what was found stays."""
        self.finder.stop()

    @Slot()
    def focus_search(self) -> None:
        """Type another question."""
        self.head.field.setFocus()
        self.head.field.selectAll()

    @Slot()
    def _on_asked_changed(self) -> None:
        asked = self.head.asked
        self.head.say_problem(asked.query.problem)
        if asked != self._asked and (not asked.text or len(asked.text) >= _LEAST_CHARS):
            self.search()

    @Slot()
    def _on_returned(self) -> None:
        """Return: search for it now; when that is done already, go to what was found."""
        asked = self.head.asked
        self.memory.remember(asked)
        is_known = asked == self._asked and (self.finder.is_searching or self.model.rowCount())
        if not is_known:
            self.search()
        elif self.model.rowCount():
            self._on_field_left()

    @Slot()
    def _on_field_left(self) -> None:
        if self.model.rowCount():
            if self.list.current_row < 0:
                self.list.step(1)
            self.list.setFocus()

    @Slot()
    def _on_list_left(self) -> None:
        if self.finder.is_searching:
            self.stop()
        else:
            self.focus_search()

    @Slot()
    def _on_widen_requested(self) -> None:
        if self.finder.problem:
            self.search()
        else:
            self.ask(self.head.asked.without_scope())
        self.head.field.setFocus()

    @Slot()
    def _on_jobs_wanted(self) -> None:
        jobs = self._session.ready.jobs

        def read() -> list[PickItem]:
            items = [PickItem(job.id, job.name, job.grouping) for job in jobs.all()]
            return sorted(items, key=lambda item: item.title.casefold())

        run_in_background(self, read, self.head.job.offer, name="jobs")

    # What is found

    @Slot()
    def _on_found(self) -> None:
        if self._is_fresh:
            self._begin_rows()
        self.model.add(self.finder.take())

    def _begin_rows(self) -> None:
        """The first answer takes the place of the ones before."""
        self._is_fresh = False
        self.model.clear()
        self.list.set_marker(self._asked.query.marker)
        self.list.scrollToTop()

    @Slot()
    def _say(self) -> None:
        finder, found = self.finder, self.model.found
        if self._is_fresh and not finder.is_searching and not finder.is_stopped:
            self._begin_rows()  # it ended without an answer
        is_asked = bool(self._asked.text.strip())
        self.head.field.is_busy = finder.is_searching
        told = FoundRuns() if self._is_fresh else found  # not the answers before
        words = state_words(finder, told, is_all=not self._asked.has_scope)
        self.head.state.setText(words if is_asked else "")
        self.actions_here.say()
        self.notice.say(index_words(*finder.coverage) if is_asked and told.count else "")
        if not is_asked:
            self._stack.setCurrentWidget(self.start)
        elif found.count or finder.is_searching:
            self._stack.setCurrentWidget(self.list)
        else:
            self._say_nothing()

    def _say_nothing(self) -> None:
        asked, finder = self._asked, self.finder
        if finder.problem:
            self.nothing.say("The search ended early", finder.problem, "Try again")
        elif finder.is_stopped:
            self.nothing.say("The search was stopped", "Nothing was found until then.")
        else:
            where = where_words(asked, finder.coverage[1])
            verb = "Search all runs" if asked.has_scope else ""
            self.nothing.say(nothing_words(asked), where, verb)
        self._stack.setCurrentWidget(self.nothing)

    @Slot(int)
    def _on_more_requested(self, group: int) -> None:
        run, services, asked = self.model.found.groups[group], self._session.ready, self._asked
        if run.is_reading or not run.lines:
            return
        run.is_reading = True
        self.list.viewport().update()
        work = partial(read_more, services, run.hits.no, asked, run.lines[-1].seq)

        def done(found: tuple[Sequence[LogLine], bool]) -> None:
            if group < len(self.model.found.groups) and self.model.found.groups[group] is run:
                self.list.add_lines(group, *found)
                self._say()

        run_in_background(self, work, done, store="history")

    # What is done with it

    @Slot(int, int)
    def _on_open_requested(self, no: int, seq: int) -> None:
        self.memory.remember(self._asked)
        self.open_requested.emit(no, seq)

    @Slot(int)
    def step(self, by: int) -> None:
        """Go to the next line that was found, or the one before."""
        if self.list.step(by):
            self.list.setFocus()

    @Slot()
    def _on_copy_requested(self) -> None:
        self.copy_as("text")

    def copy_as(self, form: str) -> None:
        """Put the selected lines on the clipboard in one of the log's forms."""
        lines = self.list.selected_lines()
        if not lines:
            return
        jobs = {int(run.hits.no): run.hits.job_name for run in self.model.found.groups}

        def done(text: str) -> None:
            QGuiApplication.clipboard().setText(text)
            messages.show(f"Copied {len(lines):,} line{'s' if len(lines) > 1 else ''}.")

        work = partial(text_of_lines, lines, jobs, form)
        run_in_background(self, work, done, store="history", name="copy")

    @Slot(QPoint)
    def _on_menu_requested(self, point: QPoint) -> None:
        lines_menu(self).popup(point)

    @Slot()
    def show_recent(self) -> None:
        """Offer what was searched for before."""
        field = self.head.field
        recent_menu(self).popup(field.mapToGlobal(QPoint(0, field.height() + 2)))

    # Its end and its memory

    def shut_down(self) -> None:
        """End the search; called before the page goes."""
        self.finder.shut_down()
        self.memory.write()

    # Qt overrides

    def showEvent(self, event: QShowEvent) -> None:
        """Ask again what was asked when the window closed."""
        super().showEvent(event)
        self._begin_waiting()

    def closeEvent(self, event: QCloseEvent) -> None:
        """The tab goes: nothing may go on behind it."""
        self.shut_down()
        super().closeEvent(event)
