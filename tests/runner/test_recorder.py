import logging

import pytest
from tests.support.hosting import Workspace
from tests.support.waiting import eventually

from jobdesk.runner.journal import event_line, log_line
from jobdesk.runner.recorder import Recorder


class Stubborn:
    """A log store that refuses some runs."""

    def __init__(self, logs):
        self.logs = logs
        self.refused = set()
        self.batches = []

    def append(self, updates):
        self.batches.append([update.no for update in updates])
        if self.refused & {update.no for update in updates}:
            raise OSError("no room")
        self.logs.append(updates)


@pytest.fixture
def ws(own_workspace):
    workspace = Workspace(own_workspace)
    yield workspace
    workspace.close()


@pytest.fixture
def sink(ws):
    return Stubborn(ws.logs)


@pytest.fixture
def recorder(qapp, sink):
    found = Recorder(sink)
    found.start()
    yield found
    found.stop()


def write(ws, no, *lines):
    run_dir = ws.paths.run_dir(no)
    run_dir.mkdir(parents=True, exist_ok=True)
    with (run_dir / "journal.ndjson").open("a") as file:
        file.write("".join(lines))
    return run_dir


def test_runs_share_a_transaction(ws, sink, recorder):
    dirs = {no: write(ws, no, log_line(1, 20, "", f"run {no}")) for no in (1, 2, 3)}
    for no, run_dir in dirs.items():
        recorder.follow(no, run_dir)

    eventually(lambda: all(ws.messages(no) for no in dirs), what="rows")
    for no in dirs:
        write(ws, no, log_line(1, 20, "", "more"))

    eventually(lambda: all(len(ws.messages(no)) == 2 for no in dirs), what="more rows")
    assert max(len(batch) for batch in sink.batches) > 1


def test_a_run_that_cannot_be_stored_is_set_aside_and_tried_again(
    ws, sink, recorder, expected_log
):
    sink.refused = {2}
    for no in (1, 2):
        recorder.follow(no, write(ws, no, log_line(1, 20, "", f"run {no}")))

    eventually(lambda: ws.messages(1) == ["run 1"], what="the good run")
    assert ws.messages(2) == []
    sink.refused = set()

    eventually(lambda: ws.messages(2) == ["run 2"], what="the run set aside")


def test_the_end_is_told_after_it_is_stored(ws, recorder, qtbot):
    run_dir = write(
        ws,
        1,
        log_line(1, 20, "", "hello"),
        event_line("finished", {"t": 1, "status": "SUCCESS"}),
    )
    (run_dir / "stdout.log").write_text("printed")

    with qtbot.waitSignal(recorder.run_finished) as told:
        recorder.follow(1, run_dir)

    assert told.args == [1]
    assert ws.messages(1) == ["hello"]
    assert ws.console(1) == ["printed"]


def test_a_drained_run_without_a_last_word_is_told_as_such(ws, recorder, qtbot):
    run_dir = write(ws, 1, log_line(1, 20, "", "hello"))
    recorder.follow(1, run_dir)

    with qtbot.waitSignal(recorder.run_drained):
        recorder.drain(1)

    assert ws.messages(1) == ["hello"]


def test_an_idle_recorder_does_not_poll(ws, recorder, monkeypatch):
    run_dir = write(ws, 1, log_line(1, 20, "", "hello"))
    recorder.follow(1, run_dir)
    eventually(lambda: ws.messages(1), what="rows")
    recorder.forget(1)
    logging.getLogger("jobdesk").debug("settled")
    eventually(lambda: recorder._wake._waiters, what="it waits")

    calls = []
    monkeypatch.setattr(recorder, "_record", lambda followed: calls.append(followed))
    with pytest.raises(pytest.fail.Exception):
        eventually(lambda: len(calls) > 1, 0.2)
