"""SelectingView: rows of a log: which is current, which are selected, marked, folded."""

from collections.abc import Callable, Container
from typing import NamedTuple

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from jobdesk.models.records import LogLine
from jobdesk.ui.accessible import tell_value
from jobdesk.ui.log.canvas import LogCanvas
from jobdesk.ui.log.painter import PLAIN, RowPainter, RowState
from jobdesk.ui.log.selection import RowSelection
from jobdesk.ui.log.source import LogSource
from jobdesk.ui.log.words_in import Span, word_after, word_at


class Cell(NamedTuple):
    """A place in a row.

    Attributes:
        column: time, level, group, object or message.
        text: all that stands there.
    """

    column: str = "message"
    text: str = ""


class SelectingView(LogCanvas):
    """Which rows are selected, and how each row stands.

    Signals:
        current_changed(int): another row is current; -1 for none.
        selection_changed(): other rows are selected.
    """

    current_changed = Signal(int)
    selection_changed = Signal()

    def __init__(
        self, parent: QWidget | None = None, row_painter: RowPainter | None = None
    ) -> None:
        super().__init__(parent, row_painter)
        self._selection = RowSelection()
        self._word: Span | None = None  # of the text of the current row
        self._cell = Cell()
        self._hovered = -1
        self._marks: Container[int] = ()
        self._may_match: Callable[[int], bool] | None = None
        self._fold_of: Callable[[int], tuple[str, str]] | None = None
        self.current_changed.connect(self._on_tell_current)

    @property
    def selection(self) -> RowSelection:
        """The current row and those selected."""
        return self._selection

    @property
    def cell(self) -> Cell:
        """The place in the current row that was clicked last; without a click its message."""
        line = self.current_line()
        return self._cell if self._cell.text or line is None else Cell("message", line.message)

    @property
    def word(self) -> str:
        """The word of the current row that was clicked, or gone to by keys; empty for none."""
        line = self.current_line()
        if line is None or self._word is None:
            return ""
        start, end = self._word
        return self._painter.shown_text(line, self._columns)[start:end]

    def current_line(self) -> LogLine | None:
        """The line of the current row; None without one or while it is not held."""
        return self.line(self._selection.current)

    def accessible_value(self) -> str:
        """The current line, as a screen reader says it."""
        line = self.current_line()
        return "" if line is None else f"{line.level}, {line.message}"

    @Slot()
    def _on_tell_current(self) -> None:
        tell_value(self, self.accessible_value())

    def show_source(self, source: LogSource, *, following: bool) -> None:
        """Show another source; nothing is selected."""
        self._selection.clear()
        super().show_source(source, following=following)
        self._say_current(-1)

    def refresh(self) -> None:
        """Look at the source again."""
        super().refresh()
        self._selection.limit(self.count)

    def reload(self) -> None:
        """Read everything again."""
        self._selection.limit(self._source.count if self._source is not None else 0)
        super().reload()

    # Selecting

    def select_row(
        self, row: int, *, extend: bool = False, add: bool = False, centre: bool = False
    ) -> None:
        """Make a row current, select it and bring it into view.

        Args:
            row: the row; one that is not there changes nothing.
            extend: with all rows from the anchor.
            add: what was selected before stays.
            centre: in the middle, unless it is in view already.
        """
        if 0 <= row < self.count:
            self._selection.move(row, extend=extend, add=add)
            self._show_row(row, centre=centre)
            self._say_current(row)

    def toggle_row(self, row: int) -> None:
        """Select one row more, or one less."""
        if 0 <= row < self.count:
            self._selection.toggle(row)
            self._show_row(row)
            self._say_current(row)

    def walk_to(self, row: int) -> None:
        """Make a row current; what is selected stays."""
        if 0 <= row < self.count:
            self._selection.walk(row)
            self._show_row(row)
            self._say_current(row)

    def select_all(self) -> None:
        """Select every row; the view stays where it is."""
        if self.count:
            self._selection.select_all(self.count)
            self._say_current(self._selection.current)

    def clear_selection(self) -> None:
        """Select nothing."""
        self._selection.clear()
        self._say_current(-1)

    def _say_current(self, row: int) -> None:
        self._word, self._cell = None, Cell()
        self.viewport().update()
        self.current_changed.emit(row)
        self.selection_changed.emit()

    def _show_row(self, row: int, *, centre: bool = False) -> None:
        if row not in self._whole_rows():
            half = self._position.visible // 2
            near = self._position.first_to_show(row)
            self.scroll_to(row - half if centre else near)

    def _whole_rows(self) -> range:
        return range(self._position.first, self._position.first + self._position.visible)

    # Words

    def step_word(self, by: int) -> None:
        """Go to the next word of the current row (1), or to the one before (-1)."""
        line = self.current_line()
        if line is not None and not self._fold_words(self._selection.current)[0]:
            text = self._painter.shown_text(line, self._columns)
            self._word, self._cell = word_after(text, self._word, by), Cell()
            self.viewport().update()
            tell_value(self, self.word or self.accessible_value())

    def _take_cell(self, x: float) -> None:
        """Remember which cell of the current row is at `x`, and which word of its message."""
        line = self.current_line()
        if line is None:
            return
        column = self._columns.column_at(x)
        texts = {"level": line.level, "group": line.grouping, "object": line.object}
        self._cell = Cell(column, texts.get(column, line.message))
        self._word = None
        if column == "message" and not self._fold_words(self._selection.current)[0]:
            text = self._painter.shown_text(line, self._columns)
            at = self._painter.index_at(text, x - self._columns.message)
            self._word = word_at(text, at) if at < len(text) else None
        self.viewport().update()

    # How rows stand

    def row_state(self, row: int) -> RowState:
        """How a row stands."""
        is_selected = row in self._selection
        is_current = row == self._selection.current
        is_hovered = row == self._hovered
        is_marked = self._is_marked(row)
        fold, level = self._fold_words(row)
        is_no_match = self._is_no_match(row)
        if not (is_selected or is_current or is_hovered or is_marked or is_no_match or fold):
            return PLAIN
        return RowState(
            is_no_match=is_no_match,
            fold=fold,
            fold_level=level,
            is_marked=is_marked,
            is_selected=is_selected,
            is_current=is_current,
            is_hovered=is_hovered,
            has_focus=self.hasFocus(),
            word=self._word if is_current else None,
        )

    def set_matching(self, may_match: Callable[[int], bool] | None) -> None:
        """Mark texts only in lines that match, by their numbers; None marks them anywhere."""
        self._may_match = may_match
        self.viewport().update()

    def _is_no_match(self, row: int) -> bool:
        line = self.line(row) if self._may_match is not None else None
        return (
            line is not None and self._may_match is not None and not self._may_match(line.seq)
        )

    def set_folds(self, fold_of: Callable[[int], tuple[str, str]] | None) -> None:
        """Show what is folded: its words and level by row, empty for a line of its own."""
        self._fold_of = fold_of

    def _fold_words(self, row: int) -> tuple[str, str]:
        return self._fold_of(row) if self._fold_of is not None else ("", "")

    def _is_on_fold(self, row: int, x: float) -> bool:
        fold, _ = self._fold_words(row)
        start = self._columns.message
        return bool(fold) and start <= x <= start + self._layout.mono.horizontalAdvance(fold)

    def set_marks(self, marks: Container[int]) -> None:
        """Show which lines are marked, by their numbers."""
        self._marks = marks
        self.viewport().update()

    def _is_marked(self, row: int) -> bool:
        line = self.line(row) if self._marks else None
        return line is not None and line.seq in self._marks

    def _hover(self, row: int) -> None:
        if row != self._hovered:
            before, self._hovered = self._hovered, row
            for each in (before, row):
                self.viewport().update(self.row_rect(each))
