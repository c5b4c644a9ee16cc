"""The settings of a workspace: `settings.toml`, with environment variables above it."""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from jobdesk.errors import WorkspaceUnusable

_PREFIX = "JOBDESK_"


def _default_slots() -> int:
    return max(2, os.cpu_count() or 2)


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user may set for a workspace; times are seconds, sizes bytes."""

    jobs_root: tuple[str, ...] = ()  # folders of job files; empty: `jobs/` of the workspace
    slots: int = 0  # runs at the same time; 0: as many as processors, at least 2
    soft_time_limit: float = 300.0
    time_limit: float = 600.0
    cancel_grace: float = 5.0  # between asking a run to stop and ending its process tree
    keep_agent: bool = False  # the agent stays when nothing needs it
    agent_linger: float = 60.0  # how long an idle agent waits before it leaves
    discovery_timeout: float = 10.0  # per job file
    journal_cap: int = 2 * 1024**3  # bytes of log one run may write
    watch_polling: bool = False  # poll job folders instead of asking the system (slow drives)

    @property
    def slot_count(self) -> int:
        """Runs at the same time (DESIGN §11)."""
        return self.slots or _default_slots()


def load_settings(file: Path, environ: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings; an unknown key or a wrong value is refused in words.

    Raises:
        WorkspaceUnusable: the file is not TOML or a value has the wrong type.
    """
    given: dict[str, object] = {}
    if file.is_file():
        try:
            given.update(tomllib.loads(file.read_text(encoding="utf-8")))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
            raise WorkspaceUnusable(f"{file}: the settings cannot be read: {error}") from None
    known = {field.name: field for field in fields(Settings)}
    for name in given:
        if name not in known:
            raise WorkspaceUnusable(f"{file}: there is no setting {name!r}; remove it.")
    for name in known:
        text = environ.get(_PREFIX + name.upper())
        if text is not None:
            given[name] = text
    return Settings(**{name: _typed(file, name, value) for name, value in given.items()})  # pyright: ignore[reportArgumentType]


def _typed(file: Path, name: str, value: object) -> object:
    default: object = getattr(Settings(), name)
    try:
        return _converted(default, value)
    except (TypeError, ValueError):
        kind = {tuple: "a list of folders", bool: "true or false", int: "a whole number"}
        wanted = kind.get(type(default), "a number")
        raise WorkspaceUnusable(f"{file}: {name} must be {wanted}, not {value!r}.") from None


def _converted(default: object, value: object) -> object:
    if isinstance(default, bool):
        return value if isinstance(value, bool) else _WORDS[str(value).strip().lower()]
    if isinstance(default, tuple):
        parts = value.split(os.pathsep) if isinstance(value, str) else value
        if not isinstance(parts, list | tuple):
            raise TypeError
        return tuple(str(part) for part in parts if str(part))  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise TypeError
    number = type(default)(value)  # pyright: ignore[reportCallIssue, reportUnknownVariableType]
    if not number >= 0:
        raise ValueError
    return number  # pyright: ignore[reportUnknownVariableType]


class _Words(dict[str, bool]):
    def __missing__(self, key: str) -> bool:
        raise ValueError(key)


_WORDS = _Words({"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False})
