"""A file of an inventory that cannot be used keeps nobody from the rest of the workspace."""

import os
import sqlite3
import subprocess
import sys

import pytest

from jobdesk.errors import Refused, StoreUnavailable
from jobdesk.operations import inventory_threads
from jobdesk.wiring import open_workspace


def tenants():
    from jobdesk.inventory.tenancy.models import Tenant

    return sorted(Tenant.objects.values_list("name", flat=True))


def make_tenant(name):
    from jobdesk.inventory.tenancy.models import Tenant

    Tenant(name=name).validated_save()


@pytest.fixture
def home(tmp_path):
    """A workspace with something in its inventory, closed."""
    found = tmp_path / "lab"
    services = open_workspace(found)
    services.inventory.change(make_tenant, "Acme", detail="new")
    services.close()
    inventory_threads.close_all()
    database = sqlite3.connect(found / "inventory.db")
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    return found


def cut_off(file):
    os.truncate(file, file.stat().st_size // 2)


def overwrite(file):
    file.write_bytes(b"these are not the rows you are looking for " * 400)


def cut_to_a_beginning(file):
    os.truncate(file, 50)


def make_newer(file):
    database = sqlite3.connect(file)
    database.execute("PRAGMA user_version = 99")
    database.close()


def put_a_folder(file):
    file.unlink()
    file.mkdir()
    (file / "notes.txt").write_text("mine")


DAMAGES = [
    (cut_off, "damaged and cannot be read"),
    (overwrite, "damaged and cannot be read"),
    (cut_to_a_beginning, "damaged and cannot be read"),
    (make_newer, "written by a newer JobDesk"),
    (put_a_folder, "cannot be opened"),
]


@pytest.mark.parametrize(("damage", "words"), DAMAGES)
def test_the_workspace_opens_and_the_inventory_says_what_is_wrong(home, damage, words):
    damage(home / "inventory.db")
    services = open_workspace(home)
    assert services.jobs.all() is not None
    for ask in (services.inventory.call, services.inventory.ask):
        with pytest.raises(StoreUnavailable, match=words) as told:
            ask(tenants)
        assert "jobdesk new-inventory" in str(told.value)
    services.close()


@pytest.mark.parametrize(("damage", "words"), DAMAGES)
def test_it_is_put_aside_on_demand_and_nothing_is_lost(home, damage, words):
    del words
    file = home / "inventory.db"
    damage(file)
    before = file.read_bytes() if file.is_file() else None
    services = open_workspace(home)
    aside = services.inventory.begin_anew()
    assert services.inventory.ask(tenants) == []
    services.inventory.change(make_tenant, "Umbrella", detail="new")
    assert services.inventory.ask(tenants) == ["Umbrella"]
    if before is None:
        assert (aside / "notes.txt").read_text() == "mine"
    else:
        assert aside.read_bytes() == before
    services.close()


def test_an_inventory_in_order_is_not_put_aside(home):
    services = open_workspace(home)
    with pytest.raises(Refused, match="Nothing is wrong"):
        services.inventory.begin_anew()
    assert services.inventory.ask(tenants) == ["Acme"]
    services.close()


def test_a_file_without_a_byte_has_lost_its_contents(home):
    os.truncate(home / "inventory.db", 0)
    services = open_workspace(home)
    with pytest.raises(StoreUnavailable, match=r"inventory\.db\) has lost its contents"):
        services.inventory.ask(tenants)
    services.close()


def test_a_second_thread_keeps_the_locks_of_the_first(home):
    """Who opens and closes the file by itself gives up the locks of its whole process."""
    services = open_workspace(home)
    assert services.inventory.ask(tenants) == ["Acme"]
    services.inventory.change(make_tenant, "Two", detail="from another thread")

    other = (
        "import sqlite3, sys; "
        "sqlite3.connect(sys.argv[1]).execute('SELECT 1 FROM sqlite_master')"
    )
    subprocess.run([sys.executable, "-c", other, str(home / "inventory.db")], check=True)

    assert (home / "inventory.db-wal").stat().st_size  # the last one that goes clears it away
    services.close()


@pytest.mark.skipif(os.name == "nt", reason="folders have other rights there")
def test_a_full_drive_changes_nothing_and_is_said(home):
    services = open_workspace(home)

    def fill():
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute("PRAGMA max_page_count = 1")
        for n in range(20_000):
            make_tenant(f"{n}" * 20)

    with pytest.raises(StoreUnavailable, match="no space left"):
        services.inventory.change(fill, detail="many")
    inventory_threads.close_all()
    assert services.inventory.ask(tenants) == ["Acme"]
    services.close()
