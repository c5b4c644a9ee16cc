"""Events that no row can hold, through the real stores: the run still gets its end."""

import json

import pytest
from tests.support.hosting import Workspace

from jobdesk.models.records import Status
from jobdesk.runner.close import ending_from
from jobdesk.runner.journal import event_line, log_line, now_us
from jobdesk.runner.tailer import RunTailer

HUGE = 2**80
HALF = "\ud800"
LOG = {"e": "log", "t": 5, "l": 20, "g": "run", "m": "x", "o": "", "u": ""}
EVENTS = {
    "moment": {**LOG, "t": HUGE},
    "level": {**LOG, "l": HUGE},
    "half characters": {**LOG, "g": HALF, "m": HALF, "o": HALF, "u": HALF},
    "object": {"e": "object", "t": 5, "o": HALF, "s": HALF, "x": HALF},
    "progress": {"e": "progress", "t": 5, "done": 10**400, "total": 2, "text": HALF},
    "file": {"e": "file", "t": 5, "name": HALF, "size": HUGE, "path": HALF},
    "pid": {"e": "started", "t": 5, "attempt": 1, "pid": HUGE, "ctime": 1.0},
    "negative pid": {"e": "started", "t": 5, "attempt": 1, "pid": -5, "ctime": 1.0},
    "creation time": {"e": "started", "t": 5, "attempt": 1, "pid": 1, "ctime": float("nan")},
    "end": {
        "e": "finished", "t": 5, "status": "SUCCESS", "reason": HALF, "result": {HALF: HALF},
        "traceback": HALF, "peak": HUGE,
    },
}  # fmt: skip


@pytest.fixture
def ws(own_workspace):
    workspace = Workspace(own_workspace)
    yield workspace
    workspace.close()


@pytest.mark.parametrize("event", EVENTS.values(), ids=EVENTS)
def test_an_event_that_no_row_can_hold_keeps_nothing_else_back(ws, event):
    run = ws.ask(ws.job())
    run_dir = ws.paths.run_dir(run.no)
    run_dir.mkdir(parents=True)
    last = {"t": now_us(), "status": "SUCCESS", "reason": "", "result": 1, "traceback": ""}
    text = log_line(now_us(), 20, "run", "before") + json.dumps(event) + "\n"
    text += log_line(now_us(), 20, "run", "after") + event_line("finished", last)
    (run_dir / "journal.ndjson").write_text(text)

    tailer = RunTailer(run.no, run_dir)
    ws.logs.append([tailer.poll(to_the_end=True)])
    ws.results.close(run.no, ending_from(ws.logs.tail(run.no)))

    assert ws.result(run.no).status is Status.SUCCESS
    assert {"before", "after"} <= set(ws.messages(run.no))
