"""Screens of the run dialog: a wrong network, a file with its first rows, secrets."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QLabel, QWidget

from jobdesk.jobs import ChoiceVar, IntegerVar, Job, JSONVar, MultiChoiceVar
from jobdesk.jobs.description import describe_job
from jobdesk.models.plans import Ending
from jobdesk.models.records import RunOptions, Status
from jobdesk.operations.presets import Preset, save_preset
from jobdesk.operations.users import current_actor
from jobdesk.ui.form.dialog import RunDialog
from jobdesk.ui.form.drafts import Draft, Drafts
from jobdesk.ui.form.filling import Filling

if TYPE_CHECKING:
    from benchmarks.gallery.camera import Camera


def _dialog(camera: "Camera", class_path: str, inputs: Mapping[str, Any] | None) -> RunDialog:
    record = camera.services.jobs.by_id(camera.job_id(class_path))
    if record is None:
        raise LookupError(class_path)
    filling = None if inputs is None else Filling(inputs)
    dialog = RunDialog(camera.session, record, filling, camera.window)
    dialog.show()
    return dialog


def form_network(camera: "Camera") -> QWidget:
    """Host bits are set: the error, its repair, and why Run is off."""
    inputs = {"network": "10.42.18.5/16", "prefix_name": "ber-mitte"}
    return _dialog(camera, "subnets.PlanSubnets", inputs)


def form_file(camera: "Camera") -> QWidget:
    """A chosen file with what is known about it."""
    file = camera.services.paths.home / "data" / "devices.csv"
    dialog = _dialog(camera, "verify_inventory.VerifyInventory", {"inventory": str(file)})
    dialog.form.fields["inventory"].editor.offer_recent([str(file)])
    return dialog


def form_copy_as(camera: "Camera") -> QWidget:
    """The ways to copy the inputs, over the form."""
    dialog = _dialog(camera, "subnets.PlanSubnets", {"network": "10.42.0.0/16"})
    dialog.sharing.open_menu()
    return with_popup(camera, dialog, dialog.sharing.menu)


def form_secret(camera: "Camera") -> QWidget:
    """Masked fields, all errors shown as after an attempt to run."""
    dialog = _dialog(camera, "demonstrations.SignIn", {"username": ""})
    dialog.form.reveal_all()
    return dialog


def with_popup(camera: "Camera", dialog: QWidget, popup: QWidget) -> QWidget:
    """A dialog with what hangs over it, which is a window of its own, in one picture."""
    camera.settle()
    picture = QLabel()
    pixels = dialog.grab()
    painter = QPainter(pixels)
    painter.drawPixmap(dialog.mapFromGlobal(popup.pos()), popup.grab())
    painter.end()
    popup.close()
    picture.setPixmap(pixels)
    picture.setFixedSize(dialog.size())
    picture.setWindowFlag(Qt.WindowType.FramelessWindowHint)
    picture.show()
    camera.at_close.append(picture.close)
    return picture


def form_history(camera: "Camera") -> QWidget:
    """Inputs of earlier runs over the form."""
    services = camera.services
    record = services.jobs.by_class_path("subnets.PlanSubnets")
    options = RunOptions(queue="default", soft_limit=300.0, hard_limit=600.0)
    for network, name in (("10.42.0.0/16", "ber"), ("10.43.0.0/16", "muc")):
        inputs = {"network": network, "prefix_name": name}
        run = services.results.create(record, "m.rossi", inputs, False, options)
        done = datetime.now(UTC)
        services.results.close(run.no, Ending(Status.SUCCESS, date_done=done))
    dialog = _dialog(camera, "subnets.PlanSubnets", {"network": "10.42.0.0/16"})
    dialog.shelf.open_history()
    return with_popup(camera, dialog, dialog.shelf.history)


def form_presets(camera: "Camera") -> QWidget:
    """Presets over the form."""
    services = camera.services
    actor = current_actor(services)
    record = services.jobs.by_class_path("subnets.PlanSubnets")
    for name, network in (("Berlin campus", "10.42.0.0/16"), ("Munich", "10.43.0.0/16")):
        save_preset(services, actor, record, Preset(name, {"network": network}))
    dialog = _dialog(camera, "subnets.PlanSubnets", {"network": "10.42.0.0/16"})
    dialog.shelf.open_presets()
    return with_popup(camera, dialog, dialog.shelf.presets)


def form_draft(camera: "Camera") -> QWidget:
    """A draft that was restored, with something in it that is no longer asked for."""
    services = camera.services
    record = services.jobs.by_class_path("subnets.PlanSubnets")
    user = current_actor(services).id
    Drafts.of(camera.session).keep(record, Draft({"network": "10.42.0.0/16", "site": "BER"}))
    camera.at_close.append(lambda: services.kept.forget(user, "draft", record.id))
    return _dialog(camera, "subnets.PlanSubnets", None)


class _Fleet(Job):
    """Choose several of many, and a document."""

    switch_types = MultiChoiceVar(
        label="Allowed switch types",
        choices=[[f"C9{n}00L-{ports}P"] * 2 for n in range(2, 8) for ports in (24, 48)],
        required=False,
        default=["C9200L-24P", "C9200L-48P", "C9300L-24P"],
    )
    town = ChoiceVar(
        choices=[[t, t] for t in ("Berlin", "Bonn", "Bremen", "Essen", "Kiel", "Köln", "Ulm")]
        + [["Mainz", "Mainz"], ["Trier", "Trier"]],
        default="Berlin",
    )
    count = IntegerVar(default=4, min_value=1, max_value=12)
    overrides = JSONVar(
        default={"ntp": ["10.0.0.1", "10.0.0.2"], "vlan": {"offset": 100, "native": None}}
    )

    class Meta:
        name = "Roll out switches"
        has_sensitive_variables = False


def _fleet(camera: "Camera") -> RunDialog:
    """A dialog of a job that is in no workspace."""
    known = camera.services.jobs.by_class_path("subnets.PlanSubnets")
    described = describe_job(_Fleet)
    record = replace(
        known, name="Roll out switches", description="", description_json=described
    )
    dialog = RunDialog(camera.session, record, Filling({}), camera.window)
    dialog.show()
    return dialog


def form_chips(camera: "Camera") -> QWidget:
    """Chips, a searched choice and a document as text."""
    return _fleet(camera)


def form_tree(camera: "Camera") -> QWidget:
    """A document as text beside its tree."""
    dialog = _fleet(camera)
    dialog.form.fields["overrides"].editor.toggle.click()
    camera.settle()
    dialog.form.fields["overrides"].editor.tree.expandAll()
    return dialog


SCREENS = {
    "form-tree": form_tree,
    "form-copy-as": form_copy_as,
    "form-chips": form_chips,
    "form-network": form_network,
    "form-file": form_file,
    "form-secret": form_secret,
    "form-history": form_history,
    "form-presets": form_presets,
    "form-draft": form_draft,
}
