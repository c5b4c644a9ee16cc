"""The file of looks, written without Qt.

`QSettings.sync` keeps Python's interpreter while it waits for the disk, in whatever thread it
is called (71 ms, measured beside a busy disk). What is written here is read by QSettings, so
sections and escapes are those of its IniFormat (Qt 6.11; a test reads them back).
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QSize

_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.")
_HEX = frozenset("0123456789abcdefABCDEF")
_GENERAL = "General"  # keys without a group


def write_ini(file: Path, values: Mapping[str, Any]) -> None:
    """Write the values, and wait until the disk has them; OSError."""
    with file.open("w", encoding="utf-8", newline="\n") as out:
        out.write("\n".join(_lines(values)) + "\n")
        out.flush()
        os.fsync(out.fileno())


def _lines(values: Mapping[str, Any]) -> Iterator[str]:
    groups: dict[str, dict[str, Any]] = {}
    for key, value in values.items():
        group, found, rest = key.partition("/")
        groups.setdefault(group if found else _GENERAL, {})[rest if found else key] = value
    for group in sorted(groups):
        yield f"[{_escaped_key(group)}]"
        for key, value in sorted(groups[group].items()):
            yield f"{_escaped_key(key)}={_value(value)}"


def _escaped_key(key: str) -> str:
    return "".join(map(_key_char, key))


def _key_char(char: str) -> str:
    if char in _PLAIN:
        return char
    if char == "/":
        return "\\"
    return f"%{ord(char):02X}" if ord(char) <= 0xFF else f"%U{ord(char):04X}"


def _value(value: Any) -> str:
    """A value as QSettings spells it; TypeError for what is not kept here."""
    match value:
        case bool():
            return str(value).lower()
        case int() | float():
            return str(value)
        case str():
            return _quoted(f"@{value}" if value.startswith("@") else value)
        case [_, *_]:
            return ", ".join(map(_value, value))
        case None | []:
            return "@Invalid()"
        case QSize():
            return f"@Size({value.width()} {value.height()})"
        case QByteArray():
            return _quoted(f"@ByteArray({bytes(value.data()).decode('latin-1')})")
        case _:
            raise TypeError(f"a {type(value).__name__} is not kept among the looks")


def _quoted(text: str) -> str:
    if text and _PLAIN.issuperset(text):
        return text
    written: list[str] = []
    is_hex = False  # a digit after \x… would be taken for one of it
    for char in text:
        is_hex = char < " " or (is_hex and char in _HEX)
        if is_hex:
            written.append(f"\\x{ord(char):x}")
        else:
            written.append(f"\\{char}" if char in '\\"' else char)
    return f'"{"".join(written)}"'
