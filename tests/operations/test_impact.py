"""What deleting a record does, and merging its history into a renamed job."""

import pytest
from tests.support.stores import OPTIONS, make_job, override

from jobdesk.errors import InputErrors, Refused
from jobdesk.models.plans import Ending, RefreshPlan
from jobdesk.models.records import Status
from jobdesk.operations.impact import deletion_impact, merge_job
from jobdesk.operations.jobs import delete_job


@pytest.fixture
def old(services, actor):
    """A job whose code is gone, with runs, a label, a preset and overrides."""
    for name, cls in (("Verify sites", "VerifySites"), ("Backup", "Backup"), ("Zap", "Zap")):
        services.jobs.add("local", make_job(name, cls))
    record = services.jobs.add("local", make_job("Check sites", "CheckSites"))
    override(services.jobs, record.id, {"name": "Sites!", "time_limit": 900.0})
    services.jobs.save_refresh("local", RefreshPlan(uninstall=(record.id,)))
    for _ in range(3):
        end(services, services.results.create(record, actor.username, {}, False, OPTIONS).no)
    services.edits.save_label(actor.id, "label", [record.id], "nightly", is_added=True)
    services.kept.put(actor.id, "preset", record.id, {"one": 1})
    services.kept.put(actor.id, "draft", record.id, {"old": 1})
    return services.jobs.by_id(record.id)


def end(services, no):
    from datetime import UTC, datetime

    services.results.close(no, Ending(Status.SUCCESS, datetime.now(UTC)))


def test_the_impact_counts_what_hangs_on_the_record(services, old):
    impact = deletion_impact(services, old.id)

    assert impact.ties.runs == 3
    assert impact.ties.last_run is not None
    assert impact.ties.labels == ("nightly",)
    assert impact.ties.kept == {"preset": 1, "draft": 1}
    assert impact.unfinished == ()


def test_the_likeliest_job_comes_first(services, old):
    impact = deletion_impact(services, old.id)

    assert impact.candidates[0].name == "Verify sites"
    assert impact.is_guess_likely
    assert old.id not in [one.id for one in impact.candidates]


def test_a_class_of_the_same_name_is_likelier_than_any_other(services, old):
    moved = make_job("Something else", "CheckSites")
    moved = type(moved)("elsewhere", "CheckSites", moved.code)
    services.jobs.add("local", moved)

    assert deletion_impact(services, old.id).candidates[0].name == "Something else"


def test_merging_moves_runs_labels_and_what_people_keep(services, actor, old):
    into = services.jobs.by_name("Verify sites")
    services.kept.put(actor.id, "draft", into.id, {"new": 2})

    moved = merge_job(services, actor, old.id, into.id, take_overrides=False)

    assert moved == 3
    assert services.jobs.by_id(old.id) is None
    assert len(services.results.for_job(into.id, 10)) == 3
    assert services.labels.by_job()[into.id] == ("nightly",)
    assert services.kept.get(actor.id, "preset", into.id) == {"one": 1}
    assert services.kept.get(actor.id, "draft", into.id) == {"new": 2}
    assert services.kept.get(actor.id, "draft", old.id) is None
    assert services.jobs.by_id(into.id).overrides == ()


def test_overrides_are_taken_over_with_the_name(services, actor, old):
    into = services.jobs.by_name("Verify sites")

    merge_job(services, actor, old.id, into.id, take_overrides=True)

    after = services.jobs.by_id(into.id)
    assert (after.name, after.time_limit) == ("Sites!", 900.0)
    assert after.overrides == ("name", "time_limit")


def test_overrides_that_do_not_fit_are_told_and_nothing_is_merged(services, actor, old):
    into = services.jobs.by_name("Verify sites")
    override(services.jobs, into.id, {"soft_time_limit": 2000.0})

    with pytest.raises(InputErrors, match="must be above the soft one"):
        merge_job(services, actor, old.id, into.id, take_overrides=True)

    assert services.jobs.by_id(old.id) is not None
    assert services.results.for_job(into.id, 10) == []


def test_only_a_job_whose_code_is_gone_is_merged(services, actor, old):
    with pytest.raises(Refused, match="is installed"):
        merge_job(services, actor, "Backup", "Zap", take_overrides=False)
    with pytest.raises(Refused, match="into itself"):
        merge_job(services, actor, old.id, old.id, take_overrides=False)


def test_a_run_that_has_not_ended_keeps_the_record(services, actor, old):
    run = services.results.create(old, actor.username, {}, False, OPTIONS)

    assert deletion_impact(services, old.id).unfinished == (run.no,)
    with pytest.raises(Refused, match="has not ended"):
        merge_job(services, actor, old.id, "Backup", take_overrides=False)


def test_deleting_keeps_the_runs_and_forgets_drafts(services, actor, old):
    delete_job(services, actor, old.id)

    assert services.results.count() == 3
    assert services.results.by_no(1).job_id is None
    assert services.kept.get(actor.id, "draft", old.id) is None
