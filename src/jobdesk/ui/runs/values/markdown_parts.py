"""Cuts a long Markdown text into parts that can each be laid out in a moment. No Qt here."""

import re
from collections.abc import Iterator

PART_WEIGHT = 60  # lines of text; a row of a table costs as much as three
_ROW_WEIGHT = 3
_RULE = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)*\|?\s*$")
_FENCE = ("```", "~~~")


def markdown_parts(text: str, weight: int = PART_WEIGHT) -> list[str]:
    """Parts that together are the text: cut at blank lines, and in long lists and tables.

    A table that is cut has its titles in each part.
    """
    parts, part, sum_ = list[str](), list[str](), 0
    for block in _blocks(text.splitlines()):
        for piece in _pieces(block, weight):
            cost = _cost(piece)
            if part and sum_ + cost > weight:
                parts.append("\n".join(part))
                part, sum_ = [], 0
            part.extend([*piece, ""])
            sum_ += cost
    if part:
        parts.append("\n".join(part))
    return parts


def _blocks(lines: list[str]) -> Iterator[list[str]]:
    """Paragraphs, lists, tables; a fenced block of code is one, blank lines and all."""
    block, fence = list[str](), ""
    for line in lines:
        start = line.lstrip()[:3]
        if fence:
            fence = "" if start == fence else fence
        elif start in _FENCE:
            fence = start
        elif not start:
            if block:
                yield block
            block = []
            continue
        block.append(line)
    if block:
        yield block


def _pieces(block: list[str], weight: int) -> Iterator[list[str]]:
    if block[0].lstrip()[:3] in _FENCE:
        fence = block[0].lstrip()[:3]
        body = block[1:-1] if block[-1].lstrip()[:3] == fence and len(block) > 1 else block[1:]
        for start in range(0, max(1, len(body)), weight):
            yield [block[0], *body[start : start + weight], fence]
    elif len(block) > 2 and _RULE.match(block[1]) and "|" in block[0]:
        step = max(1, weight // _ROW_WEIGHT)
        for start in range(2, len(block), step):
            yield [*block[:2], *block[start : start + step]]
    else:
        for start in range(0, len(block), weight):
            yield block[start : start + weight]


def _cost(piece: list[str]) -> int:
    is_table = len(piece) > 1 and _RULE.match(piece[1]) is not None
    return len(piece) * (_ROW_WEIGHT if is_table else 1) + sum(map(len, piece)) // 200
