"""Lines of a run, read in portions that make a block of the text index."""

import sqlite3
from dataclasses import dataclass, field

from jobdesk.models.packing import pack

LINES = 128  # a block: 64 and 256 are as fast to build, this finds rarest texts in one block
LETTERS = 65_536  # a block of long lines ends earlier


@dataclass(slots=True)
class Block:
    """A document in the making: text of one or more runs.

    Attributes:
        parts: of each run its number, the first entry, and the one after the last.
    """

    texts: list[str] = field(default_factory=list[str])
    parts: list[tuple[int, int, int]] = field(default_factory=list[tuple[int, int, int]])
    lines: int = 0
    letters: int = 0

    @property
    def is_full(self) -> bool:
        """It is worth a document of its own."""
        return self.lines >= LINES or self.letters >= LETTERS

    def add(self, no: int, portion: "Portion") -> None:
        """Put in what was read of a run."""
        self.texts.append(portion.text)
        self.parts.append((no, portion.first, portion.stop))
        self.lines += portion.stop - portion.first
        self.letters += len(portion.text)

    def text(self) -> str:
        """What is indexed; the tokenizer would end at a NUL."""
        return "\n".join(self.texts).replace("\0", " ")


@dataclass(frozen=True, slots=True)
class Portion:
    """Some lines of a run that follow each other."""

    first: int
    stop: int
    text: str


def read_portion(
    logs: sqlite3.Connection, no: int, first: int, stop: int, block: Block
) -> Portion | None:
    """Entries from `first` to `stop` that `block` has room for; None: there are none."""
    most = min(stop - first, LINES - block.lines)
    rows = logs.execute(
        "SELECT grouping, object, message FROM job_log_entry "
        "WHERE id >= ? AND id < ? ORDER BY id",
        (pack(no, first), pack(no, 0) + first + most),
    )
    names: set[str] = set()
    messages: list[str] = []
    letters = block.letters
    for grouping, named, message in rows:
        names.add(grouping)
        names.add(named)
        messages.append(message)
        letters += len(message)
        if letters >= LETTERS:
            break
    rows.close()
    if not messages:
        return None
    return Portion(first, first + len(messages), "\n".join((*names, *messages)))
