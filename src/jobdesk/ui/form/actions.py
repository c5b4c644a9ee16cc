"""The commands of the run dialog."""

from jobdesk.ui.actions import declare

FORM = "Run dialog"

RUN = declare("form.run", "&Run", context=FORM, shortcut=("Ctrl+Return", "Ctrl+Enter"))
RUN_FIRST = declare(
    "form.run_first",
    "Run on the first three objects",
    context=FORM,
    shortcut="Ctrl+Shift+Return",
)
PREVIEW = declare(
    "form.preview",
    "&Preview",
    context=FORM,
    shortcut="Ctrl+Shift+P",
    icon="action/preview",
    tip="Run it on a copy of the inventory and see what it would change",
)
HISTORY = declare("form.history", "Earlier inputs", context=FORM, shortcut="Ctrl+H")
PRESETS = declare("form.presets", "Presets", context=FORM, shortcut="Ctrl+P")
COPY_AS = declare("form.copy_as", "Copy as", context=FORM, shortcut="Ctrl+Shift+C")
RENAME_PRESET = declare("preset.rename", "Rename preset", context="Presets", shortcut="F2")
DELETE_PRESET = declare("preset.delete", "Delete preset", context="Presets", shortcut="Del")
TREE = declare(
    "form.tree", "Show the document as a tree", context="JSON field", shortcut="Ctrl+T"
)

OBJECT = "Object field"
SHOW_OBJECT = declare(
    "object.show", "&Show in the inventory", context=OBJECT, shortcut="F4", icon="action/open"
)

FILE = "File field"
CHOOSE_FILE = declare(
    "file.choose", "&Choose a file…", context=FILE, shortcut="Space", is_told_only=True
)
PASTE_FILE = declare(
    "file.paste",
    "&Paste a file or its path",
    context=FILE,
    shortcut="Ctrl+V",
    is_told_only=True,
)
RECENT_FILE = declare("file.recent", "Recent file", context=FILE)
COPY_PATH = declare("file.copy_path", "Copy the pa&th", context=FILE)
COPY_HASH = declare("file.copy_hash", "Copy the &SHA-256", context=FILE)
TAKE_AWAY = declare(
    "file.take_away", "Take the file &away", context=FILE, shortcut="Del", is_told_only=True
)
