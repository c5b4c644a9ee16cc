"""Runs that runs ask for, and runs that are old: frozen records."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AskedFor:
    """A run that another one asks for.

    Attributes:
        id: of the new run; the one that asks chose it, so that asking twice makes one run.
        by: the number of the run that asks.
        depth: how many runs stand between a person, or a hook, and the new one.
        hook_depth: how many hooks do.
    """

    id: str
    by: int
    depth: int
    hook_depth: int = 0


@dataclass(frozen=True, slots=True)
class Asking:
    """Where a run stands among runs that ask for each other.

    Attributes:
        depth: how many runs stand between a person, or a hook, and it.
        made: how many runs it has asked for.
        family: it, those above it, and all that any of them have asked for.
    """

    depth: int
    made: int
    family: int


@dataclass(frozen=True, slots=True)
class OldRuns:
    """How many runs ended before a moment, and how many lines their logs have."""

    runs: int
    lines: int
