"""What can be done on the queue board."""

from jobdesk.ui.actions import declare

CONTEXT = "Queues"

PAUSE_ALL = declare(
    "queues.pause_all",
    "Pause &all",
    context=CONTEXT,
    icon="action/freeze",
    tip="Start nothing in any queue; what runs goes on",
)
RESUME_ALL = declare(
    "queues.resume_all",
    "R&esume all",
    context=CONTEXT,
    icon="play",
    tip="Let all queues go on",
)
NEW = declare("queues.new", "&New queue", context=CONTEXT, shortcut="Ctrl+N", icon="action/add")
PAUSE = declare(
    "queues.pause",
    "&Pause",
    context=CONTEXT,
    icon="action/freeze",
    tip="Start nothing here; what runs goes on",
)
RESUME = declare(
    "queues.resume",
    "&Resume",
    context=CONTEXT,
    icon="play",
    tip="Let the queue go on",
)
DRAIN = declare(
    "queues.drain",
    "&Drain",
    context=CONTEXT,
    icon="drop-half",
    tip="Take no new runs; what waits and runs goes on",
)
UNDRAIN = declare(
    "queues.undrain",
    "&Take runs",
    context=CONTEXT,
    icon="arrow-line-down",
    tip="Let the queue take new runs again",
)
DELETE = declare(
    "queues.delete",
    "Delete &queue",
    context=CONTEXT,
    icon="action/delete",
    tip="Delete a queue that no job uses",
)
OPEN = declare(
    "queues.open_run",
    "&Open run",
    context=CONTEXT,
    shortcut="Return",
    icon="action/open",
    is_told_only=True,
)
TOP = declare(
    "queues.top",
    "Move to &top",
    context=CONTEXT,
    shortcut="Alt+Home",
    icon="arrow-line-up",
    tip="Let the run be the next of its queue",
)
UP = declare("queues.up", "Move &up", context=CONTEXT, shortcut="Alt+Up", icon="arrow-up")
DOWN = declare(
    "queues.down", "Move &down", context=CONTEXT, shortcut="Alt+Down", icon="arrow-down"
)
END = declare(
    "queues.end",
    "Move to &end",
    context=CONTEXT,
    shortcut="Alt+End",
    icon="arrow-line-down",
    tip="Let the run start after all that wait now",
)
CANCEL = declare("queues.cancel_run", "&Cancel run", context=CONTEXT, icon="action/cancel")
