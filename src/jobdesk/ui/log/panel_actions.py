"""The actions of the log panel: stepping, marking, its panes."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from jobdesk.ui.actions import ActionRegistry
from jobdesk.ui.log.commands import (
    FIND,
    FOLD,
    HIGHLIGHTERS,
    JUMP,
    LOG,
    MARK,
    NEXT_FAILURE,
    NEXT_MARK,
    NEXT_MATCH,
    PREVIOUS_FAILURE,
    PREVIOUS_MARK,
    PREVIOUS_MATCH,
    RAW,
    RESULTS,
    ZOOM_IN,
    ZOOM_OUT,
    ZOOM_RESET,
)
from jobdesk.ui.log.highlighter_editor import HighlighterEditor
from jobdesk.ui.log.selection import first_rows
from jobdesk.ui.widgets.buttons import action_button

if TYPE_CHECKING:
    from jobdesk.ui.log.panel import LogPanel


class _Doer(QObject):
    """Does what was asked; lives as long as its panel."""

    def __init__(self, panel: "LogPanel") -> None:
        super().__init__(panel)
        self._panel = panel

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
        shown = self._panel.lookup.shown
        spans = first_rows(self._panel.view.selection.spans, _MARKED_AT_ONCE)
        seqs = [shown.seq_of(row) for span in spans for row in span]
        if seqs:
            self._panel.marks.toggle(seqs)

    @Slot()
    def on_next_mark(self) -> None:
        self._step_mark(1)

    @Slot()
    def on_previous_mark(self) -> None:
        self._step_mark(-1)

    @Slot()
    def on_highlighters(self) -> None:
        panel = self._panel
        HighlighterEditor(panel.highlighters, panel).open_below(panel.tools)

    @Slot()
    def on_highlighters_changed(self) -> None:
        rules = self._panel.highlighters.painted
        self._panel.view.set_highlights(rules)
        self._panel.results.set_highlights(rules)

    def _step_mark(self, by: int) -> None:
        found = self._panel.marks.after(self._panel.place_of_reading(by), by)
        if found is not None:
            self._panel.go_to(found)


_MARKED_AT_ONCE = 100  # rows of a selection


def make_actions(panel: "LogPanel") -> ActionRegistry:
    """Make the actions of a panel, and the buttons for them in its tool line."""
    made, doer, view = ActionRegistry(panel, LOG), _Doer(panel), panel.view
    made.make(FIND, doer.on_find)
    made.make(JUMP, panel.jumper.ask)
    made.make(NEXT_MATCH, doer.on_next_match)
    made.make(PREVIOUS_MATCH, doer.on_previous_match)
    made.make(NEXT_FAILURE, doer.on_next_failure, on=view)
    made.make(PREVIOUS_FAILURE, doer.on_previous_failure, on=view)
    made.make(MARK, doer.on_mark, on=view)
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
