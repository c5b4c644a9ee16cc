"""The bar that tells what the code says otherwise than before."""

import pytest
from PySide6.QtWidgets import QLabel
from tests.support.job_records import make_job
from tests.support.stores import override

from jobdesk.operations.source_changes import KIND, SourceChange
from jobdesk.ui.jobs.commands import JobCommands
from jobdesk.ui.jobs.job_page import JobPage
from jobdesk.ui.jobs.source_bar import SourceBar, source_words


def change(field="time_limit", was=600.0, now=900.0, is_masked=False):
    return SourceChange(field, was, now, is_masked)


@pytest.mark.parametrize(
    ("masked", "words"),
    [
        ((False,), ("1 value changed in the source.", "")),
        ((True,), ("1 value changed in the source.", "It is masked by your override.")),
        (
            (True, False, False),
            ("3 values changed in the source.", "1 masked by your override."),
        ),
        (
            (True, True, False),
            ("3 values changed in the source.", "2 masked by your overrides."),
        ),
    ],
)
def test_it_says_how_many_values_and_how_many_are_masked(masked, words):
    assert source_words([change(is_masked=one) for one in masked]) == words


def test_it_tells_what_was_and_what_is(qtbot, session):
    bar = SourceBar(session)
    qtbot.addWidget(bar)
    bar.show_changes([change(), change("job_queues", ["default"], ["deploy"], True)])

    said = [one.text() for one in bar.facts.findChildren(QLabel)]
    assert said == ["Hard limit", "10 min → 15 min", "Queues", "default → deploy"]


def test_in_the_details_it_leads_to_the_values(qtbot, session):
    bar = SourceBar(session, with_values=False)
    qtbot.addWidget(bar)
    bar.show_changes([change()])
    assert bar.banner.verb == "Show"

    with qtbot.waitSignal(bar.show_requested):
        bar.banner.press()


def test_the_page_of_a_job_has_it_until_somebody_takes_note(qtbot, session, services):
    record = services.jobs.by_name("Audit")
    override(services.jobs, record.id, {"time_limit": 1200.0})
    services.kept.put(session.user.id, KIND, record.id, {"time_limit": 600.0})
    page = JobPage(session, JobCommands(session, session), record.id)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(page.source.isVisible)
    assert [one.is_masked for one in page.source.changes] == [True]

    with qtbot.waitSignal(session.jobs_changed):
        page.source.banner.press()

    assert not page.source.isVisible()
    assert services.kept.get(session.user.id, KIND, record.id) is None


def test_another_job_hides_it_at_once(qtbot, session):
    bar = SourceBar(session)
    qtbot.addWidget(bar)
    bar.show_record(make_job(1))
    bar.show_changes([change()])

    bar.show_record(make_job(2))

    assert not bar.isVisible()
