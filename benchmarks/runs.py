"""Figures of whole runs: from the submit message to the job's first statement, runs a second.

The clock of a submit starts before the client sends, so it holds the way to the agent as well.
"""

import sqlite3
import tempfile
import time
from collections.abc import Collection, Iterator
from contextlib import closing
from pathlib import Path

from benchmarks.limits import (
    first_statement_ms,
    interleaved,
    medians,
    percentile,
    processes_rate,
    waiting_child,
)
from benchmarks.report import Measure, measured
from benchmarks.workspace import Workspace, until
from jobdesk.operations.runs import RunRequest, request_run
from jobdesk.runner.client import AgentClient

_WARM_ROUNDS = 25
_COLD_ROUNDS = 7
_SETTLED_S = 0.4  # a new worker has imported all it needs by then
_RUNS = 200
_RUNS_ROUNDS = 2
_SLOTS = 2  # the promise is about two cores
_MODEL_RUNS = 24
_PREVIEW_ROUNDS = 5
_MODEL_WRITER = "with_models.ModelWriter"
_MOMENT, _NOTHING = "measured.Moment", "demonstrations.NoOperation"
_MODEL_MOMENT, _MODEL_NOTHING = "with_models.ModelMoment", "with_models.ModelNoOperation"


def measure(names: Collection[str]) -> Iterator[Measure]:
    """Warm and cold submits, then 200 queued runs; each side by turns with its limit."""
    with Workspace(slots=_SLOTS) as workspace, workspace.client() as client:
        _submit_ms(workspace, client)  # the first run of an agent is not like the others
        if "submit_warm" in names:
            yield _warm(workspace, client)
        if "submit_cold" in names:
            yield _cold(workspace, client)
        if "noop_runs" in names:
            yield _noop(workspace)
        if "submit_models" in names:
            yield _submit_models(workspace, client)
        if "noop_models" in names:
            yield _noop_models(workspace)
        if "preview_run" in names:
            yield _preview_run(workspace)


def _warm(workspace: Workspace, client: AgentClient) -> Measure:
    def submit() -> float:
        until(lambda: client.request("status")["warm"], "a worker is warm")
        time.sleep(_SETTLED_S)
        return _submit_ms(workspace, client)

    with waiting_child() as ask:
        found = interleaved(_WARM_ROUNDS, {"submit": submit, "limit": ask})
    middle = medians(found)
    worst = f"p95 {percentile(found['submit'], 0.95):.1f}"
    note = f"{worst}; limit: a line to a bare child that waits"
    return measured("submit_warm", middle["submit"], middle["limit"], note)


def _cold(workspace: Workspace, client: AgentClient) -> Measure:
    def submit() -> float:
        until(lambda: client.request("status")["warm"], "a worker is warm")
        time.sleep(_SETTLED_S)
        first = workspace.store_run(_MOMENT)
        client.request("submit", no=first, secrets=None)  # it takes the one warm worker
        taken = _submit_ms(workspace, client)
        workspace.succeeded(first)
        return taken

    found = medians(interleaved(_COLD_ROUNDS, {"submit": submit, "limit": first_statement_ms}))
    note = "right behind another run; limit: a bare interpreter to its first statement"
    return measured("submit_cold", found["submit"], found["limit"], note)


def _submit_models(workspace: Workspace, client: AgentClient) -> Measure:
    _submit_ms(workspace, client, _MODEL_MOMENT)  # makes the inventory

    def submit() -> float:
        until(lambda: client.request("status")["warm_with_models"], "models are loaded")
        time.sleep(2 * _SETTLED_S)
        return _submit_ms(workspace, client, _MODEL_MOMENT)

    found = medians(interleaved(_COLD_ROUNDS, {"submit": submit, "limit": first_statement_ms}))
    note = "a worker that waits with the models; limit: a bare interpreter"
    return measured("submit_models", found["submit"], found["limit"], note)


def _preview_run(workspace: Workspace) -> Measure:
    def seconds(*, preview: bool) -> float:
        rounds.append(len(rounds))
        data = {"word": f"round {rounds[-1]}"}
        request = RunRequest(data=data, preview=preview)
        job = workspace.job(_MODEL_WRITER)
        no = request_run(workspace.services, workspace.actor, job.id, request).no
        return float(workspace.succeeded(no).duration or 0.0)

    rounds: list[int] = []
    seconds(preview=False)  # makes the inventory
    seconds(preview=True)  # what it imports beside the job is read for the first time
    found = medians(
        interleaved(
            _PREVIEW_ROUNDS,
            {
                "preview": lambda: seconds(preview=True),
                "run": lambda: seconds(preview=False),
                "copy": lambda: _copy_seconds(workspace.paths.inventory_db),
            },
        )
    )
    limit = found["run"] + found["copy"]
    note = f"300 validated saves; limit: the same for real and a copy of {found['copy']:.2f} s"
    return measured("preview_run", found["preview"], limit, note)


def _copy_seconds(database: Path) -> float:
    with tempfile.TemporaryDirectory() as folder:
        began = time.monotonic()
        with (
            closing(sqlite3.connect(database)) as connection,
            closing(sqlite3.connect(Path(folder) / "copy.db")) as copy,
        ):
            connection.backup(copy)
        return time.monotonic() - began


def _noop_models(workspace: Workspace) -> Measure:
    rate = _drain_rate(workspace, _MODEL_NOTHING, _MODEL_RUNS)
    limit = processes_rate(_MODEL_RUNS, _SLOTS)
    return measured("noop_models", rate, limit, "limit: bare interpreters, two at a time")


def _submit_ms(workspace: Workspace, client: AgentClient, job: str = _MOMENT) -> float:
    no = workspace.store_run(job)
    sent = time.time()
    client.request("submit", no=no, secrets=None)
    moment = workspace.succeeded(no).result
    return (float(moment) - sent) * 1000


def _noop(workspace: Workspace) -> Measure:
    found = medians(
        interleaved(
            _RUNS_ROUNDS,
            {
                "runs": lambda: _drain_rate(workspace),
                "limit": lambda: processes_rate(_RUNS, _SLOTS),
            },
        )
    )
    note = "limit: bare interpreters, two at a time"
    return measured("noop_runs", found["runs"], found["limit"], note)


def _drain_rate(workspace: Workspace, job: str = _NOTHING, runs: int = _RUNS) -> float:
    """Queue the runs while nobody hears of it, then tell the agent; runs a second."""
    numbers = [workspace.store_run(job) for _ in range(runs)]
    began = time.time()
    workspace.services.host.announce("results")
    until(lambda: not workspace.services.results.unfinished(), "the queue is empty", 120, 0.1)
    records = [workspace.record(no) for no in numbers]
    failed = [record for record in records if record.status != "SUCCESS"]
    if failed:
        raise RuntimeError(f"{len(failed)} runs failed: {failed[0].reason}")
    done = max(record.date_done.timestamp() for record in records if record.date_done)
    return runs / (done - began)
