"""The values of custom fields: what each type takes, and in which form it is kept."""

from __future__ import annotations

import re
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError

TEXT, INTEGER, BOOLEAN, DATE, URL = "text", "integer", "boolean", "date", "url"
SELECT, MULTISELECT, JSON, MARKDOWN = "select", "multi-select", "json", "markdown"
_SCHEMES = frozenset({"http", "https", "ftp", "ftps", "ssh", "telnet", "file", "mailto"})


def checked(field: Any, value: Any) -> Any:
    """The value as it is kept; ValidationError in words."""
    check = _CHECKS.get(field.type)
    return value if check is None else check(field, value)


def _text(field: Any, value: Any) -> str:
    text = str(value)
    if field.validation_regex and not re.search(field.validation_regex, text):
        raise ValidationError(
            f"{field.label}: {text!r} does not match {field.validation_regex}."
        )
    low, high = field.validation_minimum, field.validation_maximum
    if (low is not None and len(text) < low) or (high is not None and len(text) > high):
        raise ValidationError(
            f"{field.label}: {text!r} is not {_span(low, high)} characters long."
        )
    return text


def _integer(field: Any, value: Any) -> int:
    try:
        number = int(value)
    except (TypeError, ValueError):
        raise ValidationError(f"{field.label}: {value!r} is no whole number.") from None
    low, high = field.validation_minimum, field.validation_maximum
    if (low is not None and number < low) or (high is not None and number > high):
        raise ValidationError(f"{field.label}: {number} is not {_span(low, high)}.")
    return number


def _boolean(field: Any, value: Any) -> bool:
    if value in (True, 1, "true", "True", "1"):
        return True
    if value in (False, 0, "false", "False", "0"):
        return False
    raise ValidationError(f"{field.label}: {value!r} is neither true nor false.")


def _date(field: Any, value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()[:10]
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError:
        raise ValidationError(f"{field.label}: {value!r} is no date like 2026-11-21.") from None


def _select(field: Any, value: Any) -> str:
    if value not in field.choices:
        raise ValidationError(f"{field.label}: {value!r} is none of its choices.")
    return value


def _multiselect(field: Any, value: Any) -> list[str]:
    given = value if isinstance(value, list) else [value]
    return [_select(field, one) for one in given]


def _span(low: int | None, high: int | None) -> str:
    if low is None:
        return f"at most {high}"
    return f"at least {low}" if high is None else f"{low} to {high}"


def _url(field: Any, value: Any) -> str:
    text = _text(field, value)
    if urlsplit(text).scheme not in _SCHEMES:
        raise ValidationError(f"{field.label}: {text!r} is no address like https://….")
    return text


_CHECKS: dict[str, Any] = {
    TEXT: _text,
    URL: _url,
    MARKDOWN: _text,
    INTEGER: _integer,
    BOOLEAN: _boolean,
    DATE: _date,
    SELECT: _select,
    MULTISELECT: _multiselect,
}
