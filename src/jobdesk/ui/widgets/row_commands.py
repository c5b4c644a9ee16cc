"""What can be done with the rows of any list."""

from PySide6.QtGui import QKeySequence

from jobdesk.ui.actions import declare

CONTEXT = "Lists"

OPEN = declare(
    "rows.open",
    "&Open",
    context=CONTEXT,
    shortcut="Return",
    icon="action/open",
    tip="Open what the row stands for",
    is_told_only=True,
)
COPY = declare(
    "rows.copy",
    "&Copy",
    context=CONTEXT,
    shortcut=QKeySequence.StandardKey.Copy,
    icon="action/copy",
    tip="Copy the selected rows as text, with tabs between their columns",
)
COPY_VALUE = declare(
    "rows.copy_value",
    "Copy &value",
    context=CONTEXT,
    icon="copy",
    tip="Copy what stands in this place",
)
COPY_ALL = declare(
    "rows.copy_all",
    "Copy a&ll",
    context=CONTEXT,
    icon="action/copy_as",
    tip="Copy all rows as text, with tabs between their columns",
)
FOLD = declare("rows.fold", "Fol&d", context=CONTEXT, shortcut="Left", is_told_only=True)
UNFOLD = declare("rows.unfold", "Unfol&d", context=CONTEXT, shortcut="Right", is_told_only=True)
FOLD_ALL = declare("rows.fold_all", "&Fold all", context=CONTEXT)
UNFOLD_ALL = declare("rows.unfold_all", "&Unfold all", context=CONTEXT)
