import threading
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.stores import OPTIONS, disable, enable, make_code, make_job, override

from jobdesk.errors import JobNotFound, Outdated
from jobdesk.models.database import DeskDatabase
from jobdesk.models.plans import JobUpdate, RefreshPlan
from jobdesk.models.records import BrokenFile, JobError, SingletonPolicy, Status
from jobdesk.models.stores.job_rows import JobsLook
from jobdesk.models.stores.jobs import JobStore

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
ERROR = JobError("/jobs/bad.py", 3, "No module named x.", "Traceback …")


def create(jobs, *new, **plan):
    jobs.save_refresh("local", RefreshPlan(create=new, **plan))
    return {record.name: record for record in jobs.all()}


def update(jobs, record, code, **plan):
    jobs.save_refresh("local", RefreshPlan(update=(JobUpdate(record.id, code),), **plan))
    return jobs.by_id(record.id)


def test_a_new_job_is_found_by_id_class_path_and_name(jobs):
    record = create(jobs, make_job("Audit"))["Audit"]

    assert jobs.by_id(record.id) == record
    assert jobs.by_class_path("campus.Audit") == record
    assert jobs.by_name("Audit") == record
    assert record.class_path == "campus.Audit"
    assert record.installed
    assert not record.enabled
    assert record.singleton_policy is SingletonPolicy.REFUSE
    assert record.variables == [{"name": "site", "type": "StringVar"}]
    assert record.job_queues == ("default",)
    assert record.last_result is None


@pytest.mark.parametrize("ref", ["", "nothing", "campus.", ".", "x" * 500])
def test_what_is_not_there_is_none(jobs, ref):
    assert jobs.by_id(ref) is None
    assert jobs.by_class_path(ref) is None
    assert jobs.by_name(ref) is None


def test_all_are_sorted_by_grouping_and_name(jobs):
    create(jobs, make_job("B"), make_job("A"), make_job("C", grouping="Backups"))

    assert [record.name for record in jobs.all()] == ["C", "A", "B"]


def test_another_look_finds_what_has_changed_and_keeps_the_rest(jobs, results):
    known = create(jobs, *(make_job(f"Job {at:03}") for at in range(150)))
    look = jobs.look(JobsLook())
    first, gone = known["Job 000"], known["Job 149"]
    many = [known[f"Job {at:03}"].id for at in range(1, 140)]

    for change, others in (
        (lambda: None, 0),
        (lambda: enable(jobs, [first.id]), 1),
        (lambda: override(jobs, first.id, {"name": "Aaa"}), 1),
        (lambda: results.create(first, "ada", {}, False, OPTIONS), 1),
        (lambda: results.mark_started(1, NOW, "w"), 1),
        (lambda: jobs.delete(gone.id), 0),
        (lambda: jobs.add("local", make_job("One more")), 1),
        (lambda: jobs.add("local", make_job("Else", job_queues=("night",))), 151),
        (lambda: enable(jobs, many), 151),
    ):
        change()
        before, look = look, jobs.look(look)
        kept = {id(record) for record in before.records}
        assert list(look.records) == jobs.all()
        assert sum(id(record) not in kept for record in look.records) == others


def test_a_system_job_may_come_enabled_and_counts_as_reviewed(jobs):
    record = jobs.add("system", replace(make_job("Cleanup"), enabled=True))

    assert record.enabled
    assert record.reviewed_version == "v1"


def test_an_update_follows_the_code(jobs):
    record = create(jobs, make_job("Audit"))["Audit"]
    code = replace(
        make_code("Audit", description="New.", job_queues=["fast"], default_job_queue="fast"),
        code_version="v2",
        warnings=("hard limit below soft limit",),
    )

    after = update(jobs, record, code)

    assert (after.description, after.code_version) == ("New.", "v2")
    assert (after.job_queues, after.default_job_queue) == (("fast",), "fast")
    assert after.warnings == ("hard limit below soft limit",)
    assert after.version == record.version + 1


def test_an_override_survives_an_update(jobs):
    record = create(jobs, make_job("Audit"))["Audit"]
    override(jobs, record.id, {"name": "Nightly audit", "time_limit": 9.5, "hidden": True})

    after = update(jobs, record, make_code("Audit", hidden=False, time_limit=30.0))

    assert (after.name, after.time_limit, after.hidden) == ("Nightly audit", 9.5, True)
    assert after.overrides == ("hidden", "name", "time_limit")
    assert after.source_values["time_limit"] == 30.0


def test_overridden_queues_survive_and_still_hold_the_default(jobs):
    record = create(jobs, make_job("Audit"))["Audit"]
    override(jobs, record.id, {"job_queues": ["deploy"]})

    after = update(jobs, record, make_code("Audit", default_job_queue="night"))

    assert after.job_queues == ("deploy", "default", "night")
    assert after.default_job_queue == "night"


def test_a_cleared_override_goes_back_to_the_code_at_once(jobs):
    record = create(jobs, make_job("Audit"))["Audit"]
    override(jobs, record.id, {"name": "Other", "job_queues": ["deploy"], "hidden": True})

    after = override(jobs, record.id, {}, ["name", "job_queues"])

    assert (after.name, after.job_queues) == ("Audit", ("default",))
    assert after.overrides == ("hidden",)


def test_a_value_equal_to_the_codes_is_still_an_override(jobs):
    record = create(jobs, make_job("Audit"))["Audit"]

    assert override(jobs, record.id, {"hidden": False}).overrides == ("hidden",)


def test_a_cleared_name_that_is_taken_by_now_gets_a_number(jobs):
    record = create(jobs, make_job("Audit"))["Audit"]
    override(jobs, record.id, {"name": "Mine"})
    create(jobs, make_job("Audit", "Other"))

    assert override(jobs, record.id, {}, ["name"]).name == "Audit (2)"


def test_an_edit_that_expects_another_version_is_outdated(jobs):
    record = create(jobs, make_job("Audit"))["Audit"]
    override(jobs, record.id, {"hidden": True}, expect_version=record.version)

    with pytest.raises(Outdated):
        override(jobs, record.id, {"hidden": False}, expect_version=record.version)

    assert jobs.by_id(record.id).hidden


def test_an_uninstalled_job_comes_back_as_the_same_record(jobs):
    record = create(jobs, make_job("Audit"))["Audit"]
    enable(jobs, [record.id])
    jobs.save_refresh("local", RefreshPlan(uninstall=(record.id,)))
    assert not jobs.by_id(record.id).installed

    after = update(jobs, record, make_code("Audit"))

    assert after.installed
    assert after.enabled
    assert after.id == record.id


def test_a_broken_job_keeps_its_last_good_description(jobs):
    record = create(jobs, make_job("Audit"))["Audit"]
    broken = BrokenFile("local", "bad", ERROR)

    jobs.save_refresh("local", RefreshPlan(broken={record.id: ERROR}, broken_files=(broken,)))

    after = jobs.by_id(record.id)
    assert after.error == ERROR
    assert after.installed
    assert after.variables == record.variables
    assert "broken" in after.not_runnable_reason
    assert jobs.broken_files() == [broken]
    assert update(jobs, record, make_code("Audit")).error is None
    assert jobs.broken_files() == []


def test_broken_files_are_replaced_for_their_source_only(jobs):
    files = [BrokenFile(source, "bad", ERROR) for source in ("git:x", "local")]
    for file in files:
        jobs.save_refresh(file.source, RefreshPlan(broken_files=(file,)))

    jobs.save_refresh("local", RefreshPlan())

    assert jobs.broken_files() == files[:1]


def test_two_jobs_may_swap_their_names(jobs):
    found = create(jobs, make_job("A"), make_job("B"))

    jobs.save_refresh(
        "local",
        RefreshPlan(
            update=(
                JobUpdate(found["A"].id, make_code("B")),
                JobUpdate(found["B"].id, make_code("A")),
            )
        ),
    )

    assert jobs.by_id(found["A"].id).name == "B"
    assert jobs.by_id(found["B"].id).name == "A"


def test_a_record_without_a_class_hands_on_its_name_unless_it_is_overridden(jobs):
    found = create(jobs, make_job("A"), make_job("B"), make_job("C"))
    override(jobs, found["B"].id, {"name": "Mine"})

    jobs.save_refresh(
        "local",
        RefreshPlan(
            update=(JobUpdate(found["C"].id, make_code("A")),),
            rename={found["A"].id: "A (2)", found["B"].id: "B (2)"},
        ),
    )

    assert [jobs.by_id(found[name].id).name for name in "ABC"] == ["A (2)", "Mine", "A"]


def test_a_name_that_is_given_up_can_be_taken_in_the_same_refresh(jobs):
    found = create(jobs, make_job("A"))

    jobs.save_refresh(
        "local",
        RefreshPlan(
            create=(make_job("A", "Second"),),
            update=(JobUpdate(found["A"].id, make_code("Z")),),
        ),
    )

    assert jobs.by_class_path("campus.Second").name == "A"


@pytest.mark.parametrize(
    "plan",
    [
        RefreshPlan(create=(make_job("New"), make_job("Audit", "Other")), queues=("late",)),
        RefreshPlan(create=(make_job("New"), make_job("Twice", "Audit")), queues=("late",)),
        RefreshPlan(update=(JobUpdate("f" * 32, make_code("Gone")),), queues=("late",)),
    ],
    ids=["name", "class", "deleted"],
)
def test_a_plan_that_no_longer_fits_writes_nothing(jobs, queues, plan):
    before = create(jobs, make_job("Audit"))

    with pytest.raises(Outdated):
        jobs.save_refresh("local", plan)

    assert {record.name: record for record in jobs.all()} == before
    assert [queue.name for queue in queues.all()] == ["default"]


def test_enabling_notes_what_was_reviewed(jobs):
    found = create(jobs, make_job("A"), make_job("B"))

    enable(jobs, [found["A"].id, found["B"].id], reviewed={found["A"].id: "seen"})

    assert jobs.by_name("A").reviewed_version == "seen"
    assert jobs.by_name("A").is_changed_since_review
    assert jobs.by_name("B").reviewed_version == "v1"
    disable(jobs, [found["B"].id])
    assert not jobs.by_name("B").enabled
    assert jobs.by_name("B").reviewed_version == "v1"


def test_enabling_what_is_gone_enables_nothing(jobs):
    found = create(jobs, make_job("A"))

    with pytest.raises(JobNotFound):
        enable(jobs, [found["A"].id, "0" * 32])

    assert not jobs.by_name("A").enabled


def test_a_known_record_is_current_while_nobody_writes(jobs):
    record = create(jobs, make_job("A"), make_job("B"))["A"]
    enable(jobs, [jobs.by_name("B").id])

    assert jobs.current(record) is record


@pytest.mark.parametrize(
    "write",
    [
        lambda jobs, record: enable(jobs, [record.id]),
        lambda jobs, record: override(jobs, record.id, {"is_singleton": True}),
        lambda jobs, record: override(jobs, record.id, {"job_queues": ["deploy"]}),
        lambda jobs, record: update(jobs, record, make_code("A", code_version="v2")),
        lambda jobs, record: update(jobs, record, make_code("A")),
        lambda jobs, record: create(jobs, rename={record.id: "Z"}),
        lambda jobs, record: create(jobs, uninstall=(record.id,)),
        lambda jobs, record: create(jobs, broken={record.id: ERROR}),
        lambda jobs, record: jobs.delete(record.id),
    ],
    ids=[
        "enable",
        "override",
        "queues",
        "refresh",
        "same-code",
        "rename",
        "uninstall",
        "broken",
        "delete",
    ],
)
def test_a_known_record_is_read_again_when_anybody_wrote(jobs, desk, write):
    record = create(jobs, make_job("A"))["A"]

    with DeskDatabase.open(desk.path) as other:
        write(JobStore(other), record)

    assert jobs.current(record) == jobs.by_id(record.id)
    assert jobs.current(record) is not record


def test_the_last_result_is_the_newest_run(jobs, results):
    record = create(jobs, make_job("Audit"))["Audit"]
    results.create(record, "root", {}, False, OPTIONS)
    newest = results.create(record, "ann", {}, False, OPTIONS)

    last = jobs.by_id(record.id).last_result

    assert (last.no, last.id, last.status) == (newest.no, newest.id, Status.PENDING)
    assert last.user == "ann"
    assert last.date_created == newest.date_created


def test_a_deleted_job_leaves_its_runs(jobs, results):
    record = create(jobs, make_job("Audit"))["Audit"]
    run = results.create(record, "root", {}, False, OPTIONS)

    jobs.delete(record.id)

    assert jobs.all() == []
    assert results.by_no(run.no).job_id is None
    assert results.by_no(run.no).job == "campus.Audit"


def test_long_names_and_groupings_are_cut(jobs):
    record = jobs.add("local", make_job("N" * 150, "Long", grouping="G" * 300))

    assert (len(record.name), len(record.grouping)) == (100, 255)


def test_two_threads_that_override_do_not_lose_a_field(jobs):
    record = create(jobs, make_job("Audit"))["Audit"]
    edits = [{"hidden": True}, {"time_limit": 5.0}, {"is_singleton": True}]
    threads = [threading.Thread(target=override, args=(jobs, record.id, e)) for e in edits]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert jobs.by_id(record.id).overrides == ("hidden", "is_singleton", "time_limit")


@settings(max_examples=25, deadline=None)
@given(st.lists(st.permutations(range(4)), max_size=4))
def test_any_shuffle_of_names_ends_as_planned(desk_once, orders):
    jobs = JobStore(desk_once)
    ids = [record.id for record in sorted(jobs.all(), key=lambda record: record.class_path)]

    for order in orders:
        jobs.save_refresh(
            "local",
            RefreshPlan(
                update=tuple(
                    JobUpdate(job_id, make_code(f"Job {place}"))
                    for job_id, place in zip(ids, order, strict=True)
                )
            ),
        )
        assert [jobs.by_id(job_id).name for job_id in ids] == [f"Job {n}" for n in order]


@pytest.fixture(scope="module")
def desk_once(tmp_path_factory, template):
    from jobdesk.models.database import DeskDatabase
    from jobdesk.models.schema import copy_into

    path = tmp_path_factory.mktemp("desk") / "desk.db"
    copy_into(template.desk_db, path)
    with DeskDatabase.open(path) as database:
        JobStore(database).save_refresh(
            "local", RefreshPlan(create=tuple(make_job(f"Job {n}") for n in range(4)))
        )
        yield database
