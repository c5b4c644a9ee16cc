"""Source code and tracebacks to read: line numbers, colours, a marked line."""

from functools import partial

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Slot
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from jobdesk.ui.accessible import Role
from jobdesk.ui.background import run_in_background
from jobdesk.ui.theme import Theme

_Span = tuple[int, int, str]  # start, length, token of theme.json
_AIR_PX = 14  # padding of the style sheet, and some
_HIGHLIGHT_LIMIT = 60_000  # characters; colouring more would hold the window up


class CodeView(QPlainTextEdit):
    """Read-only monospace text; its colours come a moment later."""

    def __init__(self, name: str, *, numbers: bool = True) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setReadOnly(True)
        self.setProperty("ground", "sunken")
        self.setFont(Theme.current().font("log"))
        wrap = QPlainTextEdit.LineWrapMode
        self.setLineWrapMode(wrap.NoWrap if numbers else wrap.WidgetWidth)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._marked = 0
        self._highlighter = _Highlighter(self.document())
        self._gutter = _Gutter(self) if numbers else None
        if self._gutter is not None:
            self.blockCountChanged.connect(self._on_block_count_changed)
            self.updateRequest.connect(self._on_update_requested)
            self._on_block_count_changed()

    @property
    def marked_line(self) -> int:
        """The marked line, counted from 1; 0 when none is."""
        return self._marked

    def show_code(self, text: str, language: str = "python", line: int = 0) -> None:
        """Show a text; `line` is marked and scrolled to."""
        self._highlighter.use([])
        self.setPlainText(text)
        read = text if len(text) <= _HIGHLIGHT_LIMIT else ""
        work, take = partial(spans_by_line, read, language), self._highlighter.use
        run_in_background(self, work, take, store="colours", name="colours")
        self._marked = line
        self._mark()
        if line:
            block = self.document().findBlockByNumber(line - 1)
            self.setTextCursor(QTextCursor(block))
            self.centerCursor()

    def grow_with_text(self) -> None:
        """Be no higher than the text needs; a layout may still make it lower."""
        layout = self.document().documentLayout()
        layout.documentSizeChanged.connect(self._on_document_size_changed)

    @Slot()
    def _on_document_size_changed(self) -> None:
        lines = self.document().size().height()
        words = QFontMetrics(self.font()).lineSpacing() * max(lines, 2.0)
        margins = self.contentsMargins()
        around = margins.top() + margins.bottom() + 2 * self.document().documentMargin()
        self.setMaximumHeight(int(words + around) + _AIR_PX)

    def go_to_line(self, line: int) -> None:
        """Scroll so that a line, counted from 1, is near the top."""
        block = self.document().findBlockByNumber(max(0, line - 1))
        self.setTextCursor(QTextCursor(block))
        self.verticalScrollBar().setValue(max(0, line - 4))

    def _mark(self) -> None:
        if not self._marked:
            self.setExtraSelections([])
            return
        mark = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.document().findBlockByNumber(self._marked - 1))
        mark.cursor = cursor  # pyright: ignore[reportAttributeAccessIssue]  # stub lacks it
        style = QTextCharFormat()
        style.setBackground(Theme.current().color("badTint"))
        style.setProperty(QTextFormat.Property.FullWidthSelection, True)
        mark.format = style  # pyright: ignore[reportAttributeAccessIssue]  # stub lacks it
        self.setExtraSelections([mark])

    def gutter_width(self) -> int:
        """Room for the largest line number."""
        digits = len(str(max(1, self.blockCount())))
        return QFontMetrics(self.font()).horizontalAdvance("9") * digits + 22

    def paint_gutter(self, painter: QPainter, rect: QRect) -> None:
        """Draw the line numbers beside the lines that are seen."""
        theme = Theme.current()
        painter.fillRect(rect, theme.color("sunken"))
        painter.setFont(self.font())
        height = QFontMetrics(self.font()).height()
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        block = self.firstVisibleBlock()
        top = self.blockBoundingGeometry(block).translated(self.contentOffset()).top()
        while block.isValid() and top <= rect.bottom():
            number = block.blockNumber() + 1
            painter.setPen(theme.color("bad" if number == self._marked else "text3"))
            place = QRect(0, round(top), self.gutter_width() - 12, height)
            painter.drawText(place, right, str(number))
            top += self.blockBoundingRect(block).height()
            block = block.next()

    @Slot()
    def _on_block_count_changed(self) -> None:
        self.setViewportMargins(self.gutter_width(), 0, 0, 0)

    @Slot(QRect, int)
    def _on_update_requested(self, rect: QRect, dy: int) -> None:
        if self._gutter is None:
            return
        if dy:
            self._gutter.scroll(0, dy)
        else:
            self._gutter.update(0, rect.y(), self._gutter.width(), rect.height())

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the gutter at the left."""
        super().resizeEvent(event)
        if self._gutter is not None:
            inner = self.contentsRect()
            corner = QPoint(inner.left(), inner.top())
            self._gutter.setGeometry(QRect(corner, QSize(self.gutter_width(), inner.height())))

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of a new theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_highlighter"):
            self._highlighter.rehighlight()
            self._mark()


class _Gutter(QWidget):
    """The strip of line numbers."""

    accessible_role = Role.Graphic

    def __init__(self, view: CodeView) -> None:
        super().__init__(view)
        self._view = view

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the numbers."""
        painter = QPainter(self)
        try:
            self._view.paint_gutter(painter, event.rect())
        finally:
            painter.end()


class _Highlighter(QSyntaxHighlighter):
    """Colours from Pygments, computed once per text in a thread and looked up per line."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._lines: list[list[_Span]] = []

    def use(self, lines: list[list[_Span]]) -> None:
        """Take the colours of each line of the text that is shown."""
        had_colours, self._lines = bool(self._lines), lines
        if lines or had_colours:
            self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        """Colour one line."""
        del text
        number = self.currentBlock().blockNumber()
        if number >= len(self._lines):
            return
        for start, length, token in self._lines[number]:
            self.setFormat(start, length, QColor(Theme.current().color(token)))


def spans_by_line(text: str, language: str) -> list[list[_Span]]:
    """Where each line has which colour; an unknown language has none."""
    from pygments import lex
    from pygments.lexers import (
        get_lexer_by_name,  # pyright: ignore[reportUnknownVariableType]  # its stub leaves options open
    )
    from pygments.util import ClassNotFound

    try:
        lexer = get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return []
    lines: list[list[_Span]] = [[]]
    column = 0
    for kind, value in lex(text, lexer):
        token = _token_of(str(kind))
        for place, part in enumerate(value.split("\n")):
            if place:
                lines.append([])
                column = 0
            if token and part:
                lines[-1].append((column, len(part), token))
            column += len(part)
    return lines


_TOKENS = (
    ("Token.Keyword", "kw"),
    ("Token.Operator.Word", "kw"),
    ("Token.Name.Decorator", "kw"),
    ("Token.Literal.String", "strg"),
    ("Token.Literal.Number", "num"),
    ("Token.Comment", "text3"),
    ("Token.Generic.Error", "bad"),
    ("Token.Name.Class", "accentText"),
    ("Token.Name.Function", "accentText"),
)


def _token_of(kind: str) -> str:
    return next((token for start, token in _TOKENS if kind.startswith(start)), "")
