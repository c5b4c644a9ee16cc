"""The variable for JSON documents."""

from __future__ import annotations

from jobdesk.errors import VariableError
from jobdesk.jobs.plain import require_storable
from jobdesk.jobs.variables.base import Variable

TYPE_CHECKING = False  # typing is slow to import, and every run starts a process
if TYPE_CHECKING:
    from typing import Any

    from jobdesk.jobs.variables.objects import ObjectLookup


class JSONVar(Variable, known=True):
    """Any JSON value; text is read as JSON. Only null counts as empty, not {} or []."""

    def parse(self, raw: object, objects: ObjectLookup | None = None) -> Any:
        """The value; JSON that says null is nothing."""
        value = super().parse(raw, objects)
        return super().parse(None, objects) if value is None else value

    def convert(self, raw: Any) -> Any:
        """The document as Python objects."""
        import json

        try:
            value = json.loads(raw, parse_constant=_refuse) if isinstance(raw, str) else raw
            require_storable(value)
        except (ValueError, TypeError, RecursionError) as error:
            raise VariableError(f"Enter valid JSON ({_reason(error)}).") from error
        return value

    def serialize(self, value: Any) -> Any:
        """The document itself; a text is written as JSON so that it is read the same again."""
        if not isinstance(value, str):
            return value
        import json

        return json.dumps(value, ensure_ascii=False)


def _refuse(constant: str) -> Any:
    raise ValueError(f"{constant} is no JSON number")


def _reason(error: Exception) -> str:
    return "it is nested too deeply" if isinstance(error, RecursionError) else str(error)
