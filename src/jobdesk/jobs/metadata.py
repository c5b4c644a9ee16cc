"""What a job class says about itself in `class Meta` and around it."""

from __future__ import annotations

import sys

from jobdesk.errors import JobDefinitionError

TYPE_CHECKING = False  # typing is slow to import, and every run starts a process
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

# Attribute of Meta: the types it may have, and its value when it is absent.
META: dict[str, tuple[tuple[type, ...], Any]] = {
    "name": ((str,), ""),  # empty means the class name
    "description": ((str,), ""),
    "field_order": ((list, tuple), ()),
    "dryrun_default": ((bool,), False),
    "commit_default": ((bool,), True),
    "hidden": ((bool,), False),
    "has_sensitive_variables": ((bool,), True),
    "read_only": ((bool,), False),
    "approval_required": ((bool,), False),
    "console_log_default": ((bool,), False),
    "soft_time_limit": ((int, float), 0),
    "time_limit": ((int, float), 0),
    "is_singleton": ((bool,), False),
    "singleton_policy": ((str,), "refuse"),
    "task_queues": ((list, tuple), ()),
    "template_name": ((str,), ""),
}
_NAME_LISTS = ("field_order", "task_queues")
_LIMITS = ("soft_time_limit", "time_limit")
SINGLETON_POLICIES = ("refuse", "queue")
DEFAULT_QUEUE = "default"


class FromClass:
    """A read-only attribute of a job class and of its instances, worked out from the class."""

    def __init__(self, read: Callable[[Any], Any], doc: str = "") -> None:
        self._read = read
        self.__doc__ = doc or read.__doc__

    def __get__(self, instance: object, owner: type) -> Any:
        return self._read(owner)


def meta_value(cls: Any, attribute: str) -> Any:
    """One checked value of Meta; a Meta of its own hides the parent's whole.

    Raises:
        JobDefinitionError: it has a wrong type.
    """
    types, default = META[attribute]
    value: Any = getattr(getattr(cls, "Meta", None), attribute, default)
    if attribute == "name" and not value:
        return cls.__name__
    kind: type[Any] = value.__class__
    if not issubclass(kind, types) or (kind is bool and bool not in types):
        raise _wrong(attribute, " or ".join(wanted.__name__ for wanted in types), kind.__name__)
    if attribute in _NAME_LISTS:
        return _names(attribute, value)
    if attribute in _LIMITS and not 0 <= value < float("inf"):
        raise _wrong(attribute, "a number of seconds, 0 or more", str(value))
    if attribute == "singleton_policy" and value not in SINGLETON_POLICIES:
        raise _wrong(attribute, " or ".join(SINGLETON_POLICIES), value)
    if attribute == "description":
        return _dedented(value)
    return value


def grouping_of(cls: type) -> str:
    """The `name` of the module that defines the class, else its dotted name."""
    name = getattr(sys.modules.get(cls.__module__), "name", None)
    return name if isinstance(name, str) and name else cls.__module__


def class_path_of(cls: type) -> str:
    """`<module>.<Class>`."""
    return f"{cls.__module__}.{cls.__name__}"


def file_of(cls: type) -> str:
    """The absolute path of the file that defines the class; empty when there is none."""
    return getattr(sys.modules.get(cls.__module__), "__file__", None) or ""


def _wrong(attribute: str, wanted: str, found: str) -> JobDefinitionError:
    return JobDefinitionError(f"Meta.{attribute} should be {wanted}, not {found}")


def _names(attribute: str, value: list[Any] | tuple[Any, ...]) -> list[str]:
    for item in value:
        if not isinstance(item, str):
            raise _wrong(attribute, "a list of names", f"a list with {type(item).__name__}")
    return list(dict.fromkeys(value))


def _dedented(text: str) -> str:
    """Without common indentation; a first line right after the quotes does not count."""
    import textwrap

    first, _, rest = text.expandtabs().partition("\n")
    if first.strip() and rest:
        return f"{first.strip()}\n{textwrap.dedent(rest)}".strip()
    return textwrap.dedent(text).strip()
