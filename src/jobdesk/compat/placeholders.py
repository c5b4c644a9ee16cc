"""Inert objects for names that JobDesk does not serve.

While job code is being loaded a placeholder can be subclassed, called as a decorator, indexed
and iterated (it is empty), so that a file which never uses the name loads. From `begin_run` on,
using one raises an error that names it (DESIGN §6).
"""

from __future__ import annotations

TYPE_CHECKING = False  # typing is slow to import, and every run starts a process
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any


class NotInJobDesk(AttributeError):
    """A Nautobot name that this version of JobDesk does not have was used."""


class _Phase:
    """Whether job code is being loaded or already runs, for this process."""

    is_running = False


def begin_run() -> None:
    """From now on the use of a placeholder is an error."""
    _Phase.is_running = True


class PlaceholderType(type):
    """The type of placeholders: classes, so that they can be subclassed and tested against."""

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        _refuse_when_running(cls)
        return make_placeholder(f"{_origin(cls)}.{name}")

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        """Decorate, build a subclass of job code, or stay inert while loading."""
        if len(args) == 1 and not kwargs and callable(args[0]):
            return args[0]  # used as a decorator
        if not _is_bare(cls):
            _refuse_when_running(cls)
            return super().__call__(*args, **kwargs)
        _refuse_when_running(cls)
        return make_placeholder(f"{_origin(cls)}()")

    def __iter__(cls) -> Iterator[Any]:
        _refuse_when_running(cls)
        return iter(())

    def __getitem__(cls, key: Any) -> Any:
        _refuse_when_running(cls)
        return cls

    def __or__(cls, other: Any) -> Any:
        return object

    __ror__ = __or__

    def __repr__(cls) -> str:
        return f"<{_origin(cls)}, not in JobDesk>"


class Placeholder(metaclass=PlaceholderType):
    """Base of all placeholders."""

    jobdesk_origin = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Take anything; only subclasses in job code are ever built."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return getattr(type(self), name)


def make_placeholder(origin: str) -> type[Placeholder]:
    """A placeholder for the dotted name `origin`."""
    name = origin.rpartition(".")[2]
    members = {"jobdesk_origin": origin, "__module__": origin.rpartition(".")[0]}
    return PlaceholderType(name, (Placeholder,), members)


def _origin(cls: type) -> str:
    return str(vars(cls).get("jobdesk_origin") or _inherited_origin(cls))


def _inherited_origin(cls: type) -> str:
    return next(
        (vars(c)["jobdesk_origin"] for c in cls.__mro__ if vars(c).get("jobdesk_origin")), ""
    )


def _is_bare(cls: type) -> bool:
    """Made by `make_placeholder`, not a subclass written in job code."""
    return "jobdesk_origin" in vars(cls)


def _refuse_when_running(cls: type) -> None:
    if _Phase.is_running:
        raise NotInJobDesk(
            f"{_origin(cls)} is not part of this version of JobDesk; "
            "the file loads, but the job cannot use it."
        )
