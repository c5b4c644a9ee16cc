"""What may be asked about objects to choose, and the answers: plain values, no Django here.

The functions are called in the inventory's thread, through its door; Django comes with them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

PAGE = 50
COUNTED = 10_000  # more than so many are "more than 10,000"


@dataclass(frozen=True, slots=True)
class Shown:
    """One object as a person sees it.

    Attributes:
        id: its key.
        text: what it is called.
        hint: where it is and how it is: "Berlin · Active".
    """

    id: str
    text: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked for.

    Attributes:
        model: its label, `dcim.Device`.
        params: query_params with the values of other fields filled in.
        search: what was typed.
        display_field: what an object is called: a dotted path.
    """

    model: str
    params: Mapping[str, Any] = field(default_factory=dict[str, Any])
    search: str = ""
    display_field: str = "display"


@dataclass(frozen=True, slots=True)
class Page:
    """Some options in order.

    Attributes:
        options: at most fifty.
        has_more: others follow.
        warnings: what is doubtful about the parameters, in words.
    """

    options: tuple[Shown, ...]
    has_more: bool = False
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sieve:
    """One filter, in words, and how many objects it alone leaves (None: more than counted)."""

    words: str
    left: int | None
    is_unknown: bool = False
    problem: str = ""  # why it leaves nothing, where its value is wrong


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why so many, or so few, can be chosen.

    Attributes:
        kinds: what they are called: "devices".
        all: objects of the kind.
        sieves: each filter alone.
        left: what passes all of them.
    """

    kinds: str
    all: int | None
    sieves: tuple[Sieve, ...]
    left: int | None


@dataclass(frozen=True, slots=True)
class Match:
    """What some keys or names mean.

    Attributes:
        found: by what was given, the object; in its order.
        missed: what was given and means no object, with the reason.
        outside: of the found ones, the keys of those that may not be chosen, with the reason.
    """

    found: Mapping[str, Shown]
    missed: Mapping[str, str]
    outside: Mapping[str, str]


def given_as(value: Any) -> str:
    """How `Match` calls what was given."""
    return repr(value) if isinstance(value, Mapping) else str(value)


def page(question: Question, start: int = 0) -> Page:
    """The options from `start` on.

    Raises:
        VariableError: there is no such kind of objects.
    """
    from jobdesk.inventory import choosing

    return choosing.page(question, start)


def reasons(question: Question) -> Reasons:
    """The filters of a question, and how many objects each of them leaves."""
    from jobdesk.inventory import choosing

    return choosing.reasons(question)


def match(question: Question, given: Sequence[Any]) -> Match:
    """What keys, names or mappings mean, and which of them may not be chosen."""
    from jobdesk.inventory import choosing

    return choosing.match(question, given)


def names_of(model: str, keys: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """All that a job's log may call objects by: their text, name, display name, and key."""
    from jobdesk.inventory import choosing

    return choosing.names_of(model, keys)


def key_of(model: str, key: Any, query_params: Mapping[str, Any]) -> str:
    """The key of the object that is meant.

    Raises:
        VariableError: there is none, or it may not be chosen.
    """
    from jobdesk.inventory.lookup import KeyLookup

    return KeyLookup().one(model, key, query_params)


def keys_of(model: str, keys: Sequence[Any], query_params: Mapping[str, Any]) -> list[str]:
    """The keys of the objects that are meant.

    Raises:
        VariableError: names those that are not there or may not be chosen.
    """
    from jobdesk.inventory.lookup import KeyLookup

    return KeyLookup().several(model, keys, query_params)
