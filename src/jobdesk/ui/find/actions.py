"""The commands of the page that searches all runs, and the one that opens it."""

from PySide6.QtGui import QKeySequence

from jobdesk.ui.actions import declare

FIND = "Search in all runs"

FIND_ALL = declare(
    "find.all",
    "Searc&h all runs",
    shortcut="Ctrl+Shift+A",  # Ctrl+Shift+F shows the matches below a log
    icon="file-search",
    tip="Search the logs of all runs",
)
NEXT_HIT = declare(
    "find.next_hit",
    "Next line found in all runs",
    shortcut="F4",
    tip="Open the next line that the search in all runs found",
)
PREVIOUS_HIT = declare(
    "find.previous_hit",
    "Previous line found in all runs",
    shortcut="Shift+F4",
    tip="Open the line before that the search in all runs found",
)
OPEN = declare(
    "find.open",
    "&Open the run here",
    context=FIND,
    shortcut="Return",
    icon="action/open",
    tip="Open the run at this line",
    is_told_only=True,  # the list takes it, as the next ones
)
COPY = declare(
    "find.copy",
    "&Copy",
    context=FIND,
    shortcut=(QKeySequence.StandardKey.Copy, "Space"),
    icon="action/copy",
    tip="Copy the selected lines",
    is_told_only=True,
)
COPY_AS = declare("find.copy_as", "Copy as", context=FIND)
SELECT_ALL = declare(
    "find.select_all",
    "Select &all",
    context=FIND,
    shortcut=QKeySequence.StandardKey.SelectAll,
    is_told_only=True,
)
NEXT = declare("find.next", "&Next hit", context=FIND, shortcut="F4", icon="caret-down")
PREVIOUS = declare(
    "find.previous", "&Previous hit", context=FIND, shortcut="Shift+F4", icon="caret-up"
)
AGAIN = declare(
    "find.again",
    "Search &again",
    context=FIND,
    shortcut="Ctrl+R",
    icon="action/refresh",
    tip="Search again: runs may have gone on",
)
STOP = declare(
    "find.stop",
    "&Stop",
    context=FIND,
    shortcut="Esc",
    icon="action/cancel",
    tip="Stop the search; what was found stays",
    is_told_only=True,
)
RECENT = declare(
    "find.recent",
    "&Recent searches",
    context=FIND,
    shortcut="Alt+Down",
    icon="action/history",
    tip="Searches that you made before",
)
FOLD_ALL = declare("find.fold_all", "C&lose all runs", context=FIND, shortcut="Ctrl+Shift+-")
OPEN_ALL = declare("find.open_all", "Op&en all runs", context=FIND, shortcut="Ctrl+Shift++")
