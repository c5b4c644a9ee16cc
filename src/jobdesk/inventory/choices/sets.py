"""A set of choices: constants, and pairs of value and label in the order of the list."""

from __future__ import annotations

import sys

TYPE_CHECKING = False  # typing is slow to import, and every run starts a process
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

_NUMBER = "#"  # in front of a value that is a number


class ChoiceSetMeta(type):
    """A set of choices is asked for its pairs by calling or iterating over the class."""

    CHOICES: Any = ()

    def __call__(cls, *args: Any, **more: Any) -> Any:
        """The pairs; so Django takes the class itself as `choices`."""
        del args, more
        return cls.CHOICES

    def __iter__(cls) -> Iterator[Any]:
        return iter(cls.CHOICES)


class ChoiceSet(metaclass=ChoiceSetMeta):
    """Base of all sets, also of those that job files write: `CHOICES` of (value, label)."""

    CHOICES: Any = ()

    @classmethod
    def values(cls) -> list[Any]:
        """All values, also of groups, in order."""
        return [value for value, _ in unpack_grouped_choices(cls.CHOICES)]

    @classmethod
    def as_dict(cls) -> dict[Any, Any]:
        """Labels by value."""
        return dict(unpack_grouped_choices(cls.CHOICES))


def unpack_grouped_choices(choices: Iterable[tuple[Any, Any]]) -> list[tuple[Any, Any]]:
    """The pairs of all groups in one list."""
    flat: list[tuple[Any, Any]] = []
    for key, label in choices:
        if isinstance(label, (list, tuple)):
            flat.extend((value, text) for value, text in label)
        else:
            flat.append((key, label))
    return flat


def choice_set(name: str, *groups: str | tuple[str, str]) -> Any:
    """A set of choices, written as `CONSTANT=value` words, or as pairs of group and words."""
    members: dict[str, Any] = {"__module__": "jobdesk.inventory.choices"}
    choices: list[tuple[Any, Any]] = []
    for group in groups:
        title, words = ("", group) if isinstance(group, str) else group
        pairs = [_pair(word) for word in words.split()]
        members.update(pairs)
        items = tuple(dict.fromkeys((value, _label(value)) for _, value in pairs))
        if title:
            choices.append((title, items))
        else:
            choices.extend(items)
    members["CHOICES"] = tuple(choices)
    return ChoiceSetMeta(name, (ChoiceSet,), members)


def _pair(word: str) -> tuple[str, Any]:
    constant, _, value = word.partition("=")
    if value.startswith(_NUMBER):
        return constant, int(value[1:])
    return constant, sys.intern(value)  # some jobs compare a status by `is`


def _label(value: Any) -> str:
    """Plain words are shown with a capital; names of plugs and standards as they are."""
    text = str(value)
    return text.replace("-", " ").capitalize() if text.replace("-", "").isalpha() else text
