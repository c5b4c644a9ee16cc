"""Reads the table of a profile, and compares two. No Qt in this file; for a thread.

The table was written by a job's process: what does not look like one is refused.
"""

import json
import math
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

from jobdesk.errors import JobDeskError
from jobdesk.models.records import RunFile
from jobdesk.runner.around.profile import FORMAT, MOST_CALLS, MOST_FUNCTIONS, table_path
from jobdesk.ui.runs.plain_files import opened

_MOST_BYTES = 30_000_000
_MOST_CHARS = 1000  # of a name
ENDING = ".pstats"
_METHOD = re.compile(r"<method '([^']+)' of '([^']+)' objects>\Z")


@dataclass(frozen=True, slots=True)
class Function:
    """One function: where it is, how often it was called, seconds in it and below it."""

    file: str
    line: int
    name: str
    primitive: int
    calls: int
    own: float
    cumulative: float

    @property
    def place(self) -> str:
        """`sites/branch.py:58`; empty for what is built in."""
        if not self.line:
            return ""
        return f"{'/'.join(self.file.replace(chr(92), '/').split('/')[-2:])}:{self.line}"

    @property
    def title(self) -> str:
        """`_cable`, `netaddr.core.check`; what is built in without its brackets."""
        text = self.name
        method = _METHOD.match(text)
        if method is not None:
            return f"{method[2]}.{method[1]}"
        is_built_in = text.startswith("<built-in method ")
        return text[1:-1].removeprefix("built-in method ") if is_built_in else text


@dataclass(frozen=True, slots=True)
class Call:
    """What one function spent in another: places in the list, times, seconds."""

    caller: int
    callee: int
    calls: int
    own: float
    cumulative: float


@dataclass(frozen=True, slots=True)
class Profile:
    """Functions, the longest first, and the calls between them."""

    total: float
    functions: tuple[Function, ...]
    calls: tuple[Call, ...]
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Compared:
    """A function and the same one of another run; None where it was not called."""

    now: Function
    before: Function | None


def profile_file(files: Sequence[RunFile]) -> RunFile | None:
    """The statistics among the files of a run."""
    return next((file for file in files if file.name.endswith(ENDING)), None)


def read_profile(home: Path, file: RunFile) -> Profile:
    """Read the table beside the statistics.

    Raises:
        JobDeskError: there is none, or it is no such table; in words.
    """
    table = replace(file, path=table_path(file.path), name="The table of this profile")
    with opened(home, table) as stream:
        data = stream.read(_MOST_BYTES + 1)
    if len(data) > _MOST_BYTES:
        raise JobDeskError("The table of this profile is too large to be shown.")
    try:
        return profile_of(json.loads(data))
    except (ValueError, TypeError, KeyError, IndexError, RecursionError, OverflowError):
        raise JobDeskError("The table of this profile cannot be read.") from None


def profile_of(given: Any) -> Profile:
    """A profile from its JSON; ValueError, TypeError or KeyError when it is none."""
    if given["format"] != FORMAT:
        raise ValueError(given["format"])
    rows = _rows(given["functions"], MOST_FUNCTIONS, 7)
    functions = tuple(
        Function(_text(row[0]), _whole(row[1]), _text(row[2]), *_numbers(row)) for row in rows
    )
    calls = tuple(
        Call(_at(row[0], rows), _at(row[1], rows), _whole(row[2]), _time(row[3]), _time(row[4]))
        for row in _rows(given["calls"], MOST_CALLS, 5)
    )
    return Profile(_time(given["total"]), functions, calls, _whole(given["left_out"]))


def _numbers(row: list[Any]) -> tuple[int, int, float, float]:
    return _whole(row[3]), _whole(row[4]), _time(row[5]), _time(row[6])


def _rows(given: Any, most: int, width: int) -> list[list[Any]]:
    if not isinstance(given, list) or len(cast("list[Any]", given)) > most:
        raise ValueError("no list of that length")
    rows = cast("list[Any]", given)
    if not all(isinstance(row, list) and len(cast("list[Any]", row)) == width for row in rows):
        raise ValueError("a row of another width")
    return cast("list[list[Any]]", rows)


def _text(given: Any) -> str:
    if not isinstance(given, str):
        raise TypeError(given)
    return "".join(sign if sign.isprintable() else " " for sign in given[:_MOST_CHARS])


def _whole(given: Any) -> int:
    if isinstance(given, bool) or not isinstance(given, int) or not 0 <= given < 1 << 53:
        raise ValueError(given)
    return given


def _time(given: Any) -> float:
    if isinstance(given, bool) or not isinstance(given, int | float):
        raise TypeError(given)
    if not math.isfinite(given) or given > 1e9:
        raise ValueError(given)
    return max(0.0, float(given))  # a clock may step back by a hair


def _at(given: Any, rows: Sequence[Any]) -> int:
    at = _whole(given)
    if at >= len(rows):
        raise ValueError(given)
    return at


def compare(now: Profile, before: Profile) -> list[Compared]:
    """Each function with the same one of another run; lines may have moved.

    Functions that are not called any more follow, with nothing as their numbers.
    """
    exact = {(f.file, f.line, f.name): f for f in before.functions}
    named: defaultdict[tuple[str, str], list[Function]] = defaultdict(list)
    for function in before.functions:
        named[function.file, function.name].append(function)
    used: set[int] = set()
    found: list[Compared] = []
    for function in now.functions:
        other = exact.get((function.file, function.line, function.name))
        if other is None:
            same = named.get((function.file, function.name), [])
            other = same[0] if len(same) == 1 and id(same[0]) not in used else None
        if other is not None:
            used.add(id(other))
        found.append(Compared(function, other))
    for function in before.functions:
        if id(function) not in used:
            gone = replace(function, primitive=0, calls=0, own=0.0, cumulative=0.0)
            found.append(Compared(gone, function))
    return found
