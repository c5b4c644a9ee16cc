"""What a look at a source found: plain records between the child, its starter and the plan."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from jobdesk.models.records import BrokenFile


@dataclass(frozen=True, slots=True)
class Discovery:
    """One whole look at a source.

    Attributes:
        source: name of the source.
        modules: dotted names of all files that are there, broken ones too.
        jobs: the descriptions of the job classes (`jobs.description`).
        broken: the files that do not load, or hold a job class that cannot be described.
        uncertain: top-level names where a broken file may hold the calls of `register_jobs`,
            so that which classes count is not known; no new records come from there.
    """

    source: str
    modules: frozenset[str]
    jobs: tuple[Mapping[str, Any], ...]
    broken: tuple[BrokenFile, ...]
    uncertain: frozenset[str] = frozenset()


def top_level(module: str) -> str:
    """The first part of a dotted name: what registration counts for."""
    return module.partition(".")[0]
