"""Raw limits of this machine: the least that a figure could cost. Standard library only."""

import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

Row = tuple[int, int, int, str, str, str, str]

_BATCH = 1000
_TABLE = (
    "CREATE TABLE log (id INTEGER PRIMARY KEY, created INTEGER NOT NULL, "
    "level INTEGER NOT NULL, grouping TEXT NOT NULL, message TEXT NOT NULL, "
    "object TEXT NOT NULL, url TEXT NOT NULL)"
)
_INSERT = "INSERT INTO log VALUES (?, ?, ?, ?, ?, ?, ?)"
_PACED = """
import sys, time
count, rate = int(sys.argv[1]), int(sys.argv[2])
began = time.monotonic()
for number in range(count):
    sys.stdout.write(f"{time.time():.6f}\\n")
    sys.stdout.flush()
    if number % 20 == 19:
        time.sleep(max(0.0, began + number / rate - time.monotonic()))
"""
_ANSWER = """
import sys, time
for line in sys.stdin:
    sys.stdout.write(f"{time.time():.6f}\\n")
    sys.stdout.flush()
"""


def interleaved(
    rounds: int, sides: Mapping[str, Callable[[], float]]
) -> dict[str, list[float]]:
    """Each side once a round, so that the load of the machine meets all of them."""
    found: dict[str, list[float]] = {name: [] for name in sides}
    for _ in range(rounds):
        for name, side in sides.items():
            found[name].append(side())
    return found


def medians(found: Mapping[str, Sequence[float]]) -> dict[str, float]:
    """The middle of each side."""
    return {name: statistics.median(figures) for name, figures in found.items()}


def percentile(figures: Sequence[float], part: float) -> float:
    """The figure that this part of all figures does not exceed."""
    ordered = sorted(figures)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))]


def executemany_rate(rows: Sequence[Row]) -> float:
    """Rows a second of raw SQLite: executemany, 1,000 rows a commit, packed rowid, WAL."""
    with tempfile.TemporaryDirectory() as folder:
        connection = sqlite3.connect(Path(folder) / "raw.db", isolation_level=None)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(_TABLE)
        began = time.perf_counter()
        for start in range(0, len(rows), _BATCH):
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany(_INSERT, rows[start : start + _BATCH])
            connection.execute("COMMIT")
        seconds = time.perf_counter() - began
        connection.close()
    return len(rows) / seconds


def process_ms(*arguments: str) -> float:
    """From the start to the end of a bare interpreter."""
    began = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
    return (time.perf_counter() - began) * 1000


def processes_rate(count: int, at_once: int) -> float:
    """Bare interpreters a second, so many side by side."""
    began = time.perf_counter()
    living: list[subprocess.Popen[bytes]] = []
    for _ in range(count):
        if len(living) == at_once:
            living.pop(0).wait()
        living.append(subprocess.Popen([sys.executable, "-c", "pass"]))
    for process in living:
        process.wait()
    return count / (time.perf_counter() - began)


def first_statement_ms() -> float:
    """From the start of a bare interpreter to its first statement."""
    began = time.time()
    command = [sys.executable, "-c", "import time; print(repr(time.time()))"]
    said = subprocess.run(command, check=True, capture_output=True)
    return (float(said.stdout) - began) * 1000


def pipe_delays_ms(count: int, per_second: int) -> list[float]:
    """From the writing of a line to its reading, over a bare pipe, at a pace."""
    command = _niced([sys.executable, "-I", "-S", "-c", _PACED, str(count), str(per_second)])
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    assert process.stdout is not None
    delays: list[float] = []
    rest = b""
    while chunk := os.read(process.stdout.fileno(), 1 << 16):
        now = time.time()
        *lines, rest = (rest + chunk).split(b"\n")
        delays += [(now - float(line)) * 1000 for line in lines]
    process.stdout.close()
    process.wait()
    return delays


@contextmanager
def waiting_child() -> Iterator[Callable[[], float]]:
    """A bare child that waits for lines: what it calls measures one way to it, in ms."""
    command = [sys.executable, "-I", "-S", "-c", _ANSWER]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdin is not None
    assert process.stdout is not None
    stdin, stdout = process.stdin, process.stdout

    def ask() -> float:
        sent = time.time()
        stdin.write(b"go\n")
        stdin.flush()
        return (float(stdout.readline()) - sent) * 1000

    try:
        ask()
        yield ask
    finally:
        stdin.close()
        process.wait()
        stdout.close()


@contextmanager
def burners(count: int) -> Iterator[None]:
    """So many processes that compute and say nothing, as nice as workers are."""
    command = _niced([sys.executable, "-I", "-S", "-c", "while True: pass"])
    living = [subprocess.Popen(command) for _ in range(count)]
    try:
        yield
    finally:
        for process in living:
            process.kill()
            process.wait()


def like_scan(connection: sqlite3.Connection, span: tuple[int, int], text: str) -> list[int]:
    """One LIKE over the messages of a run."""
    rows = connection.execute(
        "SELECT id FROM job_log_entry NOT INDEXED WHERE id >= ? AND id < ? AND message LIKE ?",
        (*span, f"%{text}%"),
    )
    return list(chain.from_iterable(rows))


def _niced(command: list[str]) -> list[str]:
    return command if sys.platform == "win32" else ["nice", "-n", "10", *command]
