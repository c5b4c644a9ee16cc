"""Screens of administration: settings with overrides and errors, bulk editor, reviews."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QItemSelectionModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from benchmarks.gallery.camera import Camera
from jobdesk.operations.impact import deletion_impact, rank
from jobdesk.operations.jobs import override
from jobdesk.operations.refresh import refresh
from jobdesk.operations.source_changes import SourceChange
from jobdesk.operations.users import current_actor
from jobdesk.ui.jobs.delete_dialog import DeleteDialog
from jobdesk.ui.jobs.settings_draft import KIND

VERIFY = "verify_inventory.VerifyInventory"


def forget_typed(camera: Camera) -> None:
    """What an earlier picture typed into the settings is not in this one."""
    services = camera.services
    services.kept.forget(current_actor(services).id, KIND, camera.job_id(VERIFY))


def _override(camera: Camera, values: Mapping[str, object]) -> None:
    """Exactly these overrides, until the picture is taken."""
    services, actor = camera.services, current_actor(camera.services)

    def clear() -> None:
        record = services.jobs.by_class_path(VERIFY)
        if record is not None and record.overrides:
            override(services, actor, VERIFY, {}, record.overrides)

    clear()
    camera.at_close.append(clear)
    override(services, actor, VERIFY, values)


def _settings(camera: Camera) -> QWidget:
    _override(camera, {"grouping": "Configuration", "job_queues": "deploy, default"})
    forget_typed(camera)
    camera.desk.opener.open_job_settings(camera.job_id(VERIFY))
    camera.settle()
    return camera.window.strip.current_page


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
    QTest.keyClicks(fields["job_queues"].editor.line, "deplyo")
    QTest.keyClicks(fields["default_job_queue"].editor, "backup/night")
    return camera.window


def source_changed(camera: Camera) -> QWidget:
    """What the code says otherwise since somebody looked, beside overrides that mask it."""
    page = _settings(camera)
    page.source.show_changes(
        [
            SourceChange("grouping", "Checks", "Compliance", is_masked=True),
            SourceChange("time_limit", 300.0, 600.0, is_masked=False),
            SourceChange("job_queues", ["default"], ["default", "deploy"], is_masked=True),
        ]
    )
    return camera.window


def source_changed_detail(camera: Camera) -> QWidget:
    """The same beside the table."""
    camera.desk.jobs_page.choose(camera.job_id(VERIFY))
    camera.settle()
    changes = [SourceChange("time_limit", 300.0, 600.0, is_masked=True)]
    camera.desk.jobs_page.detail.job.source.show_changes(changes)
    return camera.window


def _selected(camera: Camera) -> QWidget:
    table = camera.desk.jobs_page.table
    rows = [
        place for place in range(table.jobs_model.rowCount()) if table.jobs_model.job_row(place)
    ]
    table.setCurrentIndex(table.jobs_model.index(rows[1], 0))
    flags = QItemSelectionModel.SelectionFlag
    for place in rows[2:8]:
        index = table.jobs_model.index(place, 0)
        table.selectionModel().select(index, flags.Select | flags.Rows)
    return camera.window


def jobs_selected(camera: Camera) -> QWidget:
    """Seven jobs selected: what they have together, and the commands for all of them."""
    return _selected(camera)


def jobs_selected_narrow(camera: Camera) -> QWidget:
    """The same without room for the pane."""
    camera.window.resize(960, 700)
    return _selected(camera)


def _bulk(camera: Camera) -> QWidget:
    services = camera.services
    _override(camera, {"grouping": "Configuration"})
    paths = (VERIFY, "vendors.LookUpVendors", "subnets.PlanSubnets")
    more = [
        one.id
        for one in services.jobs.all()
        if one.enabled and one.class_path not in paths and one.soft_time_limit < 1000
    ]
    ids = [camera.job_id(path) for path in paths] + more[:4]
    camera.desk.opener.open_bulk(ids)
    page = camera.window.strip.current_page
    page.area.finish()
    camera.settle()
    return page


def bulk(camera: Camera) -> QWidget:
    """Seven jobs: mixed fields, and what would change."""
    page = _bulk(camera)
    page.fields["grouping"].reset.click()
    hidden = page.fields["console_log_default"].editor
    hidden.setCurrentIndex(1)
    hidden.activated.emit(1)
    QTest.keyClicks(page.fields["time_limit"].editor, "20:00")
    return camera.window


def bulk_problem(camera: Camera) -> QWidget:
    """A limit that does not fit one of the jobs."""
    page = _bulk(camera)
    _override(camera, {"soft_time_limit": 300.0, "time_limit": 900.0})
    camera.session.jobs_changed.emit()
    QTest.keyClicks(page.fields["time_limit"].editor, "4:00")
    return camera.window


def code_change(camera: Camera) -> QWidget:
    """A job whose code changed since its review."""
    services = camera.services
    record = services.jobs.by_class_path("vendors.LookUpVendors")
    if record is None:
        raise LookupError("vendors.LookUpVendors")
    file = Path(record.file)
    text = file.read_text(encoding="utf-8")
    changed = text.replace("        ", "        # checked twice\n        ", 1)
    changed = changed.replace("return ", "return 2 * ", 1) + "\n\nLATER = 1\n"

    def put_back() -> None:
        file.write_text(text, encoding="utf-8")
        refresh(services)

    camera.at_close.append(put_back)
    file.write_text(changed, encoding="utf-8")
    refresh(services)
    camera.desk.opener.open_job_code(record.id)
    return camera.window


def delete_keep(camera: Camera) -> QWidget:
    """The record of a job whose code is gone: it may stay."""
    return _deletion(camera)


def delete_merge(camera: Camera) -> QWidget:
    """Its history goes to the job that replaced it."""
    dialog = _deletion(camera)
    dialog.merge_choice.click()
    return dialog


def _deletion(camera: Camera) -> QWidget:
    services = camera.services
    impact = deletion_impact(services, VERIFY)
    record = replace(
        impact.record,
        installed=False,
        name="Check device inventory",
        overrides=("grouping", "time_limit"),
    )
    kept = {"draft": 1, "preset": 1, "favourite_job": 2}
    ties = replace(impact.ties, labels=("nightly", "network"), kept=kept)
    others = [one for one in services.jobs.all() if one.installed]
    candidates = tuple(rank(record, others))
    shown = replace(
        impact, record=record, ties=ties, candidates=candidates, is_guess_likely=True
    )
    dialog = DeleteDialog(camera.desk.commands.admin, shown, camera.window)
    dialog.show()
    return dialog


SCREENS = {
    "02-delete-keep": delete_keep,
    "02-delete-merge": delete_merge,
    "02-code-change": code_change,
    "02-source-changed": source_changed,
    "01-jobs-source-changed": source_changed_detail,
    "01-jobs-selected": jobs_selected,
    "01-jobs-selected-narrow": jobs_selected_narrow,
    "02-bulk": bulk,
    "02-bulk-problem": bulk_problem,
    "02-settings-override": settings_override,
    "02-settings-error": settings_error,
}
