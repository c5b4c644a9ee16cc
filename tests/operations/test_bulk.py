"""Many jobs are overridden in one step, after a look at what would change."""

import pytest
from tests.support.stores import make_job, override

from jobdesk.errors import InputErrors, JobNotFound, Outdated
from jobdesk.operations.bulk import override_many, preview
from jobdesk.operations.edits import next_edits, undo_edit


@pytest.fixture
def three(services):
    made = [
        services.jobs.add("local", make_job(name, soft_time_limit=soft, time_limit=1000.0))
        for name, soft in (("A", 10.0), ("B", 20.0), ("C", 900.0))
    ]
    override(services.jobs, made[1].id, {"grouping": "Mine"})
    return [record.id for record in made]


def told(seen):
    return [(one.record.name, one.field, one.before, one.after) for one in seen.changes]


def test_the_preview_tells_each_field_of_each_job(services, three):
    seen = preview(services, three, {"time_limit": "15:30"}, ["grouping"])

    assert sorted(told(seen)) == [
        ("A", "time_limit", 1000.0, 930.0),
        ("B", "grouping", "Mine", "Campus"),
        ("B", "time_limit", 1000.0, 930.0),
        ("C", "time_limit", 1000.0, 930.0),
    ]
    assert seen.can_be_saved
    assert seen.changed_jobs == 3
    assert services.jobs.by_name("A").overrides == ()


def test_all_are_saved_as_one_step(services, actor, three):
    seen = preview(services, three, {"hidden": "yes"}, ["grouping"])

    assert override_many(services, actor, three, {"hidden": "yes"}, ["grouping"], seen.versions)

    assert [record.overrides for record in services.jobs.all()] == [("hidden",)] * 3
    assert next_edits(services, actor)[0].title == "settings of 3 jobs"
    undo_edit(services, actor)
    assert [record.overrides for record in services.jobs.all()].count(()) == 2
    assert services.jobs.by_name("B").grouping == "Mine"


def test_what_does_not_fit_one_job_keeps_all_from_changing(services, actor, three):
    seen = preview(services, three, {"time_limit": 300})

    [problem] = seen.problems
    assert seen.changes[0] is problem
    assert problem.record.name == "C"
    assert "must be above the soft one" in problem.problem
    with pytest.raises(InputErrors, match="C: the time limit"):
        override_many(services, actor, three, {"time_limit": 300})
    assert services.jobs.by_name("A").overrides == ()


def test_a_wrong_value_and_a_name_for_all_are_refused(services, actor, three):
    assert preview(services, three, {"time_limit": "soon"}).wrong["time_limit"]
    with pytest.raises(InputErrors, match="belongs to one job"):
        override_many(services, actor, three, {"name": "Same"})


def test_a_job_that_changed_since_the_preview_keeps_all_from_changing(services, actor, three):
    seen = preview(services, three, {"hidden": True})
    override(services.jobs, three[2], {"is_singleton": True})

    with pytest.raises(Outdated, match="since the preview"):
        override_many(services, actor, three, {"hidden": True}, (), seen.versions)
    services.jobs.delete(three[2])
    with pytest.raises(JobNotFound):
        override_many(services, actor, three, {"hidden": True})

    assert not any(record.hidden for record in services.jobs.all())


def test_what_stands_already_is_no_change(services, actor, three):
    override_many(services, actor, three[:2], {"grouping": "Mine"})

    assert not preview(services, three[:2], {"grouping": "Mine"}).changes
    assert override_many(services, actor, three[:2], {"grouping": "Mine"}) == 0
