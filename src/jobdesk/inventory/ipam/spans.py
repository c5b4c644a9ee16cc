"""Ranges of numbers as people write them: 1-99,200. No Django in this file."""


def span_of(text: str) -> list[int]:
    """All numbers of a range, in their order.

    Raises:
        ValueError: it is none, in words.
    """
    return sorted({number for low, high in _parts(text) for number in range(low, high + 1)})


def in_span(number: int, text: str) -> bool:
    """The number is in the range; everything is in a range that is none."""
    try:
        return any(low <= number <= high for low, high in _parts(text))
    except ValueError:
        return True


def _parts(text: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for part in text.split(","):
        low, _, high = part.strip().partition("-")
        if not low.strip().isdecimal() or (high and not high.strip().isdecimal()):
            raise ValueError(f"{text!r} is no range like 1-99,200.")
        found.append((int(low), int(high or low)))
    return found
