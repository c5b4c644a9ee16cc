"""The record of a job whose code is gone: counted, merged or deleted."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from tests.support.stores import OPTIONS, override

from jobdesk.models.plans import Ending, RefreshPlan
from jobdesk.models.records import Status
from jobdesk.operations.impact import deletion_impact
from jobdesk.ui.jobs.admin_menu import add_admin_entries
from jobdesk.ui.jobs.commands import JobCommands
from jobdesk.ui.jobs.delete_dialog import DeleteDialog


@pytest.fixture
def commands(qapp, session):
    return JobCommands(session, session)


@pytest.fixture
def gone(services):
    """Audit has two runs and an override; its code is gone."""
    record = services.jobs.by_name("Audit")
    override(services.jobs, record.id, {"hidden": True})
    for _ in range(2):
        run = services.results.create(record, "ann", {}, False, OPTIONS)
        services.results.close(run.no, Ending(Status.SUCCESS, datetime.now(UTC)))
    services.jobs.save_refresh("local", RefreshPlan(uninstall=(record.id,)))
    return services.jobs.by_id(record.id)


@pytest.fixture
def ask(qtbot, services, commands, gone):
    def make(**changes):
        impact = replace(deletion_impact(services, gone.id), **changes)
        made = DeleteDialog(commands.admin, impact)
        qtbot.addWidget(made)
        made.show()
        return made

    return make


def test_buttons_and_words_name_the_object_and_the_effect(ask):
    dialog = ask()
    dialog.delete_choice.click()

    assert dialog.go.text().replace("&", "") == "Delete the record"
    assert "2 runs stay" in dialog._delete_note.text()
    assert dialog.cancel.isDefault()
    dialog.merge_choice.click()
    assert dialog.go.text().replace("&", "") == "Merge 2 runs and delete the record"
    assert "2 runs will belong to “Backup”" in dialog.warning.accessibleName()
    assert "cannot be undone" in dialog.warning.accessibleName()


def test_deleting_keeps_the_runs(qtbot, ask, services, gone):
    dialog = ask()
    dialog.delete_choice.click()

    with qtbot.waitSignal(dialog.accepted):
        dialog.go.click()

    assert services.jobs.by_id(gone.id) is None
    assert services.results.count() == 2


def test_merging_takes_history_and_overrides_along(qtbot, ask, commands, services, gone):
    dialog = ask()
    dialog.merge_choice.setChecked(True)
    dialog.into.setCurrentIndex(dialog.into.findText("Clean", _starts()))
    dialog.take.click()

    with qtbot.waitSignals([dialog.accepted, commands._session.results_changed]):
        dialog.go.click()

    clean = services.jobs.by_name("Clean")
    assert len(services.results.for_job(clean.id, 10)) == 2
    assert clean.hidden
    assert services.jobs.by_id(gone.id) is None


def _starts():
    return Qt.MatchFlag.MatchStartsWith


@pytest.mark.parametrize("is_likely", [True, False], ids=["likely", "unlikely"])
def test_to_keep_it_is_the_plain_way_and_changes_nothing(qtbot, ask, services, gone, is_likely):
    dialog = ask(is_guess_likely=is_likely, unfinished=(7,))
    assert dialog.keep_choice.isChecked()
    assert dialog.keep.isDefault()
    assert not dialog.go.isVisible()
    assert "Nothing is changed." in dialog.warning.accessibleName()

    with qtbot.waitSignal(dialog.finished):
        qtbot.keyClick(dialog, Qt.Key.Key_Return)

    assert services.jobs.by_id(gone.id) == gone


def test_thousands_of_runs_are_counted_in_a_thread(qtbot, services, commands, gone):
    records = [services.jobs.by_name("Audit")] * 1200
    for record in records:
        services.results.create(record, "ann", {}, False, OPTIONS)
    heard = []

    commands.admin.look_at_deletion(commands, gone.id, heard.append)
    assert heard == []  # not before the event loop goes on
    qtbot.waitUntil(lambda: bool(heard))

    assert heard[0].ties.runs == 1202
    dialog = DeleteDialog(commands.admin, replace(heard[0], unfinished=()))
    qtbot.addWidget(dialog)
    dialog.merge_choice.click()
    assert dialog.go.text().replace("&", "") == "Merge 1,202 runs and delete the record"


def test_a_run_that_has_not_ended_closes_both_ways_and_says_so(ask):
    dialog = ask(unfinished=(7,))
    dialog.delete_choice.click()

    assert not dialog.go.isEnabled()
    assert "Run 7 has not ended" in dialog.go.toolTip()
    assert dialog.error.isVisible()


def test_what_went_wrong_is_said_in_the_dialog(qtbot, ask, services, gone):
    dialog = ask()
    dialog.delete_choice.click()
    services.jobs.delete(gone.id)

    dialog.go.click()

    qtbot.waitUntil(dialog.error.isVisible)
    assert dialog.go.isEnabled()


def test_the_menu_offers_it_for_records_without_code_only(qtbot, services, commands, gone):
    from PySide6.QtWidgets import QMenu, QWidget

    owner = QWidget()
    qtbot.addWidget(owner)
    menu = QMenu(owner)
    add_admin_entries(menu, [services.jobs.by_name("Backup")], commands)
    add_admin_entries(menu, [gone], commands)
    there, missing = (action for action in menu.actions() if action.text())

    assert not there.isEnabled()
    assert there.toolTip() == "Its code is there; disable it instead."
    with qtbot.waitSignal(commands.admin.delete_requested) as asked:
        missing.trigger()
    assert asked.args == [gone.id]
