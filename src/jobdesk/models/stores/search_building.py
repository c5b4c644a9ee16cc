"""Building the text index: the one writer of search.db, in steps of some milliseconds.

A run counts as indexed in the transaction that holds its last block, so that the index is right
wherever a process ends.
"""

from collections.abc import Generator, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from jobdesk.models.schema import connect
from jobdesk.models.stores.run_identities import RunIdentity
from jobdesk.models.stores.search_blocks import Block, read_portion
from jobdesk.models.stores.search_file import open_for_writing
from jobdesk.models.stores.search_segments import Segments

_LONG_RUN = 131_072  # lines from which on a run has segments of its own
_BLOCKS_A_COMMIT = 256
_LOOKED_AT_ONCE = 2_000  # runs of a step of the survey: under 1 ms
_RUNS_AT_ONCE = 1_024  # that end in one block: runs without lines
_SPARE_PAGES = 1_024  # 8 MB that nothing uses: more is given back to the drive
_FREED_AT_ONCE = 128


class _Stand(NamedTuple):
    """How far a run is indexed: a row of `run` without its number."""

    id: str
    segment: int
    lines: int
    is_done: int


class _Survey(NamedTuple):
    """What is to be done: runs to forget, and runs to index, the newest first."""

    lost: list[int]
    todo: list[tuple[RunIdentity, _Stand | None]]

    @property
    def is_any(self) -> bool:
        """There is something."""
        return bool(self.lost or self.todo)


class IndexBuilder:
    """Brings search.db up to date with the finished runs. One thread only."""

    def __init__(self, path: Path, logs_db: Path, *, is_checked: bool = False) -> None:
        """Open the index, or make it.

        Raises:
            sqlite3.Error: this SQLite has no such index, or the file cannot be made.
            OSError: the file cannot be replaced.
        """
        self._index = open_for_writing(path, logs_db, is_checked=is_checked)
        self._logs = connect(logs_db, "ro")
        self._segments = Segments(self._index)
        self._block = Block()
        self._stands: dict[int, _Stand] = {}  # to be written with the block
        self._uncommitted = 0

    def close(self) -> None:
        """Close the files; what is not committed is lost."""
        self._index.close()
        self._logs.close()

    def work(self, runs: Sequence[RunIdentity]) -> Generator[None]:
        """Index what is new and forget what is gone; `runs` are all of the workspace.

        Each step takes some milliseconds, a few 50 ms. Closing the iterator keeps what was
        done; after an error the builder is to be closed.
        """
        try:
            yield from self._segments.drop_dead()
            while (survey := (yield from self._survey(runs))).is_any:
                self._forget(survey.lost)
                yield from self._segments.drop_dead()
                for run, stand in survey.todo if not survey.lost else ():
                    yield from self._index_run(run, stand)
                self._commit()
                yield from self._segments.drop_dead()
            yield from self._shrink()
        except GeneratorExit:
            self._commit()
            raise

    def _survey(self, runs: Sequence[RunIdentity]) -> Generator[None, None, _Survey]:
        """Compare the index with the runs there are, in pieces."""
        done: dict[int, str] = {}
        known = self._index.execute("SELECT no, id FROM run WHERE is_done")
        while page := known.fetchmany(_LOOKED_AT_ONCE):
            done.update(page)
            yield
        rows = self._index.execute(
            "SELECT no, id, segment, lines, 0 FROM run WHERE NOT is_done"
        )
        begun = {row[0]: _Stand._make(row[1:]) for row in rows}
        todo: list[tuple[RunIdentity, _Stand | None]] = []
        for at in range(0, len(runs), _LOOKED_AT_ONCE):
            for run in runs[at : at + _LOOKED_AT_ONCE]:
                no, ident, is_ready = run
                if not is_ready:
                    continue
                if done.get(no) == ident:
                    del done[no]
                else:
                    has_begun = no in begun and begun[no].id == ident
                    todo.append((run, begun.pop(no) if has_begun else None))
            yield
        todo.sort(key=lambda one: one[1] is None)  # what was begun has the open segment
        return _Survey([*done, *begun], todo)

    def _forget(self, lost: Sequence[int]) -> None:
        """Give up the segments of runs that are gone, or whose number another run has."""
        if lost:
            self._begin()
            self._segments.give_up(self._segments.of_runs(lost))
            self._commit()

    def _index_run(self, run: RunIdentity, stand: _Stand | None) -> Iterator[None]:
        no, ident, _ = run
        found = self._logs.execute(
            "SELECT lines FROM run_tail WHERE result_no = ?", (no,)
        ).fetchone()
        lines = found[0] if found else 0
        is_long = lines >= _LONG_RUN
        first = stand.lines if stand else 0
        segment = self._choose(no if is_long else 0)
        if stand:
            segment = stand.segment
        while portion := read_portion(self._logs, no, first, lines, self._block):
            first = portion.stop
            self._block.add(no, portion)
            self._stands[no] = _Stand(ident, segment, portion.stop, 0)
            if self._block.is_full:
                self._flush()
                if is_long and self._segments.is_full:
                    self._end_segment()
                    self._choose(no)
                yield
        self._stands[no] = _Stand(ident, segment, lines, 1)
        if is_long or self._segments.is_full:
            self._end_segment()
        elif len(self._stands) >= _RUNS_AT_ONCE:
            self._flush()
        yield

    def _choose(self, owner: int) -> int:
        """Where the next blocks go; what is in the block belongs to where it was."""
        if not self._segments.takes_for(owner):
            self._flush()
            self._begin()
            self._segments.choose(owner)
        return self._segments.no

    def _end_segment(self) -> None:
        self._flush()
        self._begin()
        self._segments.end()

    def _flush(self) -> None:
        """Store the block and how far that brings its runs."""
        self._begin()
        if self._block.parts:
            self._segments.take(self._block)
            self._block = Block()
        self._index.executemany(
            "INSERT OR REPLACE INTO run (no, id, segment, lines, is_done) "
            "VALUES (?, ?, ?, ?, ?)",
            [(no, *stand) for no, stand in self._stands.items()],
        )
        self._stands.clear()
        self._uncommitted += 1
        if self._uncommitted >= _BLOCKS_A_COMMIT:
            self._end_transaction()

    def _begin(self) -> None:
        if not self._index.in_transaction:
            self._index.execute("BEGIN IMMEDIATE")

    def _commit(self) -> None:
        if self._block.parts or self._stands:
            self._flush()
        self._end_transaction()

    def _end_transaction(self) -> None:
        if self._index.in_transaction:
            self._index.execute("COMMIT")
        self._uncommitted = 0

    def _shrink(self) -> Iterator[None]:
        """Give pages that nothing uses any more back to the drive."""
        while self._index.execute("PRAGMA freelist_count").fetchone()[0] > _SPARE_PAGES:
            self._index.execute(f"PRAGMA incremental_vacuum({_FREED_AT_ONCE})").fetchall()
            yield
