"""Names of job records: cut to length and unique. Standard library only."""

from collections.abc import Container

NAME_LENGTH = 100
GROUPING_LENGTH = 255
LABEL_LENGTH = 50


def free_name(wanted: str, taken: Container[str]) -> str:
    """The wanted name or, when it is taken, the first free one like "Name (2)"."""
    name = wanted[:NAME_LENGTH]
    number = 2
    while name in taken:
        suffix = f" ({number})"
        name = wanted[: NAME_LENGTH - len(suffix)].rstrip() + suffix
        number += 1
    return name
