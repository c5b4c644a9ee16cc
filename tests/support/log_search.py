"""The search in the log of a run, in tests: a small log and what is found."""

from tests.support.stores import NOON_US

from jobdesk.models.records import LEVEL_NAMES, LogCounts

ROWS = [
    (NOON_US, 10, "main", "Opening the door", "", ""),
    (NOON_US, 20, "main", "100% of sw_1 is done", "sw-1", ""),
    (NOON_US, 30, "Ports", "port [3] is down?", "sw-2", ""),
    (NOON_US, 40, "Ports", "GRÖSSE stimmt nicht", "SW-1", ""),
    (NOON_US, 35, "main", "back\\slash and 100 of swx1", "", ""),
    (NOON_US, 25, "main", "all well", "", ""),
]


def counts_of(rows):
    names = [LEVEL_NAMES[row[1]] for row in rows]
    return LogCounts(**{name: names.count(name) for name in set(names)})


def hits(search, no=7, **wanted):
    return [seq for chunk in search.seqs(no, **wanted) for seq in chunk]
