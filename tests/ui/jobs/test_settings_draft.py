"""Typed settings outlive their tab and a window that is killed."""

import pytest
from PySide6.QtTest import QTest
from tests.support.stores import override

from jobdesk.ui.jobs.commands import JobCommands
from jobdesk.ui.jobs.job_page import JobPage
from jobdesk.ui.jobs.settings_draft import KIND


@pytest.fixture
def open_page(qtbot, session, services):
    def make():
        record = services.jobs.by_name("Audit") or services.jobs.all()[0]
        page = JobPage(session, JobCommands(session, session), record.id)
        qtbot.addWidget(page)
        page.show()
        qtbot.waitUntil(lambda: page._draft.is_restored)
        return page

    return make


def kept(session, services):
    return services.kept.get(session.user.id, KIND, services.jobs.by_name("Audit").id)


def test_what_is_typed_is_there_again_without_having_been_saved(
    qtbot, open_page, session, services
):
    override(services.jobs, services.jobs.by_name("Audit").id, {"grouping": "Mine"})
    page = open_page()
    QTest.keyClicks(page.form.fields["time_limit"].editor, "20:00")
    page.form.fields["grouping"].reset.click()
    qtbot.waitUntil(lambda: kept(session, services) is not None)  # as soon as after a kill

    again = open_page()

    assert again.form.fields["time_limit"].editor.text() == "20:00"
    assert {one.spec.name for one in again.form.area.changed} == {"time_limit", "grouping"}
    again.form.typed_edits.undo()
    assert again.form.area.changed == []


def test_a_tab_that_closes_at_once_keeps_its_draft(qtbot, open_page, session, services):
    page = open_page()
    QTest.keyClicks(page.form.fields["name"].editor, "N")

    page.hide()

    qtbot.waitUntil(lambda: kept(session, services) == {"values": {"name": "N"}, "clear": []})


def test_saving_and_discarding_forget_the_draft(qtbot, open_page, session, services):
    page = open_page()
    QTest.keyClicks(page.form.fields["time_limit"].editor, "20:00")
    qtbot.waitUntil(lambda: kept(session, services) is not None)
    page.form.save()
    qtbot.waitUntil(lambda: kept(session, services) is None)
    assert services.jobs.by_name("Audit").time_limit == 1200

    page.form.fields["hidden"].editor.click()
    qtbot.waitUntil(lambda: kept(session, services) is not None)
    page.form.discard()
    qtbot.waitUntil(lambda: kept(session, services) is None)


def test_a_draft_that_was_saved_elsewhere_is_no_change(open_page, session, services):
    record = services.jobs.by_name("Audit")
    document = {"values": {"time_limit": "1200"}, "clear": []}
    services.kept.put(session.user.id, KIND, record.id, document)
    override(services.jobs, record.id, {"time_limit": 1200.0})

    page = open_page()

    assert page.form.area.changed == []
    assert not page.form.typed_edits.canUndo()
