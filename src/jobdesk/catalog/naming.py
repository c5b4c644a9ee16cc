"""Give every job a name that no other has, and give the plain name back when it is free.

Pure functions. A name that an administrator chose (an override) is never touched.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from jobdesk.models.names import NAME_LENGTH


@dataclass(frozen=True, slots=True)
class Claim:
    """A job that wants a name.

    Attributes:
        key: class path; breaks ties, so that a refresh gives the same names every time.
        wanted: the name that its code says.
        current: the name it bears now; "" for a new one.
        is_present: its code is there; those whose code is gone come last.
    """

    key: str
    wanted: str
    current: str = ""
    is_present: bool = True

    @property
    def rank(self) -> tuple[bool, bool, bool, str]:
        """Present before gone, who bears the plain name before others, old before new."""
        return (not self.is_present, self.current != self.wanted, not self.current, self.key)


def assign_names(claims: Iterable[Claim], taken: Iterable[str]) -> dict[str, str]:
    """A unique name for each claim, by key; `taken` are names that nobody may have."""
    used = set(taken)
    given: dict[str, str] = {}
    for claim in sorted(claims, key=lambda one: one.rank):
        name = _free_name(claim, used)
        used.add(name)
        given[claim.key] = name
    return given


def _free_name(claim: Claim, used: set[str]) -> str:
    for candidate in _kept(claim):
        if candidate not in used:
            return candidate
    number = 2
    while (name := numbered(claim.wanted, number)) in used:
        number += 1
    return name


def _kept(claim: Claim) -> Sequence[str]:
    """The plain name first; then the numbered one it has, so that numbers do not wander."""
    inside = claim.current.rpartition(" (")[2].removesuffix(")")
    if inside.isdecimal() and claim.current == numbered(claim.wanted, int(inside)):
        return (claim.wanted, claim.current)
    return (claim.wanted,)


def numbered(name: str, number: int) -> str:
    """`name (number)`, the name shortened to fit."""
    suffix = f" ({number})"
    return name[: NAME_LENGTH - len(suffix)].rstrip() + suffix
