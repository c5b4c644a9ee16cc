"""What an idle JobDesk takes: window, agent and a warm worker, memory and processor.

Beside it a bare window, a bare event loop and a bare interpreter, measured after it, since
processes that share a library share its pages.
"""

import os
import subprocess
import sys
import time
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

import psutil

from benchmarks.report import Measure, measured
from benchmarks.workspace import Workspace, until
from jobdesk.paths import HOME_VARIABLE

_SETTLED_S = 6.0  # the first refresh is over, caches are warm
_WATCHED_S = 10.0
_BARE = Path(__file__).resolve().with_name("bare_window.py")
_MB = 1 << 20

Processes = Mapping[str, psutil.Process]


def measure(names: Collection[str]) -> Iterator[Measure]:
    """Ours, then the bare ones."""
    del names
    memory, share = _ours()
    bare_memory, bare_share = _bare()
    limit = "limit: a bare window, event loop and interpreter"
    yield measured(
        "idle_memory",
        sum(memory.values()),
        sum(bare_memory.values()),
        f"{_each(memory)}; {limit}",
    )
    yield measured(
        "idle_cpu", sum(share.values()), sum(bare_share.values()), f"{_each(share)}; {limit}"
    )


def _ours() -> tuple[dict[str, float], dict[str, float]]:
    with Workspace() as workspace:
        command = [sys.executable, "-m", "jobdesk", "--workspace", str(workspace.home)]
        environ = {**os.environ, HOME_VARIABLE: str(workspace.home)}
        window = subprocess.Popen(command, env=environ)
        try:
            with workspace.client() as client:
                until(lambda: client.request("status")["warm"], "a worker is warm")
                agent = psutil.Process(client.agent_pid)
            time.sleep(_SETTLED_S)
            found = {"window": psutil.Process(window.pid), "agent": agent}
            for number, worker in enumerate(agent.children(), start=1):  # one has the models
                found[f"worker {number}"] = worker
            return _watch(found)
        finally:
            window.kill()
            window.wait()


def _bare() -> tuple[dict[str, float], dict[str, float]]:
    commands = {
        "window": [sys.executable, str(_BARE), "hold"],
        "loop": [sys.executable, str(_BARE), "core"],
        "interpreter": [sys.executable, "-c", "input()"],
    }
    living = {
        name: subprocess.Popen(command, stdin=subprocess.PIPE)
        for name, command in commands.items()
    }
    try:
        time.sleep(2)
        return _watch({name: psutil.Process(one.pid) for name, one in living.items()})
    finally:
        for one in living.values():
            one.kill()
            one.communicate()


def _watch(processes: Processes) -> tuple[dict[str, float], dict[str, float]]:
    """Megabytes and percent of a core, of each."""
    memory = {name: _megabytes(process) for name, process in processes.items()}
    before = {name: _seconds(process) for name, process in processes.items()}
    began = time.perf_counter()
    time.sleep(_WATCHED_S)
    passed = time.perf_counter() - began
    share = {
        name: 100 * (_seconds(process) - before[name]) / passed
        for name, process in processes.items()
    }
    return memory, share


def _megabytes(process: psutil.Process) -> float:
    """Proportional set size; where the system does not tell it, what is the process's own."""
    info = process.memory_full_info()
    return getattr(info, "pss", info.uss) / _MB


def _seconds(process: psutil.Process) -> float:
    """Processor time; Linux counts it finer than in ticks."""
    files = Path(f"/proc/{process.pid}/task").glob("*/schedstat")
    finer = [int(file.read_text().split()[0]) for file in files]
    if finer:
        return sum(finer) / 1e9
    times = process.cpu_times()
    return times.user + times.system


def _each(figures: Mapping[str, float]) -> str:
    return ", ".join(f"{name} {figure:.3g}" for name, figure in figures.items())
