"""What goes between the inventory and files, or other systems."""

from jobdesk.ui.actions import declare
from jobdesk.ui.inventory.actions import CONTEXT

IMPORT = declare(
    "inventory.import",
    "&Import from a file…",
    context=CONTEXT,
    shortcut="Ctrl+I",
    icon="upload-simple",
    tip="Objects from a CSV, JSON or YAML file; what they do is shown first",
)
EXPORT = declare(
    "inventory.export",
    "E&xport the list…",
    context=CONTEXT,
    shortcut="Ctrl+Shift+S",
    icon="action/export",
    tip="All objects of the list into a CSV, JSON or YAML file",
)
EXPORT_SELECTED = declare(
    "inventory.export_selected",
    "Export the selected &rows…",
    context=CONTEXT,
    icon="action/export",
)
REMOTE = declare(
    "inventory.import_remote",
    "Import from &Nautobot…",
    context=CONTEXT,
    icon="cloud-arrow-down",
    tip="All objects of a running Nautobot, with a token for reading",
)
SAMPLE = declare(
    "inventory.sample",
    "Make a &sample network",
    context=CONTEXT,
    icon="flask",
    tip="2,000 invented devices with cables and addresses, in an empty inventory",
)
MORE = declare(
    "inventory.exchange", "Import and export", context=CONTEXT, icon="arrows-left-right"
)
MENU = (
    *("inventory.import", "inventory.import_remote", ""),
    *("inventory.export", "inventory.export_selected", "", "inventory.sample"),
)
