import sqlite3
import threading

import pytest

from jobdesk.errors import StoreTooNew, StoreUnavailable
from jobdesk.models.database import Database, DeskDatabase
from jobdesk.models.refusals import in_words
from jobdesk.models.schema import DESK, connect, is_current, prepare
from jobdesk.models.stores.logs import LogStore


def test_a_missing_file_is_refused_in_words(tmp_path):
    with pytest.raises(StoreUnavailable, match=r"desk\.db is missing"):
        DeskDatabase.open(tmp_path / "desk.db")


def test_a_newer_file_asks_for_a_newer_program(paths):
    with connect(paths.desk_db) as connection:
        connection.execute(f"PRAGMA user_version = {DESK.number + 1}")
    connection.close()

    with pytest.raises(StoreTooNew, match="Update the program"):
        DeskDatabase.open(paths.desk_db)
    with pytest.raises(StoreTooNew):
        prepare(paths)


def test_an_older_file_is_not_opened_before_it_is_migrated(paths):
    connection = connect(paths.desk_db)
    connection.execute("PRAGMA user_version = 0")
    connection.close()

    assert not is_current(paths)
    with pytest.raises(StoreUnavailable, match="older JobDesk"):
        DeskDatabase.open(paths.desk_db)


@pytest.mark.parametrize("content", [b"not a database at all" * 500, b"\x00" * 9000])
def test_a_file_that_is_no_database_is_refused_in_words(paths, content):
    paths.logs_db.write_bytes(content)

    with pytest.raises(StoreUnavailable, match=r"damaged|not a database of JobDesk"):
        LogStore(paths.logs_db)


def test_a_database_of_somebody_else_is_left_alone(paths):
    paths.desk_db.unlink()
    other = sqlite3.connect(paths.desk_db)
    other.execute("CREATE TABLE theirs (a)")
    other.close()

    with pytest.raises(StoreUnavailable, match="not a database of JobDesk"):
        prepare(paths)


def test_a_damaged_page_is_refused_when_it_is_met(paths, jobs, desk):
    desk.close()  # the last one out writes the WAL file back
    content = bytearray(paths.desk_db.read_bytes())
    content[4096:] = b"\xa5" * (len(content) - 4096)
    paths.desk_db.write_bytes(bytes(content))

    with (
        pytest.raises(StoreUnavailable, match="damaged"),
        Database(paths.desk_db, DESK) as broken,
    ):
        type(jobs)(broken).all()


def test_a_locked_file_is_refused_after_the_wait(paths):
    holder = sqlite3.connect(paths.desk_db, isolation_level=None)
    holder.execute("PRAGMA locking_mode = EXCLUSIVE")
    holder.execute("BEGIN EXCLUSIVE")
    holder.execute("CREATE TABLE held (a)")

    with pytest.raises(StoreUnavailable, match="in use by another program"):
        DeskDatabase.open(paths.desk_db, busy_timeout=0.05)
    holder.close()


def test_a_writer_that_waits_too_long_is_refused_in_words(paths):
    holder = sqlite3.connect(paths.desk_db, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    database = DeskDatabase.open(paths.desk_db, busy_timeout=0.05)

    with pytest.raises(StoreUnavailable, match="in use"), database.writing():
        pass
    holder.close()
    database.close()


def test_a_read_only_file_is_refused_in_words(paths):
    database = Database(paths.desk_db, DESK, "ro")

    with (
        pytest.raises(StoreUnavailable, match="read-only"),
        database.writing() as connection,
    ):
        connection.exec_driver_sql("DELETE FROM job")
    database.close()


def test_a_full_drive_is_refused_in_words(desk):
    def fill() -> None:
        with desk.writing() as connection:
            connection.exec_driver_sql("PRAGMA max_page_count = 1")
            connection.exec_driver_sql(
                "INSERT INTO broken_file (source, module_name, file, message, traceback) "
                "VALUES ('s', 'm', 'f', ?, '')",
                ("x" * 900_000,),
            )

    with pytest.raises(StoreUnavailable, match="no space left"):
        fill()


def test_a_folder_in_the_place_of_a_file_is_refused_in_words(tmp_path):
    (tmp_path / "desk.db").mkdir()

    with pytest.raises(StoreUnavailable, match="cannot be opened"):
        DeskDatabase.open(tmp_path / "desk.db")


def test_our_own_mistakes_are_not_dressed_up(tmp_path):
    with (
        pytest.raises(sqlite3.OperationalError, match="no such table"),
        in_words(tmp_path / "desk.db"),
    ):
        sqlite3.connect(":memory:").execute("SELECT * FROM absent")


def test_a_write_that_fails_leaves_nothing(desk):
    def fail() -> None:
        with desk.writing() as connection:
            connection.exec_driver_sql("INSERT INTO job_queue VALUES ('a', 'q', 0, 0, 0)")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()

    assert desk.rows("SELECT * FROM job_queue") == []


def test_a_file_may_be_used_from_many_threads(desk, queues):
    def work(number: int) -> None:
        for step in range(10):
            queues.ensure([f"queue {number} {step}"])
            queues.all()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(queues.all()) == 40
