"""Copy the input files of a run into its folder, so that later edits cannot change the run.

Files are copied beside the runs first and moved in when the run has its number: a refused run
leaves nothing behind. Everything stays inside the workspace, readable by its owner only.
"""

import hashlib
import os
import shutil
import time
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jobdesk.errors import InputErrors
from jobdesk.paths import WorkspacePaths

INPUTS = "inputs"
_PREFIX = ".staged-"
_CHUNK = 1024 * 1024
_FORGOTTEN_S = 24 * 3600.0


@dataclass(frozen=True, slots=True)
class StagedFiles:
    """Copies that wait for the number of their run.

    Attributes:
        folder: where they wait; None when there are none.
        facts: by variable: name, size and sha256 of the copy.
    """

    folder: Path | None
    facts: Mapping[str, dict[str, Any]]

    def move_into(self, paths: WorkspacePaths, no: int) -> dict[str, dict[str, Any]]:
        """Move the copies to `runs/<no>/inputs/<var>/<name>`; the facts with their paths."""
        if self.folder is None:
            return {}
        target = paths.run_dir(no) / INPUTS
        target.parent.mkdir(parents=True, exist_ok=True)
        self.folder.rename(target)
        return {
            name: fact | {"path": str(target / name / fact["name"])}
            for name, fact in self.facts.items()
        }

    def discard(self) -> None:
        """Remove the copies."""
        if self.folder is not None:
            shutil.rmtree(self.folder, ignore_errors=True)


def stage_files(paths: WorkspacePaths, files: Mapping[str, Path]) -> StagedFiles:
    """Copy one file per variable.

    Raises:
        InputErrors: a file cannot be read or copied; nothing is left behind.
    """
    if not files:
        return StagedFiles(None, {})
    folder = paths.runs / f"{_PREFIX}{uuid.uuid4().hex}"
    facts: dict[str, dict[str, Any]] = {}
    for name, source in files.items():
        try:
            facts[name] = _copy(source, folder / name)
        except OSError as error:
            shutil.rmtree(folder, ignore_errors=True)
            reason = error.strerror or str(error)
            raise InputErrors({name: [f"{source} cannot be copied: {reason}."]}) from None
    return StagedFiles(folder, facts)


def forgotten_copies(paths: WorkspacePaths) -> list[Path]:
    """Copies that wait for longer than any request takes: who made them has died."""
    oldest = time.time() - _FORGOTTEN_S
    found = paths.runs.glob(f"{_PREFIX}*")
    return [folder for folder in found if folder.stat().st_mtime < oldest]


def discard_inputs(paths: WorkspacePaths, no: int) -> None:
    """Remove the input files of a run."""
    shutil.rmtree(paths.run_dir(no) / INPUTS, ignore_errors=True)


def _copy(source: Path, folder: Path) -> dict[str, Any]:
    folder.mkdir(parents=True, mode=0o700)
    folder.parent.chmod(0o700)
    target = folder / source.name
    digest = hashlib.sha256()
    size = 0
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with source.open("rb") as reader, os.fdopen(handle, "wb") as writer:
        while chunk := reader.read(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
            writer.write(chunk)
    return {"name": source.name, "size": size, "sha256": digest.hexdigest()}
