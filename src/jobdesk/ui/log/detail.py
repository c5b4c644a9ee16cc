"""LogDetail: one line in full: what it says, when, where, about what."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFont, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from jobdesk.models.records import LogLine
from jobdesk.ui import messages
from jobdesk.ui.log.ansi import has_codes, plain
from jobdesk.ui.log.line_facts import clock_words, looks_like_markdown, past_words
from jobdesk.ui.log.line_text import LineText
from jobdesk.ui.log.memory import LogMemory
from jobdesk.ui.log.painter import level_look
from jobdesk.ui.log.shown import is_web_link
from jobdesk.ui.widgets.buttons import button
from jobdesk.ui.widgets.labels import ElidedLabel, hairline
from jobdesk.ui.widgets.markdown_view import MarkdownView
from jobdesk.ui.widgets.opening import open_link
from jobdesk.ui.widgets.status_label import StatusLabel

_LINK_CHARS = 60


class LogDetail(QWidget):
    """Level, time, place and the whole message of the current line.

    Markdown and colours are rendered; "Raw" shows the message as it was written.

    Signals:
        closed(): the cross was clicked, or Esc pressed.
        place_requested(bool): it is wanted at the right (else below).
    """

    closed = Signal()
    place_requested = Signal(bool)

    def __init__(self, memory: LogMemory | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._memory = memory or LogMemory(None, self)
        self._line: LogLine | None = None
        self.setProperty("ground", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("The line in full")
        self.level = StatusLabel("never")
        self.when = ElidedLabel("", "cell", "text2")
        self.ago = ElidedLabel("", "cell", "text2")
        self.where = ElidedLabel("", "cell", "text")
        self.link = button("", "link", tip="Open the link in the browser")
        self.link.clicked.connect(self._on_link_clicked)
        self.raw = button("Raw", "ghost", tip="Show the message as it was written")
        self.raw.setCheckable(True)
        self.raw.setChecked(self._memory.flag("raw_detail", False))
        self.raw.clicked.connect(self._on_raw_clicked)
        self.text = LineText()
        self.markdown = MarkdownView("Whole message")
        self.body = QStackedWidget()
        self._build()

    def _build(self) -> None:
        copy = button("", "icon", icon="action/copy", tip="Copy the message", name="Copy")
        copy.clicked.connect(self.copy)
        self.place = button("", "icon", icon="square-half")
        self.place.setCheckable(True)
        self.place.clicked.connect(self.place_requested)
        close = button("", "icon", icon="x-bold", tip="Close (Esc)", name="Close")
        close.clicked.connect(self.closed)
        self._head = QHBoxLayout()
        self._head.setSpacing(12)
        self._head.addWidget(self.level)
        self._head.addStretch(0)
        for each in (self.raw, copy, self.place, close):
            self._head.addWidget(each)
        self._about = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._about.setSpacing(4)
        self._about.addWidget(self.where, 1)
        self._about.addWidget(self.link)
        self.set_at_right(False)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        ground = QWidget()
        ground.setObjectName("plain")
        inner = QVBoxLayout(ground)
        inner.setContentsMargins(0, 4, 0, 4)
        inner.addWidget(self.markdown)
        inner.addStretch(1)
        scroll.setWidget(ground)
        self.body.addWidget(self.text)
        self.body.addWidget(scroll)
        inside = QVBoxLayout()
        inside.setContentsMargins(20, 4, 12, 12)
        inside.setSpacing(4)
        inside.addLayout(self._head)
        inside.addLayout(self._about)
        inside.addWidget(self.body, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(hairline())
        column.addLayout(inside, 1)

    @property
    def is_rendered(self) -> bool:
        """Markdown is shown as a page."""
        return self.body.currentIndex() == 1

    @property
    def selected_text(self) -> str:
        """What is selected of the message; lines end as in text."""
        shown = self.markdown if self.is_rendered else self.text
        return shown.textCursor().selectedText().replace("\u2029", "\n")

    def set_at_right(self, is_right: bool) -> None:
        """Say where the pane is, so that its button offers the other place."""
        self.place.setChecked(is_right)
        way = QBoxLayout.Direction
        self._about.setDirection(way.TopToBottom if is_right else way.LeftToRight)
        self._about.setAlignment(self.link, Qt.AlignmentFlag.AlignLeft)
        for place, each in enumerate((self.when, self.ago)):
            if is_right:
                self._about.insertWidget(place, each)
            else:
                self._head.insertWidget(1 + place, each, 1)
        words = "Show it below the log" if is_right else "Show it at the right"
        self.place.setToolTip(words)
        self.place.setAccessibleName(words)

    def set_log_font(self, font: QFont) -> None:
        """The log was zoomed."""
        self.text.set_log_font(font)

    def show_line(self, line: LogLine, first: datetime | None = None) -> None:
        """Show another line; `first` is the time of the first line of the log."""
        self._line = line
        self.level.set_look(level_look(line.level))
        self.when.setText(f"line {line.seq + 1:,}  ·  {clock_words(line)}")
        self.ago.setText(past_words(line, first))
        is_link = is_web_link(line.url)
        places = (line.grouping, line.object, "" if is_link else line.url)
        words = "  ·  ".join(plain(part) for part in places if part)
        self.where.setText(words)
        self.where.setVisible(bool(words) or is_link)
        self.link.setVisible(is_link)
        short = line.url[:_LINK_CHARS] + "…" * (len(line.url) > _LINK_CHARS)
        self.link.setText(short.replace("&", "&&"))
        self.link.setAccessibleName(f"Open {short}")
        self.link.setToolTip(f"Open {short} in the browser")
        self._show_message()

    def _show_message(self) -> None:
        if self._line is None:
            return
        message = self._line.message
        is_coloured = has_codes(message)
        is_markdown = not is_coloured and looks_like_markdown(message)
        self.raw.setVisible(is_markdown or is_coloured)
        if is_markdown and not self.raw.isChecked():
            self.markdown.show_markdown(message)
            self.body.setCurrentIndex(1)
        else:
            self.text.show_message(message, is_raw=self.raw.isChecked())
            self.body.setCurrentIndex(0)

    @Slot()
    def copy(self) -> None:
        """Put the whole message on the clipboard, without the codes that colour it."""
        if self._line is not None:
            message = self._line.message
            QGuiApplication.clipboard().setText(
                message if self.raw.isChecked() else plain(message)
            )
            messages.show("Copied the message.")

    @Slot()
    def _on_raw_clicked(self) -> None:
        self._memory.keep("raw_detail", self.raw.isChecked())
        self._show_message()

    @Slot()
    def _on_link_clicked(self) -> None:
        if self._line is not None and is_web_link(self._line.url):
            open_link(self._line.url)

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the pane."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
