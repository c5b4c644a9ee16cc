import sqlite3
import subprocess
import sys

import pytest

from jobdesk.models.database import DeskDatabase
from jobdesk.models.schema import connect


def pragma(database, name):
    [(value,)] = database.rows(f"PRAGMA {name}")
    return value


def test_every_connection_has_the_pragmas(desk):
    assert pragma(desk, "journal_mode") == "wal"
    assert pragma(desk, "foreign_keys") == 1
    assert pragma(desk, "synchronous") == 1
    assert pragma(desk, "busy_timeout") > 1000


def test_a_write_takes_the_lock_at_once(desk, paths):
    other = connect(paths.desk_db, busy_timeout=0)

    with desk.writing() as connection:
        connection.exec_driver_sql("SELECT 1")
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
    other.close()


def test_a_read_sees_one_moment(desk, queues):
    queues.ensure(["one"])

    with desk.reading() as connection:
        before = connection.exec_driver_sql("SELECT count(*) FROM job_queue").scalar()
        queues.ensure(["two"])
        after = connection.exec_driver_sql("SELECT count(*) FROM job_queue").scalar()

    assert (before, after) == (1, 1)
    assert len(queues.all()) == 2


def test_reading_does_not_wait_for_a_writer(desk, queues):
    with desk.writing():
        assert queues.all() == []


def test_the_data_version_moves_only_when_somebody_commits(desk, queues):
    first = desk.data_version()
    assert desk.data_version() == first

    queues.ensure(["deploy"])

    assert desk.data_version() != first


@pytest.mark.process
def test_the_data_version_notices_another_process(desk, paths):
    first = desk.data_version()
    code = (
        "import sys, sqlite3\n"
        'c = sqlite3.connect(sys.argv[1]); c.execute("INSERT INTO job_queue VALUES '
        "('a', 'q', 0, 0, 0)\"); c.commit()"
    )

    subprocess.run([sys.executable, "-c", code, str(paths.desk_db)], check=True)

    assert desk.data_version() != first


def test_a_path_with_odd_characters_opens(paths, tmp_path):
    home = tmp_path / "a #1 100% ?"
    paths.home.rename(home)

    with DeskDatabase.open(home / "desk.db") as database:
        assert database.rows("SELECT * FROM job") == []
