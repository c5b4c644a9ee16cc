"""Look at a whole source: find its files, have children describe them, merge the answers."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from jobdesk.catalog.discovery import Discovery, top_level
from jobdesk.catalog.failure import plain_failure
from jobdesk.catalog.rootlook import RootAnswer, look_at_root
from jobdesk.catalog.sources import Source, require_readable
from jobdesk.jobs.loading import find_modules
from jobdesk.models.records import BrokenFile, JobError


def look_at(source: Source, home: Path, limit: float) -> Discovery:
    """What `source` holds now; `limit` is seconds per file.

    Raises:
        Refused: a folder of the source is not there.
    """
    require_readable(source)
    seen: dict[str, Path] = {}
    jobs: list[Mapping[str, Any]] = []
    broken: dict[str, dict[str, Any]] = {}
    uncertain: set[str] = set()
    for root in source.roots:
        files = find_modules(root)
        taken = {top_level(name) for name in seen}
        for name in [name for name in files if top_level(name) in taken]:
            broken[name] = _shadowed(files.pop(name), seen, name)
        answer = look_at_root(home, root, files, limit)
        seen.update(files)
        jobs.extend(answer.jobs)
        broken.update(answer.broken)
        uncertain |= _uncertain_names(files, answer)
    return Discovery(
        source=source.name,
        modules=frozenset(seen) | frozenset(broken),
        jobs=tuple(sorted(jobs, key=lambda job: str(job["class_path"]))),
        broken=tuple(_broken_file(source.name, name, broken[name]) for name in sorted(broken)),
        uncertain=frozenset(uncertain),
    )


def _shadowed(file: Path, seen: Mapping[str, Path], name: str) -> dict[str, Any]:
    top = top_level(name)
    other = next(path for known, path in seen.items() if top_level(known) == top)
    return plain_failure(
        file, f"Another folder of job files has {top!r} already ({other}); rename one of them."
    )


def _broken_file(source: str, module: str, error: Mapping[str, Any]) -> BrokenFile:
    return BrokenFile(
        source,
        module,
        JobError(error["file"], error["line"], error["message"], error["traceback"]),
    )


def _uncertain_names(files: Mapping[str, Path], answer: RootAnswer) -> set[str]:
    """Top-level names whose only calls of register_jobs may stand in a broken file."""
    doubtful = {top_level(name) for name in answer.broken if _registers(files[name])}
    healthy: Sequence[str] = [
        name for name in files if name not in answer.broken and top_level(name) in doubtful
    ]
    certain = {top_level(name) for name in healthy if _registers(files[name])}
    return doubtful - certain


def _registers(file: Path) -> bool:
    try:
        return b"register_jobs" in file.read_bytes()
    except OSError:
        return False
