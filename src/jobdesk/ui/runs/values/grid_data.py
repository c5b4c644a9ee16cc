"""Tables in values and in CSV text: found, put in order, written in other forms. No Qt here."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, cast

from jobdesk.jobs.plain import is_listed, is_mapping
from jobdesk.ui.widgets.delimiters import delimiter_of

MAX_COLUMNS = 200
_KEY_TITLE = "key"

TSV, CSV, JSON, MARKDOWN = "TSV", "CSV", "JSON", "Markdown"
FORMS = (TSV, CSV, JSON, MARKDOWN)
ENDINGS = {TSV: "tsv", CSV: "csv", JSON: "json", MARKDOWN: "md"}


@dataclass(frozen=True, slots=True)
class Grid:
    """Columns by title, and rows that have a cell for each of them."""

    columns: tuple[str, ...]
    rows: Sequence[Sequence[Any]]

    def part(self, rows: Iterable[int], columns: Sequence[int]) -> Grid:
        """Some rows and columns of it, in this order."""
        titles = tuple(self.columns[at] for at in columns)
        return Grid(titles, [[self.rows[row][at] for at in columns] for row in rows])


def grid_of(value: Any) -> Grid | None:
    """The table that a value is; None when it is none.

    A table is a list of objects, a list of lists, or an object of flat objects.
    """
    if isinstance(value, list) and value:
        items = cast("list[Any]", value)
        if all(isinstance(item, dict) for item in items):
            return _of_objects(items)
        if all(isinstance(item, list) for item in items):
            return _of_lists(items)
    if isinstance(value, dict) and len(cast("dict[str, Any]", value)) > 1:
        named = cast("dict[str, Any]", value)
        if all(map(_is_flat, named.values())):
            found = _of_objects(list(named.values()))
            if found is not None:
                rows = [[key, *row] for key, row in zip(named, found.rows, strict=True)]
                return Grid((_KEY_TITLE, *found.columns), rows)
    return None


def _is_flat(item: object) -> bool:
    """An object without objects and lists in it."""
    return is_mapping(item) and not any(map(_is_nested, item.values()))


def _is_nested(cell: object) -> bool:
    return is_mapping(cell) or is_listed(cell)


def _of_objects(items: list[dict[str, Any]]) -> Grid | None:
    titles: dict[str, None] = {}
    for item in items:
        titles.update(dict.fromkeys(item))
        if len(titles) > MAX_COLUMNS:
            return None
    if not titles:
        return None
    return Grid(tuple(titles), [[item.get(title) for title in titles] for item in items])


def _of_lists(items: list[list[Any]]) -> Grid | None:
    width = max(map(len, items))
    if not 0 < width <= MAX_COLUMNS:
        return None
    first = items[0]
    titles: list[str] = [f"{at + 1}" for at in range(width)]
    has_titles = (
        len(items) > 1
        and len(first) == width
        and all(isinstance(cell, str) and cell for cell in first)
        and len(set(first)) == width
    )
    if has_titles:
        titles, items = [str(cell) for cell in first], items[1:]
    return Grid(tuple(titles), [[*row, *[None] * (width - len(row))] for row in items])


def grid_of_csv(text: str, *, is_cut: bool = False) -> Grid | None:
    """The table of a CSV or TSV text; a last line that was cut off is left out."""
    sign, has_space = delimiter_of(text)
    try:
        found = csv.reader(io.StringIO(text), delimiter=sign, skipinitialspace=has_space)
        rows = [list[Any](row) for row in found if row]
    except csv.Error:
        return None
    if is_cut and len(rows) > 1:
        rows.pop()
    return _of_lists(rows) if rows else None


def cell_words(cell: Any) -> str:
    """A cell as text; nothing is empty, a nested value is JSON."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return json.dumps(cell, ensure_ascii=False)


def cell_start(cell: Any, most: int) -> str:
    """The first characters of a cell as text; a nested value is not written whole for them."""
    if not _is_nested(cell):
        return cell_words(cell)[:most]
    parts, length = list[str](), 0
    for part in json.JSONEncoder(ensure_ascii=False).iterencode(cell):
        parts.append(part)
        length += len(part)
        if length >= most:
            break
    return "".join(parts)[:most]


def number_in(cell: Any) -> float | None:
    """The number that a cell is or that its text says."""
    if isinstance(cell, bool) or not isinstance(cell, int | float | str):
        return None
    try:
        found = float(cell)
    except (ValueError, OverflowError):
        return None
    return found if found == found else None


def arrange(
    grid: Grid,
    text: str,
    column: int,
    descending: bool,
    is_stale: Callable[[], bool] = lambda: False,
) -> list[int]:
    """The rows with this text in some cell, in the order of a column (-1: as given)."""
    wanted, order = text.lower(), list[int]()
    for at, row in enumerate(grid.rows):
        if at % 4096 == 0 and is_stale():
            return order
        if not wanted or any(wanted in cell_words(cell).lower() for cell in row):
            order.append(at)
    if 0 <= column < len(grid.columns):
        _sort(order, grid, column, descending=descending)
    return order


def _sort(order: list[int], grid: Grid, column: int, *, descending: bool) -> None:
    """Numbers before texts; empty cells stay at the end in both directions."""

    def key(at: int) -> tuple[int, float, str]:
        cell = grid.rows[at][column]
        number = number_in(cell)
        return (0, number, "") if number is not None else (1, 0.0, cell_words(cell).lower())

    empty = [at for at in order if cell_words(grid.rows[at][column]) == ""]
    left_out = set(empty)
    order[:] = [at for at in order if at not in left_out]
    order.sort(key=key, reverse=descending)
    order.extend(empty)


def right_columns(grid: Grid, sample: int = 100) -> Collection[int]:
    """The columns of numbers: they stand at the right."""
    found: set[int] = set()
    for at in range(len(grid.columns)):
        cells = [row[at] for row in grid.rows[:sample] if row[at] not in (None, "")]
        if cells and all(number_in(cell) is not None for cell in cells):
            found.add(at)
    return found


def grid_text(grid: Grid, form: str, *, titles: bool = True) -> str:
    """The table as TSV, CSV, JSON or Markdown."""
    if form == JSON:
        rows = [dict(zip(grid.columns, row, strict=True)) for row in grid.rows]
        return json.dumps(rows, indent=2, ensure_ascii=False) + "\n"
    cells = [[cell_words(cell) for cell in row] for row in grid.rows]
    if form == MARKDOWN:
        return _markdown([list(grid.columns), ["---"] * len(grid.columns), *cells])
    lines = [list(grid.columns), *cells] if titles else cells
    if form == TSV:
        return "\n".join("\t".join(map(_one_line, line)) for line in lines) + "\n"
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(lines)
    return out.getvalue()


def _one_line(text: str) -> str:
    return " ".join(text.replace("\t", " ").splitlines())


def _markdown(lines: list[list[str]]) -> str:
    escaped = ([_one_line(cell).replace("|", "\\|") for cell in line] for line in lines)
    return "".join(f"| {' | '.join(line)} |\n" for line in escaped)
