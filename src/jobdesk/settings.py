"""The settings of a workspace: `settings.toml`, with environment variables above it."""

import os
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, cast

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
    console_cap: int = 64 * 1024**2  # bytes one run may print to each of stdout and stderr
    watch_polling: bool = False  # poll job folders instead of asking the system (slow drives)
    editor: str = ""  # opens code, such as `code -g {file}:{line}`; empty: the system's program

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
    typed: dict[str, Any] = {name: _typed(file, name, value) for name, value in given.items()}
    return Settings(**typed)


def _typed(file: Path, name: str, value: object) -> object:
    default: object = getattr(Settings(), name)
    wanted, convert = _KINDS[type(default)]
    try:
        return convert(value)
    except (TypeError, ValueError):
        raise WorkspaceUnusable(f"{file}: {name} must be {wanted}, not {value!r}.") from None


def _flag(value: object) -> bool:
    words = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}
    found = words.get(str(value).strip().lower())
    if found is None:
        raise ValueError(value)
    return found


def _folders(value: object) -> tuple[str, ...]:
    parts: object = value.split(os.pathsep) if isinstance(value, str) else value
    if not isinstance(parts, list | tuple):
        raise TypeError(value)
    return tuple(str(part) for part in cast("list[object]", parts) if str(part))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise TypeError(value)
    number = float(value)
    if not 0 <= number < float("inf"):
        raise ValueError(value)
    return number


def _whole(value: object) -> int:
    number = _number(value)
    if number != int(number):
        raise ValueError(value)
    return int(number)


_KINDS: dict[type, tuple[str, Callable[[object], object]]] = {
    bool: ("true or false", _flag),
    tuple: ("a list of folders", _folders),
    float: ("a number of at least 0", _number),
    int: ("a whole number of at least 0", _whole),
    str: ("a text", _text),
}
