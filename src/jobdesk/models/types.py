"""Column types that SQLAlchemy here and Django in job processes read alike (INVENTORY §7)."""

import json
import math
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, cast

from sqlalchemy import CHAR, DateTime, Dialect, Enum, Text, TypeDecorator


class UtcDateTime(TypeDecorator[datetime]):
    """A moment: aware in Python, UTC text with six digits in the file."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse times without an offset; store UTC."""
        del dialect
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without an offset cannot be stored")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give back UTC."""
        del dialect
        return None if value is None else value.replace(tzinfo=UTC)


class PlainText(TypeDecorator[str]):
    """Text from anywhere: what UTF-8 cannot hold (lone surrogates) is spelled out."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Make the text storable."""
        del dialect
        return None if value is None else storable(value)


def storable(text: str) -> str:
    """The text, with lone surrogates spelled out."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "backslashreplace").decode()
    return text


class UuidText(TypeDecorator[str]):
    """A UUID: text with dashes in Python, 32 hex digits in the file (as Django has it)."""

    impl = CHAR(32)
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Take the dashes out."""
        del dialect
        return None if value is None else value.replace("-", "").lower()

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """Put the dashes in; ten times as fast as a detour over `uuid.UUID`."""
        del dialect
        if value is None:
            return None
        return f"{value[:8]}-{value[8:12]}-{value[12:16]}-{value[16:20]}-{value[20:]}"


class JsonText(TypeDecorator[Any]):
    """A JSON document as text; None is NULL.

    Not SQLAlchemy's JSON: its column type has numeric affinity in SQLite, which turns a
    document that is one large number into an inexact one.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """Write the document."""
        del dialect
        return None if value is None else write_json(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        """Read the document."""
        del dialect
        if value == "[]":  # most lists are empty, and a list of jobs reads thousands
            return []
        return None if value is None else json.loads(value)


class LazyJson(TypeDecorator[Mapping[str, Any]]):
    """A large JSON object that is parsed when somebody looks into it."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """Write the document."""
        del dialect
        return None if value is None else write_json(dict(value))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        """Wrap the document."""
        del dialect
        return None if value is None else JsonDocument(value)


class JsonDocument(Mapping[str, Any]):
    """A read-only JSON object, parsed at the first look. `dict(document)` gives a plain one."""

    __slots__ = ("_parsed", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._parsed: dict[str, Any] | None = None

    def __getitem__(self, key: str) -> Any:
        return self._document()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._document())

    def __len__(self) -> int:
        return len(self._document())

    def __repr__(self) -> str:
        return f"JsonDocument({self._text!r})"

    def _document(self) -> dict[str, Any]:
        parsed = self._parsed
        if parsed is None:
            parsed = self._parsed = cast("dict[str, Any]", json.loads(self._text))
        return parsed


def write_json(value: Any) -> str:
    """A compact document; numbers that JSON does not have become null."""
    try:
        return json.dumps(value, separators=(",", ":"), allow_nan=False)
    except ValueError:
        return json.dumps(_without_nan(value), separators=(",", ":"), allow_nan=False)


def _without_nan(value: Any) -> Any:
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        items = cast("dict[str, Any]", value).items()
        return {key: _without_nan(item) for key, item in items}
    if isinstance(value, list | tuple):
        return [_without_nan(item) for item in cast("list[Any]", value)]
    return value


def enum_column(kind: type[StrEnum]) -> Enum:
    """An enum stored by value, as plain text."""
    return Enum(
        kind,
        native_enum=False,
        create_constraint=False,
        length=16,
        values_callable=_values,
    )


def _values(kind: type[StrEnum]) -> list[str]:
    return [member.value for member in kind]
