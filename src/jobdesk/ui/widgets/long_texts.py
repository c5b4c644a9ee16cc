"""Long texts, the configuration of a router say, where there is room for a line or a tip."""

_MOST_PAINTED = 400  # letters: no row has room for more; 100,000 take 15 ms to be measured
_MOST_TOLD = 1_500  # letters of a tip


def one_line(text: str) -> str:
    """As much of it as a row can show."""
    if len(text) <= _MOST_PAINTED and "\n" not in text:
        return text
    return text[:_MOST_PAINTED].replace("\n", " ")


def tip_of(text: str) -> str:
    """As much of it as can be read in passing."""
    return text if len(text) <= _MOST_TOLD else f"{text[:_MOST_TOLD]}…"
