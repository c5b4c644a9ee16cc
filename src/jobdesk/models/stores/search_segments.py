"""Segments of the text index: where blocks are put, and how a run's words leave again.

A segment is shared by whole runs, or belongs to one long run. Everything here happens in the
transaction that is open, or opens one.
"""

import sqlite3
from collections.abc import Collection, Iterable, Iterator

from jobdesk.models.stores.search_blocks import Block
from jobdesk.models.stores.search_file import SEGMENT_BITS, blocks_table, create_blocks

BLOCKS = 1_024  # about 131,072 lines: a second of work when one of its runs is deleted


class Segments:
    """Writes the tables `segment`, `part` and those of the blocks."""

    def __init__(self, index: sqlite3.Connection) -> None:
        self._index = index
        self._no = 0  # where blocks go now; 0: not known yet
        self._owner = 0
        self._blocks = 0
        self._thin = 0

    @property
    def no(self) -> int:
        """The segment that takes blocks."""
        return self._no

    @property
    def is_full(self) -> bool:
        """It has taken as many blocks as a segment should."""
        return self._blocks >= BLOCKS

    def takes_for(self, owner: int) -> bool:
        """Blocks of this run (0: of any) go where they go now."""
        return bool(self._no) and self._owner == owner

    def choose(self, owner: int) -> None:
        """Go on in the last segment of this run (0: the shared one), or begin one."""
        found = self._index.execute(
            "SELECT no, blocks, thin FROM segment "
            "WHERE owner = ? AND NOT is_full AND NOT is_dead ORDER BY no DESC",
            (owner,),
        ).fetchone()
        self._owner = owner
        self._no, self._blocks, self._thin = found or (self._begun(owner), 0, 0)

    def take(self, block: Block) -> None:
        """Store a block."""
        row_id = (self._no << SEGMENT_BITS) | self._blocks
        name = blocks_table(self._no)
        self._index.execute(
            f"INSERT INTO {name} (rowid, text) VALUES (?, ?)",  # noqa: S608 - a number
            (row_id, block.text()),
        )
        self._index.executemany(
            "INSERT INTO part (block, no, first, stop) VALUES (?, ?, ?, ?)",
            [(row_id, *part) for part in block.parts],
        )
        self._blocks += 1
        self._thin += not block.is_full
        self._index.execute(
            "UPDATE segment SET blocks = ?, thin = ? WHERE no = ?",
            (self._blocks, self._thin, self._no),
        )

    def end(self) -> None:
        """Take no more blocks; one of mostly thin blocks is given up, to be packed anew.

        Runs that end one by one leave a block each, of a few lines: five times the space.
        """
        if self._thin * 2 > self._blocks and not self._owner:
            self.give_up([self._no])
        self._index.execute("UPDATE segment SET is_full = 1 WHERE no = ?", (self._no,))
        self._no = 0

    def give_up(self, segments: Collection[int]) -> None:
        """Forget the runs of these segments; their words go with `drop_dead`."""
        for no in segments:
            self._index.execute("UPDATE segment SET is_dead = 1 WHERE no = ?", (no,))
            self._index.execute("DELETE FROM run WHERE segment = ?", (no,))
        if self._no in segments:
            self._no = 0

    def of_runs(self, nos: Iterable[int]) -> set[int]:
        """The segments that have words of these runs."""
        found: set[int] = set()
        for no in nos:
            rows = self._index.execute(
                "SELECT segment FROM run WHERE no = ? "
                "UNION SELECT no FROM segment WHERE owner = ?",
                (no, no),
            )
            found.update(segment for (segment,) in rows)
        return found

    def drop_dead(self) -> Iterator[None]:
        """Remove what was given up, a segment a step and a transaction."""
        dead = self._index.execute("SELECT no FROM segment WHERE is_dead").fetchall()
        for (no,) in dead:
            self._index.execute("BEGIN IMMEDIATE")
            self._index.execute(f"DROP TABLE {blocks_table(no)}")
            self._index.execute(
                "DELETE FROM part WHERE block >= ? AND block < ?",
                (no << SEGMENT_BITS, (no + 1) << SEGMENT_BITS),
            )
            self._index.execute("DELETE FROM segment WHERE no = ?", (no,))
            self._index.execute("COMMIT")
            yield

    def _begun(self, owner: int) -> int:
        [(no,)] = self._index.execute("SELECT coalesce(max(no), 0) + 1 FROM segment")
        create_blocks(self._index, no)
        self._index.execute(
            "INSERT INTO segment (no, owner, blocks, thin, is_full, is_dead) "
            "VALUES (?, ?, 0, 0, 0, 0)",
            (no, owner),
        )
        return int(no)
