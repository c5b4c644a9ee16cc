"""Markdown as text: tables and lists, but no raw HTML and nothing fetched from anywhere."""

from math import ceil
from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, QUrl, Slot
from PySide6.QtGui import (
    QFont,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextTable,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser

from jobdesk.ui.theme import Theme
from jobdesk.ui.widgets.opening import open_link

_DIALECT = (
    QTextDocument.MarkdownFeature.MarkdownDialectGitHub
    | QTextDocument.MarkdownFeature.MarkdownNoHTML
)


class MarkdownView(QTextBrowser):
    """As high as its text; a link opens in the browser when it is clicked."""

    def __init__(self, name: str, style: str = "body") -> None:
        super().__init__()
        self._markdown = ""
        self.setAccessibleName(name)
        self.setProperty("flat", "true")
        self.setFont(Theme.current().font(style))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        self.anchorClicked.connect(self._on_anchor_clicked)

    def show_markdown(self, text: str) -> None:
        """Show another text."""
        self._markdown = text
        self.document().setDefaultFont(self.font())
        self.document().setMarkdown(text, _DIALECT)
        dress(self.document())
        self._stop_at_links()
        self._fit()

    def _stop_at_links(self) -> None:
        """Tab stops here only where there is something to do: words scroll with their page."""
        has_links = "](" in self._markdown or "://" in self._markdown
        policy = Qt.FocusPolicy.StrongFocus if has_links else Qt.FocusPolicy.ClickFocus
        self.setFocusPolicy(policy)

    def _fit(self) -> None:
        self.document().setTextWidth(self.viewport().width())
        self.setFixedHeight(ceil(self.document().size().height()) + 2)
        # While it is being resized Qt leaves the viewport as it was; this places it at once.
        self.setViewportMargins(0, 0, 0, 0)

    @Slot(QUrl)
    def _on_anchor_clicked(self, url: QUrl) -> None:
        if url.scheme() in ("http", "https", "mailto"):
            open_link(url)

    # Qt overrides

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Nothing is loaded, neither from the network nor from a disk."""
        del kind, name

    def sizeHint(self) -> QSize:
        """As high as the text."""
        return QSize(200, ceil(self.document().size().height()) + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the text anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of a new theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._markdown:
            self.show_markdown(self._markdown)


_HEADING_STYLES = {1: "pane", 2: "pane"}  # deeper ones are "section"
_AIR_PX = 6  # between paragraphs


def dress(document: QTextDocument) -> None:
    """Put the theme's fonts on headings, bold words and code, and air between paragraphs."""
    whole = QTextCursor(document)
    whole.beginEditBlock()  # one layout, not one per change
    block = document.begin()
    while block.isValid():
        _dress_words(block)
        cursor = QTextCursor(block)
        air = QTextBlockFormat()
        is_last = not block.next().isValid()
        in_list = block.textList() is not None  # pyright: ignore[reportUnnecessaryComparison]  # stub forgets None
        air.setBottomMargin(0 if is_last else 2 if in_list else _AIR_PX)
        cursor.mergeBlockFormat(air)
        block = block.next()
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            _dress_table(frame)
    whole.endEditBlock()


def _dress_table(table: QTextTable) -> None:
    look = table.format()
    look.setBorderCollapse(True)
    look.setBorder(1)
    look.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    look.setBorderBrush(Theme.current().color("line"))
    look.setCellPadding(5)
    look.setCellSpacing(0)
    look.setTopMargin(_AIR_PX)
    look.setBottomMargin(2 * _AIR_PX)
    table.setFormat(look)


def _dress_words(block: QTextBlock) -> None:
    theme = Theme.current()
    level = block.blockFormat().headingLevel()
    pieces: list[tuple[int, int, QTextCharFormat]] = []
    place = block.begin()
    while not place.atEnd():
        piece = place.fragment()
        look = QTextCharFormat()
        if level:
            look.setFont(theme.font(_HEADING_STYLES.get(level, "section")))
        elif piece.charFormat().fontFixedPitch():
            look.setFont(theme.font("log"))
        elif piece.charFormat().fontWeight() > QFont.Weight.Medium:
            look.setFontWeight(QFont.Weight.DemiBold)
        pieces.append((piece.position(), piece.length(), look))
        place += 1  # pyright: ignore[reportOperatorIssue]  # stub lacks it
    for start, length, look in pieces:
        cursor = QTextCursor(block)
        cursor.setPosition(start)
        cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeCharFormat(look)
