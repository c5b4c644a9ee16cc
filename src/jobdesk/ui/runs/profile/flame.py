"""The flame of a profile: who called whom, as wide as the time it took. No Qt in this file.

cProfile keeps pairs of caller and callee, not whole stacks: below a caller a function has the
share of its time that this pair has, as every viewer of such files works it out.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from jobdesk.ui.runs.profile.data import Call, Function, Profile

_DEEPEST = 60
_MOST_NODES = 4000
_LEAST_SHARE = 0.0005  # narrower ones are not seen at any window's width


@dataclass(slots=True, eq=False)
class FlameNode:
    """One call on its way down; `start` and `width` are shares of the whole, from 0 to 1."""

    function: Function
    at: int
    start: float
    width: float
    depth: int
    seconds: float
    parent: "FlameNode | None" = None
    children: "list[FlameNode]" = field(default_factory=list["FlameNode"])


def flame_of(profile: Profile) -> list[FlameNode]:
    """All nodes, from the top down; empty when nothing took any time."""
    below: defaultdict[int, list[Call]] = defaultdict(list)
    called: set[int] = set()
    for call in profile.calls:
        if call.caller != call.callee:
            below[call.caller].append(call)
            called.add(call.callee)
    tops = [at for at in range(len(profile.functions)) if at not in called]
    tops = tops or list(range(min(1, len(profile.functions))))
    whole = sum(profile.functions[at].cumulative for at in tops)
    if whole <= 0:
        return []
    nodes: list[FlameNode] = []
    start = 0.0
    for at in sorted(tops, key=lambda each: -profile.functions[each].cumulative):
        function = profile.functions[at]
        width = function.cumulative / whole
        if width >= _LEAST_SHARE:
            nodes.append(FlameNode(function, at, start, width, 0, function.cumulative))
        start += width
    _grow(nodes, profile, below, whole)
    return nodes


def _grow(
    nodes: list[FlameNode],
    profile: Profile,
    below: defaultdict[int, list[Call]],
    whole: float,
) -> None:
    """Level by level; `nodes` gets longer while it is walked through."""
    for node in nodes:
        if node.depth >= _DEEPEST or len(nodes) >= _MOST_NODES:
            return
        share = node.seconds / node.function.cumulative if node.function.cumulative else 0.0
        path, start = _path(node), node.start
        end = node.start + node.width
        for call in sorted(below[node.at], key=lambda each: -each.cumulative):
            seconds = call.cumulative * share
            width = min(seconds / whole, end - start)
            if call.callee in path or width < _LEAST_SHARE:
                continue
            function = profile.functions[call.callee]
            child = FlameNode(
                function, call.callee, start, width, node.depth + 1, seconds, node
            )
            node.children.append(child)
            nodes.append(child)
            start += width


def _path(node: FlameNode) -> set[int]:
    """The functions on the way to a node: a recursion is not followed."""
    found: set[int] = set()
    here: FlameNode | None = node
    while here is not None:
        found.add(here.at)
        here = here.parent
    return found
