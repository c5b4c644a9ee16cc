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
