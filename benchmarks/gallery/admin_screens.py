"""Screens of administration: settings with overrides and errors, bulk editor, reviews."""

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from benchmarks.gallery.camera import Camera
from jobdesk.operations.jobs import override
from jobdesk.operations.users import current_actor

VERIFY = "verify_inventory.VerifyInventory"


def _settings(camera: Camera) -> QWidget:
    services = camera.services
    values = {"grouping": "Configuration", "job_queues": "deploy, default"}
    override(services, current_actor(services), VERIFY, values)
    camera.desk.opener.open_job_settings(camera.job_id(VERIFY))
    camera.settle()
    return camera.window.stack.currentWidget()


def settings_override(camera: Camera) -> QWidget:
    """Overrides that are saved, others that are not."""
    fields = _settings(camera).form.fields
    QTest.keyClicks(fields["default_job_queue"].editor, "deploy")
    QTest.keyClicks(fields["time_limit"].editor, "15:00")
    fields["hidden"].editor.click()
    fields["time_limit"].editor.setFocus()
    return camera.window


def settings_error(camera: Camera) -> QWidget:
    """A limit that cannot be, and a queue that is misspelled."""
    fields = _settings(camera).form.fields
    QTest.keyClicks(fields["soft_time_limit"].editor, "10:00")
    QTest.keyClicks(fields["time_limit"].editor, "5:00")
    QTest.keyClicks(fields["default_job_queue"].editor, "deplyo")
    return camera.window


SCREENS = {
    "02-settings-override": settings_override,
    "02-settings-error": settings_error,
}
