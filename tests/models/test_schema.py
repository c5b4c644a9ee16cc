import shutil
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory

from jobdesk.errors import StoreUnavailable
from jobdesk.models import migration, schema
from jobdesk.models.engine import make_engine, write_transaction
from jobdesk.models.schema import DESK, LOGS, State, connect, plain_connection
from jobdesk.paths import WorkspacePaths

FIXTURES = Path(__file__).with_name("fixtures")
KINDS = pytest.mark.parametrize("kind", [DESK, LOGS], ids=lambda kind: kind.name)


def shape(path):
    """Everything that makes a schema, without the order of constraints."""
    with plain_connection(path) as connection:
        rows = connection.execute("SELECT type, name, sql FROM sqlite_schema").fetchall()
    return {
        (kind, name): sorted(
            line.strip().rstrip(",").replace('"', "")  # a rebuilt table is called "so"
            for line in (sql or "").splitlines()
        )
        for kind, name, sql in rows
        if name != "sqlite_sequence"
    }


@pytest.fixture
def fresh(tmp_path):
    def make(kind):
        path = tmp_path / f"fresh-{kind.name}.db"
        migration.create(path, kind)
        return path

    return make


@KINDS
def test_migrated_from_nothing_equals_a_fresh_schema(kind, fresh, tmp_path):
    path = tmp_path / "steps.db"
    engine = make_engine(path, "rwc")
    with write_transaction(engine) as connection:
        migration.upgrade(connection, kind)
    engine.dispose()

    assert shape(path) == shape(fresh(kind))


@KINDS
def test_migrated_from_the_oldest_fixture_equals_a_fresh_schema(kind, fresh, tmp_path):
    path = tmp_path / f"{kind.name}.db"
    connection = sqlite3.connect(path)
    connection.executescript((FIXTURES / f"{kind.name}_0001.sql").read_text(encoding="utf-8"))
    before = {
        name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()
        for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
    }
    connection.close()

    migration.migrate(path, kind, tmp_path / "backups")

    assert shape(path) == shape(fresh(kind))
    assert schema.state_of(path, kind) is State.CURRENT
    with plain_connection(path) as connection:
        for name, count in before.items():
            assert connection.execute(f"SELECT count(*) FROM {name}").fetchone() == count


def test_numbers_of_runs_never_come_back_by_the_step_from_2(tmp_path, fresh):
    path = tmp_path / "desk.db"
    engine = make_engine(path, "rwc", foreign_keys=False)
    with write_transaction(engine) as connection:
        for line in (FIXTURES / "desk_0001.sql").read_text(encoding="utf-8").split(";\n"):
            if not line.lstrip().startswith(("BEGIN", "COMMIT")):
                connection.exec_driver_sql(line)
        migration.upgrade(connection, DESK, "0002")
        connection.exec_driver_sql("UPDATE sqlite_sequence SET seq = 900")
        connection.exec_driver_sql("INSERT INTO run_place VALUES (1, 0.5)")
        migration.upgrade(connection, DESK)
        [(no, preview, hook)] = connection.exec_driver_sql(
            "SELECT no, preview, hook_id FROM job_result"
        ).fetchall()
        given = connection.exec_driver_sql(
            "SELECT seq FROM sqlite_sequence WHERE name = 'job_result'"
        ).scalar()
    engine.dispose()

    assert (given, bool(preview), hook) == (900, False, None)
    assert no < given
    assert schema.damage(path) == []
    assert shape(path) == shape(fresh(DESK))


@KINDS
def test_the_schema_number_names_the_head_revision(kind, fresh):
    config = Config()
    config.set_main_option("script_location", str(kind.migrations))

    assert ScriptDirectory.from_config(config).get_current_head() == kind.revision
    with plain_connection(fresh(kind)) as connection:
        [(stamp,)] = connection.execute("SELECT version_num FROM alembic_version")
    assert stamp == kind.revision


def test_prepare_makes_both_stores_and_then_has_nothing_to_do(tmp_path):
    paths = WorkspacePaths(tmp_path)
    assert not schema.is_current(paths)

    schema.prepare(paths)

    assert schema.is_current(paths)
    assert not paths.backups.exists()


def test_a_file_that_a_crash_left_empty_is_made_anew(tmp_path):
    paths = WorkspacePaths(tmp_path)
    paths.desk_db.touch()

    schema.prepare(paths)

    assert schema.is_current(paths)


@pytest.fixture
def newer(tmp_path):
    """The desk's migrations with one more step, as the next release would have it."""
    folder = tmp_path / "migrations"
    shutil.copytree(DESK.migrations, folder, ignore=shutil.ignore_patterns("__pycache__"))

    def make(body):
        (folder / "versions" / "r_next.py").write_text(
            "from alembic import op\nimport sqlalchemy as sa\n"
            f"revision = '{DESK.number + 1:04d}'\ndown_revision = '{DESK.revision}'\n"
            f"def upgrade():\n    {body}\n"
        )
        return replace(DESK, number=DESK.number + 1, migrations=folder)

    return make


def test_an_older_file_is_copied_and_then_migrated(paths, newer):
    kind = newer("op.add_column('user', sa.Column('note', sa.Text()))")
    assert schema.state_of(paths.desk_db, kind) is State.OLDER

    copy = migration.migrate(paths.desk_db, kind, paths.backups)

    assert schema.state_of(paths.desk_db, kind) is State.CURRENT
    assert copy.parent == paths.backups
    assert schema.state_of(copy, DESK) is State.CURRENT
    assert any("note" in line for line in shape(paths.desk_db)["table", "user"])


def test_a_migration_that_fails_leaves_the_file_as_it_was(paths, newer):
    kind = newer(
        "op.add_column('user', sa.Column('note', sa.Text())); op.drop_table('nothing')"
    )
    before = shape(paths.desk_db)

    with pytest.raises(Exception, match="nothing"):
        migration.migrate(paths.desk_db, kind, paths.backups)

    assert shape(paths.desk_db) == before
    assert schema.state_of(paths.desk_db, DESK) is State.CURRENT


def test_a_migration_that_orphans_rows_is_undone(paths, newer):
    kind = newer(
        "op.execute(\"INSERT INTO job_queue_assignment VALUES ('no job', 'no queue', 0)\")"
    )

    with pytest.raises(StoreUnavailable, match="left as it was"):
        migration.migrate(paths.desk_db, kind, paths.backups)

    assert schema.damage(paths.desk_db) == []


def test_a_sound_file_has_no_damage_and_a_stray_reference_is_told(paths):
    assert schema.damage(paths.desk_db) == []
    connection = connect(paths.desk_db)
    connection.execute("INSERT INTO job_queue_assignment VALUES ('no job', 'no queue', 0)")
    connection.close()

    assert any("missing job" in line for line in schema.damage(paths.desk_db))


def test_a_copy_holds_what_only_the_wal_file_knows(paths, queues, tmp_path):
    queues.ensure(["deploy"])

    schema.copy_into(paths.desk_db, tmp_path / "copy.db")

    with plain_connection(tmp_path / "copy.db") as connection:
        assert connection.execute("SELECT name FROM job_queue").fetchall() == [("deploy",)]


@pytest.mark.process
@pytest.mark.parametrize(
    ("module", "absent"),
    [
        ("schema", "sqlalchemy alembic PySide6"),
        ("plans", "sqlalchemy alembic PySide6 sqlite3"),
        ("stores.jobs", "alembic PySide6"),
        ("stores.results", "alembic PySide6"),
        ("stores.logs", "alembic PySide6"),
        ("stores.search", "sqlalchemy alembic PySide6"),
        ("migration", "alembic PySide6"),
    ],
)
def test_nothing_heavy_is_imported_before_its_time(module, absent):
    code = (
        f"import sys, jobdesk.models.{module}\n"
        f"print([name for name in {absent.split()!r} if name in sys.modules])"
    )

    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "[]"
