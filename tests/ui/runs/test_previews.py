"""The page of a preview: what it says, what it would change, and how it is applied."""

import pytest
from benchmarks.gallery import changes_data
from benchmarks.gallery.changes_screens import previewed
from PySide6.QtWidgets import QMessageBox
from tests.support.run_desk import RunDesk

from jobdesk.inventory.history.previewed import Preview
from jobdesk.inventory.history.records import ChangeFilter
from jobdesk.inventory.preview import PreviewedChange, PreviewResult
from jobdesk.ui import background
from jobdesk.ui.runs.page import RunPage


@pytest.fixture
def desk(tmp_path):
    """A workspace with an inventory and a preview."""
    made = RunDesk(tmp_path / "home")
    made.no = previewed(made)
    yield made
    background.shut_down()
    made.close()


@pytest.fixture
def page(desk, qtbot):
    made = RunPage(desk.session, desk.no)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    qtbot.waitUntil(lambda: "changes" in made.tabs.shown)
    return made


def test_the_page_says_that_nothing_was_changed_and_what_would_be(page, qtbot):
    page.show_part("changes")
    qtbot.waitUntil(lambda: page.changes.list.entry(1) is not None)

    assert page.banner.accessibleName().startswith("Nothing has been changed yet. ")
    assert page.head.preview.isVisible()
    assert page.head.apply.text() == "Apply 65 changes…"
    assert not page.head.again.isVisible()
    last = page.changes.model.grouped.kinds[-1]
    assert (last.kind, last.updated, last.is_unlogged) == ("Device", 1, True)
    assert not page.changes.revert.isVisible()


def test_references_of_what_is_not_there_have_their_names(page, qtbot):
    page.show_part("changes")
    qtbot.waitUntil(lambda: page.changes.list.entry(1) is not None)
    found = page.changes._source.detail("entry 1")

    told = {one.name: one.after for one in found.changed}

    assert (told["name"], told["location"]) == ("BER-M04-R1", "BER-Mitte 04")


def test_parts_of_an_object_are_told_with_it(page, qtbot):
    page.show_part("changes")
    qtbot.waitUntil(lambda: page.changes.list.entry(1) is not None)
    part = PreviewedChange("create", "dcim.interface", "key", "Gi1", None, {}, "its device")
    found = Preview(PreviewResult(1, (part,), (), 1, names={"its device": "ber-core-02"}))

    [row] = page._session.ready.inventory.call(
        lambda: found.rows(ChangeFilter(), found.outline(ChangeFilter()).kinds[0], 0)
    )

    assert (row.name, row.parent) == ("Gi1", "ber-core-02")


def test_what_was_not_kept_is_asked_for_in_the_form(desk, page, qtbot):
    with desk.services.results._database.writing() as connection:
        connection.exec_driver_sql("UPDATE job_result SET inputs = NULL, is_sensitive = 1")

    with qtbot.waitSignal(page.apply_form_requested) as asked:
        page.head.apply.click()

    assert asked.args == [desk.no]


def test_what_has_changed_since_is_told_before_it_is_applied(desk, page, qtbot):
    desk.inventory = desk.services.inventory
    desk.inventory.call(changes_data.edit_device)
    page.head.apply.click()
    qtbot.waitUntil(lambda: page.findChild(QMessageBox) is not None)
    box = page.findChild(QMessageBox)

    said = f"{box.text()} {box.informativeText()}"

    assert "Apply 65 changes?" in said
    assert "ber-core-02 has changed since the preview." in said
    box.close()
