"""Screens of import and export: a file that fits, one that does not, another system."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from benchmarks.gallery.camera import Camera
from benchmarks.gallery.inventory_screens import _page, wait_for
from jobdesk.inventory.remote.report import RefusedObject, RemoteReport
from jobdesk.ui.inventory.exchange_import import ImportDialog
from jobdesk.ui.inventory.exchange_remote import RemoteDialog

_GOOD = """name,location,device_type,role,status,serial,display
ber-acc-12,Berlin / DC1,C9300-48P,Access,Planned,FDO2600X1,
ber-acc-90,Berlin / DC1,C9300-48P,Access,Planned,FDO2600X2,
ber-acc-91,Berlin / DC1,C9300-48P,Access,Planned,FDO2600X3,
"""
_BAD = """name,location,role,status,Remarks
ber-acc-12,Berlin / DC1,Access,Planned,checked
ber-acc-92,Nowhere,Access,Planned,new
ber-acc-93,Berlin / DC1,Nobody,Planned,new
"""


def _import(camera: Camera, text: str) -> ImportDialog:
    own, page = _page(camera)
    file = page.asker.session.ready.paths.home / "devices.csv"
    file.write_text(text, encoding="utf-8")
    page.exchange.open_import(str(file))
    dialog = page.window().findChildren(ImportDialog)[-1]
    wait_for(own, lambda: dialog.report is not None)
    own.settle()
    return dialog


def good_file(camera: Camera) -> QWidget:
    """What the rows of a file do."""
    return _import(camera, _GOOD)


def bad_file(camera: Camera) -> QWidget:
    """Rows that are wrong, and a column that means nothing."""
    return _import(camera, _BAD)


def running_import(camera: Camera) -> QWidget:
    """The rows are being taken; it can be given up."""
    dialog = _import(camera, _GOOD)
    dialog._begin("Importing…")
    dialog._on_advanced(2, 3)
    return dialog


def remote(camera: Camera) -> QWidget:
    """Another system, compared."""
    own, page = _page(camera)
    page.exchange.import_remote()
    dialog = page.window().findChildren(RemoteDialog)[-1]
    dialog.url.setText("https://nautobot.example.com")
    dialog.token.setText("0123456789")
    report = RemoteReport("https://nautobot.example.com", "Nautobot 2 or 3 (2.4.10)")
    for label, there, new, changed, gone in (
        ("dcim.location", 64, 2, 0, 0),
        ("dcim.device", 2_140, 138, 17, 3),
        ("dcim.interface", 41_022, 2_212, 340, 0),
        ("ipam.prefix", 311, 12, 0, 0),
        ("ipam.ipaddress", 10_240, 190, 6, 0),
        ("dcim.cable", 6_800, 88, 0, 1),
    ):
        count = report.of(label)
        count.there, count.created, count.updated, count.gone = there, new, changed, gone
        count.unchanged = there - new - changed
    report.refuse(
        RefusedObject(
            "ipam.ipaddress",
            "192.0.2.9/32",
            "address: No prefix of the namespace has it in it.",
        )
    )
    dialog.show_report(report)
    own.settle()
    return dialog


SCREENS = {
    "exchange-file": good_file,
    "exchange-wrong": bad_file,
    "exchange-running": running_import,
    "exchange-remote": remote,
}
