"""What can be done with the frame: its tabs, the windows they were moved to, its layout."""

from PySide6.QtGui import QKeySequence

from jobdesk.ui.actions import declare

TORN = "Window of its own"

TEAR = declare(
    "tab.tear",
    "&Move the tab to a new window",
    shortcut="Ctrl+Shift+N",
    icon="app-window",
)
NEXT = declare("tab.next", "&Next tab", shortcut=("Ctrl+Tab", "Ctrl+PgDown"))
PREVIOUS = declare("tab.previous", "&Previous tab", shortcut=("Ctrl+Shift+Tab", "Ctrl+PgUp"))
SHOW_PART = declare("tab.show_part", "Show this tab")
REOPEN = declare(
    "tab.reopen",
    "Re&open the closed tab",
    shortcut="Ctrl+Shift+T",
    tip="Open the tab again that was closed last",
)
SIDEBAR = declare(
    "sidebar.narrow",
    "&Narrow sidebar",
    shortcut="Ctrl+B",
    tip="Show the places as icons only",
    is_checkable=True,
)
RESET = declare(
    "layout.reset",
    "Reset la&yout",
    tip="Sizes, columns and places of panes as at first; filters, drafts and views stay",
)
BACK = declare(
    "torn.back",
    "&Move back to the main window",
    context=TORN,
    shortcut="Ctrl+Shift+N",
    icon="arrow-u-up-left",
)
CLOSE = declare("torn.close", "&Close", context=TORN, shortcut=QKeySequence.StandardKey.Close)
