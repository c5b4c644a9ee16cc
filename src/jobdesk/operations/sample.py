"""Put the sample jobs and their data into a workspace, never over files that are there."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from jobdesk.errors import Refused
from jobdesk.operations.services import Services
from jobdesk.paths import WorkspacePaths, resources


@dataclass(frozen=True, slots=True)
class SampleReport:
    """Which files were copied and which were there already."""

    copied: tuple[Path, ...]
    kept: tuple[Path, ...]


def install_sample(services: Services) -> SampleReport:
    """Copy the sample's jobs into `jobs/` and its data into `data/` of the workspace.

    Raises:
        Refused: this program came without its sample, or a file cannot be written.
    """
    return copy_sample(services.paths, resources() / "sample")


def copy_sample(paths: WorkspacePaths, sample: Path) -> SampleReport:
    """The same from a folder of choice; needs no open workspace."""
    if not (sample / "jobs").is_dir():
        raise Refused("This installation has no sample jobs.")
    copied: list[Path] = []
    kept: list[Path] = []
    for part, target in (("jobs", paths.jobs), ("data", paths.home / "data")):
        for source in sorted((sample / part).rglob("*")):
            if not source.is_file() or "__pycache__" in source.parts:
                continue
            place = target / source.relative_to(sample / part)
            if place.exists():
                kept.append(place)
                continue
            _copy(source, place)
            copied.append(place)
    return SampleReport(tuple(copied), tuple(kept))


def _copy(source: Path, place: Path) -> None:
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, place)
    except OSError as error:
        raise Refused(f"{place} cannot be written: {error.strerror or error}.") from None
