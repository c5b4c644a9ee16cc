"""Screens of object fields: chosen ones, the list, an empty list, a stale child, a thousand."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from benchmarks.gallery.form_screens import with_popup
from jobdesk.inventory.sample.sizes import SampleSizes
from jobdesk.jobs import BooleanVar, Job, MultiObjectVar, ObjectVar, StringVar
from jobdesk.jobs.description import describe_job
from jobdesk.operations.sample_inventory import install_sample_inventory
from jobdesk.ui.form.dialog import RunDialog
from jobdesk.ui.form.filling import Filling

if TYPE_CHECKING:
    from benchmarks.gallery.camera import Camera

_SETTLED_MS = 2500  # the inventory is asked in the background


class _Upgrade(Job):
    """Put another software on devices of a site."""

    region = ObjectVar(
        "dcim.Location",
        query_params={"location_type": "Region"},
        display_field="name",
        null_option="All regions",
        required=False,
    )
    site = ObjectVar(
        "dcim.Location",
        query_params={"location_type": "Site", "parent": "$region"},
        display_field="name",
        description="Where the devices are.",
    )
    role = ObjectVar("extras.Role", query_params={"content_types": "dcim.device"})
    spare = ObjectVar(
        "dcim.Device",
        query_params={"location": "$site", "role": "$role", "status": "Planned"},
        required=False,
    )
    devices = MultiObjectVar("dcim.Device", query_params={"location": "$site"})
    version = StringVar(default="17.9.4")
    reload = BooleanVar(default=True, label="Reload them at once")

    class Meta:
        name = "Upgrade devices"
        has_sensitive_variables = False


def _names(label: str, count: int, lookups: Mapping[str, Any]) -> list[str]:
    from django.apps import apps

    found = apps.get_model(label).objects.filter(**lookups)
    return [str(key) for key in found.values_list("pk", flat=True)[:count]]


def _ask(camera: "Camera", label: str, count: int, **lookups: Any) -> list[str]:
    return camera.services.inventory.call(partial(_names, label, count, lookups))


def _sampled(camera: "Camera") -> None:
    if not _ask(camera, "dcim.Device", 1):
        install_sample_inventory(camera.services, SampleSizes())


def _dialog(camera: "Camera", **inputs: Any) -> RunDialog:
    known = camera.services.jobs.by_class_path("subnets.PlanSubnets")
    described = describe_job(_Upgrade)
    record = replace(known, name="Upgrade devices", description="", description_json=described)
    dialog = RunDialog(camera.session, record, Filling(inputs), camera.window)
    dialog.show()
    dialog.move(camera.window.screen().availableGeometry().topLeft())  # lists open inside it
    camera.settle(_SETTLED_MS)
    return dialog


def _filled(camera: "Camera", devices: int = 6) -> RunDialog:
    _sampled(camera)
    (device,) = _ask(camera, "dcim.Device", 1, location__location_type__name="Site")
    (site,) = _ask(camera, "dcim.Location", 1, devices=device)
    (region,) = _ask(camera, "dcim.Location", 1, children=site)
    (role,) = _ask(camera, "extras.Role", 1, devices=device)
    chosen = _ask(camera, "dcim.Device", devices, location=site)
    return _dialog(camera, region=region, site=site, role=role, devices=chosen)


def object_form(camera: "Camera") -> QWidget:
    """Objects are chosen, each field says of how many."""
    return _filled(camera)


def object_list(camera: "Camera") -> QWidget:
    """The list over the form, with what was typed."""
    dialog = _filled(camera)
    editor = dialog.form.fields["devices"].editor
    editor.open_list("sw")
    camera.settle(_SETTLED_MS)
    return with_popup(camera, dialog, editor.popup)


def object_empty(camera: "Camera") -> QWidget:
    """Nothing can be chosen, and why."""
    dialog = _filled(camera)
    editor = dialog.form.fields["spare"].editor
    editor.open_list("zz")
    camera.settle(_SETTLED_MS)
    return with_popup(camera, dialog, editor.popup)


def object_stale(camera: "Camera") -> QWidget:
    """The site was changed after the devices were chosen."""
    dialog = _filled(camera)
    chosen = dialog.form.fields["site"].editor.value()
    other = next(
        key
        for key in _ask(camera, "dcim.Location", 50, location_type__name="Site")
        if key != chosen
    )
    dialog.form.fields["site"].editor.set_value(other)
    camera.settle(_SETTLED_MS)
    return dialog


def object_thousand(camera: "Camera") -> QWidget:
    """Very many objects."""
    _sampled(camera)
    return _dialog(camera, devices=_ask(camera, "dcim.Device", 1000))


SCREENS = {
    "object-form": object_form,
    "object-list": object_list,
    "object-empty": object_empty,
    "object-stale": object_stale,
    "object-thousand": object_thousand,
}
