from dataclasses import replace

import pytest
from tests.support.stores import NOON, OPTIONS, make_job

from jobdesk.errors import NotFound, Outdated, Refused
from jobdesk.models.hook_records import (
    Batching,
    ButtonFields,
    HookFields,
    HookRun,
    OutboxState,
    OutboxStep,
    TracePlan,
)
from jobdesk.models.stores import outbox as outbox_file
from jobdesk.models.stores.buttons import ButtonStore
from jobdesk.models.stores.edits import EditStore
from jobdesk.models.stores.hooks import HookStore
from jobdesk.models.stores.outbox import OutboxStore

FIRST = "00000000-0000-0000-0000-000000000001"
SECOND = "00000000-0000-0000-0000-000000000002"


@pytest.fixture
def hooks(desk):
    return HookStore(desk)


@pytest.fixture
def buttons(desk):
    return ButtonStore(desk)


@pytest.fixture
def outbox(desk):
    return OutboxStore(desk)


@pytest.fixture
def edits(desk):
    return EditStore(desk)


@pytest.fixture
def ada(users):
    return users.ensure_superuser("ada").id


@pytest.fixture
def job(jobs):
    return jobs.add("local", make_job("One"))


@pytest.fixture
def fields(job):
    conditions = ({"field": "status", "to": "Active"},)
    return HookFields("watch", ("dcim.device",), job.id, conditions=conditions)


@pytest.fixture
def hook(hooks, ada, fields):
    hooks.save(ada, "create watch", fields)
    return hooks.find("watch")


def a_trace(hook, change=FIRST, *, is_fired=True):
    return TracePlan(hook.id, change, "update", "dcim.device", "core-1", "ada", is_fired, "so")


def test_what_is_saved_is_read_back(hook, fields, hooks):
    assert hook.fields == fields
    assert hook.version == 1
    assert hook.fields.actions == ("create", "update", "delete")
    assert hooks.find(hook.id) == hook
    assert hooks.find("nothing") is None


def test_an_edit_is_undone_and_redone(hooks, edits, ada, hook):
    changed = replace(hook.fields, batching=Batching.CONTEXT, on_delete=False)
    hooks.save(ada, "edit watch", changed, key=hook.id, version=hook.version)

    assert edits.undo(ada).title == "edit watch"
    assert hooks.find(hook.id).fields == hook.fields
    edits.redo(ada)
    assert hooks.find(hook.id).fields == changed


def test_a_deleted_hook_comes_back_by_undo(hooks, edits, ada, hook):
    hooks.save(ada, "delete watch", None, key=hook.id, version=hook.version)
    assert hooks.all() == []

    edits.undo(ada)

    back = hooks.find("watch")
    assert (back.id, back.fields) == (hook.id, hook.fields)
    assert back.since > hook.since  # what changed meanwhile does not fire it


def test_undo_leaves_what_somebody_else_changed(hooks, edits, users, ada, hook):
    other = users.ensure_superuser("bob").id
    hooks.save(other, "rename", replace(hook.fields, name="other"), key=hook.id, version=1)

    with pytest.raises(Refused, match="somebody else"):
        edits.undo(ada)


def test_nothing_changed_is_no_step(hooks, ada, hook):
    assert hooks.save(ada, "edit", hook.fields, key=hook.id, version=1) == (hook.id, None)


def test_an_edit_made_on_an_older_version_is_refused(hooks, ada, hook):
    with pytest.raises(Outdated, match="watch"):
        hooks.save(ada, "edit", replace(hook.fields, name="b"), key=hook.id, version=7)


def test_an_edit_of_a_deleted_hook_is_refused(hooks, ada, hook):
    hooks.save(ada, "delete", None, key=hook.id, version=1)

    with pytest.raises(NotFound):
        hooks.save(ada, "edit", hook.fields, key=hook.id, version=1)


def test_a_name_is_taken_once(hooks, ada, hook):
    with pytest.raises(Refused, match="already called “watch”"):
        hooks.save(ada, "create", hook.fields)


def test_switching_on_starts_from_now_and_an_edit_does_not(hooks, ada, hook):
    off = replace(hook.fields, enabled=False)
    hooks.save(ada, "edit", replace(off, on_delete=False), key=hook.id)
    assert hooks.find(hook.id).since == hook.since
    assert hooks.enabled() == []

    hooks.save(ada, "enable", hook.fields, key=hook.id)

    assert hooks.find(hook.id).since > hook.since


def test_deleting_its_job_leaves_hook_and_button_without_one(
    hooks, buttons, jobs, ada, hook, job
):
    buttons.save(ada, "create", ButtonFields("press", ("dcim.device",), job.id, "Press"))
    ties = jobs.ties(job.id)
    assert (ties.hooks, ties.buttons) == (("watch",), ("press",))

    jobs.delete(job.id)

    assert hooks.find("watch").fields.job_id is None
    assert buttons.find("press").fields.job_id is None


def test_a_merged_job_takes_its_hooks_along(hooks, jobs, hook, job):
    other = jobs.add("local", make_job("Two"))

    jobs.merge(job.id, other.id)

    assert hooks.find("watch").fields.job_id == other.id


def test_buttons_come_by_group_weight_and_name(buttons, ada, job):
    def make(name, **more):
        buttons.save(ada, "create", ButtonFields(name, ("dcim.device",), job.id, "x", **more))

    make("late", group_name="b")
    make("heavy", weight=200)
    make("plain")
    make("early", group_name="A")

    assert [one.name for one in buttons.all()] == ["plain", "heavy", "early", "late"]


def test_a_deleted_button_comes_back_by_undo(buttons, edits, ada, job):
    key, _ = buttons.save(ada, "new", ButtonFields("press", ("dcim.device",), job.id, "x"))
    before = buttons.find(key)
    buttons.save(ada, "delete", None, key=key)

    edits.undo(ada)

    assert buttons.find("press").fields == before.fields


def test_runs_trace_and_position_are_one_step(outbox, results, hooks, hook, job):
    run = HookRun(hook.id, (FIRST, SECOND), "ada", job, OPTIONS, depth=2)
    state = OutboxState(7, SECOND, NOON, 5, {3: 0, 4: 6})
    traces = (a_trace(hook), a_trace(hook, SECOND), a_trace(hook, "9" * 32, is_fired=False))

    [no] = outbox.settle(OutboxStep(state, (run,), traces))

    assert outbox.state() == state
    record = results.by_no(no)
    assert (record.hook_id, record.change_id, record.hook_depth) == (hook.id, FIRST, 2)
    assert results.changes_of(no) == [FIRST, SECOND]
    assert [one.result_no for one in hooks.traces(hook.id, 9)] == [None, no, no]
    assert hooks.runs_of(hook.id, 9) == [no]


def test_a_step_that_is_repeated_starts_nothing(outbox, results, hook, job):
    step = OutboxStep(OutboxState(1, FIRST), (HookRun(hook.id, (FIRST,), "a", job, OPTIONS),))
    outbox.settle(step)

    assert outbox.settle(step) == []
    assert results.count() == 1
    assert results.changes_of(1) == [FIRST]


def test_a_hook_that_was_deleted_meanwhile_starts_nothing(outbox, hooks, ada, hook, job):
    hooks.save(ada, "delete", None, key=hook.id)
    run = HookRun(hook.id, (FIRST,), "ada", job, OPTIONS)

    assert outbox.settle(OutboxStep(OutboxState(1, FIRST), (run,), (a_trace(hook),))) == []


def test_a_fresh_workspace_has_read_nothing(outbox):
    assert outbox.state() is None


def test_the_trace_is_bounded(outbox, hooks, hook, monkeypatch):
    monkeypatch.setattr(outbox_file, "KEPT_TRACES", 3)
    for row in range(5):
        outbox.settle(OutboxStep(OutboxState(row), (), (a_trace(hook),)))

    assert [one.no for one in hooks.traces(hook.id, 9)] == [5, 4, 3]
