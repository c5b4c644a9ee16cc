from dataclasses import replace

import pytest
from tests.support.hook_desk import HookDesk, describe, group, make

from jobdesk.errors import InputErrors, NotFound, Refused
from jobdesk.models.hook_records import HookFields
from jobdesk.operations import hooks
from jobdesk.operations.edits import undo_edit
from jobdesk.operations.jobs import disable

TENANT = ("tenancy.tenant",)


@pytest.fixture
def desk(services, actor, install):
    return HookDesk(services, actor, install)


@pytest.fixture
def job(desk):
    return desk.receiver("Receive")


def wrong(services, actor, fields):
    with pytest.raises(InputErrors) as caught:
        hooks.save_hook(services, actor, fields)
    return caught.value.fields


def test_a_hook_is_made_changed_switched_off_and_deleted(services, actor, job):
    made, step = hooks.save_hook(services, actor, HookFields(" watch ", TENANT, job.id))
    assert (made.name, step.title) == ("watch", "create hook watch")
    changed = replace(made.fields, on_delete=False)
    made, _ = hooks.save_hook(services, actor, changed, key=made.id, version=made.version)

    off, step = hooks.set_hook_enabled(services, actor, "watch", enabled=False)

    assert not off.fields.enabled
    assert step.title == "switch off hook watch"
    assert hooks.find_hook(services, "watch").problem == "It is switched off."
    hooks.delete_hook(services, actor, "watch")
    assert hooks.list_hooks(services) == []
    undo_edit(services, actor)
    assert hooks.find_hook(services, "watch").record.fields == off.fields
    assert "hooks" in services.host.announced


def test_everything_that_is_wrong_is_said_at_once(services, actor, one):
    fields = HookFields(
        "", ("dcim.nothing",), one.id, on_create=False, on_update=False, on_delete=False,
        conditions=({"field": ""}, {"expression": "1 +"}), max_depth=9,
    )  # fmt: skip

    found = wrong(services, actor, fields)

    assert found["name"] == ["Give it a name."]
    assert found["object_types"] == ["There are no objects called dcim.nothing."]
    assert found["job"] == ["One job is no job hook receiver."]
    assert found["actions"] == ["Choose create, update or delete."]
    assert "Condition 1: name a field" in found["conditions"][0]
    assert "Condition 2: the expression cannot be read" in found["conditions"][1]
    assert "at most 5 deep" in found["max_depth"][0]


def test_objects_whose_changes_are_not_kept_cannot_fire(services, actor, job):
    silent = next(one.label for one in services.inventory.call(all_types) if not one.is_logged)

    found = wrong(services, actor, HookFields("watch", (silent,), job.id))

    assert "are not kept" in found["object_types"][0]


def all_types():
    from jobdesk.inventory.hooking import object_types

    return object_types()


def test_an_enabled_hook_needs_a_job_that_can_run(services, actor, job):
    disable(services, actor, [job.id])
    fields = HookFields("watch", TENANT, job.id)

    assert "not enabled" in wrong(services, actor, fields)["job"][0]
    hooks.save_hook(services, actor, replace(fields, enabled=False))
    with pytest.raises(InputErrors):
        hooks.set_hook_enabled(services, actor, "watch", enabled=True)


def test_each_conflict_is_listed(services, actor, job):
    hooks.save_hook(services, actor, HookFields("one", TENANT, job.id, on_delete=False))
    two = HookFields("two", ("dcim.device", *TENANT), job.id)

    assert wrong(services, actor, two)["job"] == [
        "“one” starts this job already when a tenancy.tenant is created.",
        "“one” starts this job already when a tenancy.tenant is updated.",
    ]
    only_deletes = replace(two, on_create=False, on_update=False)
    hooks.save_hook(services, actor, only_deletes)


def test_a_hook_does_not_conflict_with_itself(services, actor, job):
    made, _ = hooks.save_hook(services, actor, HookFields("one", TENANT, job.id))

    hooks.save_hook(services, actor, replace(made.fields, name="new"), key=made.id)

    assert hooks.find_hook(services, "new").record.id == made.id


def test_an_unknown_hook_is_told(services):
    with pytest.raises(NotFound, match="nothing"):
        hooks.find_hook(services, "nothing")


def test_past_changes_tell_what_a_hook_would_do_and_start_nothing(services, desk, job):
    desk.edit(make, "acme")
    desk.edit(group, "Gold", "acme")
    desk.edit(describe, "x", "acme")
    condition = ({"field": "tenant_group", "to": "Gold"},)
    hook = desk.hook(job=job, conditions=condition, enabled=False)

    changes = hooks.recent_changes(services, TENANT)
    verdicts = hooks.try_hook(services, hook, changes)

    assert [(one.action, said.fires) for one, said in zip(changes, verdicts, strict=True)] == [
        ("update", False), ("update", True), ("create", False),
    ]  # fmt: skip
    assert services.results.count() == 0


def test_an_expression_sees_before_after_and_what_changed(services, desk, job):
    desk.edit(make, "ams-1")
    desk.edit(describe, "new", "ams-1")
    text = "after.name.startswith('ams') and 'description' in changed and before"
    hook = desk.hook(job=job, conditions=({"expression": text},))

    verdicts = hooks.try_hook(services, hook, hooks.recent_changes(services, TENANT))

    assert [said.fires for said in verdicts] == [True, False]
    assert "is false" in verdicts[1].reason


@pytest.mark.parametrize(
    "text", ["'x' * 10 ** 9", "after.__class__.__mro__", "9 ** 9 ** 9", "range(10 ** 8)|list"]
)
def test_an_expression_cannot_break_out_or_take_all_memory(services, desk, job, text):
    desk.edit(make, "acme")
    hook = desk.hook(job=job, conditions=({"field": "name"},))
    hook = replace(hook, fields=replace(hook.fields, conditions=({"expression": text},)))

    [said] = hooks.try_hook(services, hook, hooks.recent_changes(services, TENANT))

    assert not said.fires


def test_a_past_change_is_run_again_as_often_as_wanted(services, actor, desk, job):
    hook = desk.hook(job=job)
    desk.edit(make, "acme")
    [first] = desk.read()

    runs = [hooks.replay(services, actor, "watch", first.change_id) for _ in range(2)]

    assert [desk.objects(run) for run in runs] == [["acme"], ["acme"]]
    assert [no for no, _ in services.host.submitted] == [run.no for run in runs]
    assert [line.result_no for line in hooks.trace_of(services, hook.id)] == [
        runs[1].no, runs[0].no, first.no,
    ]  # fmt: skip


def test_a_change_that_is_gone_cannot_be_run_again(services, actor, desk, job):
    desk.hook(job=job)

    with pytest.raises(NotFound, match="no longer"):
        hooks.replay(services, actor, "watch", "00000000-0000-0000-0000-000000000000")


def test_a_job_that_cannot_run_is_not_run_again(services, actor, desk, job):
    desk.hook(job=job)
    desk.edit(make, "acme")
    [run] = desk.read()
    disable(services, actor, [job.id])

    with pytest.raises(Refused, match="not enabled"):
        hooks.replay(services, actor, "watch", run.change_id)


def test_a_workspace_without_an_inventory_has_no_changes(services):
    assert hooks.recent_changes(services, ()) == []
