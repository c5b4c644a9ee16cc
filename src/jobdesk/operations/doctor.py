"""Look at everything that JobDesk needs and say what is wrong, in sentences."""

import importlib
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from jobdesk import __version__
from jobdesk.errors import JobDeskError
from jobdesk.operations.agents import agent_state
from jobdesk.paths import WorkspacePaths, resources

Verdict = Literal["ok", "warn", "bad"]

_LITTLE_SPACE = 500 * 1024**2
_OLDEST_PYTHON = (3, 11)


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at."""

    name: str
    verdict: Verdict
    sentence: str

    def document(self) -> dict[str, Any]:
        """The check as JSON."""
        return asdict(self)


def examine(home: Path) -> list[Check]:
    """Every check, in the order people read them; changes nothing."""
    paths = WorkspacePaths(home.absolute())
    looks: tuple[Callable[[WorkspacePaths], Iterator[Check]], ...] = (
        _program,
        _qt,
        _git,
        _workspace,
        _settings,
        _databases,
        _index,
        _jobs,
        _agent,
    )
    return [check for look in looks for check in look(paths)]


def _program(_paths: WorkspacePaths) -> Iterator[Check]:
    text = (
        f"JobDesk {__version__} on Python {platform.python_version()}, {platform.platform()}."
    )
    is_old = sys.version_info < _OLDEST_PYTHON
    yield Check("program", "bad" if is_old else "ok", text)
    if not (resources() / "theme").is_dir():
        yield Check("resources", "warn", f"{resources()} lacks the theme of the window.")


def _qt(_paths: WorkspacePaths) -> Iterator[Check]:
    try:
        core = importlib.import_module("PySide6.QtCore")
        importlib.import_module("PySide6.QtNetwork")
    except ImportError as error:
        yield Check("Qt", "bad", f"Qt cannot be loaded, so no run can be hosted: {error}")
        return
    try:
        importlib.import_module("PySide6.QtWidgets")
    except ImportError as error:
        yield Check("Qt", "warn", f"The window cannot open here; the commands work: {error}")
        return
    yield Check("Qt", "ok", f"Qt {core.qVersion()} is here.")


def _git(_paths: WorkspacePaths) -> Iterator[Check]:
    found = shutil.which("git")
    if found:
        yield Check("git", "ok", f"{found} is here.")
    else:
        yield Check("git", "warn", "There is no git; jobs from repositories cannot be fetched.")


def _workspace(paths: WorkspacePaths) -> Iterator[Check]:
    if not paths.home.is_dir():
        yield Check(
            "workspace", "warn", f"{paths.home} is not there yet; any command makes it."
        )
        return
    try:
        with tempfile.TemporaryFile(dir=paths.home):
            pass
    except OSError as error:
        reason = error.strerror or error
        yield Check("workspace", "bad", f"{paths.home} cannot be written: {reason}.")
        return
    free = shutil.disk_usage(paths.home).free
    verdict: Verdict = "warn" if free < _LITTLE_SPACE else "ok"
    sentence = f"{paths.home} can be written; {free / 1e9:.1f} GB are free."
    yield Check("workspace", verdict, sentence)


def _settings(paths: WorkspacePaths) -> Iterator[Check]:
    from jobdesk.settings import load_settings

    try:
        load_settings(paths.settings_file)
    except JobDeskError as error:
        yield Check("settings", "bad", str(error))
        return
    is_there = paths.settings_file.is_file()
    text = (
        f"{paths.settings_file} is sound." if is_there else "All settings have their defaults."
    )
    yield Check("settings", "ok", text)


def _databases(paths: WorkspacePaths) -> Iterator[Check]:
    from jobdesk.models.schema import State, damage, state_of, stores

    for kind, path in stores(paths):
        try:
            state = state_of(path, kind)
            found = damage(path) if state is not State.MISSING else []
        except JobDeskError as error:
            yield Check(path.name, "bad", str(error))
            continue
        if state is State.MISSING:
            yield Check(path.name, "warn", "It is not there yet; any command makes it.")
        elif found:
            yield Check(path.name, "bad", f"It is damaged: {found[0]}")
        elif state is State.OLDER:
            yield Check(path.name, "warn", "It is older than this program and will be updated.")
        else:
            size = os.path.getsize(path) / 1e6  # noqa: PTH202 - one number
            yield Check(path.name, "ok", f"It is sound ({size:.1f} MB).")


def _index(paths: WorkspacePaths) -> Iterator[Check]:
    from jobdesk.models.stores.search_file import is_sound

    path = paths.search_db
    if not path.is_file():
        return  # nobody lacks it: the runs are read themselves
    if is_sound(path):
        size = path.stat().st_size / 1e6
        yield Check(path.name, "ok", f"The text index of runs is sound ({size:.1f} MB).")
    else:
        text = "The text index of runs is damaged or of another version; it is built again."
        yield Check(path.name, "warn", text)


def _jobs(paths: WorkspacePaths) -> Iterator[Check]:
    from jobdesk.catalog.sources import sources
    from jobdesk.jobs.loading import find_modules
    from jobdesk.settings import load_settings

    try:
        settings = load_settings(paths.settings_file)
    except JobDeskError:
        return  # told already
    for source in sources(settings, paths):
        for root in source.roots:
            if root.is_dir():
                count = len(find_modules(root))
                sentence = f"{root} has {count} Python file{'s' * (count != 1)}."
                yield Check("job files", "ok", sentence)
            else:
                yield Check("job files", "warn", f"{root} is not there.")


def _agent(paths: WorkspacePaths) -> Iterator[Check]:
    try:
        state = agent_state(paths)
    except JobDeskError as error:
        yield Check("agent", "bad", str(error))
        return
    if state is None:
        yield Check("agent", "ok", "No agent is at work; it starts when a run needs it.")
        return
    yield Check(
        "agent",
        "ok",
        f"Process {state.pid}, version {state.version}: {len(state.running)} running, "
        f"{len(state.waiting)} waiting.",
    )
