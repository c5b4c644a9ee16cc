"""What can be done with an object wherever it is shown."""

from jobdesk.ui.actions import declare

PRESS = declare(
    "objects.press",
    "Run a job for this object",
    context="Inventory",
    tip="Run the job of a button with this object",
    is_told_only=True,
)
