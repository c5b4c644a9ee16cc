"""Writers of the inventory: fair, never refused, and nothing lost when one is killed."""

import subprocess
import sys

import pytest

_TENANTS = """
from django.db import transaction
from jobdesk.inventory.tenancy.models import Tenant
"""
_COUNT = (
    _TENANTS
    + """
for _ in range(60):
    with transaction.atomic():
        held = Tenant.objects.select_for_update().get(name="counter")
        held.description = str(int(held.description) + 1)
        held.save()
"""
)
_COUNTER = (
    _TENANTS
    + """
Tenant.objects.create(name="counter", description="0")
"""
)
_READ_THEN_WRITE = (
    _TENANTS
    + """
import os
for number in range(40):
    with transaction.atomic():
        Tenant.objects.count()
        Tenant(name=f"{os.getpid()} {number}").save()
say("done")
"""
)
_HOLD = (
    _TENANTS
    + """
with transaction.atomic():
    for number in range(50):
        Tenant(name=f"held {number}").save()
    say("holding")
    turn()
"""
)
_NAMES = (
    _TENANTS
    + """
say(*sorted(Tenant.objects.values_list("name", flat=True)))
"""
)
_POOL = (
    _TENANTS
    + """
from concurrent.futures import ThreadPoolExecutor
from django.db import connections
from jobdesk.inventory.gate.base import gate_of
gate_of().run = connections["default"] if {owned} else None

def save(number):
    with transaction.atomic():
        Tenant(name=f"pool {{number}}").save()
        assert Tenant.objects.filter(name=f"pool {{number}}").exists()

class Back(Exception):
    pass

try:
    with transaction.atomic():
        Tenant(name="main").save()
        with ThreadPoolExecutor(8) as pool:
            list(pool.map(save, range(60)))
        say(Tenant.objects.filter(name__startswith="pool").count())
        if {is_rolled_back}:
            raise Back
except Back:
    pass
say(Tenant.objects.filter(name__startswith="pool").count())
"""
)


def test_three_processes_that_read_compute_and_save_count_right(start, work):
    work(_COUNTER)
    for child in [start(_COUNT) for _ in range(3)]:
        child.end()
    said = work(_TENANTS + "say(Tenant.objects.get(name='counter').description)")
    assert said == ["180"]


def test_a_transaction_that_reads_first_is_never_refused(start):
    children = [start(_READ_THEN_WRITE) for _ in range(3)]
    assert [child.end() for child in children] == [["done"]] * 3


def test_a_holder_that_is_killed_leaves_nothing_and_lets_the_next_one_in(start, work):
    holder = start(_HOLD)
    assert holder.hear() == "holding"
    waiter = start(_TENANTS + "Tenant(name='after').save(); say('saved')")
    holder.kill()
    assert waiter.end() == ["saved"]
    assert work(_NAMES) == ["after"]


def test_who_waits_is_told_whom_for(start):
    holder = start(_HOLD)
    assert holder.hear() == "holding"
    waiter = start(
        _TENANTS
        + """
from jobdesk.inventory.gate.base import gate_of
gate_of().lock.on_wait = lambda holder, seconds: say(seconds is None, holder)
Tenant(name="after").save()
"""
    )
    assert waiter.hear() == f"True run of {holder.process.pid}"
    holder.turn()
    assert waiter.hear() == f"False run of {holder.process.pid}"
    waiter.end()


def test_a_waiter_leaves_when_its_signal_handler_raises(start):
    holder = start(_HOLD)
    assert holder.hear() == "holding"
    waiter = start(
        _TENANTS
        + """
import signal
class Cancelled(BaseException):
    pass
def handle(*_):
    raise Cancelled
signal.signal(signal.SIGALRM, handle)
signal.setitimer(signal.ITIMER_REAL, 0.2)
try:
    Tenant(name="after").save()
except Cancelled:
    say("left", Tenant.objects.filter(name="after").count())
"""
    )
    assert waiter.hear() == "left 0"
    waiter.end()
    holder.turn()
    holder.end()


@pytest.mark.parametrize("owned", [True, False])
@pytest.mark.parametrize("is_rolled_back", [True, False])
def test_threads_inside_an_open_transaction_join_it(work, owned, is_rolled_back):
    said = work(_POOL.format(owned=owned, is_rolled_back=is_rolled_back))
    assert said == ["60", "0" if is_rolled_back else "60"]


@pytest.mark.parametrize("is_rolled_back", [True, False])
def test_what_only_threads_write_is_inside_the_runs_transaction(work, is_rolled_back):
    said = work(
        _TENANTS
        + f"""
from concurrent.futures import ThreadPoolExecutor
from django.db import connections
from jobdesk.inventory.gate.base import gate_of

def save(number):
    if number % 2:
        Tenant(name=f"pool {{number}}").save()
    else:
        Tenant.objects.filter(name="nobody").update(description="x")
    return number

try:
    with transaction.atomic():
        gate_of().run = connections["default"]
        with transaction.atomic():
            with ThreadPoolExecutor(4) as pool:
                list(pool.map(save, range(20)))
        say(Tenant.objects.count())
        assert not {is_rolled_back}
except AssertionError:
    pass
gate_of().run = None
say(Tenant.objects.count())
"""
    )
    assert said == ["10", "0" if is_rolled_back else "10"]


def test_an_iterator_with_unread_rows_does_not_keep_others_from_writing(work):
    """A half-read result would hold its snapshot, and no write could follow another's."""
    said = work(
        _TENANTS
        + """
from threading import Thread
for number in range(50):
    Tenant(name=f"{number}").save()
saved = 0
for tenant in Tenant.objects.all().iterator(chunk_size=10):
    other = Thread(target=Tenant(name=f"other {saved}").save)
    other.start()
    other.join()
    tenant.save()
    saved += 1
    if saved == 20:
        break
say(saved, Tenant.objects.count())
"""
    )
    assert said == ["20 70"]


def test_a_forked_child_of_an_open_transaction_is_refused_in_words(work):
    said = work(
        _TENANTS
        + """
import os
with transaction.atomic():
    Tenant(name="parent").save()
    child = os.fork()
    if child == 0:
        try:
            Tenant(name="child").save()
        except Exception as error:
            say(error)
        os._exit(0)
    os.waitpid(child, 0)
say(*Tenant.objects.values_list("name", flat=True))
"""
    )
    assert said[0].startswith("A process that was forked inside an open transaction")
    assert said[1:] == ["parent"]


def test_a_forked_child_without_a_transaction_writes(work):
    said = work(
        _TENANTS
        + """
import os
Tenant(name="parent").save()
child = os.fork()
if child == 0:
    Tenant(name="child").save()
    os._exit(0)
os.waitpid(child, 0)
Tenant(name="parent again").save()
say(*sorted(Tenant.objects.values_list("name", flat=True)))
"""
    )
    assert said == ["child parent parent again"]


def test_a_rolled_back_savepoint_takes_back_what_came_after_it_only(work):
    said = work(
        _TENANTS
        + """
class Back(Exception):
    pass
with transaction.atomic():
    try:
        with transaction.atomic():
            with transaction.atomic():
                Tenant(name="inner").save()
            raise Back
    except Back:
        pass
    Tenant(name="outer").save()
say(*Tenant.objects.values_list("name", flat=True))
"""
    )
    assert said == ["outer"]


def test_upper_and_lower_case_are_told_apart_as_on_postgresql(work):
    said = work(
        _TENANTS
        + """
Tenant(name="Zürich").save()
found = Tenant.objects.filter
say(found(name__contains="zürich").count(), found(name__icontains="ZÜR").count(),
    found(name__startswith="z").count(), found(name__istartswith="zÜ").count(),
    found(name__iexact="zÜrich").count(), found(name__endswith="RICH").count())
"""
    )
    assert said == ["0 1 0 1 1 0"]


_STATE = """
import logging, os, sys, time, warnings, locale
from pathlib import Path

def state():
    root = logging.getLogger()
    return (time.tzname, os.environ.get("TZ"), root.handlers[:], root.level,
            logging.getLoggerClass(), sys.excepthook, warnings.filters[:], locale.getlocale())

before = state()
from jobdesk.inventory.start import InventoryPlace, start
start(InventoryPlace(Path("a.db").absolute(), Path("a.gate").absolute()))
print(before == state())
"""


def test_starting_changes_nothing_of_the_process(tmp_path):
    """In a process of a process that was started would be found what that one left."""
    done = subprocess.run(
        [sys.executable, "-c", _STATE], capture_output=True, text=True, cwd=tmp_path
    )
    assert done.stdout.strip() == "True", done


def test_the_lock_survives_that_the_gate_file_is_read(start):
    """Closing another descriptor of the file would free a POSIX lock of the same process."""
    holder = start(
        _TENANTS
        + """
from jobdesk.inventory.gate.base import gate_of
with transaction.atomic():
    Tenant(name="held").save()
    say(gate_of().lock.held_by() != "")
    turn()
    say(Tenant.objects.count())
"""
    )
    assert holder.hear() == "True"
    waiter = start(
        _TENANTS
        + """
from jobdesk.inventory.gate.base import gate_of
gate_of().lock.on_wait = lambda holder, seconds: say("waits" if seconds is None else "waited")
Tenant(name="after").save()
"""
    )
    assert waiter.hear() == "waits"
    holder.turn()
    assert holder.end() == ["1"]
    assert waiter.end() == ["waited"]
