"""What can be done with the matches of a log; its keys work while the log has the focus."""

from PySide6.QtGui import QKeySequence

from jobdesk.ui.actions import declare

LOG = "Log"

FIND = declare(
    "log.find",
    "&Find in the log",
    context=LOG,
    shortcut=QKeySequence.StandardKey.Find,
    icon="action/search",
)
NEXT_MATCH = declare(
    "log.next_match",
    "&Next match",
    context=LOG,
    shortcut="F3",  # the standard key is Ctrl+G too where that goes to a line
    icon="caret-down",
)
PREVIOUS_MATCH = declare(
    "log.previous_match",
    "&Previous match",
    context=LOG,
    shortcut="Shift+F3",
    icon="caret-up",
)
NEXT_FAILURE = declare("log.next_failure", "Next &failure", context=LOG, shortcut="E")
PREVIOUS_FAILURE = declare(
    "log.previous_failure", "Previous fai&lure", context=LOG, shortcut="Shift+E"
)
COPY = declare(
    "log.copy",
    "&Copy",
    context=LOG,
    shortcut=QKeySequence.StandardKey.Copy,
    icon="action/copy",
    tip="Copy the selected lines",
    is_told_only=True,  # the view takes it, as the next ones
)
SELECT_ALL = declare(
    "log.select_all",
    "Select &all",
    context=LOG,
    shortcut=QKeySequence.StandardKey.SelectAll,
    is_told_only=True,
)
TO_END = declare("log.to_end", "Go to the &end", context=LOG, shortcut="End", is_told_only=True)
COPY_AS = declare("log.copy_as", "Copy as", context=LOG)
SEARCH_FOR = declare("log.search_for", "Search for", context=LOG)
SEARCH_ALL = declare("log.search_all", "Search all runs for", context=LOG)
RECENT = declare(
    "log.recent",
    "&Recent searches…",
    context=LOG,
    shortcut="Alt+Down",
    tip="Search for something again",
)
SEARCH_AGAIN = declare("log.search_again", "Search again", context=LOG)
FORGET_SEARCHES = declare("log.forget_searches", "&Forget these", context=LOG)
ONLY = declare("log.only", "Only these", context=LOG)
NOT = declare("log.not", "Not these", context=LOG)
ONLY_LIKE = declare(
    "log.only_like",
    "&Only lines like this",
    context=LOG,
    shortcut="O",
    tip="Show lines whose messages differ in numbers and quoted names only",
)
NOT_LIKE = declare(
    "log.not_like",
    "E&xclude lines like this",
    context=LOG,
    shortcut="X",
    tip="Hide lines whose messages differ in numbers and quoted names only",
)
HIGHLIGHT = declare(
    "log.highlight",
    "&Highlight the word",
    context=LOG,
    shortcut="H",
    icon="highlighter-circle",
    tip="Give the chosen word its own colour everywhere, or take it away again",
)
COLUMN = declare("log.column", "Show a column", context=LOG, is_checkable=True)
TIMES_AS = declare("log.times_as", "Times as", context=LOG, is_checkable=True)
EXPORT_AS = declare("log.export_as", "Export as", context=LOG)
RESULTS = declare(
    "log.results",
    "&Results pane",
    context=LOG,
    shortcut="Ctrl+Shift+F",
    icon="file-search",
    tip="List the matches below the log",
    is_checkable=True,
)
MARK = declare("log.mark", "&Mark the line", context=LOG, shortcut="M")
NEXT_MARK = declare("log.next_mark", "Next mar&k", context=LOG, shortcut="]")
PREVIOUS_MARK = declare("log.previous_mark", "Previous m&ark", context=LOG, shortcut="[")
HIGHLIGHTERS = declare(
    "log.highlighters",
    "&Highlighters…",
    context=LOG,
    shortcut="Ctrl+Shift+H",
    icon="highlighter-circle",
    tip="Give texts of the log their own colours",
)
JUMP = declare(
    "log.jump",
    "&Go to a time or line…",
    context=LOG,
    shortcut="Ctrl+G",
    icon="clock-clockwise",
    tip="Go to a time, a step of time, or a line",
)
RAW = declare(
    "log.raw",
    "Plain &text",
    context=LOG,
    shortcut="Ctrl+R",
    icon="article",
    tip="Show the lines as plain text, without columns",
    is_checkable=True,
)
ZOOM_IN = declare("log.zoom_in", "&Larger text", context=LOG, shortcut=("Ctrl++", "Ctrl+="))
ZOOM_OUT = declare("log.zoom_out", "S&maller text", context=LOG, shortcut="Ctrl+-")
ZOOM_RESET = declare("log.zoom_reset", "&Usual text size", context=LOG, shortcut="Ctrl+0")
FOLD = declare(
    "log.fold",
    "Fol&d groups",
    context=LOG,
    shortcut="Ctrl+Shift+G",
    tip="Show lines of one group as one row; Right opens it, Left closes it",
    is_checkable=True,
)
