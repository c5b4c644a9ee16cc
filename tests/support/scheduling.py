"""Shares the tests among processes: the long ones first, what shares a start in one process.

Groups of pytest-xdist are no help: they are told by node ids, which cannot be changed any more.
"""

from xdist.scheduler import LoadScopeScheduling

# Long tests, longest first, and how many of a file one process takes at a time.
_LONG = {
    "tests/benchmarks/test_memory.py": 10,  # its window is opened once
    "tests/ui/test_layout.py": 1,  # it walks over all screens
    "tests/end_to_end/test_network_jobs.py": 4,
    "tests/end_to_end/": 1,
    "tests/benchmarks/": 1,
    "tests/crash/": 1,
    "tests/runner/": 4,
}
_AT_A_TIME = 60  # of the others


class Shares(LoadScopeScheduling):
    """Hands neighbours out of a file to one process, for what they share is made once in it."""

    def __init__(self, config, log=None):
        super().__init__(config, log)
        self._units = {}

    def add_node_collection(self, node, collection):
        super().add_node_collection(node, collection)
        self._units = self._units or units(collection)

    def _split_scope(self, nodeid):
        return self._units[nodeid]


def units(nodeids):
    """The unit of each test: those of one unit are done by one process."""
    counted, found = {}, {}
    for nodeid in nodeids:
        file = nodeid.split("::", 1)[0]
        at = counted[file] = counted.get(file, -1) + 1
        found[nodeid] = f"{file} {at // _at_a_time(file)}"
    return found


def in_order(files):
    """Paths of test files in the order in which they begin."""
    return sorted(files, key=_place)


def _place(file):
    long = [at for at, start in enumerate(_LONG) if file.startswith(start)]
    return min(long, default=len(_LONG))


def _at_a_time(file):
    return next((count for start, count in _LONG.items() if file.startswith(start)), _AT_A_TIME)
