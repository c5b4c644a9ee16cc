"""The commands of the Runs page."""

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
    "&Delete…",
    context=RUNS,
    shortcut=QKeySequence.StandardKey.Delete,
    icon="action/delete",
    tip="Delete the selected runs",
)

FILES = "Files of a run"

OPEN_FILE = declare("files.open", "Open", context=FILES, icon="action/open")
REVEAL_FILE = declare("files.reveal", "Show in folder", context=FILES, icon="folder-open")
SAVE_FILE = declare("files.save", "Save as…", context=FILES, icon="action/export")
SAVE_FILES = declare("files.save_all", "Save all as zip…", context=FILES)

COMPARE = declare("profile.compare", "Compare with", context="Profile of a run")
COLUMN = declare("runs.column", "Show the column", context=RUNS, is_checkable=True)
SORT = declare("runs.sort", "Sort by", context=RUNS, is_checkable=True)
