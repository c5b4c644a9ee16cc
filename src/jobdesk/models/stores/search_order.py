"""In which order the parts of a query are looked for in a line: the order finds nothing else.

SQLite looks at parts joined by AND from left to right and stops at the first that fails, so a
rare part in front saves the others.
"""

from collections.abc import Sequence

from jobdesk.models.log_query import AllOf, LevelFrom, Node, Not, OneOf, Pattern, Text

_Cost = tuple[int, int, int]


class PartOrder:
    """Orders parts by what a few lines of the run say about them.

    Args:
        sample: some lines of the run, all their texts in one; none keeps the given order.
    """

    def __init__(self, sample: Sequence[str] = ()) -> None:
        self._sample = [line.lower() for line in sample]

    def of_all(self, parts: Sequence[Node]) -> list[Node]:
        """Parts joined by AND: rare ones first, expressions last."""
        return sorted(parts, key=self._cost)

    def of_one(self, parts: Sequence[Node]) -> list[Node]:
        """Parts joined by OR: expressions last, else as they are."""
        return sorted(parts, key=_slowness)

    def _cost(self, part: Node) -> _Cost:
        """Slowness, sample lines that have it, and places where a comparison would begin."""
        slowness = _slowness(part)
        if slowness == _EXPRESSION:  # these stay as they are: any of them may give up
            return slowness, 0, 0
        return slowness, self._lines_with(part), self._beginnings(part)

    def _lines_with(self, part: Node) -> int:
        if isinstance(part, Text):
            text = part.text.lower()
            return sum(text in line for line in self._sample)
        if isinstance(part, Not):
            return len(self._sample) - self._lines_with(part.part)
        if isinstance(part, AllOf):
            return min(self._lines_with(each) for each in part.parts)
        if isinstance(part, OneOf):
            return min(len(self._sample), sum(self._lines_with(each) for each in part.parts))
        return 0

    def _beginnings(self, part: Node) -> int:
        """How often the first letter occurs: LIKE stops at each of them."""
        if isinstance(part, Text):
            letter = part.text[:1].lower()
            return sum(line.count(letter) for line in self._sample) if letter else 0
        if isinstance(part, Not):
            return self._beginnings(part.part)
        if isinstance(part, AllOf | OneOf):
            return sum(self._beginnings(each) for each in part.parts)
        return 0


_NUMBER, _PLAIN, _FOLDED, _EXPRESSION = range(4)


def _slowness(part: Node) -> int:
    """SQLite compares levels and ASCII by itself; for the rest it may have to ask Python."""
    if isinstance(part, Pattern):
        return _EXPRESSION
    if isinstance(part, Not):
        return _slowness(part.part)
    if isinstance(part, AllOf | OneOf):
        return max(_slowness(each) for each in part.parts)
    if isinstance(part, LevelFrom):
        return _NUMBER
    return _PLAIN if part.exact or part.text.isascii() else _FOLDED
