"""A copy for a preview, and what differs in it."""

import sqlite3
from contextlib import closing

import pytest

from jobdesk.inventory import difference
from jobdesk.inventory.difference import CopiedDatabase


@pytest.fixture
def original(tmp_path):
    path = tmp_path / "inventory.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("CREATE TABLE ports (id TEXT PRIMARY KEY, name TEXT)")
        database.executemany(
            "INSERT INTO ports VALUES (?, ?)", [(f"{n:05}", "x" * 200) for n in range(5_000)]
        )
        yield path, database


def test_only_what_the_copy_changed_is_a_difference(original, tmp_path):
    path, database = original
    database.execute("UPDATE ports SET name = 'still in the log' WHERE id = '00001'")

    copied = CopiedDatabase(path, tmp_path / "copy.db")
    database.execute("UPDATE ports SET name = 'by another' WHERE id = '00002'")
    with closing(sqlite3.connect(tmp_path / "copy.db")) as copy, copy:
        copy.execute("UPDATE ports SET name = 'mine' WHERE id = '00003'")

    assert copied.tables() == ["ports"]
    assert copied.changed_keys("ports", "id") == ["00003"]
    before, after = copied.before_and_after("ports", "id", "00003")
    assert (before["name"][:1], after["name"]) == ("x", "mine")
    assert copied.before_and_after("ports", "id", "00001")[1]["name"] == "still in the log"
    copied.close()


def test_the_copy_is_of_one_moment_while_others_write(original, tmp_path, monkeypatch):
    """Rows are renamed between two pieces; the copy knows none of the new names."""
    path, database = original
    monkeypatch.setattr(difference, "_PAGES", 5)
    pieces = []

    def write(*_progress):
        database.execute(f"UPDATE ports SET name = 'name {len(pieces)}' WHERE id < '01000'")
        pieces.append(1)

    monkeypatch.setattr(difference, "_go_on", write)
    copied = CopiedDatabase(path, tmp_path / "copy.db")

    with closing(sqlite3.connect(tmp_path / "copy.db")) as copy:
        assert copy.execute("SELECT count(DISTINCT name) FROM ports").fetchone() == (1,)
    assert len(pieces) > 10
    assert copied.changed_keys("ports", "id") == []
    copied.close()


def test_a_run_can_be_stopped_between_two_pieces_of_the_copy(original, tmp_path, monkeypatch):
    def stop(*_progress):
        raise KeyboardInterrupt

    monkeypatch.setattr(difference, "_PAGES", 5)
    monkeypatch.setattr(difference, "_go_on", stop)
    with pytest.raises(KeyboardInterrupt):
        CopiedDatabase(original[0], tmp_path / "copy.db")
