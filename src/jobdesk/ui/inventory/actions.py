"""What can be done in the inventory."""

from PySide6.QtGui import QKeySequence

from jobdesk.ui.actions import declare

CONTEXT = "Inventory"
_KEYS = QKeySequence.StandardKey

ADD = declare("inventory.add", "&Add…", context=CONTEXT, shortcut="Ctrl+N", icon="action/add")
CLONE = declare(
    "inventory.clone",
    "Add a c&opy…",
    context=CONTEXT,
    shortcut="Ctrl+Shift+D",
    icon="action/copy",
    tip="A new object with the values of this one",
)
EDIT = declare(
    "inventory.edit",
    "&Edit…",
    context=CONTEXT,
    shortcut="Ctrl+E",
    icon="note-pencil",
    tip="Edit the object, or all that are selected at once",
)
CONNECT = declare(
    "inventory.connect",
    "Connect a ca&ble…",
    context=CONTEXT,
    icon="git-commit",
    tip="A new cable from here to another port",
)
EDIT_CELL = declare(
    "inventory.edit_cell",
    "Edit &value",
    context=CONTEXT,
    shortcut="F2",
    icon="pencil-simple",
    is_told_only=True,
)
DELETE = declare(
    "inventory.delete", "&Delete…", context=CONTEXT, shortcut="Del", icon="action/delete"
)
OPEN = declare(
    "inventory.open",
    "Open in a &tab",
    context=CONTEXT,
    shortcut="Ctrl+Return",
    icon="action/open",
)
SHOW = declare(
    "inventory.show",
    "&Show the detail",
    context=CONTEXT,
    shortcut="Return",
    icon="eye",
    is_told_only=True,
)
REFRESH = declare(
    "inventory.refresh",
    "Read aga&in",
    context=CONTEXT,
    shortcut="Shift+F5",
    icon="action/refresh",
)
COPY = declare(
    "inventory.copy",
    "&Copy rows",
    context=CONTEXT,
    shortcut=_KEYS.Copy,
    icon="action/copy",
    tip="Copy the selected rows with their titles, as a table",
)
COPY_AS = declare("inventory.copy_as", "Copy rows &as…", context=CONTEXT, icon="action/copy_as")
COPY_CELL = declare(
    "inventory.copy_cell", "Cop&y value", context=CONTEXT, shortcut="Ctrl+Shift+C", icon="copy"
)
FILTER_BY = declare(
    "inventory.filter_by",
    "&Filter by this value",
    context=CONTEXT,
    shortcut="Alt+F",
    icon="action/filter",
)
FILTERS = declare(
    "inventory.filters",
    "Saved fi&lters…",
    context=CONTEXT,
    shortcut="Ctrl+Shift+L",
    icon="bookmark-simple",
    tip="Filters of this list that you keep under a name",
)
SAVED_FILTER = declare(
    "inventory.saved_filter", "A saved filter", context=CONTEXT, is_checkable=True
)
SAVE_FILTER = declare(
    "inventory.save_filter", "&Save this filter…", context=CONTEXT, icon="floppy-disk"
)
RENAME_FILTER = declare("inventory.rename_filter", "&Rename…", context=CONTEXT)
DELETE_FILTER = declare(
    "inventory.delete_filter", "&Delete", context=CONTEXT, icon="action/delete"
)
COLUMNS = declare(
    "inventory.columns", "&Columns…", context=CONTEXT, icon="action/columns", tip="Columns"
)
COLUMN = declare("inventory.column", "Column", context=CONTEXT, is_checkable=True)
RESET_COLUMNS = declare(
    "inventory.reset_columns", "&Usual columns", context=CONTEXT, icon="action/reset"
)
SORT = declare("inventory.sort", "Sort by this column", context=CONTEXT)
HIDE_COLUMN = declare("inventory.hide_column", "&Hide this column", context=CONTEXT)
TO_TREE = declare(
    "inventory.to_tree", "Go to the &kinds", context=CONTEXT, shortcut="Alt+1", icon="list"
)
TO_GRID = declare(
    "inventory.to_grid", "Go to the &list", context=CONTEXT, shortcut="Alt+2", icon="rows"
)
TO_DETAIL = declare(
    "inventory.to_detail",
    "Go to the detai&l",
    context=CONTEXT,
    shortcut="Alt+3",
    icon="article",
)
FOLLOW = declare(
    "inventory.follow",
    "&Go to what it names",
    context=CONTEXT,
    shortcut="Alt+Return",
    icon="arrow-right",
    tip="Show the object that this value refers to",
)
SAVE = declare("inventory.save", "&Save", context="Inventory editor", shortcut=_KEYS.Save)
