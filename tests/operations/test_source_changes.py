"""What the code says otherwise than before, for each person until they take note."""

import pytest

from jobdesk.operations.jobs import override
from jobdesk.operations.refresh import refresh
from jobdesk.operations.source_changes import source_changes, take_note

pytestmark = pytest.mark.process

JOB = """
class One(Job):
    class Meta:
        name = "One job"
        {}

    def run(self):
        return 1

register_jobs(One)
"""
FIRST = "time_limit = 600; description = 'Old'"
SECOND = "time_limit = 900; description = 'New'"


@pytest.fixture
def changed(services, actor, install, write_job):
    """Code of a job that was reviewed, then written again and refreshed."""

    def change(*metas):
        install("mod", JOB.format(metas[0]))
        for meta in metas[1:]:
            write_job("mod", JOB.format(meta))
            refresh(services)
        return services.jobs.by_class_path("mod.One")

    return change


def told(services, actor, record):
    found = source_changes(services, actor, record)
    return [(one.field, one.was, one.now, one.is_masked) for one in found]


def test_a_refresh_tells_was_and_is_and_what_an_override_masks(services, actor, changed):
    record = changed(FIRST)
    assert told(services, actor, record) == []
    override(services, actor, "mod.One", {"time_limit": "20:00"})

    record = changed(FIRST, SECOND)

    assert told(services, actor, record) == [
        ("description", "Old", "New", False),
        ("time_limit", 600.0, 900.0, True),
    ]


def test_the_oldest_value_counts_until_somebody_takes_note(services, actor, changed):
    record = changed(FIRST, SECOND, "time_limit = 1200; description = 'Old'")
    assert told(services, actor, record) == [("time_limit", 600.0, 1200.0, False)]

    take_note(services, actor, record.id)

    assert told(services, actor, record) == []


def test_each_person_takes_note_alone(services, actor, changed):
    other = services.users.ensure_superuser("somebody")
    record = changed(FIRST, SECOND)

    take_note(services, actor, record.id)

    assert len(told(services, other, record)) == 2


def test_a_job_that_nobody_has_reviewed_is_left_out(services, actor, write_job):
    write_job("mod", JOB.format(FIRST))
    refresh(services)
    write_job("mod", JOB.format(SECOND))
    refresh(services)

    assert told(services, actor, services.jobs.by_class_path("mod.One")) == []
