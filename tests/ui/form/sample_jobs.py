"""Jobs whose dialogs the tests open, and what they look at and press."""

import shiboken6
from PySide6.QtCore import Qt

from jobdesk.jobs import DryRunVar, IntegerVar, Job, PasswordVar, StringVar


class Simple(Job):
    """Say hello.

    And more about it.
    """

    title = StringVar(min_length=2)
    count = IntegerVar(default=3)

    class Meta:
        name = "Simple"
        has_sensitive_variables = False

    def run(self, title, count):
        return title * count


class Locked(Job):
    title = StringVar()
    password = PasswordVar()

    class Meta:
        has_sensitive_variables = True

    def run(self, title, password):
        return title


class Secret(Job):
    title = StringVar()

    class Meta:
        has_sensitive_variables = True

    def run(self, title):
        return title


class Rehearsed(Job):
    dryrun = DryRunVar()

    class Meta:
        has_sensitive_variables = False
        dryrun_default = True

    def run(self, dryrun):
        return dryrun


class FirstGeneration(Job):
    class Meta:
        has_sensitive_variables = False

    def run(self, data, commit):
        return commit


class Plain(Job):
    class Meta:
        has_sensitive_variables = False

    def run(self):
        return 1


def is_gone(dialog):
    return not shiboken6.isValid(dialog) or not dialog.isVisible()


def runs(session):
    return session.ready.results.recent(10)


def press(qtbot, dialog, key, more=Qt.KeyboardModifier.NoModifier):
    """Press Ctrl and a key where the keyboard is."""
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    qtbot.keyClick(dialog.focusWidget(), key, Qt.KeyboardModifier.ControlModifier | more)
