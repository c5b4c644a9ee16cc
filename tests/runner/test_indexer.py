"""The index is built when nothing runs, by the agent alone, and right wherever it ends."""

import sqlite3
import threading
from contextlib import closing, contextmanager

import pytest
from tests.support.agents import AgentProcess
from tests.support.hosting import Workspace, now
from tests.support.stores import make_rows, make_update
from tests.support.waiting import eventually

from jobdesk.errors import JobDeskError
from jobdesk.models.log_query import parse
from jobdesk.models.plans import Ending
from jobdesk.models.records import Status
from jobdesk.models.stores import search_file
from jobdesk.models.stores.search_building import IndexBuilder
from jobdesk.models.stores.search_index import SearchIndex
from jobdesk.runner import indexer as indexer_module
from jobdesk.runner.indexer import Indexer


@pytest.fixture
def ws(own_workspace):
    workspace = Workspace(own_workspace)
    workspace.probe = workspace.job()
    yield workspace
    workspace.close()


def store(ws, text="word {}", lines=1):
    """A run that has ended, with its log."""
    no = ws.ask(ws.probe).no
    ws.logs.append([make_update(no, make_rows(lines, text=text))])
    ws.results.close(no, Ending(Status.SUCCESS, now()))
    return no


def indexed(ws):
    answer = SearchIndex(ws.paths.search_db).ask(None)
    return {run[0] for run in ws.results.identities() if answer.knows(run)}


def runs_with(ws, text):
    answer = SearchIndex(ws.paths.search_db).ask(parse(text))
    return {run[0] for run in ws.results.identities() if answer.spans_of(run) != []}


@contextmanager
def at_work(ws, **values):
    indexer = Indexer(ws.paths, ws.results, **{"quiet_s": 0.0, **values})
    indexer.start()
    try:
        yield indexer
    finally:
        indexer.stop()


def test_finished_runs_are_indexed_when_nothing_runs(ws):
    one, two = store(ws, "needle {}", 128), store(ws, "pin {}", 128)

    with at_work(ws) as indexer:
        indexer.release()
        eventually(lambda: indexed(ws) == {one, two}, 5, "both are indexed")
        three = store(ws, "needle {}", 128)
        indexer.release()
        eventually(lambda: indexed(ws) == {one, two, three}, 5, "the new one too")

    assert runs_with(ws, "needle") == {one, three}


def test_while_something_runs_nothing_is_touched(ws):
    store(ws)

    with at_work(ws) as indexer:
        indexer.release()
        indexer.hold()
        indexer.hold()

    with at_work(ws, quiet_s=60.0) as indexer:  # and after it for a moment
        indexer.release()

    assert indexed(ws) == set()


class Slow:
    """Work that is stopped in the middle of a step."""

    def __init__(self, monkeypatch):
        self.in_step, self.go_on = threading.Event(), threading.Event()
        real = IndexBuilder.work

        def work(builder, runs):
            for number, step in enumerate(real(builder, runs)):
                if number == 3:
                    self.in_step.set()
                    self.go_on.wait(30)
                yield step

        monkeypatch.setattr(IndexBuilder, "work", work)


def test_work_ends_with_the_step_that_was_under_way(ws, monkeypatch):
    no = store(ws, lines=3_000)
    slow = Slow(monkeypatch)
    with at_work(ws) as indexer:
        indexer.release()
        assert slow.in_step.wait(30)
        indexer.hold()
        slow.go_on.set()

    assert reached(ws, no) == 3 * 128  # and what was done is kept
    assert indexed(ws) == set()


def test_work_goes_on_when_the_run_is_over(ws, monkeypatch):
    no = store(ws, lines=3_000)
    slow = Slow(monkeypatch)
    with at_work(ws) as indexer:
        indexer.release()
        assert slow.in_step.wait(30)
        indexer.hold()
        slow.go_on.set()
        new = store(ws)
        indexer.release()

        eventually(lambda: indexed(ws) == {no, new}, 5, "both are indexed")


def reached(ws, no):
    with closing(sqlite3.connect(ws.paths.search_db)) as index:
        found = index.execute("SELECT lines FROM run WHERE no = ?", (no,)).fetchone()
    return found[0] if found else 0


def test_an_index_that_somebody_could_not_read_is_built_again(ws, expected_log):
    no = store(ws)
    with at_work(ws) as indexer:
        indexer.release()
        eventually(lambda: indexed(ws) == {no}, 5, "it is indexed")
        with ws.paths.search_db.open("r+b") as file:
            file.write(b"no database at all")

        indexer.rebuild()

        eventually(lambda: indexed(ws) == {no}, 5, "it is indexed again")


def test_a_deleted_index_is_built_again_with_the_next_run(ws):
    one = store(ws)
    with at_work(ws) as indexer:
        indexer.release()
        eventually(lambda: indexed(ws) == {one}, 5, "it is indexed")

        search_file.remove(ws.paths.search_db)
        two = store(ws)
        indexer.release()

        eventually(lambda: indexed(ws) == {one, two}, 5, "both are indexed")


def test_without_the_tokenizer_there_is_no_index_and_one_line_says_so(
    ws, monkeypatch, caplog, expected_log
):
    store(ws)
    blocks = search_file._BLOCKS.replace("trigram", "nonesuch")
    monkeypatch.setattr(search_file, "_BLOCKS", blocks)
    with at_work(ws) as indexer:
        indexer.release()
        eventually(lambda: indexer._is_off, 5, "it is off")
        indexer.release()

    assert indexed(ws) == set()
    assert caplog.text.count("left as it is") == 1


def test_an_error_of_the_moment_is_told_and_tried_again(ws, monkeypatch, caplog, expected_log):
    no = store(ws)
    real = search_file.open_for_writing
    calls = []

    def once_full(*values, **named):
        calls.append(1)
        if len(calls) == 1:
            raise OSError("no space")
        return real(*values, **named)

    monkeypatch.setattr("jobdesk.models.stores.search_building.open_for_writing", once_full)
    with at_work(ws) as indexer:
        indexer.release()
        eventually(lambda: "no space" in caplog.text, 5, "it is told")
        indexer.release()
        eventually(lambda: indexed(ws) == {no}, 5, "it is indexed")


def test_an_index_that_fails_again_and_again_is_left_alone(ws, monkeypatch, expected_log):
    store(ws)
    calls = []

    def broken(builder, runs):
        calls.append(1)
        error = sqlite3.DatabaseError("malformed")
        error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise error

    monkeypatch.setattr(IndexBuilder, "work", broken)
    with at_work(ws) as indexer:
        indexer.release()
        eventually(lambda: indexer._is_off, 5, "it is off")

    assert len(calls) == indexer_module._REBUILDS


# The agent


@pytest.mark.process
def test_the_agent_indexes_what_has_run_and_stops_for_a_run(ws, tmp_path):
    go = tmp_path / "go"
    first = ws.ask(ws.probe, act="wait", until=str(go)).no
    with AgentProcess(ws.paths.home) as agent, agent.client() as client:
        eventually(lambda: ws.result(first).status is Status.STARTED, 10, "it runs")
        assert not ws.paths.search_db.exists()
        go.touch()
        eventually(lambda: indexed(ws) == {first}, 15, "it is indexed")

        second = ws.ask(ws.probe, act="wait", until=str(go)).no
        client.request("submit", no=second)
        eventually(lambda: ws.result(second).status.is_ready, 15, "it runs")
        eventually(lambda: indexed(ws) == {first, second}, 15, "it is indexed")


@pytest.mark.process
def test_a_submit_that_is_refused_does_not_stop_the_index(ws):
    no = store(ws)
    with AgentProcess(ws.paths.home) as agent, agent.client() as client:
        with pytest.raises(JobDeskError):
            client.request("submit", no=999)

        eventually(lambda: indexed(ws) == {no}, 15, "it is indexed")


@pytest.mark.process
def test_a_deleted_run_leaves_the_index(ws):
    one, two = store(ws, "needle {}"), store(ws, "pin {}")
    with AgentProcess(ws.paths.home) as agent, agent.client() as client:
        eventually(lambda: indexed(ws) == {one, two}, 15, "both are indexed")

        ws.logs.delete_run(one)
        ws.results.delete(one)
        client.request("changed", what="results")

        eventually(lambda: b"needl" not in ws.paths.search_db.read_bytes(), 15, "words go")
        eventually(lambda: indexed(ws) == {two}, 15, "the other is there")


@pytest.mark.process
def test_the_index_is_right_after_any_kill(ws):
    nos = [store(ws, f"word{number % 7} {{}}", 1_000) for number in range(90)]
    for _ in range(3):
        began = len(indexed(ws))
        agent = AgentProcess(ws.paths.home)
        eventually(lambda seen=began: len(indexed(ws)) > seen, 20, "some are indexed", 0.001)
        agent.kill()
        assert_nothing_is_missed(ws, nos)
        if len(indexed(ws)) == len(nos):
            break

    with AgentProcess(ws.paths.home):
        eventually(lambda: indexed(ws) == set(nos), 30, "all are indexed")

    assert_nothing_is_missed(ws, nos)
    assert runs_with(ws, "word3") < set(nos)


def assert_nothing_is_missed(ws, nos):
    for number in range(7):
        found = runs_with(ws, f'"word{number} 999"')
        assert found >= {no for at, no in enumerate(nos) if at % 7 == number}
