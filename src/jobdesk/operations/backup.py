"""A workspace in one file: copies of the databases, the runs' files, the settings."""

import json
import os
import tempfile
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from jobdesk import __version__
from jobdesk.errors import Refused
from jobdesk.operations.services import Services
from jobdesk.paths import WorkspacePaths

FORMAT = 1
MANIFEST = "jobdesk-backup.json"
DATABASES = ("desk.db", "logs.db", "inventory.db")
NEEDED = ("desk.db", "logs.db")
RUNS = "runs"


def backup(services: Services, file: Path) -> int:
    """Write the backup; gives its size in bytes. Others may go on working meanwhile.

    The input files of sensitive runs that have not ended are left out.

    Raises:
        Refused: the file cannot be written; none is left behind.
    """
    target = file.expanduser().absolute()
    partial = target.with_name(f".{target.name}.part")
    try:
        with (
            partial.open("wb") as stream,
            zipfile.ZipFile(
                stream, "w", zipfile.ZIP_DEFLATED, compresslevel=3, strict_timestamps=False
            ) as archive,
        ):
            _write(services, archive, {partial, target})
        partial.replace(target)
        return target.stat().st_size
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise Refused(f"{file} cannot be written: {error.strerror or error}.") from None
    except BaseException:
        partial.unlink(missing_ok=True)
        raise


def _write(services: Services, archive: zipfile.ZipFile, skipped: set[Path]) -> None:
    paths = services.paths
    archive.writestr(MANIFEST, json.dumps(_manifest()))
    private = {
        paths.run_dir(record.no) / "inputs"
        for record in services.results.unfinished()
        if record.sensitive
    }
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=paths.home) as folder:
        # Records before logs: a log may be ahead of its record, but never behind.
        for name in DATABASES:
            if (paths.home / name).is_file():
                _copy_database(paths.home / name, Path(folder) / name)
                archive.write(Path(folder) / name, name)
    if paths.settings_file.is_file():
        archive.write(paths.settings_file, paths.settings_file.name)
    for path in _run_files(paths, private):
        if path not in skipped:
            _add(archive, path, path.relative_to(paths.home).as_posix())


def _manifest() -> dict[str, Any]:
    return {
        "format": FORMAT,
        "version": __version__,
        "created": datetime.now(UTC).isoformat(),
    }


def _copy_database(source: Path, target: Path) -> None:
    from jobdesk.models.schema import copy_into

    copy_into(source, target)


def _run_files(paths: WorkspacePaths, private: set[Path]) -> Iterator[Path]:
    """Plain files of runs; links are not followed out of the workspace."""
    for folder, folders, files in os.walk(paths.runs):
        here = Path(folder)
        folders[:] = sorted(
            name for name in folders if here / name not in private and not name.startswith(".")
        )
        for name in sorted(files):
            path = here / name
            if path.is_file() and not path.is_symlink():
                yield path


def _add(archive: zipfile.ZipFile, path: Path, name: str) -> None:
    """Add a file that a run may remove in the same moment."""
    try:
        archive.write(path, name)
    except FileNotFoundError:
        return
