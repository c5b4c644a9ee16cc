"""Markdown as text: tables and lists, but no raw HTML and nothing fetched from anywhere."""

from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QResizeEvent, QTextDocument
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser

from jobdesk.ui.theme import Theme

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
        self._fit()

    def _fit(self) -> None:
        self.document().setTextWidth(self.viewport().width())
        self.setFixedHeight(int(self.document().size().height()) + 2)

    @Slot(QUrl)
    def _on_anchor_clicked(self, url: QUrl) -> None:
        if url.scheme() in ("http", "https", "mailto"):
            QDesktopServices.openUrl(url)

    # Qt overrides

    def loadResource(self, kind: int, name: QUrl) -> Any:
        """Nothing is loaded, neither from the network nor from a disk."""
        del kind, name

    def sizeHint(self) -> QSize:
        """As high as the text."""
        return QSize(200, int(self.document().size().height()) + 2)

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
