"""Screens of the Jobs page: saved views and labels, the columns menu, searches, tiles."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from benchmarks.gallery.camera import Camera
from jobdesk.ui.jobs.columns_menu import ColumnsMenu
from jobdesk.ui.jobs.labels_editor import LabelsEditor
from jobdesk.ui.jobs.page import JobsPage
from jobdesk.ui.jobs.shelf import SavedView
from jobdesk.ui.jobs.state import PageState

VERIFY = "verify_inventory.VerifyInventory"
LABELLED = {
    VERIFY: ("nightly", "net"),
    "look_up_vendors.LookUpVendors": ("net",),
    "demonstrations.LogBurst": ("lab", "load test"),
}


def _labelled(camera: Camera) -> JobsPage:
    """The page with labels, stars and views; nothing of it is written."""
    from dataclasses import replace

    from jobdesk.ui.jobs.load import JobsData

    page = camera.desk.jobs_page
    labels = {
        row.key: LABELLED.get(row.record.class_path, ()) if row.record else ()
        for row in page.data.rows
    }
    page.show_data(JobsData([replace(row, labels=labels[row.key]) for row in page.data.rows]))
    page.shelf.favourites = {camera.job_id(VERIFY), camera.job_id("demonstrations.LogBurst")}
    page.shelf.favourites_changed.emit()
    page.shelf.views = [
        SavedView("1", "Nightly checks", PageState(label="nightly")),
        SavedView("2", "Not enabled yet", PageState()),
        SavedView("3", "Lab", PageState(search="label:lab")),
    ]
    page.shelf.views_changed.emit()
    page.choose(camera.job_id(VERIFY))
    return page


def views_and_labels(camera: Camera) -> QWidget:
    """Views as tabs, one changed; labels and stars in the rows."""
    page = _labelled(camera)
    page.set_sorting((("labels", False), ("last_run", True)))
    return camera.window


def search_wrong(camera: Camera) -> QWidget:
    """An expression that is not right: what was found last stays."""
    page = _labelled(camera)
    page.filter.search.setText("/^(verify|look")
    return camera.window


def _over_window(camera: Camera, popover: QWidget, place: QPoint) -> QWidget:
    """A popover as part of the picture of the window."""
    popover.setParent(camera.window)
    popover.resize(popover.size().expandedTo(popover.sizeHint()))
    popover.move(place)
    popover.show()
    popover.raise_()
    return camera.window


def columns_menu(camera: Camera) -> QWidget:
    """All that can be done with one column."""
    page = _labelled(camera)
    menu = ColumnsMenu(page.table.header, "queue")
    return _over_window(camera, menu, QPoint(820, 210))


def labels_editor(camera: Camera) -> QWidget:
    """Labels of two jobs, one of which only one of them has."""
    page = _labelled(camera)
    rows = [row for row in page.data.rows if row.labels][:2]
    editor = LabelsEditor(camera.session, rows, page.data.labels, page)
    return _over_window(camera, editor, QPoint(460, 220))


def filter_help(camera: Camera) -> QWidget:
    """What can be typed into the filter."""
    from jobdesk.ui.jobs.filter_help import FilterHelp

    page = _labelled(camera)
    return _over_window(camera, FilterHelp(page.filter), QPoint(232, 170))


def tiles(camera: Camera) -> QWidget:
    """Jobs as tiles."""
    page = _labelled(camera)
    page.show_tiles(is_on=True)
    return camera.window


def lacking(camera: Camera) -> QWidget:
    """A job that never ran uses names that JobDesk does not have."""
    from jobdesk.operations.check import Finding

    page = _labelled(camera)
    camera.settle()
    name = "nautobot.dcim.models.ModuleBay"
    file = "module_audit.py"
    page.detail.job.first_run.show_findings(
        (
            Finding(file, 4, "placeholder", name, "", (21, 34)),
            Finding(file, 5, "placeholder", "nautobot.apps.ui.Panel", "", (48,)),
        )
    )
    return camera.window


SCREENS = {
    "01-jobs-tiles": tiles,
    "01-jobs-views": views_and_labels,
    "01-jobs-search-wrong": search_wrong,
    "01-jobs-columns-menu": columns_menu,
    "01-jobs-labels": labels_editor,
    "01-jobs-filter-help": filter_help,
    "01-jobs-lacking": lacking,
}
