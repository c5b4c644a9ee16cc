"""Turn values into plain JSON, and into short words for messages."""

from __future__ import annotations

from collections.abc import Mapping

TYPE_CHECKING = False  # typing is slow to import, and every run starts a process
if TYPE_CHECKING:
    from collections.abc import Collection
    from typing import Any, TypeGuard

_SHOWN_LENGTH = 80
_SHOWN_PATH = 240


def is_listed(value: object) -> TypeGuard[Collection[Any]]:
    """A list, a tuple or a set."""
    return isinstance(value, list | tuple | set | frozenset)


def is_mapping(value: object) -> TypeGuard[Mapping[Any, Any]]:
    """A dictionary or what behaves like one."""
    return isinstance(value, Mapping)


def plain(value: Any) -> Any:
    """`value` as JSON can say it; objects with a key become the key, all else its text."""
    if value is None or isinstance(value, bool | str | int):
        return value
    if isinstance(value, float):
        return value if value - value == 0 else str(value)
    if is_mapping(value):
        return {str(key): plain(item) for key, item in value.items()}
    if is_listed(value):
        return [plain(item) for item in value]
    if isinstance(value, type):
        return f"{value.__module__}.{value.__qualname__}"
    if type(value).__module__ == "datetime" and hasattr(value, "isoformat"):
        return value.isoformat()
    key = getattr(value, "pk", None)
    return str(value) if key is None else plain(key)


def require_storable(value: object) -> None:
    """Raise ValueError, TypeError or RecursionError for what JSON in UTF-8 cannot hold."""
    import json

    json.dumps(value, allow_nan=False, ensure_ascii=False).encode("utf-8")


def shown(value: object) -> str:
    """`value` in quotes for a message, cut when it is long."""
    try:
        text = str(value)
    except Exception:  # noqa: BLE001 - a value that cannot say itself is shown by its kind
        text = type(value).__name__
    return f"'{text if len(text) <= _SHOWN_LENGTH else text[:_SHOWN_LENGTH] + '…'}'"


def shown_path(path: str) -> str:
    """A path in quotes for a message; a long one keeps its end, which tells it apart."""
    return f"'{path if len(path) <= _SHOWN_PATH else '…' + path[-_SHOWN_PATH:]}'"
