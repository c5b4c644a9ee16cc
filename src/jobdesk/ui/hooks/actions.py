"""What can be done on the pages of job hooks and of job buttons."""

from jobdesk.ui.actions import declare

HOOKS = "Job hooks"
BUTTONS = "Job buttons"

NEW_HOOK = declare(
    "hooks.new", "&New hook", context=HOOKS, shortcut="Ctrl+N", icon="action/add"
)
SAVE_HOOK = declare(
    "hooks.save", "&Save", context=HOOKS, shortcut="Ctrl+S", icon="floppy-disk",
    tip="Save this hook",
)  # fmt: skip
REVERT_HOOK = declare(
    "hooks.revert", "&Discard", context=HOOKS, icon="action/undo",
    tip="Forget what was changed since it was saved",
)  # fmt: skip
SWITCH_HOOK = declare(
    "hooks.switch", "Switch &off", context=HOOKS, shortcut="Ctrl+E", icon="lightning",
    tip="Let it fire, or not",
)  # fmt: skip
DELETE_HOOK = declare(
    "hooks.delete", "Delete &hook", context=HOOKS, shortcut="Del", icon="action/delete",
    tip="Delete the hook; its runs stay",
)  # fmt: skip
OPEN_RUN = declare(
    "hooks.open_run", "&Open run", context=HOOKS, shortcut="Return", icon="action/open",
    tip="Show the run that it started", is_told_only=True,
)  # fmt: skip
REPLAY = declare(
    "hooks.replay", "&Run for this change", context=HOOKS, icon="play",
    tip="Run the job of the saved hook for this change, whatever its conditions say",
)  # fmt: skip

NEW_BUTTON = declare(
    "buttons.new", "&New button", context=BUTTONS, shortcut="Ctrl+N", icon="action/add"
)
SAVE_BUTTON = declare(
    "buttons.save", "&Save", context=BUTTONS, shortcut="Ctrl+S", icon="floppy-disk",
    tip="Save this button",
)  # fmt: skip
REVERT_BUTTON = declare(
    "buttons.revert", "&Discard", context=BUTTONS, icon="action/undo",
    tip="Forget what was changed since it was saved",
)  # fmt: skip
SWITCH_BUTTON = declare(
    "buttons.switch", "Switch &off", context=BUTTONS, shortcut="Ctrl+E", icon="cursor",
    tip="Offer it on objects, or not",
)  # fmt: skip
DELETE_BUTTON = declare(
    "buttons.delete", "Delete &button", context=BUTTONS, shortcut="Del", icon="action/delete",
    tip="Delete the button; its runs stay",
)  # fmt: skip
