"""From changes of the inventory to runs of hooks: each change once for each hook."""

import sqlite3

import pytest
from tests.support.hook_desk import HookDesk, describe, forget_log, group, make, remove

from jobdesk.models.hook_records import Batching
from jobdesk.models.records import Status
from jobdesk.operations.jobs import disable
from jobdesk.runner import outbox as outbox_file


@pytest.fixture
def desk(services, actor, install):
    return HookDesk(services, actor, install)


def test_an_edit_fires_once_and_its_author_is_the_user(desk):
    hook = desk.hook()
    desk.edit(make, "acme", user="grace")

    [run] = desk.read()

    assert (run.hook_id, run.user, run.status) == (hook.id, "grace", Status.PENDING)
    assert (run.queue, run.hook_depth) == ("default", 1)
    assert desk.objects(run) == ["acme"]
    assert desk.read() == []


def test_a_run_fires_when_it_has_ended(desk):
    desk.hook()
    no = desk.run(make, "acme")
    assert desk.read() == []
    desk.go_on(no, make, "umbrella")
    assert desk.read() == []

    desk.end(no)

    assert [desk.objects(run) for run in desk.read()] == [["acme"], ["umbrella"]]
    assert desk.read() == []


def test_what_a_failed_run_committed_fires_too(desk):
    desk.hook()
    no = desk.run(make, "acme")
    desk.end(no, Status.FAILURE)

    assert len(desk.read()) == 1


def test_runs_that_overlap_are_each_read_once(desk):
    desk.hook()
    slow, quick = desk.run(), desk.run()
    desk.go_on(quick, make, "quick")
    desk.end(quick)
    assert len(desk.read()) == 1
    desk.edit(make, "editor")
    assert len(desk.read()) == 1
    desk.go_on(slow, make, "slow")
    desk.end(slow)

    [run] = desk.read()

    assert desk.objects(run) == ["slow"]


def test_what_was_made_and_removed_in_one_run_fires_nothing(desk):
    desk.hook()
    desk.edit(make, "first")
    assert len(desk.read()) == 1
    no = desk.run(make, "gone")
    desk.go_on(no, remove, "gone")
    desk.edit(make, "second")  # may take the row that the entry left
    desk.end(no)

    [run] = desk.read()

    assert desk.objects(run) == ["second"]


def test_each_hook_gets_each_change_in_order(desk):
    first, second = desk.hook("one"), desk.hook("two")
    desk.edit(make, "a", "b")

    runs = desk.read()

    assert [(run.hook_id, *desk.objects(run)) for run in runs] == [
        (first.id, "a"), (second.id, "a"), (first.id, "b"), (second.id, "b"),
    ]  # fmt: skip


def test_only_wanted_actions_and_types_fire_and_the_trace_says_why_not(desk):
    hook = desk.hook(on_create=False)
    desk.edit(group, "g")
    desk.edit(make, "acme")
    desk.edit(describe, "new", "acme")

    [run] = desk.read()

    assert desk.objects(run) == ["acme"]
    assert desk.trace(hook) == [
        ("acme", False, "It was created; the hook fires for what was updated or deleted."),
        ("acme", True, "The tenancy.tenant was updated."),
    ]


def test_a_delete_fires(desk):
    desk.hook(on_create=False, on_update=False)
    desk.edit(make, "acme")
    desk.edit(remove, "acme")

    assert len(desk.read()) == 1


def test_a_condition_takes_the_names_of_what_keys_point_to(desk):
    hook = desk.hook(conditions=({"field": "tenant_group", "to": "Gold"},))
    desk.edit(make, "acme")
    desk.edit(group, "Silver", "acme")
    desk.edit(group, "Gold", "acme")

    [run] = desk.read()

    assert run.change_id is not None
    assert [reason for _, _, reason in desk.trace(hook)][1:] == [
        "tenant_group went from nothing to “Silver”, not to “Gold”.",
        "The tenancy.tenant was updated. tenant_group went from “Silver” to “Gold”.",
    ]


def test_changes_before_a_hook_was_switched_on_never_fire_it(desk):
    desk.edit(make, "old")
    hook = desk.change_hook(desk.hook(), enabled=False)
    desk.edit(make, "while off")
    assert desk.read() == []
    desk.change_hook(hook, enabled=True)
    desk.edit(make, "new")

    assert [desk.objects(run) for run in desk.read()] == [["new"]]
    assert [text for text, _, _ in desk.trace(hook)] == ["new"]


def test_runs_of_hooks_fire_nothing_unless_a_hook_follows_them(desk):
    shy, bold = desk.hook("shy"), desk.hook("bold", max_depth=1)
    no = desk.run(make, "by a hook", kind="job-hook", depth=1)
    desk.end(no)

    [run] = desk.read()

    assert (run.hook_id, run.hook_depth) == (bold.id, 2)
    [(_, is_fired, reason)] = desk.trace(shy)
    assert not is_fired
    assert "A run of a hook made it" in reason
    deeper = desk.run(make, "deeper", kind="job-hook", depth=2)
    desk.end(deeper)
    assert desk.read() == []
    assert "2 hooks deep" in desk.trace(bold)[-1][2]


def test_a_receiver_that_a_person_ran_counts_as_a_hook(desk):
    desk.hook()
    desk.end(desk.run(make, "acme", kind="job-hook"))

    assert desk.read() == []


def test_a_job_that_cannot_run_is_skipped_and_the_trace_says_so(desk):
    hook = desk.hook()
    disable(desk.services, desk.actor, [hook.fields.job_id])
    desk.edit(make, "acme")

    assert desk.read() == []
    [(_, is_fired, reason)] = desk.trace(hook)
    assert not is_fired
    assert "not enabled" in reason


def test_a_hook_that_lost_its_job_says_so(desk):
    hook = desk.hook()
    desk.services.jobs.delete(hook.fields.job_id)
    desk.edit(make, "acme")

    assert desk.read() == []
    assert "no job" in desk.trace(hook)[0][2]


def test_a_batch_is_one_run_with_all_changes_of_a_context(desk, monkeypatch):
    monkeypatch.setattr(outbox_file, "PORTION", 2)
    hook = desk.hook(batching=Batching.CONTEXT)
    desk.edit(make, "a", "b", "c", "d", "e")
    no = desk.run(make, "x", "y", "z")
    desk.end(no)

    runs = desk.read()

    assert [desk.objects(run) for run in runs] == [
        ["x", "y", "z"],
        ["a", "b", "c", "d", "e"],
    ]
    assert desk.trace(hook)[1][0] == "a and 4 more"
    assert desk.read() == []


def test_a_host_that_dies_between_portions_loses_and_doubles_nothing(desk, monkeypatch):
    monkeypatch.setattr(outbox_file, "PORTION", 2)
    desk.hook("each")
    desk.hook("all", batching=Batching.CONTEXT)
    names = [f"t{number}" for number in range(7)]
    desk.end(desk.run(make, *names))
    desk.edit(describe, "new", *names)

    made = []
    for stop in range(1, 30):
        outbox, reader = desk.outbox()
        portions = outbox.read_on()
        for _ in range(stop % 3 + 1):  # the host dies after one, two, three portions
            made += next(portions, [])
        portions.close()
        reader.close()

    runs = [desk.objects(desk.services.results.by_no(no)) for no in made]
    assert sorted(runs) == sorted([[name] for name in names] * 2 + [names] * 2)


def test_reading_twice_before_the_position_is_written_starts_nothing_twice(desk):
    desk.hook()
    desk.edit(make, "a", "b")
    desk.read()
    desk._write("DELETE FROM outbox_position")
    desk._write("DELETE FROM outbox_run")

    assert desk.read() == []


def test_rows_that_were_numbered_anew_are_found_again(desk):
    desk.hook()
    desk.edit(make, "a", "b", "c")
    desk.read()
    path = desk.services.paths.inventory_db
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE extras_objectchange SET rowid = rowid + 100")
    connection.close()
    desk.edit(make, "d")

    assert [desk.objects(run) for run in desk.read()] == [["d"]]


def test_a_log_that_was_cleaned_is_read_on(desk):
    desk.hook()
    desk.edit(make, "a", "b", "c")
    desk.read()
    desk.services.inventory.call(forget_log)
    desk.edit(make, "d")

    assert [desk.objects(run) for run in desk.read()] == [["d"]]


def test_what_changed_nothing_fires_nothing(desk):
    desk.hook()
    desk.edit(make, "a")
    desk.read()
    desk.edit(describe, "", "a")

    assert desk.read() == []
