"""Lines of several runs as text for the clipboard. No widgets in this file."""

import json
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from jobdesk.models.records import LogLine
from jobdesk.ui.log.copying import text_of


class Part(NamedTuple):
    """Lines of one run."""

    no: int
    job: str
    lines: Sequence[LogLine]


def text_of_lines(lines: Sequence[LogLine], jobs: dict[int, str], form: str) -> str:
    """The lines in one of the log's forms; thousands take a while: for a thread."""
    return found_text(parts_of(lines, jobs), form)


def parts_of(lines: Sequence[LogLine], jobs: dict[int, str]) -> list[Part]:
    """Lines by their runs, in their order; `jobs` has the names by number of run."""
    return [
        Part(int(no), jobs.get(int(no), ""), list(some))
        for no, some in groupby(lines, key=lambda line: line.no)
    ]


def found_text(parts: Sequence[Part], form: str) -> str:
    """The lines in one of the log's forms, with the run that each belongs to.

    Text and Markdown name the runs above their lines where there are several.
    """
    if form in ("json", "tsv"):
        write = _json if form == "json" else _tsv
        return "".join(write(part) for part in parts)
    if len(parts) == 1 or form == "message":
        return "".join(text_of(part.lines, form) for part in parts)
    return "\n".join(f"{_head(part, form)}{text_of(part.lines, form)}" for part in parts)


def _head(part: Part, form: str) -> str:
    words = f"#{part.no} {part.job}".rstrip()
    return f"### {words}\n\n" if form == "markdown" else f"{words}\n"


def _json(part: Part) -> str:
    rows = (json.loads(text_of([line], "json")) for line in part.lines)
    return "".join(
        json.dumps({"no": part.no, "job": part.job, **row}, ensure_ascii=False) + "\n"
        for row in rows
    )


def _tsv(part: Part) -> str:
    return "".join(f"{part.no}\t{text_of([line], 'tsv')}" for line in part.lines)
