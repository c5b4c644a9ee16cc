"""The actions of the log panel: stepping, marking, its panes."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from jobdesk.models.log_query import pattern_term
from jobdesk.ui import messages
from jobdesk.ui.actions import ActionRegistry
from jobdesk.ui.log.ansi import plain
from jobdesk.ui.log.commands import (
    FIND,
    FOLD,
    HIGHLIGHT,
    HIGHLIGHTERS,
    JUMP,
    LOG,
    MARK,
    NEXT_FAILURE,
    NEXT_MARK,
    NEXT_MATCH,
    NOT_LIKE,
    ONLY_LIKE,
    PREVIOUS_FAILURE,
    PREVIOUS_MARK,
    PREVIOUS_MATCH,
    RAW,
    RECENT,
    RESULTS,
    ZOOM_IN,
    ZOOM_OUT,
    ZOOM_RESET,
)
from jobdesk.ui.log.highlighter_editor import HighlighterEditor
from jobdesk.ui.log.highlighter_files import HighlighterFiles
from jobdesk.ui.log.highlighters import MOST_RULES
from jobdesk.ui.log.selection import first_rows
from jobdesk.ui.log.view import LogView
from jobdesk.ui.log.words_in import pattern_like
from jobdesk.ui.widgets.buttons import action_button

if TYPE_CHECKING:
    from jobdesk.ui.log.panel import LogPanel


class _Doer(QObject):
    """Does what was asked; lives as long as its panel."""

    def __init__(self, panel: "LogPanel") -> None:
        super().__init__(panel)
        self._panel = panel
        self._files = HighlighterFiles(panel.highlighters, panel.memory, panel)

    @Slot()
    def on_find(self) -> None:
        self._panel.tools.search.setFocus()
        self._panel.tools.search.selectAll()

    @Slot()
    def on_next_match(self) -> None:
        self._panel.step(1)

    @Slot()
    def on_previous_match(self) -> None:
        self._panel.step(-1)

    @Slot()
    def on_next_failure(self) -> None:
        self._panel.lookup.step_failure(self._panel.place_of_reading(1), 1)

    @Slot()
    def on_previous_failure(self) -> None:
        self._panel.lookup.step_failure(self._panel.place_of_reading(-1), -1)

    @Slot()
    def on_mark(self) -> None:
        rows = self._panel.rows.acting
        spans, source = first_rows(rows.view.selection.spans, _MARKED_AT_ONCE), rows.source()
        seqs = [source.seq_of(row) for span in spans for row in span]
        if seqs:
            self._panel.marks.toggle(seqs)

    @Slot()
    def on_only_like(self) -> None:
        self._filter_like(is_excluded=False)

    @Slot()
    def on_not_like(self) -> None:
        self._filter_like(is_excluded=True)

    def _filter_like(self, *, is_excluded: bool) -> None:
        line = self._panel.rows.acting.view.current_line()
        if line is not None:
            pattern = pattern_like(plain(line.message[:_CHARS_SEEN]))
            term = pattern_term(pattern, is_excluded=is_excluded)
            self._panel.tools.search.add_term(term)

    @Slot()
    def on_highlight(self) -> None:
        text = self._panel.rows.text_to_highlight
        if not text:
            messages.show("Click a word of the log, or select text in the line in full.")
        elif not self._panel.highlighters.toggle(text):
            messages.show(f"There are {MOST_RULES} highlighters already; remove one first.")

    @Slot()
    def on_next_mark(self) -> None:
        self._step_mark(1)

    @Slot()
    def on_previous_mark(self) -> None:
        self._step_mark(-1)

    @Slot()
    def on_highlighters(self) -> None:
        panel = self._panel
        editor = HighlighterEditor(panel.highlighters, self._files, panel)
        editor.open_below(panel.tools)

    @Slot()
    def on_highlighters_changed(self) -> None:
        rules = self._panel.highlighters.painted
        self._panel.view.set_highlights(rules)
        self._panel.results.set_highlights(rules)

    def _step_mark(self, by: int) -> None:
        found = self._panel.marks.after(self._panel.place_of_reading(by), by)
        if found is not None:
            self._panel.go_to(found)


_CHARS_SEEN = 2_000  # of a message, for lines like it
_MARKED_AT_ONCE = 100  # rows of a selection
_OF_ROWS = (
    *("log.mark", "log.next_mark", "log.previous_mark", "log.next_failure"),
    *("log.previous_failure", "log.only_like", "log.not_like"),
)


def share_actions(panel: "LogPanel", view: LogView) -> None:
    """Let the keys for rows work in another view of the log too."""
    for name in _OF_ROWS:
        view.addAction(panel.actions_here[name])


def make_actions(panel: "LogPanel") -> ActionRegistry:
    """Make the actions of a panel, and the buttons for them in its tool line."""
    made, doer, view = ActionRegistry(panel, LOG), _Doer(panel), panel.view
    made.make(FIND, doer.on_find)
    made.make(RECENT, panel.history.open_menu, on=panel.tools.search)
    made.make(JUMP, panel.jumper.ask)
    made.make(NEXT_MATCH, doer.on_next_match)
    made.make(PREVIOUS_MATCH, doer.on_previous_match)
    made.make(NEXT_FAILURE, doer.on_next_failure, on=view)
    made.make(PREVIOUS_FAILURE, doer.on_previous_failure, on=view)
    made.make(MARK, doer.on_mark, on=view)
    made.make(ONLY_LIKE, doer.on_only_like, on=view)
    made.make(NOT_LIKE, doer.on_not_like, on=view)
    made.make(HIGHLIGHT, doer.on_highlight)
    made.make(NEXT_MARK, doer.on_next_mark, on=view)
    made.make(PREVIOUS_MARK, doer.on_previous_mark, on=view)
    viewing = panel.viewing
    raw = made.make(RAW, viewing.set_raw)
    raw.setChecked(viewing.is_raw)
    viewing.raw_changed.connect(raw.setChecked)
    panel.tools.add(action_button(raw, "icon", ""))
    made.make(ZOOM_IN, viewing.zoom_in)
    made.make(ZOOM_OUT, viewing.zoom_out)
    made.make(ZOOM_RESET, viewing.zoom_reset)
    results = made.make(RESULTS, panel.results.set_visible)
    results.setChecked(panel.results.is_visible)
    panel.results.visible_changed.connect(results.setChecked)
    panel.tools.add(action_button(results, "icon", ""))
    fold = made.make(FOLD, panel.folding.set_on)
    panel.folding.changed.connect(fold.setChecked)
    lights = made.make(HIGHLIGHTERS, doer.on_highlighters)
    panel.tools.add(action_button(lights, "icon", ""))
    panel.highlighters.changed.connect(doer.on_highlighters_changed)
    doer.on_highlighters_changed()
    return made
