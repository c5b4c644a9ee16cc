"""The commands of the Runs page, the page of one run and its parts."""

from PySide6.QtGui import QKeySequence

from jobdesk.ui.actions import declare

RUNS = "Runs"

OPEN = declare(
    "runs.open",
    "&Open",
    context=RUNS,
    shortcut="Return",
    icon="action/open",
    tip="Show the run",
    is_told_only=True,  # the table takes it
)
DELETE = declare(
    "runs.delete",
    "&Delete",
    context=RUNS,
    shortcut=QKeySequence.StandardKey.Delete,
    icon="action/delete",
    tip="Delete the selected runs; that can be undone for ten seconds",
)
COPY_RUNS = declare(
    "runs.copy",
    "Cop&y",
    context=RUNS,
    shortcut=QKeySequence.StandardKey.Copy,
    icon="action/copy",
    tip="Copy the selected rows, to paste them into a spreadsheet",
)
COPY_RUNS_AS = declare("runs.copy_as", "Copy as", context=RUNS)

RUN = "Run"

CANCEL_RUN = declare(
    "run.cancel",
    "&Cancel run",
    context=RUN,
    shortcut="Ctrl+.",
    icon="action/cancel",
    tip="Ask the job to stop",
)
KILL_RUN = declare(
    "run.kill",
    "&Kill…",
    context=RUN,
    shortcut="Ctrl+Shift+.",
    icon="x-bold",
    tip="End its processes at once",
)
EXTEND = declare(
    "run.extend",
    "E&xtend by…",
    context=RUN,
    shortcut="Ctrl+Shift+E",
    icon="timer",
    tip="Give it more time: both limits move",
)
EXTEND_BY = declare("run.extend_by", "Extend by", context=RUN)
AGAIN = declare(
    "run.again",
    "&Run again",
    context=RUN,
    shortcut=("Ctrl+Return", "Ctrl+Enter"),
    icon="action/run_again",
    tip="Run it again with the same inputs and options",
)
EDIT_AGAIN = declare(
    "run.edit_again",
    "&Edit and run again…",
    context=RUN,
    shortcut="Ctrl+Shift+R",
    icon="note-pencil",
    tip="Open the form with its inputs",
)
APPLY = declare(
    "run.apply",
    "&Apply…",
    context=RUN,
    icon="action/apply",
    tip="Run it with the same inputs on the inventory itself",
)

AGAIN_FAILED = declare(
    "run.again_failed",
    "Run again with what &failed",
    context=RUN,
    shortcut="Ctrl+Alt+R",
    icon="action/run_again",
    tip="Run it again with the objects only for which it told of a failure",
)

FILES = "Files of a run"

OPEN_FILE = declare("files.open", "Open", context=FILES, icon="action/open")
REVEAL_FILE = declare("files.reveal", "Show in folder", context=FILES, icon="folder-open")
SAVE_FILE = declare("files.save", "Save as…", context=FILES, icon="action/export")
SAVE_FILES = declare("files.save_all", "Save all as zip…", context=FILES)

TRACEBACK = "Traceback of a run"

EDIT_FRAME = declare(
    "traceback.edit",
    "Open in &editor",
    context=TRACEBACK,
    icon="action/open",
    tip="Open the file there",
)
REPORT = declare(
    "traceback.report",
    "&Copy report",
    context=TRACEBACK,
    icon="action/copy",
    tip="Copy all with versions, no secrets",
)

COMPARE = declare("profile.compare", "Compare with", context="Profile of a run")
COLUMN = declare("runs.column", "Show the column", context=RUNS, is_checkable=True)
ASCENDING = declare("runs.ascending", "Sort &ascending", context=RUNS, icon="arrow-up")
DESCENDING = declare("runs.descending", "Sort &descending", context=RUNS, icon="arrow-down")
HIDE_COLUMN = declare("runs.hide_column", "&Hide this column", context=RUNS)
RESET_COLUMNS = declare("runs.reset_columns", "&Reset columns", context=RUNS)
SORT = declare("runs.sort", "Sort by", context=RUNS, is_checkable=True)
