"""Files of objects to rows, and rows to files. No Django in this file."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, TextIO, cast

from jobdesk.errors import Refused

_LARGEST = 200_000_000  # bytes of a file that is read whole
_DELIMITERS = ",;\t|"
_LONGEST_CELL = 10_000_000
_STEP = 1_000  # rows between two looks at whether somebody still wants them


def _go_on() -> None:
    """Nobody stops it."""


class Format(StrEnum):
    """How a file is written."""

    CSV = "csv"
    JSON = "json"
    YAML = "yaml"


@dataclass(frozen=True, slots=True)
class RawRow:
    """One object of a file.

    Attributes:
        number: as a person counts (see `RowError.row`).
        values: by column; texts from CSV, anything from JSON and YAML.
    """

    number: int
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a file holds.

    Attributes:
        columns: in the file's order.
        rows: its objects.
    """

    columns: tuple[str, ...]
    rows: tuple[RawRow, ...]


def format_of(file: Path) -> Format:
    """The format that a file's name tells.

    Raises:
        Refused: it tells none of ours.
    """
    ending = file.suffix.lower().removeprefix(".")
    if ending in ("csv", "tsv", "txt"):
        return Format.CSV
    if ending == "json":
        return Format.JSON
    if ending in ("yaml", "yml"):
        return Format.YAML
    raise Refused(f"{file.name}: the name of the file ends in none of .csv, .json, .yaml.")


def read_sheet(
    file: Path, kind: Format | None = None, require: Callable[[], None] = _go_on
) -> Sheet:
    """The objects of a file.

    Args:
        file: where they are.
        kind: how it is written; None: as its name says.
        require: called now and then; what it raises ends the reading.

    Raises:
        Refused: it cannot be read, or is not what its name says; the message says where.
    """
    chosen = kind or format_of(file)
    try:
        if file.stat().st_size > _LARGEST:
            raise Refused(f"{file.name} is larger than {_LARGEST // 1_000_000} MB.")
        text = file.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise Refused(f"{file} cannot be read: {error.strerror or error}.") from None
    except UnicodeDecodeError as error:
        raise Refused(
            f"{file.name} is not encoded in UTF-8 (byte {error.start + 1}); save it as UTF-8."
        ) from None
    return parse_sheet(text, chosen, file.name, require)


def parse_sheet(
    text: str, kind: Format, name: str = "The text", require: Callable[[], None] = _go_on
) -> Sheet:
    """The objects of a text; `require` may raise to end it.

    Raises:
        Refused: it is not in this format; the message says where.
    """
    require()
    if kind is Format.CSV:
        return _parse_csv(text, name, require)
    if kind is Format.JSON:
        return _sheet_of(_parse_json(text, name), name)
    return _sheet_of(_parse_yaml(text, name, require), name)


# CSV


def _parse_csv(text: str, name: str, require: Callable[[], None]) -> Sheet:
    first = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count) if first else ","
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        titles = [title.strip() for title in next(reader, [])]
        _require_titles(titles, name)
        rows: list[RawRow] = []
        for number, cells in enumerate(reader, 2):
            if number % _STEP == 0:
                require()
            if any(cells):
                rows.append(RawRow(number, _cells(titles, cells, number, name)))
    except csv.Error as error:
        raise Refused(f"{name}, line {reader.line_num}: {error}.") from None
    return Sheet(tuple(titles), tuple(rows))


def _require_titles(titles: Sequence[str], name: str) -> None:
    if not any(titles):
        raise Refused(f"{name} is empty; its first line should name the columns.")
    twice = [title for at, title in enumerate(titles) if title in titles[:at]]
    if twice:
        raise Refused(f"{name}: the column {twice[0] or '(without a title)'} is there twice.")


def _cells(titles: Sequence[str], cells: Sequence[str], number: int, name: str) -> Any:
    if len(cells) > len(titles) and any(cells[len(titles) :]):
        raise Refused(
            f"{name}, row {number}: {len(cells)} cells, but {len(titles)} columns have a title."
        )
    return dict(zip(titles, cells, strict=False))


# Documents


def _parse_json(text: str, name: str) -> Any:
    try:
        return json.loads(text, parse_constant=lambda word: _no_number(word, name))
    except json.JSONDecodeError as error:
        raise Refused(
            f"{name}, line {error.lineno}, column {error.colno}: {error.msg}."
        ) from None
    except RecursionError:
        raise Refused(f"{name} is nested too deeply.") from None


def _no_number(word: str, name: str) -> Any:
    raise Refused(f"{name}: {word} is no JSON.")


class _Watched(io.StringIO):
    """A text that is read piece by piece: YAML takes a second for each MB of it."""

    def __init__(self, text: str, require: Callable[[], None]) -> None:
        super().__init__(text)
        self._require = require

    def read(self, size: int | None = -1, /) -> str:
        """The next piece, while somebody wants it."""
        self._require()
        return super().read(size)


def _parse_yaml(text: str, name: str, require: Callable[[], None]) -> Any:
    import yaml

    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return yaml.load(_Watched(text, require), Loader=loader)  # noqa: S506 - it is a safe loader
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        where = f", line {mark.line + 1}" if mark else ""
        raise Refused(f"{name}{where}: {error.problem or 'this is no YAML'}.") from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise Refused(f"{name} is no YAML: {error}.") from None


def _sheet_of(document: Any, name: str) -> Sheet:
    """A list of objects, or a page of the REST interface of the original."""
    if isinstance(document, dict) and isinstance(
        cast("dict[str, Any]", document).get("results"), list
    ):
        document = cast("dict[str, Any]", document)["results"]
    if not isinstance(document, list):
        raise Refused(f"{name} is no list of objects: [{{…}}, {{…}}].")
    rows: list[RawRow] = []
    columns: dict[str, None] = {}
    for number, one in enumerate(cast("list[Any]", document), 1):
        if not isinstance(one, dict):
            raise Refused(f"{name}: number {number} is no object with names and values.")
        values = {str(key): value for key, value in cast("dict[Any, Any]", one).items()}
        columns.update(dict.fromkeys(values))
        rows.append(RawRow(number, values))
    return Sheet(tuple(columns), tuple(rows))


# Writing


class SheetWriter:
    """Writes rows to a file, page by page."""

    def __init__(self, out: TextIO, kind: Format, columns: Sequence[str]) -> None:
        self._out, self._kind, self._columns = out, kind, columns
        self._csv = csv.writer(out, lineterminator="\n")
        self._count = 0
        if kind is Format.CSV:
            self._csv.writerow(columns)

    def write(self, rows: Iterable[Sequence[Any]]) -> None:
        """A page of rows, with a value for each column."""
        if self._kind is Format.CSV:
            self._csv.writerows([_cell(value) for value in row] for row in rows)
            return
        for row in rows:
            document = nested(zip(self._columns, row, strict=True))
            if self._kind is Format.JSON:
                self._out.write(",\n" if self._count else "[\n")
                self._out.write(json.dumps(document, ensure_ascii=False, default=str))
            else:
                self._out.write(_yaml_of(document))
            self._count += 1

    def end(self) -> None:
        """Nothing more comes."""
        if self._kind is Format.JSON:
            self._out.write("\n]\n" if self._count else "[]\n")
        elif self._kind is Format.YAML and not self._count:
            self._out.write("[]\n")


def _yaml_of(document: Any) -> str:
    import yaml

    dumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    return yaml.dump([document], Dumper=dumper, allow_unicode=True, sort_keys=False)


NO_OBJECT = "NoObject"
"""In a CSV file: inside a name, an object that is not there (the original's word)."""


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(
        isinstance(one, str) for one in cast("list[Any]", value)
    ):
        return joined(cast("list[str]", value))
    if isinstance(value, (dict, list)):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def joined(words: Sequence[str]) -> str:
    """Several names in one cell; one with a comma in it is put into quotes."""
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(words)
    return out.getvalue()


def separated(cell: str) -> list[str]:
    """The names of a cell."""
    rows = list(csv.reader([cell.strip()], skipinitialspace=True))
    return [word.strip() for word in rows[0] if word.strip()] if rows else []


def nested(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """`device__name` becomes a name inside of `device`; a reference to nothing becomes null."""
    found: dict[str, Any] = {}
    groups: set[str] = set()
    for path, value in pairs:
        first, *rest = [path] if path.startswith("cf_") else path.split("__")
        if not rest:
            found[first] = value
            continue
        groups.add(first)
        inside = found.setdefault(first, {})
        for part in rest[:-1]:
            inside = inside.setdefault(part, {})
        inside[rest[-1]] = None if value == NO_OBJECT else value
    for name in groups:
        found[name] = _or_nothing(found[name])
    return found


def _or_nothing(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    inner = {name: _or_nothing(one) for name, one in cast("dict[str, Any]", value).items()}
    return None if all(one is None for one in inner.values()) else inner
