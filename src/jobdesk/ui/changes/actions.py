"""What can be done with changes."""

from PySide6.QtGui import QKeySequence

from jobdesk.ui.actions import declare

CONTEXT = "Changes"

OPEN_OBJECT = declare(
    "changes.open_object",
    "&Open object",
    context=CONTEXT,
    shortcut="Ctrl+Shift+O",
    icon="action/open",
    tip="Show the object in the inventory",
)
OPEN_RUN = declare(
    "changes.open_run",
    "Open &run",
    context=CONTEXT,
    icon="places/Runs",
    tip="Show the run that did this",
)
COPY = declare(
    "changes.copy",
    "&Copy",
    context=CONTEXT,
    shortcut=QKeySequence.StandardKey.Copy,
    icon="action/copy",
    tip="Copy the selected changes",
)
EXPORT_CSV = declare(
    "changes.export_csv", "Export as CS&V…", context=CONTEXT, icon="action/export"
)
EXPORT_JSON = declare(
    "changes.export_json", "Export as &JSON…", context=CONTEXT, icon="action/export"
)
REVERT = declare(
    "changes.revert",
    "Re&vert…",
    context=CONTEXT,
    icon="action/undo",
    tip="Look at what taking these changes back would do",
)
REVERT_ONE = declare(
    "changes.revert_one",
    "Revert this &change…",
    context=CONTEXT,
    icon="action/undo",
    tip="Look at what taking this change back would do",
)
ONLY_DIFFERENCES = declare(
    "changes.only_differences",
    "Only &differences",
    context=CONTEXT,
    icon="check-bold",
    is_checkable=True,
    tip="Leave out the fields that stayed as they were",
)
REFRESH = declare(
    "changes.refresh",
    "Re&fresh",
    context=CONTEXT,
    shortcut="Ctrl+R",
    icon="action/refresh",
    tip="Read the newest entries",
)
