"""Small functions of the original's `utils` modules: documents, texts, numbers, colours.

Django and Jinja2 are imported when they are needed.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Mapping
from typing import Any

# Documents


def deepmerge(original: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    """Documents inside are merged; all else of `new` replaces."""
    merged: dict[str, Any] = dict(original)
    for name, value in new.items():
        held: Any = merged.get(name)
        both = isinstance(value, Mapping) and isinstance(held, Mapping)
        merged[name] = deepmerge(held, value) if both else value
    return merged


def flatten_dict(
    d: Mapping[str, Any], prefix: str = "", separator: str = "."
) -> dict[str, Any]:
    """One level: the keys of inner documents are joined by the separator."""
    flat: dict[str, Any] = {}
    for name, value in d.items():
        full = f"{prefix}{separator}{name}" if prefix else str(name)
        if isinstance(value, Mapping):
            flat.update(flatten_dict(value, full, separator))
        else:
            flat[full] = value
    return flat


def flatten_iterable(iterable: Iterable[Any]) -> Iterable[Any]:
    """The items of lists inside lists, one after the other."""
    for item in iterable:
        if isinstance(item, Iterable) and not isinstance(item, (str, bytes)):
            yield from flatten_iterable(item)
        else:
            yield item


def merge_dicts_without_collision(
    d1: Mapping[str, Any], d2: Mapping[str, Any]
) -> dict[str, Any]:
    """Both together; ValueError names a key that is in both with different values."""
    for name in d1.keys() & d2.keys():
        if d1[name] != d2[name]:
            raise ValueError(f"Conflicting values for key '{name}': ({d1[name]}, {d2[name]})")
    return {**d1, **d2}


def shallow_compare_dict(
    source_dict: Mapping[str, Any],
    destination_dict: Mapping[str, Any],
    exclude: Iterable[str] | None = None,
) -> dict[str, Any]:
    """What the second has that differs from the first."""
    left_out = set(exclude or ())
    return {
        name: value
        for name, value in destination_dict.items()
        if name not in left_out and source_dict.get(name) != value
    }


# Texts and numbers


def is_uuid(value: object) -> bool:
    """The value is a UUID or its text."""
    try:
        uuid.UUID(str(value))
    except ValueError:
        return False
    return True


def is_url(value: object) -> bool:
    """The text is an absolute address."""
    return (
        re.fullmatch(r"[a-z][a-z0-9+.-]*://[^/?#\s]+\S*", str(value), re.IGNORECASE) is not None
    )


def array_to_string(array: Iterable[int]) -> str:
    """`1, 3-5, 7` for the numbers 1, 3, 4, 5, 7."""
    spans: list[list[int]] = []
    for number in sorted(set(array)):
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in spans)


_METRES = {"km": 1000, "m": 1, "cm": 0.01, "mi": 1609.344, "ft": 0.3048, "in": 0.0254}


def to_meters(length: float, unit: str) -> float:
    """A length of a cable in metres; ValueError for an unknown unit."""
    if length < 0:
        raise ValueError("Length must be a positive integer")
    if unit not in _METRES:
        raise ValueError(f"Unknown unit {unit}. Must be one of: {', '.join(_METRES)}")
    return length * _METRES[unit]


def hex_to_rgb(hex_str: str) -> tuple[int, ...]:
    """Red, green and blue of a colour such as `2196f3`."""
    text = hex_str.lstrip("#")
    return tuple(int(text[place : place + 2], 16) for place in (0, 2, 4))


def rgb_to_hex(r: int, g: int, b: int) -> str:
    """The six digits of a colour."""
    return f"{r:02x}{g:02x}{b:02x}"


def foreground_color(bg_color: str) -> str:
    """Black or white, whichever can be read on the colour."""
    red, green, blue = hex_to_rgb(bg_color)
    return "000000" if red * 0.299 + green * 0.587 + blue * 0.114 > 186 else "ffffff"


def slugify_dashes_to_underscores(content: str) -> str:
    """A slug with underscores."""
    from django.utils.text import slugify

    return slugify(content).replace("-", "_")


def slugify_dots_to_dashes(content: str) -> str:
    """A slug in which dots have become dashes."""
    from django.utils.text import slugify

    return slugify(content.replace(".", "-"))


def sanitize(dirty: Any, replacement: str = "(redacted)") -> Any:
    """The text without what looks like a secret."""
    del replacement
    from jobdesk.jobs.redaction import Redactor

    if isinstance(dirty, bytes):
        return Redactor()(dirty.decode("utf-8", "replace")).encode()
    return Redactor()(str(dirty))


def render_jinja2(template_code: str, context: Mapping[str, Any]) -> str:
    """A text made from a template, in a sandbox."""
    return _environment().from_string(template_code).render(**context)


def validate_jinja2(template_code: str) -> None:
    """ValidationError says what is wrong with a template."""
    from django.core.exceptions import ValidationError
    from jinja2 import TemplateSyntaxError

    try:
        _environment().from_string(template_code)
    except TemplateSyntaxError as error:
        raise ValidationError(f"Line {error.lineno}: {error.message}") from error


def _environment() -> Any:
    from jinja2.sandbox import SandboxedEnvironment

    return SandboxedEnvironment()
