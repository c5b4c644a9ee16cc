"""The commands of the run dialog."""

from jobdesk.ui.actions import declare

FORM = "Run dialog"

RUN = declare("form.run", "&Run", context=FORM, shortcut=("Ctrl+Return", "Ctrl+Enter"))
HISTORY = declare("form.history", "Earlier inputs", context=FORM, shortcut="Ctrl+H")
PRESETS = declare("form.presets", "Presets", context=FORM, shortcut="Ctrl+P")
COPY_AS = declare("form.copy_as", "Copy as", context=FORM, shortcut="Ctrl+Shift+C")
RENAME_PRESET = declare("preset.rename", "Rename preset", context="Presets", shortcut="F2")
DELETE_PRESET = declare("preset.delete", "Delete preset", context="Presets", shortcut="Del")
