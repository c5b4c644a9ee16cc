"""Columns of desk.db and logs.db as Django reads them, in the words of the original."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from jobdesk.inventory.core.orm import models
from jobdesk.jobs.levels import NAMES, NUMBERS

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class LevelField(models.IntegerField):  # type: ignore[misc]
    """A number in the file, the level's name for who reads it."""

    def from_db_value(self, value: int | None, expression: Any, connection: Any) -> str | None:
        """The name."""
        del expression, connection
        return None if value is None else NAMES.get(value, str(value))

    def get_prep_value(self, value: Any) -> Any:
        """The number of a name."""
        return NUMBERS.get(str(value).rpartition("_")[2].lower(), value)

    def to_python(self, value: Any) -> Any:
        """The name stays as it is."""
        return value


class MicrosecondField(models.BigIntegerField):  # type: ignore[misc]
    """Microseconds since 1970 in the file, an aware time for who reads it."""

    def from_db_value(
        self, value: int | None, expression: Any, connection: Any
    ) -> datetime | None:
        """The time."""
        del expression, connection
        return None if value is None else _EPOCH + value * _MICROSECOND

    def get_prep_value(self, value: Any) -> Any:
        """The number of a time."""
        return (value - _EPOCH) // _MICROSECOND if isinstance(value, datetime) else value

    def to_python(self, value: Any) -> Any:
        """The time stays as it is."""
        return value
