"""The commands of values: results, inputs, as a tree, a table or text."""

from PySide6.QtGui import QKeySequence

from jobdesk.ui.actions import declare

VALUE, TREE, TABLE = "Result", "Result as a tree", "Result as a table"
_KEYS = QKeySequence.StandardKey

RAW = declare("value.raw", "Show the text as it is", context=VALUE, shortcut="Ctrl+U")
COPY_VALUE = declare("tree.copy", "Copy value", context=TREE, shortcut=_KEYS.Copy)
COPY_PATH = declare("tree.copy_path", "Copy path", context=TREE, shortcut="Ctrl+Shift+C")
NEXT = declare("tree.next", "Next hit", context=TREE, shortcut=_KEYS.FindNext)
PREVIOUS = declare("tree.previous", "Previous hit", context=TREE, shortcut=_KEYS.FindPrevious)
UNFOLD = declare("tree.unfold", "Unfold two levels", context=TREE)
FOLD = declare("tree.fold", "Fold all", context=TREE)
COPY_CELLS = declare("grid.copy", "Copy cells", context=TABLE, shortcut=_KEYS.Copy)
COPY_AS = declare("grid.copy_as", "Copy as", context=TABLE)
