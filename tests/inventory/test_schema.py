"""New inventories come from the template; it is what models and migrations say."""

import os

import pytest

_SHAPE = """
from django.db import connection

def shape(cursor):
    '''Tables, columns, keys, indexes and checks, in no order.'''
    cursor.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table'")
    found = {}
    for table, sql in cursor.fetchall():
        if table.startswith("sqlite_"):
            continue
        def ask(what, name):
            cursor.execute(f'PRAGMA {what}("{name}")')
            return cursor.fetchall()
        columns = {row[1:] for row in ask("table_info", table)}
        keys = {row[2:] for row in ask("foreign_key_list", table)}
        indexes = {
            (row[2], row[4], tuple(one[2] for one in ask("index_info", row[1])))
            for row in ask("index_list", table)
        }
        found[table] = (columns, keys, indexes, sql.count("CHECK"), "AUTOINCREMENT" in sql)
    return found
"""


@pytest.fixture
def empty(tmp_path):
    (tmp_path / "empty").mkdir()
    return tmp_path / "empty"


@pytest.fixture
def begin(empty):
    """Run code in a process whose inventory has no tables yet."""
    from tests.inventory.conftest import Child

    made = []

    def begin_(code):
        made.append(Child(empty, code))
        return made[-1].end()

    yield begin_
    for one in made:
        one.close()


def test_the_template_is_that_of_the_models_as_they_are(begin):
    said = begin(
        """
from pathlib import Path
from jobdesk.inventory import schema
from jobdesk.inventory.template import made_template
shipped = Path(schema.__file__).with_name(schema.TEMPLATE).read_text(encoding="utf-8")
say(made_template() == shipped)
"""
    )
    assert said == ["True"], "run packaging/make_inventory.py"


def test_no_model_has_changed_without_a_migration(begin):
    said = begin(
        """
from django.apps import apps
from django.db import connection
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ProjectState
graph = MigrationExecutor(connection).loader
found = MigrationAutodetector(graph.project_state(), ProjectState.from_apps(apps))
for app, changes in found.changes(graph=graph.graph).items():
    for change in changes:
        say(app, *(one.describe() for one in change.operations))
"""
    )
    assert said == [], "run packaging/make_inventory.py"


def test_the_template_equals_what_the_migrations_describe(begin):
    """Run one by one from nothing they take minutes; what they add up to is made at once."""
    said = begin(
        _SHAPE
        + """
import sqlite3
from django.db.migrations.executor import MigrationExecutor
from jobdesk.inventory import schema
from jobdesk.inventory.migrating import create_tables, note_all_as_done
state = MigrationExecutor(connection).loader.project_state()
create_tables(state.apps)
note_all_as_done()
with connection.cursor() as cursor:
    migrated = shape(cursor)
other = sqlite3.connect(":memory:")
for statement in schema.template():
    other.execute(statement)
template = shape(other.cursor())
say(sorted(template.keys() ^ migrated.keys()))
for table in template.keys() & migrated.keys():
    for left, right in zip(template[table], migrated[table]):
        if left != right:
            say(table, left ^ right if isinstance(left, set) else (left, right))
"""
    )
    assert said == ["[]"]


def test_a_new_inventory_has_what_jobs_look_up_and_imports_no_migrations(begin):
    said = begin(
        """
import sys
from jobdesk.inventory.schema import make_ready
make_ready()
make_ready()
from django.contrib.contenttypes.models import ContentType
from jobdesk.inventory.extras.models import Role, Status
from jobdesk.inventory.dcim.models import Device, Site
from jobdesk.inventory.ipam.models import Namespace
active = Status.objects.get(name="Active")
say(active.slug, active.created.year > 2025, Status.objects.get_for_model(Device).count())
say(Role.objects.count(), *Namespace.objects.all())
say(ContentType.objects.get(app_label="dcim", model="site").model_class() is Site)
say([name for name in sys.modules if "migrations.executor" in name or ".0001" in name])
"""
    )
    assert said == ["active True 7", "8 Global", "True", "[]"]


def test_a_file_of_a_newer_program_is_refused_in_words(begin, empty):
    begin("from jobdesk.inventory.schema import make_ready; make_ready()")
    said = begin(
        """
import sqlite3
from django.db import connection
path = connection.settings_dict["NAME"]
other = sqlite3.connect(path)
other.execute("PRAGMA user_version = 99")
other.close()
from pathlib import Path
from jobdesk.errors import StoreTooNew
from jobdesk.inventory.schema import is_current, make_ready
for ask in (make_ready, lambda: is_current(Path(path))):
    try:
        ask()
    except StoreTooNew as error:
        say(error)
"""
    )
    assert (
        said
        == [
            f"inventory.db in {empty} was written by a newer JobDesk (schema 99, this program "
            "knows 3). Update the program to use it. Jobs that use no objects go on as before. "
            "“jobdesk new-inventory” puts it aside and begins an empty one; nothing is deleted."
        ]
        * 2
    )


def test_an_older_file_is_brought_up_to_date_with_a_copy(begin, empty):
    begin(
        """
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from jobdesk.inventory.schema import make_ready
make_ready()
from jobdesk.inventory.tenancy.models import Tenant
Tenant.objects.create(name="ACME")
MigrationExecutor(connection).migrate([("circuits", "0001_initial")])
with connection.cursor() as cursor:
    cursor.execute("PRAGMA user_version = 0")
from jobdesk.errors import StoreUnavailable
try:
    make_ready()
except StoreUnavailable as error:
    assert "older JobDesk" in str(error)
else:
    raise AssertionError
"""
    )
    said = begin(
        _SHAPE
        + """
from pathlib import Path
from jobdesk.inventory import schema
path = Path(connection.settings_dict["NAME"])
say(schema.is_current(path))
copy = schema.bring_up_to_date(path, path.parent / "backups")
say(schema.is_current(path), schema.is_current(copy))
say(schema.bring_up_to_date(path, path.parent / "backups"))
schema.make_ready()
from jobdesk.inventory.tenancy.models import Tenant
from jobdesk.inventory.circuits.models import Circuit
say(*Tenant.objects.all(), Circuit.objects.count())
"""
    )
    assert said == ["False", "True False", "None", "ACME 0"]
    assert len(list((empty / "backups").iterdir())) == 1


def test_a_file_of_the_second_schema_gets_the_indexes_of_lists(begin, empty):
    begin(
        """
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from jobdesk.inventory.schema import make_ready
make_ready()
from jobdesk.inventory.tenancy.models import Tenant
Tenant.objects.create(name="ACME")
before = [("dcim", "0004_text_indexes"), ("ipam", "0003_text_indexes")]
MigrationExecutor(connection).migrate(before)
with connection.cursor() as cursor:
    cursor.execute("PRAGMA user_version = 2")
"""
    )
    said = begin(
        _SHAPE
        + """
import sqlite3
from pathlib import Path
from jobdesk.inventory import schema
path = Path(connection.settings_dict["NAME"])
copy = schema.bring_up_to_date(path, path.parent / "backups")
schema.make_ready()
new = sqlite3.connect(":memory:")
for statement in schema.template():
    new.execute(statement)
with connection.cursor() as cursor:
    migrated = shape(cursor)
say(migrated == shape(new.cursor()), shape(sqlite3.connect(copy).cursor()) == migrated)
from jobdesk.inventory.tenancy.models import Tenant
say(*Tenant.objects.all())
"""
    )
    assert said == ["True False", "ACME"]


def test_two_processes_make_one_inventory(empty):
    from tests.inventory.conftest import Child

    code = """
from jobdesk.inventory.schema import make_ready
say("ready")
turn()
make_ready()
from jobdesk.inventory.extras.models import Status
say(Status.objects.filter(name="Active").count())
"""
    both = [Child(empty, code) for _ in range(2)]
    try:
        assert [one.hear() for one in both] == ["ready"] * 2
        for one in both:
            one.turn()
        assert [one.end() for one in both] == [["1"]] * 2
    finally:
        for one in both:
            one.close()


def test_who_is_killed_while_it_is_made_leaves_none_and_the_next_makes_it(begin, empty):
    from tests.inventory.conftest import Child

    killed = Child(
        empty,
        """
import os, signal
from jobdesk.inventory import schema
whole = schema.template

def half():
    for number, statement in enumerate(whole()):
        if number == 500:
            os.kill(os.getpid(), signal.SIGKILL)
        yield statement

schema.template = half
schema.make_ready()
""",
    )
    killed.process.wait(30)
    killed.close()
    assert [one.name for one in empty.glob("inventory.db*")] == ["inventory.db.new"]

    said = begin(
        """
from jobdesk.inventory.schema import make_ready
make_ready()
from jobdesk.inventory.extras.models import Status
say(Status.objects.filter(name="Active").count())
"""
    )
    assert said == ["1"]
    assert not list(empty.glob("*.new*"))


def test_a_file_without_contents_is_told_and_no_new_inventory(begin, empty):
    (empty / "inventory.db").touch()
    said = begin(
        """
from jobdesk.errors import StoreUnavailable
from jobdesk.inventory.schema import make_ready
try:
    make_ready()
except StoreUnavailable as error:
    say(error)
"""
    )
    assert said == [
        f"The inventory ({empty / 'inventory.db'}) has lost its contents: the file is empty. "
        "Jobs that use no objects go on as before. “jobdesk new-inventory” puts it aside and "
        "begins an empty one; nothing is deleted."
    ]
    assert (empty / "inventory.db").stat().st_size == 0


@pytest.mark.skipif(os.name == "nt", reason="files are not limited there")
def test_a_copy_for_which_there_is_no_space_is_told(begin, empty):
    """A preview begins with it; nobody needs the copy, and the inventory is as it was."""
    said = begin(
        """
import resource
from pathlib import Path
from jobdesk.errors import StoreUnavailable
from jobdesk.inventory.changes import ChangeContext
from jobdesk.inventory.running import RunInventory
from jobdesk.inventory.schema import make_ready
from jobdesk.inventory.start import InventoryPlace
make_ready()
from django.db import connection
from jobdesk.inventory import start
there = start._started
original = there.database
resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, resource.RLIM_INFINITY))
copy = InventoryPlace(original.with_name("copy.db"), original.with_name("copy.gate"))
try:
    RunInventory(copy, ChangeContext("ada", "job", "x", 1), print, {}, there)
except StoreUnavailable as error:
    say(error)
"""
    )
    assert len(said) == 1
    assert f"{empty / 'copy.db'}" in said[0]
    assert said[0].endswith(", then try again.")
