import sys
import threading

import pytest

from jobdesk.ui import messages
from jobdesk.ui.crash import CrashDialog, CrashHooks, report_of


@pytest.fixture
def hooks(qapp):
    made = CrashHooks()
    made.install()
    yield made
    made.uninstall()


def fault():
    try:
        return 1 / 0
    except ZeroDivisionError:
        return sys.exc_info()


def test_what_nobody_caught_is_logged_and_told_once(hooks, expected_log):
    said = []
    messages.bridge().listen(said.append)
    caught = fault()

    sys.excepthook(*caught)
    sys.excepthook(*caught)

    assert [message.kind for message in said] == ["bug"]
    assert "ZeroDivisionError" in said[0].details


def test_a_fault_in_another_thread_is_told_too(qtbot, hooks, expected_log):
    said = []
    messages.bridge().listen(said.append)

    thread = threading.Thread(target=lambda: 1 / 0)
    thread.start()
    thread.join()

    qtbot.waitUntil(lambda: len(said) == 1)


def test_a_report_names_the_versions_and_hides_secrets():
    report = report_of("password: hunter2 in line 3")

    assert "JobDesk" in report
    assert "PySide6" in report
    assert "hunter2" not in report


def test_the_report_can_be_copied(qtbot, qapp):
    dialog = CrashDialog("ValueError: x", "Traceback: here")
    qtbot.addWidget(dialog)

    dialog._copy.click()

    assert qapp.clipboard().text() == dialog.text
    assert dialog._copy.text() == "Copied"
