"""FindPage: searches the logs of all runs and opens a run at a line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Signal, Slot
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jobdesk.ui.background import run_in_background
from jobdesk.ui.find.asked import Asked, asked_of
from jobdesk.ui.find.finder import RunsFinder
from jobdesk.ui.find.head import FindHead
from jobdesk.ui.find.menu import lines_menu
from jobdesk.ui.find.page_actions import FindActions
from jobdesk.ui.find.pane import FoundPane
from jobdesk.ui.find.reading import search_of
from jobdesk.ui.find.stream import MOST_LINES, Search
from jobdesk.ui.find.words import selected_words
from jobdesk.ui.log.keeping import keeper_of
from jobdesk.ui.log.search_history import SearchHistory
from jobdesk.ui.session import Session
from jobdesk.ui.widgets.focus import hand_focus
from jobdesk.ui.widgets.labels import hairline
from jobdesk.ui.widgets.pick_list import PickItem

_LEAST_CHARS = 2  # a search begins by itself while one types; Return searches for less
_TITLE_CHARS = 30


class FindPage(QWidget):
    """A question, and its answers by run; the session must be loaded.

    Signals:
        open_requested(int, int): show this run at this line; `asked` says what led there.
        title_changed(str): `Search: timeout`, for its tab.
        touched(): something of what `remember` tells.
        counts_changed(str): `41 lines in 7 runs, 3 selected`, for the status line.
    """

    open_requested = Signal(int, int)
    title_changed = Signal(str)
    touched = Signal()
    counts_changed = Signal(str)

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
        self._asked = Asked()  # what was searched for last
        self._is_waiting = False  # a restored question is asked when it is first seen
        self.finder = RunsFinder(self)
        self.head = FindHead()
        self._keeper = keeper_of(session)
        self.history = SearchHistory(self._keeper, self.head.field)
        self.pane = FoundPane(session)
        self.list, self.model = self.pane.list, self.pane.model
        self.actions_here = FindActions(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(hairline())
        column.addWidget(self.pane, 1)
        hand_focus(self, self.head.field)
        self._connect()
        self._say()

    def _connect(self) -> None:
        head, field, pane = self.head, self.head.field, self.pane
        head.changed.connect(self._on_asked_changed)
        head.changed.connect(self.touched)
        head.job.opened.connect(self._on_jobs_wanted)
        field.step_requested.connect(self._on_returned)
        field.left.connect(self._on_field_left)
        field.stop_requested.connect(self.stop)
        self.finder.found.connect(self._on_found)
        self.finder.changed.connect(self._say)
        pane.grown.connect(self._say)
        pane.start.chosen.connect(self.search_for)
        pane.nothing.clicked.connect(self._on_way_out_clicked)
        self.list.open_requested.connect(self._on_open_requested)
        self.list.menu_requested.connect(self._on_menu_requested)
        self.list.left.connect(self._on_list_left)
        self.list.selectionModel().selectionChanged.connect(self._on_selection_changed)

    # What is asked

    @property
    def asked(self) -> Asked:
        """What the rows answer."""
        return self.pane.asked

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
        self.search()
        self.history.take()

    @Slot(str)
    def search_for(self, text: str) -> None:
        """Search for a text of the log language, in the scope that is chosen now."""
        here = self.head.asked
        self.ask(replace(here, text=text, case_sensitive=False, regex=False))
        self.head.field.setFocus()

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
            self.finder.stop()
            self.pane.forget()
            self._say()
            return
        self.pane.expect(asked)
        now = datetime.now().astimezone()
        self.finder.search(partial(self._make_search, asked, now), MOST_LINES)

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
    def _on_way_out_clicked(self) -> None:
        """Nothing was found: try again what failed, else search in all runs."""
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

    # What is found, and what is done with it

    @property
    def counts(self) -> str:
        """`41 lines in 7 runs, 3 selected`, for the status line."""
        found = self.model.found
        return selected_words(found, len(self.list.selected_lines())) if found.count else ""

    @Slot()
    def _on_selection_changed(self) -> None:
        self.counts_changed.emit(self.counts)

    @Slot()
    def _on_found(self) -> None:
        self.pane.add(self.finder.take())

    @Slot()
    def _say(self) -> None:
        self.head.field.is_busy = self.finder.is_searching
        self.head.state.setText(self.pane.say(self.finder))
        self.actions_here.say()
        self.counts_changed.emit(self.counts)

    @Slot(int, int)
    def _on_open_requested(self, no: int, seq: int) -> None:
        self.history.take()
        self.open_requested.emit(no, seq)

    def step(self, by: int) -> None:
        """Go to the next line that was found (1), or the one before (-1)."""
        if self.list.step(by):
            self.list.setFocus()

    @Slot(QPoint)
    def _on_menu_requested(self, point: QPoint) -> None:
        lines_menu(self).popup(point)

    # Its end and its memory

    def remember(self) -> dict[str, Any]:
        """What comes back after a restart: plain values for JSON."""
        return {"kind": "find", "asked": self.head.asked.to_text()}

    def recall(self, kept: Mapping[str, Any]) -> None:
        """Take what `remember` told; it is searched for when the page is seen."""
        asked = asked_of(str(kept.get("asked", "")))
        self.head.show_asked(asked)
        self.head.say_problem(asked.query.problem)
        self._is_waiting = bool(asked.text) and not asked.query.problem
        self._asked = asked if self._is_waiting else Asked()
        self.title_changed.emit(self.title)
        if self.isVisible():
            self._begin_waiting()

    def _begin_waiting(self) -> None:
        if self._is_waiting:
            self.search()

    def shut_down(self) -> None:
        """End the search; called before the page goes."""
        self.finder.shut_down()
        self._keeper.write()

    # Qt overrides

    def showEvent(self, event: QShowEvent) -> None:
        """Ask again what was asked when the window closed."""
        super().showEvent(event)
        self._begin_waiting()

    def closeEvent(self, event: QCloseEvent) -> None:
        """The tab goes: nothing may go on behind it."""
        self.shut_down()
        super().closeEvent(event)
