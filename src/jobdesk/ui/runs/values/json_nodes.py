"""JSON values as a tree that is made where somebody looks. No Qt in this file.

Long lists and objects are split into spans of at most a thousand, so no level is ever longer.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from jobdesk.jobs.plain import is_listed, is_mapping

SPAN = 1000
SHOWN_CHARS = 300  # of one value in its row
_PLAIN_KEY = re.compile(r"[A-Za-z_]\w*\Z")

Path = tuple[str | int, ...]


class JsonNode:
    """A value with its key, or a span of the entries of a long list or object.

    `children` is filled by the tree when they are asked for; nodes are known by number.
    """

    __slots__ = ("children", "first", "is_span", "key", "number", "parent", "row", "value")

    def __init__(
        self, key: str | int, value: Any, parent: JsonNode | None, row: int, number: int
    ) -> None:
        self.key = key
        self.value = value
        self.parent = parent
        self.row = row
        self.number = number
        self.is_span = False
        self.first = 0  # of a span: the place of its first entry in the whole
        self.children: list[JsonNode] | None = None

    @property
    def child_count(self) -> int:
        """How many rows stand below it."""
        size = size_of(self.value)
        return size if size <= SPAN else -(-size // _step(size))

    @property
    def path(self) -> Path:
        """The keys that lead from the root to this value."""
        keys: list[str | int] = []
        node, holder = self, self.parent
        while holder is not None:
            if not node.is_span:
                keys.append(node.key)
            node, holder = holder, holder.parent
        return tuple(reversed(keys))


class JsonTree:
    """The nodes made so far; node 0 is the root."""

    def __init__(self, value: Any) -> None:
        self._nodes = [JsonNode("", value, None, 0, 0)]

    @property
    def root(self) -> JsonNode:
        """The whole value."""
        return self._nodes[0]

    def node(self, number: int) -> JsonNode:
        """A node by its number."""
        return self._nodes[number]

    def children(self, node: JsonNode) -> list[JsonNode]:
        """What stands below a node; at most a thousand."""
        if node.children is None:
            node.children = self._make(node)
        return node.children

    def find(self, path: Path) -> JsonNode | None:
        """The node of a path; None when the path leads nowhere."""
        node = self.root
        for key in path:
            found = self._child(node, key)
            if found is None:
                return None
            node = found
        return node

    def _make(self, node: JsonNode) -> list[JsonNode]:
        size = size_of(node.value)
        if size > SPAN:
            return self._spans(node, size)
        entries = _entries(node.value, node.first)
        return [self._add(key, item, node, row) for row, (key, item) in enumerate(entries)]

    def _spans(self, node: JsonNode, size: int) -> list[JsonNode]:
        step, made = _step(size), list[JsonNode]()
        entries = _entries(node.value)
        for row, start in enumerate(range(0, size, step)):
            some = list(islice(entries, step))
            is_object = is_mapping(node.value)
            part: Any = dict(some) if is_object else [item for _, item in some]
            first, last = node.first + start, node.first + start + len(some) - 1
            span = self._add(f"{first:,} … {last:,}", part, node, row)
            span.is_span, span.first = True, first
            made.append(span)
        return made

    def _add(self, key: str | int, value: Any, parent: JsonNode, row: int) -> JsonNode:
        node = JsonNode(key, value, parent, row, len(self._nodes))
        self._nodes.append(node)
        return node

    def _child(self, node: JsonNode, key: str | int) -> JsonNode | None:
        for child in self.children(node):
            if child.is_span:
                size = len(child.value)
                within = (
                    child.first <= key < child.first + size
                    if isinstance(key, int)
                    else key in child.value
                )
                if within:
                    return self._child(child, key)
            elif child.key == key:
                return child
        return None


def _step(size: int) -> int:
    """How many entries one span holds, so that there are at most a thousand spans."""
    step = SPAN
    while size > step * SPAN:
        step *= SPAN
    return step


def kind_of(value: Any) -> str:
    """What a value is: object, list, text, number, yes or no, nothing."""
    if value is None:
        return "nothing"
    for kinds, word in _KINDS:
        if isinstance(value, kinds):
            return word
    return "value"


_KINDS: tuple[tuple[tuple[type, ...], str], ...] = (
    ((dict,), "object"),
    ((list, tuple), "list"),
    ((str,), "text"),
    ((bool,), "yes or no"),
    ((int, float), "number"),
)


def value_words(value: Any) -> str:
    """A value in its row: `3 entries`, `"BER-Mitte"`, `12`; long texts are cut."""
    if is_mapping(value) or is_listed(value):
        size = len(value)
        word = "key" if is_mapping(value) else "item"
        return f"{size:,} {word}{'' if size == 1 else 's'}"
    if isinstance(value, str):
        cut = value[:SHOWN_CHARS]
        text = json.dumps(cut, ensure_ascii=False)
        return f"{text} … {len(value):,} characters" if len(value) > SHOWN_CHARS else text
    return json.dumps(value, ensure_ascii=False)


def path_words(path: Path) -> str:
    """`devices[3].name`, `["a b"]`; how a person writes where a value is."""
    said = ""
    for key in path:
        if isinstance(key, int):
            said += f"[{key}]"
        elif _PLAIN_KEY.match(key):
            said += f".{key}" if said else key
        else:
            said += f"[{json.dumps(key, ensure_ascii=False)}]"
    return said


def copy_text(value: Any) -> str:
    """A value for the clipboard: a text as it is, all else as JSON."""
    return value if isinstance(value, str) else json.dumps(value, indent=2, ensure_ascii=False)


def find_paths(
    value: Any, text: str, limit: int, is_stale: Callable[[], bool] = lambda: False
) -> list[Path]:
    """Where `text` stands in a key or a value, top to bottom; for a thread."""
    wanted = text.lower()
    found: list[Path] = []
    for seen, (path, item) in enumerate(_walk(value)):
        if seen % 4096 == 0 and is_stale():
            break
        key = str(path[-1]).lower() if path else ""
        if wanted in key or (not isinstance(item, dict | list) and wanted in _hay(item)):
            found.append(path)
            if len(found) == limit:
                break
    return found


def _hay(item: Any) -> str:
    return item.lower() if isinstance(item, str) else json.dumps(item)


def _walk(value: Any) -> Iterator[tuple[Path, Any]]:
    """Every value below with its path, in the order of the tree; no recursion."""
    waiting: list[tuple[Path, Iterator[tuple[str | int, Any]]]] = [((), _entries(value))]
    while waiting:
        path, entries = waiting[-1]
        for key, item in entries:
            here = (*path, key)
            yield here, item
            if isinstance(item, dict | list) and item:
                waiting.append((here, _entries(item)))
                break
        else:
            waiting.pop()


def _entries(value: Any, first: int = 0) -> Iterator[tuple[str | int, Any]]:
    if is_mapping(value):
        return iter(value.items())
    return enumerate(value, first) if is_listed(value) else iter(())


def size_of(value: Any) -> int:
    """How many entries an object or a list has; 0 for all else."""
    return len(value) if is_mapping(value) or is_listed(value) else 0
