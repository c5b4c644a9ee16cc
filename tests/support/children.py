"""The processes that this one started, without a look at all others of the machine."""

import os

import psutil
from tests.support import nursery

_TASKS = "/proc/self/task"


def child_pids():
    """The numbers of the children; the whole machine takes a hundred times as long."""
    return (_own() - nursery.servers()) | nursery.living()


def _own():
    try:
        return {pid for task in os.listdir(_TASKS) for pid in _of(task)}  # noqa: PTH208
    except OSError:  # another system, or a thread that has just ended
        return {child.pid for child in psutil.Process().children()}


def _of(task):
    with open(f"{_TASKS}/{task}/children", encoding="ascii") as file:  # noqa: PTH123
        return [int(pid) for pid in file.read().split()]
