"""FoundPane: what stands under the question: how to begin, lines found, or that none was."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from jobdesk.models.records import LogLine
from jobdesk.ui import messages
from jobdesk.ui.background import report_error, run_in_background
from jobdesk.ui.find.asked import Asked
from jobdesk.ui.find.copying import text_of_lines
from jobdesk.ui.find.finder import RunsFinder
from jobdesk.ui.find.found import FoundRun, FoundRuns
from jobdesk.ui.find.model import FoundModel
from jobdesk.ui.find.notice import NoticeLine
from jobdesk.ui.find.reading import read_more
from jobdesk.ui.find.starting import StartPane
from jobdesk.ui.find.view import FoundList
from jobdesk.ui.find.words import index_words, nothing_words, state_words, where_words
from jobdesk.ui.session import Session
from jobdesk.ui.widgets.section import EmptyState

if TYPE_CHECKING:
    from jobdesk.operations.search import RunHits


class FoundPane(QWidget):
    """Shows one answer; the one before stays until the first line of the next is there.

    Attributes:
        asked: the question that the rows answer.

    Signals:
        grown(): more lines of a run are shown.
    """

    grown = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._is_fresh = False  # no row of the last question is shown yet
        self._next = Asked()
        self.asked = Asked()
        self.model = FoundModel(self)
        self.list = FoundList(self.model)
        self.start = StartPane()
        self.nothing = EmptyState()
        self.notice = NoticeLine()
        self._stack = QStackedWidget()
        for part in (self.start, self.list, self.nothing):
            self._stack.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._stack, 1)
        column.addWidget(self.notice)
        self.list.more_requested.connect(self._on_more_requested)
        self.list.copy_requested.connect(self._on_copy_requested)

    @property
    def shown(self) -> QWidget | None:
        """What is in front: `start`, `list` or `nothing`."""
        return self._stack.currentWidget()

    def expect(self, asked: Asked) -> None:
        """Something else was asked."""
        self._next = asked
        self._is_fresh = True

    def forget(self) -> None:
        """Nothing is asked any more."""
        self.expect(Asked())
        self._begin()

    def add(self, hits: Sequence[RunHits]) -> None:
        """More was found."""
        if self._is_fresh:
            self._begin()
        self.model.add(hits)

    def _begin(self) -> None:
        """The first answer takes the place of the ones before."""
        self._is_fresh = False
        self.asked = self._next
        self.model.clear()
        self.list.set_marker(self.asked.query.marker)
        self.list.scrollToTop()

    def say(self, finder: RunsFinder) -> str:
        """Show how the search stands; returns it in words."""
        if self._is_fresh and not finder.is_searching and not finder.is_stopped:
            self._begin()  # it ended without an answer
        if not self._next.text.strip():
            self.notice.say("")
            self._stack.setCurrentWidget(self.start)
            return ""
        found = self.model.found
        told = FoundRuns() if self._is_fresh else found  # not the answers before
        self.notice.say(index_words(*finder.coverage) if told.count else "")
        if found.count or finder.is_searching:
            self._stack.setCurrentWidget(self.list)
        else:
            self._say_nothing(finder)
        return state_words(finder, told, is_all=not self._next.has_scope)

    def _say_nothing(self, finder: RunsFinder) -> None:
        asked = self._next
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
        run, services = self.model.found.groups[group], self._session.ready
        if run.is_reading or not run.lines:
            return
        run.is_reading = True
        self.list.viewport().update()
        given_up, after = threading.Event(), run.lines[-1].seq
        work = partial(read_more, services, run.hits.no, self.asked, after, given_up.is_set)

        def done(found: tuple[Sequence[LogLine], bool]) -> None:
            if self._still_has(group, run):
                self.list.add_lines(group, *found)
                self.grown.emit()

        def failed(error: BaseException) -> None:
            run.is_reading = False
            self.list.viewport().update()
            report_error(error)

        name, drop = f"more {run.hits.no}", given_up.set
        run_in_background(self, work, done, store="find", name=name, failed=failed, drop=drop)

    def _still_has(self, group: int, run: FoundRun) -> bool:
        groups = self.model.found.groups
        return group < len(groups) and groups[group] is run

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
