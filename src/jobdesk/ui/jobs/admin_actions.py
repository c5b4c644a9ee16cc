"""The commands that administer jobs."""

from PySide6.QtGui import QKeySequence

from jobdesk.ui.actions import declare

SETTINGS_CONTEXT = "Job settings"  # pages that change settings, in words
JOBS_CONTEXT = "Jobs"
_KEYS = QKeySequence.StandardKey

SAVE = declare("settings.save", "&Save", context=SETTINGS_CONTEXT, shortcut=_KEYS.Save)
# In the window's own context: what they undo depends on the page that is in front.
UNDO = declare("edits.undo", "&Undo", shortcut=_KEYS.Undo, icon="action/undo")
REDO = declare("edits.redo", "Re&do", shortcut=_KEYS.Redo, icon="arrow-u-up-right")

ENABLE_MANY = declare(
    "jobs.enable_many", "&Enable all selected", context=JOBS_CONTEXT, icon="power"
)
DISABLE_MANY = declare(
    "jobs.disable_many", "&Disable all selected", context=JOBS_CONTEXT, icon="prohibit"
)
OVERRIDE_MANY = declare(
    "jobs.override_many",
    "&Override all selected…",
    context=JOBS_CONTEXT,
    icon="action/columns",
    tip="Change settings of all selected jobs in one step",
)
CLEAR_SELECTION = declare(
    "jobs.clear_selection",
    "Clear selection",
    context=JOBS_CONTEXT,
    shortcut="Esc",
    tip="Only the current job stays selected",
)

NEXT_CHANGE = declare(
    "settings.next_change",
    "Next change",
    context=SETTINGS_CONTEXT,
    shortcut="F8",
    icon="caret-down",
)
PREVIOUS_CHANGE = declare(
    "settings.previous_change",
    "Previous change",
    context=SETTINGS_CONTEXT,
    shortcut="Shift+F8",
    icon="caret-up",
)

DELETE = declare(
    "jobs.delete",
    "Delete the record…",
    context=JOBS_CONTEXT,
    shortcut="Delete",
    icon="action/delete",
    tip="Delete the record of a job whose code is gone, or merge its history into another",
)
