"""Saved edits: one step each, undone only where nobody else has written since."""

import pytest
from tests.support.stores import OPTIONS, make_code, make_job, override

from jobdesk.errors import JobNotFound, NotFound, Outdated, Refused
from jobdesk.models.database import DeskDatabase
from jobdesk.models.plans import JobEdit, JobUpdate, RefreshPlan
from jobdesk.models.stores import edit_steps
from jobdesk.models.stores.edits import EditStore
from jobdesk.models.stores.jobs import JobStore


@pytest.fixture
def edits(desk):
    return EditStore(desk)


@pytest.fixture
def ann(users):
    return users.ensure_superuser("ann").id


@pytest.fixture
def found(jobs):
    plan = RefreshPlan(create=(make_job("A"), make_job("B"), make_job("C")))
    jobs.save_refresh("local", plan)
    return {record.name: record for record in jobs.all()}


def as_administered(jobs):
    return {
        one.id: (one.enabled, one.reviewed_version, one.overrides, one.time_limit, one.name)
        for one in jobs.all()
    }


def enable(found):
    return [JobEdit(one.id, enabled=True, reviewed_version="v1") for one in found.values()]


def test_an_edit_of_several_jobs_is_undone_and_redone_as_one(edits, jobs, ann, found):
    before = as_administered(jobs)
    step = edits.save(ann, "enable 3 jobs", enable(found))
    after = as_administered(jobs)

    assert edits.undo(ann, step.no).title == "enable 3 jobs"
    assert as_administered(jobs) == before
    edits.redo(ann)
    assert as_administered(jobs) == after
    edits.undo(ann)
    assert as_administered(jobs) == before


def test_steps_are_undone_one_after_the_other_and_redone_in_order(edits, jobs, ann, found):
    key = found["A"].id
    states = [as_administered(jobs)]
    for number in (10.0, 20.0, 30.0):
        edits.save(ann, f"limit {number:g}", [JobEdit(key, values={"time_limit": number})])
        states.append(as_administered(jobs))

    for state in reversed(states[:-1]):
        edits.undo(ann)
        assert as_administered(jobs) == state
    for state in states[1:]:
        edits.redo(ann)
        assert as_administered(jobs) == state
    undo, redo = edits.next_steps(ann)
    assert (undo.title, redo) == ("limit 30", None)


def test_undo_brings_queues_and_the_code_s_name_back(edits, jobs, ann, found):
    key = found["A"].id
    edit = JobEdit(key, values={"job_queues": ["deploy"], "name": "Mine", "hidden": True})
    edits.save(ann, "settings of A", [edit])
    assert jobs.by_id(key).job_queues == ("deploy", "default")

    edits.undo(ann)

    record = jobs.by_id(key)
    assert (record.name, record.job_queues, record.overrides) == ("A", ("default",), ())
    edits.redo(ann)
    assert jobs.by_id(key).job_queues == ("deploy", "default")


def test_undo_is_refused_in_words_when_somebody_else_wrote(edits, jobs, ann, users, found):
    other = users.ensure_superuser("ben").id
    edits.save(ann, "enable 3 jobs", enable(found))
    edits.save(other, "settings of B", [JobEdit(found["B"].id, values={"hidden": True})])
    before = as_administered(jobs)

    with pytest.raises(Refused, match=r"“B” was changed by somebody else.*enable 3 jobs"):
        edits.undo(ann)

    assert as_administered(jobs) == before
    edits.undo(other)  # their own step comes first; then the other one can be undone again
    edits.undo(ann)
    assert not jobs.by_name("A").enabled


def test_each_person_has_steps_of_their_own(edits, ann, users, found):
    other = users.ensure_superuser("ben").id
    edits.save(ann, "enable 3 jobs", enable(found))

    assert edits.next_steps(other) == (None, None)
    with pytest.raises(NotFound):
        edits.undo(other)


def test_a_refresh_of_the_code_does_not_take_undo_away(edits, jobs, ann, found):
    edits.save(ann, "enable 3 jobs", enable(found))
    code = make_code("A", grouping="Elsewhere")
    jobs.save_refresh("local", RefreshPlan(update=(JobUpdate(found["A"].id, code),)))

    edits.undo(ann)

    assert not jobs.by_id(found["A"].id).enabled
    assert jobs.by_id(found["A"].id).grouping == "Elsewhere"


def test_a_deleted_job_takes_its_step_along_and_the_one_before_can_be_undone(
    edits, jobs, ann, found
):
    edits.save(ann, "enable C", [JobEdit(found["C"].id, enabled=True)])
    edits.save(ann, "enable A", [JobEdit(found["A"].id, enabled=True)])
    jobs.delete(found["A"].id)

    with pytest.raises(Refused, match="“A” was deleted since"):
        edits.undo(ann)

    assert edits.undo(ann).title == "enable C"


def test_a_new_edit_ends_what_could_be_redone(edits, ann, found):
    edits.save(ann, "first", [JobEdit(found["A"].id, enabled=True)])
    edits.undo(ann)
    edits.save(ann, "second", [JobEdit(found["B"].id, enabled=True)])

    undo, redo = edits.next_steps(ann)

    assert (undo.title, redo) == ("second", None)


def test_what_changes_nothing_is_no_step(edits, jobs, ann, found):
    assert edits.save(ann, "disable A", [JobEdit(found["A"].id, enabled=False)]) is None
    assert jobs.by_name("A").version == found["A"].version
    assert edits.next_steps(ann) == (None, None)


def test_an_edit_is_written_whole_or_not_at_all(edits, jobs, ann, found):
    gone = JobEdit("0" * 32, enabled=True)
    with pytest.raises(JobNotFound):
        edits.save(ann, "enable 2 jobs", [JobEdit(found["A"].id, enabled=True), gone])
    old = JobEdit(found["B"].id, enabled=True, expect_version=99)
    with pytest.raises(Outdated, match="“B” was changed"):
        edits.save(ann, "enable 2 jobs", [JobEdit(found["A"].id, enabled=True), old])
    with pytest.raises(Refused, match="already called “B”"):
        edits.save(ann, "settings of A", [JobEdit(found["A"].id, values={"name": "B"})])

    assert not any(record.enabled for record in jobs.all())
    assert edits.next_steps(ann) == (None, None)


def test_undo_of_a_name_that_somebody_has_taken_finds_a_free_one(edits, jobs, ann, found):
    edits.save(ann, "settings of A", [JobEdit(found["A"].id, values={"name": "Mine"})])
    override(jobs, found["B"].id, {"name": "A"})

    edits.undo(ann)

    assert jobs.by_id(found["A"].id).name == "A (2)"


def test_only_the_last_steps_are_kept(edits, ann, found, monkeypatch):
    monkeypatch.setattr(edit_steps, "KEPT_STEPS", 3)
    for number in range(5):
        values = {"time_limit": float(number + 1)}
        edits.save(ann, f"step {number}", [JobEdit(found["A"].id, values=values)])

    undone = [edits.undo(ann).title for _ in range(3)]

    assert undone == ["step 4", "step 3", "step 2"]
    with pytest.raises(NotFound):
        edits.undo(ann)


def test_steps_survive_the_process(edits, desk, jobs, ann, found):
    edits.save(ann, "enable 3 jobs", enable(found))

    with DeskDatabase.open(desk.path) as reopened:
        assert EditStore(reopened).undo(ann).title == "enable 3 jobs"
        assert not any(record.enabled for record in JobStore(reopened).all())


def test_another_step_than_the_one_that_was_shown_is_not_undone(edits, ann, found):
    shown = edits.save(ann, "first", [JobEdit(found["A"].id, enabled=True)])
    edits.save(ann, "second", [JobEdit(found["B"].id, enabled=True)])

    with pytest.raises(NotFound):
        edits.undo(ann, shown.no)


def test_a_run_in_between_takes_no_undo_away(edits, jobs, results, ann, found):
    edits.save(ann, "enable 3 jobs", enable(found))
    results.create(jobs.by_name("A"), "ann", {}, False, OPTIONS)

    assert edits.undo(ann).title == "enable 3 jobs"


class _Overtaken(DeskDatabase):
    """Somebody else writes between the look and the lock, once."""

    meanwhile = None

    def writing(self):
        work, self.meanwhile = self.meanwhile, None
        if work is not None:
            work()
        return super().writing()


@pytest.fixture
def overtaken(desk):
    with _Overtaken.open(desk.path) as database:
        yield database


def test_what_was_written_between_look_and_lock_is_not_overwritten(
    overtaken, edits, jobs, ann, users, found
):
    other, key = users.ensure_superuser("ben").id, found["A"].id
    overtaken.meanwhile = lambda: edits.save(
        other, "limit", [JobEdit(key, values={"time_limit": 30.0})]
    )

    EditStore(overtaken).save(ann, "hide", [JobEdit(key, values={"hidden": True})])

    record = jobs.by_id(key)
    assert (record.time_limit, record.hidden) == (30.0, True)
    edits.undo(ann)
    assert jobs.by_id(key).overrides == ("time_limit",)


def test_undo_sees_what_was_written_between_look_and_lock(
    overtaken, edits, jobs, ann, users, found
):
    other = users.ensure_superuser("ben").id
    edits.save(ann, "enable 3 jobs", enable(found))
    overtaken.meanwhile = lambda: edits.save(
        other, "hide", [JobEdit(found["B"].id, values={"hidden": True})]
    )
    with pytest.raises(Refused, match="“B” was changed"):
        EditStore(overtaken).undo(ann)

    overtaken.meanwhile = lambda: edits.undo(other)
    EditStore(overtaken).undo(ann)
    assert not jobs.by_name("A").enabled

    overtaken.meanwhile = lambda: edits.redo(ann)
    with pytest.raises(NotFound):
        EditStore(overtaken).redo(ann)
