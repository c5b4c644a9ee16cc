"""The door to the inventory: made at first need, one workspace after the other, two seconds."""

import threading
import time

import pytest

from jobdesk.errors import Refused, Superseded
from jobdesk.inventory.gate.lock import GateLock
from jobdesk.operations.inventory import COUNTS, PAGES, InventoryDoor
from jobdesk.operations.inventory_threads import Question
from jobdesk.paths import WorkspacePaths


def door_of(folder, user="ada"):
    folder.mkdir(exist_ok=True)
    return InventoryDoor(WorkspacePaths(folder), user)


def make_tenant(name):
    from jobdesk.inventory.tenancy.models import Tenant

    made = Tenant(name=name)
    made.validated_save()
    return str(made.pk)


def tenants():
    from jobdesk.inventory.tenancy.models import Tenant

    return sorted(Tenant.objects.values_list("name", flat=True))


def changes():
    from jobdesk.inventory.extras.changelog import ObjectChange

    rows = ObjectChange.objects.values_list(
        "action", "user_name", "change_context", "change_context_detail", "object_repr"
    )
    return list(rows)


def statuses():
    from jobdesk.inventory.extras.metadata import Status

    return Status.objects.count()


def test_a_new_inventory_is_made_with_what_jobs_look_up_by_name(tmp_path):
    assert door_of(tmp_path / "a").call(statuses) > 10


def test_what_an_editor_changes_is_in_the_change_log_under_its_name(tmp_path):
    door = door_of(tmp_path / "a", "grace")
    door.change(make_tenant, "Acme", detail="a new tenant")
    assert door.call(changes) == [("create", "grace", "web", "a new tenant", "Acme")]


def test_a_failed_change_leaves_nothing(tmp_path):
    door = door_of(tmp_path / "a")

    def half():
        make_tenant("Acme")
        raise Refused("no")

    with pytest.raises(Refused, match="no"):
        door.change(half, detail="half")
    assert door.call(tenants) == []
    assert door.call(changes) == []


def test_workspaces_are_opened_one_after_the_other(tmp_path):
    first, second = door_of(tmp_path / "a"), door_of(tmp_path / "b")
    first.change(make_tenant, "Acme", detail="new")
    assert second.call(tenants) == []
    second.change(make_tenant, "Umbrella", detail="new")
    assert first.call(tenants) == ["Acme"]
    assert second.call(tenants) == ["Umbrella"]


HOLDER = """
say("ready")
from django.db import connection, transaction
from jobdesk.inventory.tenancy.models import Tenant
with transaction.atomic():
    Tenant(name="Held").validated_save()
    say("held")
    turn()
say("gone")
"""


@pytest.fixture
def holder(tmp_path):
    """Another process that writes the inventory until it is told to end."""
    from tests.inventory.conftest import Child

    made = []

    def hold(folder):
        child = Child(folder, HOLDER)
        made.append(child)
        assert [child.hear(), child.hear()] == ["ready", "held"]
        return child

    yield hold
    for child in made:
        child.close()


@pytest.mark.process
def test_an_editor_waits_two_seconds_and_names_who_writes(tmp_path, holder):
    door = door_of(tmp_path / "a")
    door.call(statuses)
    child = holder(tmp_path / "a")
    began = time.monotonic()
    with pytest.raises(Refused, match=rf"written by run of {child.process.pid}; try again"):
        door.change(make_tenant, "Acme", detail="new")
    assert 1.5 < time.monotonic() - began < 18
    assert door.call(tenants) == []
    child.turn()
    assert child.hear() == "gone"
    door.change(make_tenant, "Acme", detail="new")
    assert door.call(tenants) == ["Acme", "Held"]


def test_who_gave_up_takes_nothing_from_who_comes_next(tmp_path):
    """The line in the kernel is left behind, not lost: the next wait goes on in it."""
    script = "import fcntl,sys;f=open(sys.argv[1],'r+');fcntl.lockf(f,fcntl.LOCK_EX);"
    import subprocess
    import sys

    gate = tmp_path / "gate"
    mine = GateLock(gate, "me")
    mine.limit_s = 0.2
    other = subprocess.Popen(
        [sys.executable, "-c", script + "print('held',flush=True);input()", str(gate)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert other.stdout.readline() == "held\n"
    for _ in range(2):
        with pytest.raises(Refused, match="another writer"):
            mine.acquire()
    mine.limit_s = 30
    threading.Timer(0.1, lambda: other.communicate("\n")).start()
    assert mine.acquire()
    third = subprocess.run(
        [sys.executable, "-c", script.replace("LOCK_EX)", "LOCK_EX|fcntl.LOCK_NB)"), str(gate)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "BlockingIOError" in third.stderr
    mine.release()
    other.wait(30)


def endless():
    """A statement that takes hours."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
            "SELECT MAX(i) FROM n WHERE i < 1e12"
        )
        return cursor.fetchone()


def test_a_question_that_nobody_asks_any_more_is_stopped(tmp_path):
    door, question = door_of(tmp_path / "a"), Question()
    found = []

    def ask():
        with pytest.raises(Superseded):
            door.ask(endless, question)
        found.append(True)

    thread = threading.Thread(target=ask)
    thread.start()
    question.drop()
    thread.join(20)
    assert found == [True]
    assert door.ask(statuses) > 10  # the next one is answered


def test_a_question_that_waits_is_not_begun_when_it_is_dropped(tmp_path):
    question = Question()
    question.drop()
    with pytest.raises(Superseded):
        door_of(tmp_path / "a").ask(endless, question)


def test_what_is_read_does_not_wait_for_what_is_written(tmp_path):
    door = door_of(tmp_path / "a")
    written, read = threading.Event(), threading.Event()

    def slowly():
        make_tenant("Acme")
        written.set()
        assert read.wait(20)

    thread = threading.Thread(target=lambda: door.change(slowly, detail="slow"))
    thread.start()
    assert written.wait(20)
    assert door.ask(tenants) == []
    read.set()
    thread.join(20)
    assert door.ask(tenants) == ["Acme"]


def test_a_slow_question_holds_up_its_like_only(tmp_path):
    door, question = door_of(tmp_path / "a"), Question()
    begun = threading.Event()

    def slow():
        begun.set()
        return endless()

    def ask():
        with pytest.raises(Superseded):
            door.ask(slow, question, COUNTS)

    thread = threading.Thread(target=ask)
    thread.start()
    assert begun.wait(20)
    assert door.ask(statuses, where=PAGES) > 10
    question.drop()
    thread.join(20)
    assert not thread.is_alive()


def test_readers_follow_to_another_workspace(tmp_path):
    first, second = door_of(tmp_path / "a"), door_of(tmp_path / "b")
    first.change(make_tenant, "Acme", detail="new")
    for lane in (PAGES, COUNTS, PAGES):
        assert first.ask(tenants, where=lane) == ["Acme"]
        assert second.ask(tenants, where=lane) == []
