"""One run's journal and console files as rows: what has come since the last append.

A poll changes nothing by itself: its update is accepted after it was stored, so a failed append
is simply polled again. No database and no Qt here; the recorder's thread owns a tailer.
"""

import sys
from pathlib import Path
from typing import Final

from jobdesk.models.plans import TailUpdate
from jobdesk.models.records import ResultNo, RunTail
from jobdesk.runner.batch import Batch
from jobdesk.runner.flood import CONSOLE_FILES
from jobdesk.runner.journal import JOURNAL_NAME, JournalReader
from jobdesk.runner.outcome import last_line_of

_STDERR: Final = 2
_BATCH_BYTES: Final = 256 * 1024  # of one file in one poll: a burst of one run starves nobody
_LONGEST_CONSOLE_LINE: Final = 64 * 1024
_LAST_BYTES: Final = 4096


class RunTailer:
    """Follows the files of run `no` from where its `RunTail` stands.

    Of each console file the first `console_cap` bytes are read: what follows is being cut off.
    """

    def __init__(
        self,
        no: int,
        run_dir: Path,
        tail: RunTail | None = None,
        console_cap: int = sys.maxsize,
    ) -> None:
        self.no = no
        self._cap = console_cap
        self.tail = tail or RunTail(ResultNo(no))
        self._journal = run_dir / JOURNAL_NAME
        self._console = [(run_dir / name, stream) for name, stream in CONSOLE_FILES]

    def poll(self, *, to_the_end: bool = False) -> TailUpdate | None:
        """What is new, or None.

        `to_the_end` is for when nobody writes any more: text without a line end counts too.
        When the journal says finished, the console files are read to their end as well.
        """
        batch = Batch(self.tail)
        self._read_journal(batch, to_the_end=to_the_end)
        to_the_end = to_the_end or batch.has_finished
        for path, stream in self._console:
            _read_console(batch, path, stream, cap=self._cap, to_the_end=to_the_end)
        return batch.update() if batch.is_changed else None

    def accept(self, update: TailUpdate) -> None:
        """The update is stored: go on from there."""
        self.tail = update.tail

    def _read_journal(self, batch: Batch, *, to_the_end: bool) -> None:
        if _size(self._journal) <= self.tail.journal_offset:
            return
        reader = JournalReader(self._journal, self.tail.journal_offset)
        while True:
            chunk = reader.read(_BATCH_BYTES)
            batch.journal_offset = chunk.offset
            batch.take_events(chunk.values)
            batch.take_console(_STDERR, chunk.junk)  # a line that is no event is the job's text
            if chunk.at_end or not (to_the_end or batch.has_finished):
                return


def _read_console(batch: Batch, path: Path, stream: int, *, cap: int, to_the_end: bool) -> None:
    size = min(_size(path), cap)
    while (offset := batch.console_offset(stream)) < size:
        lines, read = _console_lines(path, offset, cap - offset, at_end=to_the_end)
        batch.take_console(stream, lines, read)
        if not read or not to_the_end:
            return


def _console_lines(
    path: Path, offset: int, room: int, *, at_end: bool
) -> tuple[list[str], int]:
    """Whole lines from `offset` on and the bytes they took, at most `room`.

    At the end, of the file or of the room, also the unended line.
    """
    try:
        with path.open("rb", buffering=0) as file:
            file.seek(offset)
            data = file.read(min(_BATCH_BYTES, room)) or b""
    except OSError:
        return [], 0
    end = data.rfind(b"\n") + 1
    if not end and len(data) >= _LONGEST_CONSOLE_LINE:
        end = _LONGEST_CONSOLE_LINE  # an endless line comes in pieces
    if (at_end and len(data) < _BATCH_BYTES) or len(data) == room:
        end = len(data)
    text = data[:end].decode("utf-8", "replace")
    return [line.rstrip("\r") for line in text.removesuffix("\n").split("\n")], end


def last_printed_line(run_dir: Path) -> str:
    """The last thing that a run wrote to its console; an interpreter dies with a word there."""
    for name, _ in reversed(CONSOLE_FILES):
        path = run_dir / name
        lines, _ = _console_lines(
            path, max(0, _size(path) - _LAST_BYTES), _BATCH_BYTES, at_end=True
        )
        if line := last_line_of("\n".join(lines).encode()):
            return line
    return ""


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
