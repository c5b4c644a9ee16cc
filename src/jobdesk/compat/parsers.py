"""`NautobotCSVParser`: rows of a CSV text as documents with the values of fields."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from typing import Any

_NULL, _NO_OBJECT = "NULL", "NoObject"
_LISTS = frozenset(("tags", "content_types", "tagged_vlans", "locations"))


class NautobotCSVParser:
    """Reads CSV; columns such as `status__name` become look-ups, lists are split at commas."""

    media_type = "text/csv"

    def parse(
        self,
        stream: Any,
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> list[dict[str, Any]]:
        """All rows of a byte or text stream."""
        del media_type, parser_context
        text = stream.read() if hasattr(stream, "read") else stream
        if isinstance(text, bytes):
            text = text.decode("utf-8-sig")
        rows = csv.DictReader(io.StringIO(str(text)))
        return [self.row_elements_to_data(row) for row in rows]

    def row_elements_to_data(
        self, row: Mapping[str, Any], counter: int = 0, serializer: Any = None
    ) -> dict[str, Any]:
        """One row; nested columns are gathered under the name before `__`."""
        del counter, serializer
        data: dict[str, Any] = {}
        for column, given in row.items():
            name, _, inner = column.partition("__")
            value = _value(name, given)
            if not inner:
                data[name] = value
            elif value is not None:
                held = data.setdefault(name, {})
                held[inner] = value
        return data


def _value(name: str, given: Any) -> Any:
    text = (given or "").strip() if isinstance(given, str) or given is None else given
    if text in (_NULL, _NO_OBJECT):
        return None
    if name in _LISTS:
        return [part.strip() for part in str(text).split(",") if part.strip()]
    if isinstance(text, str) and text[:1] in ("{", "["):
        try:
            return json.loads(text)
        except ValueError:
            return text
    return text
