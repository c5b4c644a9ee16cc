"""The file of the index: who may read it, and damage."""

import os
import sqlite3
import stat
from contextlib import closing

import pytest


@pytest.mark.parametrize("mode", [0o600, 0o640])
def test_the_index_is_as_private_as_the_logs(desk, mode):
    desk.paths.logs_db.chmod(mode)
    desk.add(1, ["word"])

    desk.build()

    assert stat.S_IMODE(desk.paths.search_db.stat().st_mode) == mode


def spoil_header(path):
    with path.open("r+b") as file:
        file.write(b"no database at all")


def spoil_middle(path):
    with path.open("r+b") as file:
        file.seek(8192)
        file.write(b"\xff" * (path.stat().st_size - 8192))


def make_older(path):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 0")


def make_newer(path):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")


def cut(path):
    os.truncate(path, 100)


def empty(path):
    os.truncate(path, 0)


@pytest.mark.parametrize(
    "spoil", [spoil_header, spoil_middle, make_older, make_newer, cut, empty]
)
def test_an_index_that_cannot_be_used_is_built_again(desk, caplog, expected_log, spoil):
    desk.add(1, ["a needle"])
    desk.build()
    spoil(desk.paths.search_db)

    assert desk.spans("pin") == {1: None}
    assert desk.spans("needle") == {1: None}
    desk.build()

    assert desk.spans("pin") == {}
    assert desk.spans("needle") == {1: [(0, 1)]}
    assert "built again" in caplog.text


def test_a_damaged_index_says_so(desk, caplog, expected_log):
    desk.add(1, ["a needle"])
    desk.build()
    assert not desk.ask("needle").is_damaged
    spoil_middle(desk.paths.search_db)

    assert desk.ask("needle").is_damaged
    assert "all runs are read" in caplog.text


def test_a_wal_file_that_was_left_is_not_played_into_a_new_index(desk):
    desk.add(1, ["a needle"])
    desk.build()
    with closing(sqlite3.connect(desk.paths.search_db)) as holder:
        holder.execute("CREATE TABLE other (x)")
        wal = desk.paths.search_db.with_name("search.db-wal")
        left = wal.read_bytes()
    desk.paths.search_db.unlink()
    wal.write_bytes(left)

    desk.build()

    assert desk.spans("needle") == {1: [(0, 1)]}
