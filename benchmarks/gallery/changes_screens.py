"""Screens of the change log: of a run, of everybody, and how changes are taken back."""

from PySide6.QtWidgets import QMessageBox, QWidget
from tests.support.run_desk import RunDesk

from benchmarks.gallery import changes_data
from benchmarks.gallery.camera import Camera
from benchmarks.gallery.homes import Fill
from benchmarks.gallery.run_data import INPUTS, log_rows
from benchmarks.gallery.run_parts import desk_of, open_run
from jobdesk.inventory.preview import write_preview
from jobdesk.models.records import Progress
from jobdesk.ui.main_window import CHANGE_LOG

_FIRST = 1  # the number of the run that is there


def _branch_run(runs: RunDesk) -> None:
    """A run that adds a branch."""
    _add_branch(runs, with_edits=False)


def _edited_branch_run(runs: RunDesk) -> None:
    """The same, and what it made was changed since."""
    _add_branch(runs, with_edits=True)


def _add_branch(runs: RunDesk, *, with_edits: bool) -> None:
    door = runs.services.inventory
    job = runs.job("New branch site", "NewBranch")
    no = runs.ask(job, INPUTS, user="m.rossi").no
    runs.begin(no)
    runs.append(no, log_rows(0, 64))
    door.call(changes_data.make_network)
    door.call(changes_data.new_branch, no)
    if with_edits:
        door.call(changes_data.edits_since)
    runs.end(no, seconds=2.1, changes=door.call(changes_data.figures, no))
    assert no == _FIRST


def _changes_of_run(camera: Camera, fill: Fill = _branch_run) -> tuple[Camera, QWidget]:
    own, _ = desk_of(camera, fill)
    page = open_run(own, _FIRST)
    page.show_part("changes")
    own.settle()
    return own, page


def _choose(own: Camera, view: QWidget, name: str) -> None:
    model = view.model()
    for row in range(model.rowCount()):
        entry = view.entry(row)
        if entry is not None and entry.name == name:
            view.choose(row)
            view.setFocus()
    own.settle()


def of_run(camera: Camera) -> QWidget:
    """What a run changed, at a device with a long value."""
    own, page = _changes_of_run(camera)
    changes = page.changes
    for kind, head in enumerate(changes.model.grouped.kinds):
        if head.model == "dcim.interface":
            changes.model.fold(kind, is_folded=True)
    _choose(own, changes.list, "ber-core-02")
    return own.window


def revert(camera: Camera) -> QWidget:
    """The plan of a revert, with what cannot be taken back."""
    own, page = _changes_of_run(camera, _edited_branch_run)
    page.changes.revert.click()
    own.settle(900)
    dialog = page.findChild(QWidget, "revertDialog")
    camera.at_close.insert(0, dialog.close)
    return dialog


def change_log(camera: Camera) -> QWidget:
    """Who changed what."""
    own, _ = desk_of(camera, _edited_branch_run)
    own.desk.show_place(CHANGE_LOG)
    own.settle(800)
    page = own.window.strip.current_page
    _choose(own, page.list, "ber-core-02")
    return own.window


def nothing_fits(camera: Camera) -> QWidget:
    """A filter that no change fits."""
    own, _ = desk_of(camera, _branch_run)
    own.desk.show_place(CHANGE_LOG)
    own.settle()
    page = own.window.strip.current_page
    page.field.setText("ams-core")
    own.settle(800)
    return own.window


def of_object(camera: Camera) -> QWidget:
    """The history of a device."""
    from jobdesk.ui.changes.object_history import ObjectHistory

    own, runs = desk_of(camera, _edited_branch_run)
    found = runs.services.inventory.call(changes_data.key_of_device)
    history = ObjectHistory(own.session)
    history.resize(560, 620)
    history.show_object("dcim.device", found)
    history.show()
    camera.at_close[:0] = [history.close, history.deleteLater]
    own.settle(800)
    return history


def many(camera: Camera) -> QWidget:
    """Ten thousand changes, in the middle of them."""
    own, runs = desk_of(camera)
    job = runs.job("Import customers", "Import")
    no = runs.ask(job, INPUTS, user="m.rossi").no
    runs.begin(no)
    door = runs.services.inventory
    door.call(changes_data.many_changes, no, 10_000)
    runs.end(no, seconds=9.4, changes=door.call(changes_data.figures, no))
    page = open_run(own, no)
    page.show_part("changes")
    own.settle()
    view = page.changes.list
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum() // 2)
    own.settle(600)
    view.choose(5_006)
    own.settle()
    return own.window


def previewed(runs: RunDesk) -> int:
    """A preview of the run that adds a branch; its number."""
    door = runs.services.inventory
    job = runs.job("New branch site", "NewBranch")
    no = runs.ask(job, INPUTS, user="m.rossi", preview=True).no
    runs.begin(no)
    runs.append(no, log_rows(0, 64))
    door.call(changes_data.make_network)
    found = door.call(changes_data.previewed_branch, no)
    folder = runs.paths.run_dir(no)
    folder.mkdir(parents=True, exist_ok=True)
    write_preview(folder, found)
    actions = [one.action for one in (*found.logged, *found.unlogged)]
    names = {"created": "create", "updated": "update", "deleted": "delete"}
    runs.end(no, seconds=2.1, changes={name: actions.count(one) for name, one in names.items()})
    return no


def copying(camera: Camera) -> QWidget:
    """A preview has begun: the inventory is being copied for it."""
    own, runs = desk_of(camera)
    job = runs.job("New branch site", "NewBranch")
    no = runs.ask(job, INPUTS, user="m.rossi", preview=True).no
    runs.begin(no)
    runs.append(no, [], progress=Progress(0, None, "Copying the inventory for the preview"))
    open_run(own, no)
    own.settle()
    return own.window


def preview(camera: Camera) -> QWidget:
    """What a preview would change, with what left no entry."""
    own, _ = desk_of(camera, previewed)
    page = open_run(own, _FIRST)
    page.show_part("changes")
    own.settle()
    model = page.changes.model
    for kind, head in enumerate(model.grouped.kinds):
        if head.model == "dcim.interface":
            model.fold(kind, is_folded=True)
    _choose(own, page.changes.list, "ber-core-02")
    return own.window


def apply(camera: Camera) -> QWidget:
    """The question before a preview is applied; a device has changed since."""
    own, runs = desk_of(camera, previewed)
    page = open_run(own, _FIRST)
    runs.services.inventory.call(changes_data.edit_device)
    own.settle()
    page.head.apply.click()
    own.settle(900)
    dialog = page.findChild(QMessageBox)
    camera.at_close.insert(0, dialog.close)
    return dialog


SCREENS = {
    "15-changes-run": of_run,
    "15-changes-copying": copying,
    "15-changes-preview": preview,
    "15-changes-apply": apply,
    "15-changes-revert": revert,
    "15-changes-log": change_log,
    "15-changes-nothing": nothing_fits,
    "15-changes-object": of_object,
    "15-changes-many": many,
}
