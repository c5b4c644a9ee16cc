"""What can be done with a tab or with the window it was moved to."""

from PySide6.QtGui import QKeySequence

from jobdesk.ui.actions import declare

TORN = "Window of its own"

TEAR = declare(
    "tab.tear",
    "&Move the tab to a new window",
    shortcut="Ctrl+Shift+N",
    icon="app-window",
)
BACK = declare(
    "torn.back",
    "&Move back to the main window",
    context=TORN,
    shortcut="Ctrl+Shift+N",
    icon="arrow-u-up-left",
)
CLOSE = declare("torn.close", "&Close", context=TORN, shortcut=QKeySequence.StandardKey.Close)
