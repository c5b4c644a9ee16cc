"""Run on the first few of many objects, then on the rest. No Qt in this file."""

from dataclasses import dataclass
from typing import Any

FEW = 3
"""So many are tried first."""


@dataclass(frozen=True, slots=True)
class FirstFew:
    """The objects of one field in two parts."""

    field: str
    first: tuple[Any, ...]
    rest: tuple[Any, ...]

    def said(self, no: int) -> tuple[str, str]:
        """What is said when run `no` has the first ones: the fact, and what is next."""
        others = (
            "The other one is" if len(self.rest) == 1 else f"The other {len(self.rest):,} are"
        )
        return (
            f"Run {no} has the first {len(self.first)}.",
            f"{others} in the form: run on them when it went well.",
        )


def first_few(field: str, values: list[Any]) -> FirstFew | None:
    """The first ones and the rest; None where there are no more than a few."""
    if len(values) <= FEW:
        return None
    return FirstFew(field, tuple(values[:FEW]), tuple(values[FEW:]))
