"""Parts around the table of the Jobs page: its head, and the line of what is not shown."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from jobdesk.ui.jobs.rows import RowFilter
from jobdesk.ui.theme import Theme
from jobdesk.ui.widgets.buttons import action_button, button
from jobdesk.ui.widgets.icon_label import IconLabel
from jobdesk.ui.widgets.labels import hairline, label
from jobdesk.ui.widgets.section import EmptyState
from jobdesk.ui.widgets.skeleton import Skeleton


def stacked(above: Iterable[QWidget], body: QWidget, below: Iterable[QWidget]) -> QWidget:
    """A column of parts; the body takes the room that there is."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for part in above:
        column.addWidget(part)
    column.addWidget(body, 1)
    for part in below:
        column.addWidget(part)
    return made


class JobsHead(QWidget):
    """Title, number of jobs, buttons for the whole page.

    Signals:
        refresh_requested(): read the job files again.
    """

    refresh_requested = Signal()

    def __init__(self, *actions: QAction) -> None:
        super().__init__()
        self._count = label("", "body", "text2")
        self._count.setFont(Theme.current().font("pane"))
        self.refresh = button(
            "Refresh", icon="action/refresh", tip="Read the job files again (F5)"
        )
        self.refresh.clicked.connect(self.refresh_requested)
        line = QHBoxLayout(self)
        line.setContentsMargins(20, 10, 20, 10)
        line.setSpacing(8)
        line.addWidget(label("Jobs", "pane"))
        line.addWidget(self._count)
        line.addStretch(1)
        for action in actions:
            line.addWidget(action_button(action, "icon", ""))
        line.addWidget(self.refresh)

    def show_count(self, words: str) -> None:
        """How many jobs are shown."""
        self._count.setText(words)

    def show_refreshing(self, *, is_on: bool) -> None:
        """The job files are being read, or have been."""
        self.refresh.setEnabled(not is_on)
        self.refresh.setText("Refreshing…" if is_on else "Refresh")
        self.refresh.setToolTip(
            "The job files are being read." if is_on else "Read the job files again (F5)"
        )


class JobsBody(QStackedWidget):
    """Table or tiles or, where no job is shown, why.

    Signals:
        show_all_requested(): forget the filter.
        retry_requested(): read the jobs again.
    """

    show_all_requested = Signal()
    retry_requested = Signal()

    def __init__(self, *views: QWidget) -> None:
        super().__init__()
        self._empty = EmptyState()
        self._failure = EmptyState()
        self._empty.clicked.connect(self.show_all_requested)
        self._failure.clicked.connect(self.retry_requested)
        for part in (*views, self._empty, self._failure):
            self.addWidget(part)
        self.skeleton = Skeleton(self)

    def show_rows(self, view: QWidget) -> None:
        """The jobs are there."""
        self.skeleton.done()
        self.setCurrentWidget(view)

    def show_failed(self, sentence: str) -> None:
        """The jobs could not be read."""
        self.skeleton.done()
        self._failure.say("The jobs cannot be read", sentence, "Try again", is_primary=True)
        self.setCurrentWidget(self._failure)

    def show_nothing(self, wanted: RowFilter, only: str, left_out: str) -> None:
        """Say why no job is shown; `only` is the word of that chip."""
        self._empty.say(_nothing_found(wanted, only), left_out, "Show all jobs")
        self.skeleton.done()
        self.setCurrentWidget(self._empty)


class LeftOutLine(QWidget):
    """`2 hidden, 1 uninstalled not shown - Show`; there only while something is left out.

    Signals:
        show_requested(): show it.
    """

    show_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.text = label("", "body", "text2")
        self.show_all = button("Show", "link", name="Show what is left out")
        self.show_all.clicked.connect(self.show_requested)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(hairline())
        line = QHBoxLayout()
        line.setContentsMargins(20, 6, 20, 6)
        line.setSpacing(0)
        line.addWidget(IconLabel("action/hidden_rows"))
        line.addSpacing(6)
        line.addWidget(self.text)
        line.addWidget(self.show_all)
        line.addStretch(1)
        column.addLayout(line)

    def say(self, words: str) -> None:
        """Say what is not shown."""
        self.setVisible(bool(words))
        self.text.setText(f"{words} \N{EN DASH}")


def _nothing_found(wanted: RowFilter, only: str) -> str:
    if wanted.search:
        return f"No job matches “{wanted.search}”"
    if only:
        return f"There is nothing under “{only}” yet"
    return "No job passes the filter"
