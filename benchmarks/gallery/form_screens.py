"""Screens of the run dialog: a wrong network, a file with its first rows, secrets."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from jobdesk.ui.form.dialog import RunDialog

if TYPE_CHECKING:
    from benchmarks.gallery.camera import Camera


def _dialog(camera: "Camera", class_path: str, inputs: Mapping[str, Any]) -> RunDialog:
    record = camera.services.jobs.by_id(camera.job_id(class_path))
    if record is None:
        raise LookupError(class_path)
    dialog = RunDialog(camera.session, record, inputs, camera.window)
    dialog.show()
    return dialog


def form_network(camera: "Camera") -> QWidget:
    """Host bits are set: the error, its repair, and why Run is off."""
    inputs = {"network": "10.42.18.5/16", "prefix_name": "ber-mitte"}
    return _dialog(camera, "subnets.PlanSubnets", inputs)


def form_file(camera: "Camera") -> QWidget:
    """A chosen file with what is known about it."""
    file = camera.services.paths.home / "data" / "devices.csv"
    return _dialog(camera, "verify_inventory.VerifyInventory", {"inventory": str(file)})


def form_secret(camera: "Camera") -> QWidget:
    """Masked fields, all errors shown as after an attempt to run."""
    dialog = _dialog(camera, "demonstrations.SignIn", {"username": ""})
    dialog.form.reveal_all()
    return dialog


SCREENS = {"form-network": form_network, "form-file": form_file, "form-secret": form_secret}
