"""What can be done with changes."""

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
    "Revert t&his change…",
    context=CONTEXT,
    icon="action/undo",
    tip="Look at what taking this change back would do",
)
ONLY_USER = declare(
    "changes.only_user", "Only by this &user", context=CONTEXT, icon="action/filter"
)
ONLY_KIND = declare(
    "changes.only_kind", "Only of this &kind", context=CONTEXT, icon="action/filter"
)
COPY_BEFORE = declare(
    "changes.copy_before", "Copy the value &before", context=CONTEXT, icon="copy"
)
COPY_AFTER = declare(
    "changes.copy_after", "Copy the value a&fter", context=CONTEXT, icon="copy"
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
