"""What is said about this computer on the first-run page; read in a thread. No Qt here."""

import os
import platform
import shutil
from dataclasses import dataclass
from pathlib import Path

from jobdesk.errors import WorkspaceUnusable
from jobdesk.paths import WorkspacePaths

_LITTLE_SPACE_GB = 1.0


@dataclass(frozen=True, slots=True)
class Finding:
    """One line: `verdict` is ok, warn or bad."""

    verdict: str
    name: str
    sentence: str


def examine_computer(home: Path) -> list[Finding]:
    """Look at the workspace's folder, Python and the processors."""
    return [_workspace(home), _python(), _slots(home)]


def _workspace(home: Path) -> Finding:
    name = "Workspace folder"
    if not os.access(home, os.W_OK):
        return Finding("bad", name, f"{home} cannot be written")
    free = shutil.disk_usage(home).free / 1e9
    verdict = "ok" if free >= _LITTLE_SPACE_GB else "warn"
    return Finding(verdict, name, f"can be written, {free:,.1f} GB free")


def _python() -> Finding:
    version = ".".join(platform.python_version_tuple()[:2])
    return Finding("ok", f"Python {version}", "jobs may use 3.11 or newer")


def _slots(home: Path) -> Finding:
    from jobdesk.settings import load_settings

    try:
        slots = load_settings(WorkspacePaths(home).settings_file).slot_count
    except WorkspaceUnusable as error:
        return Finding("bad", "Settings", str(error))
    return Finding("ok", "Processors", f"{slots} runs at the same time")
