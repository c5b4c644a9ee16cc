"""The commands of the Jobs page."""

from jobdesk.ui.actions import declare

JOBS = "Jobs"  # the page in words
VIEWS = "Saved views of jobs"

COLUMN_SHOWN = declare("jobs.column", "Show the column", context=JOBS, is_checkable=True)
COLUMN_LEFT = declare("jobs.column_left", "Move to the left", context=JOBS)
COLUMN_RIGHT = declare("jobs.column_right", "Move to the right", context=JOBS)
COLUMN_WIDER = declare("jobs.column_wider", "Wider", context=JOBS)
COLUMN_NARROWER = declare("jobs.column_narrower", "Narrower", context=JOBS)
SORT_UP = declare("jobs.sort_up", "Sort upwards", context=JOBS, icon="caret-up")
SORT_DOWN = declare("jobs.sort_down", "Sort downwards", context=JOBS, icon="caret-down")
SORT_THEN = declare(
    "jobs.sort_then",
    "Then sort by this",
    context=JOBS,
    tip="Add to the order: Shift and a click on the title do the same",
)
COLUMNS_MENU = declare(
    "jobs.columns",
    "&Columns…",
    context=JOBS,
    shortcut="Ctrl+Shift+C",
    icon="action/columns",
    tip="Choose, order and arrange columns",
)
COLUMNS_RESET = declare(
    "jobs.columns_reset", "Reset columns", context=JOBS, icon="action/reset"
)
FOLD_ALL = declare(
    "jobs.fold_all", "Collapse all groups", context=JOBS, shortcut="Ctrl+Shift+-"
)
OPEN_ALL = declare("jobs.open_all", "Expand all groups", context=JOBS, shortcut="Ctrl+Shift++")
VIEW_RENAME = declare(
    "jobs.view_rename", "Rename…", context=VIEWS, shortcut="F2", is_told_only=True
)
VIEW_DELETE = declare(
    "jobs.view_delete",
    "Delete the view",
    context=VIEWS,
    shortcut="Delete",
    icon="action/delete",
    is_told_only=True,
)
VIEW_LEFT = declare(
    "jobs.view_left",
    "Move the view to the left",
    context=VIEWS,
    shortcut="Ctrl+Shift+Left",
    is_told_only=True,
)
VIEW_RIGHT = declare(
    "jobs.view_right",
    "Move the view to the right",
    context=VIEWS,
    shortcut="Ctrl+Shift+Right",
    is_told_only=True,
)
FAVOURITE = declare(
    "jobs.favourite",
    "Fa&vourite",
    context=JOBS,
    shortcut="Ctrl+D",
    icon="action/favourite",
    tip="Give a star or take it away",
)
LABELS = declare(
    "jobs.labels",
    "&Labels…",
    context=JOBS,
    shortcut="Ctrl+L",
    icon="tag",
    tip="Give labels to the selected jobs or take them away",
)
TILES = declare(
    "jobs.tiles",
    "Tiles",
    context=JOBS,
    shortcut="Ctrl+Shift+I",
    icon="squares-four",
    tip="Show jobs as tiles or as a table",
    is_checkable=True,
)
FILTER_HELP = declare(
    "jobs.filter_help",
    "What can be typed into the filter",
    context=JOBS,
    shortcut="Ctrl+?",
    icon="question",
)
RUN = declare(
    "jobs.run", "&Run…", context=JOBS, shortcut="Return", icon="action/run", is_told_only=True
)
PREVIEW = declare(
    "jobs.preview",
    "&Preview…",
    context=JOBS,
    shortcut="Ctrl+Shift+P",
    icon="action/preview",
    tip="Run it on a copy of the inventory and see what it would change",
)
SWITCH = declare(
    "jobs.switch",
    "Enable or disable",
    context=JOBS,
    shortcut="Space",
    icon="power",
    is_told_only=True,
)
CODE = declare("jobs.code", "Read the &code", context=JOBS, icon="code")
SETTINGS = declare(
    "jobs.settings",
    "&Settings",
    context=JOBS,
    shortcut="F2",
    icon="action/columns",
    tip="Edit the settings of the selected jobs",
)
COPY_PATH = declare("jobs.copy_path", "Copy class path", context=JOBS, icon="action/copy")
