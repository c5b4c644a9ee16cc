"""The host with real processes: a stand-in worker that does what its inputs say."""

import os
import signal
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.support.stores import disable

from jobdesk.errors import Refused, ResultNotFound
from jobdesk.models.records import Status

pytestmark = pytest.mark.process


def test_a_run_ends_with_its_result_log_and_worker(ws, start, ended, qtbot):
    run = ws.ask(ws.job(), act="ok")
    start().submit(run.no)

    result = ended(run.no)

    assert (result.status, result.result, result.log_counts.info) == (Status.SUCCESS, "done", 1)
    assert ws.messages(run.no) == ["hello"]
    assert result.worker
    assert result.date_created <= result.date_started <= result.date_done
    journal = ws.paths.run_dir(run.no) / "journal.ndjson"
    qtbot.waitUntil(lambda: not journal.exists())  # the last step of the close


def test_secrets_reach_the_worker_and_no_file(ws, start, ended):
    run = ws.ask(ws.job(), sensitive=True)
    start().submit(run.no, {"act": "ok", "password": "s3cret-in-memory"})

    assert ended(run.no).status is Status.SUCCESS
    assert ws.result(run.no).inputs is None
    for path in ws.paths.home.rglob("*"):
        assert not path.is_file() or b"s3cret-in-memory" not in path.read_bytes()


def test_input_files_of_a_sensitive_run_are_deleted_and_others_kept(ws, start, ended):
    host, job = start(), ws.job()
    runs = {flag: ws.ask(job, sensitive=flag, act="ok") for flag in (True, False)}
    for run in runs.values():
        staged = ws.paths.run_dir(run.no) / "inputs" / "file"
        staged.mkdir(parents=True)
        (staged / "a.csv").write_text("x")
    for flag, run in runs.items():
        host.submit(run.no, {"act": "ok"} if flag else None)

    for flag, run in runs.items():
        ended(run.no)
        assert (ws.paths.run_dir(run.no) / "inputs").exists() is not flag


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSEGV, signal.SIGABRT])
def test_a_lost_worker_is_told_by_its_signal_and_last_words(ws, start, ended, number):
    run = ws.ask(ws.job(), act="die", signal=int(number))
    start().submit(run.no)

    result = ended(run.no)

    assert result.status is Status.FAILURE
    assert number.name in result.reason
    assert "last words" in result.reason
    assert ws.messages(run.no)[0] == "about to die"


def test_a_worker_that_just_exits_is_lost_with_its_exit_code(ws, start, ended):
    run = ws.ask(ws.job(), act="exit")
    start().submit(run.no)
    assert "exit code 7" in ended(run.no).reason


@pytest.mark.parametrize("code", [0, 7])
@pytest.mark.parametrize(("what", "word"), [("folder", "folder"), ("journal", "journal")])
def test_a_run_that_deletes_its_own_journal_says_so_and_ran_once(
    ws, start, ended, tmp_path, what, word, code
):
    count = tmp_path / "count"
    run = ws.ask(ws.job(), act="forget", what=what, code=code, count_file=str(count))
    start().submit(run.no)

    result = ended(run.no)

    assert result.status is Status.FAILURE
    assert result.reason.startswith(f"Worker lost: the run's {word}")
    assert "deleted before its end was recorded" in result.reason
    assert f"exit code {code}" in result.reason
    assert count.read_text() == "run\n"


@pytest.mark.parametrize("what", ["folder", "journal"])
def test_a_long_log_before_a_deleted_journal_stays_and_the_run_ends(
    ws, start, ended, running, qtbot, tmp_path, what
):
    go, count = tmp_path / "go", tmp_path / "count"
    run = ws.ask(
        ws.job(), act="forget", what=what, lines=200, until=str(go), count_file=str(count)
    )
    start().submit(run.no)
    running(run.no)
    qtbot.waitUntil(lambda: len(ws.messages(run.no)) == 200)
    go.touch()

    result = ended(run.no)

    assert "deleted before its end was recorded" in result.reason
    assert ws.messages(run.no)[:200] == [f"entry {number}" for number in range(200)]
    assert ws.messages(run.no)[200:] == [result.reason]


def test_a_journal_that_was_cut_off_is_told_and_the_run_ends(
    ws, start, ended, running, qtbot, tmp_path
):
    go, count = tmp_path / "go", tmp_path / "count"
    run = ws.ask(
        ws.job(), act="forget", what="cut", lines=200, until=str(go), count_file=str(count)
    )
    start().submit(run.no)
    running(run.no)
    qtbot.waitUntil(lambda: len(ws.messages(run.no)) == 200)
    go.touch()

    result = ended(run.no)

    assert "journal was cut off before its end" in result.reason
    assert ws.messages(run.no)[:200] == [f"entry {number}" for number in range(200)]
    assert ws.messages(run.no)[200:] == [result.reason]


def test_a_torn_last_line_does_not_swallow_the_hosts_word(ws, start, ended):
    run = ws.ask(ws.job(), act="torn")
    start().submit(run.no)

    assert ended(run.no).status is Status.FAILURE
    assert ws.messages(run.no)[0] == "whole"
    assert ws.messages(run.no)[1].startswith("Worker lost")


def test_cancel_asks_first(ws, start, ended, running):
    host, run = start(cancel_grace=5.0), ws.ask(ws.job(), act="wait")
    host.submit(run.no)
    running(run.no)

    host.cancel(run.no, "ann")

    assert (ended(run.no).status, ended(run.no).reason) == (Status.REVOKED, "Cancelled by ann.")
    assert ws.messages(run.no)[1].startswith("Cancel requested by ann")


def test_a_job_that_does_not_stop_is_ended_with_everything_it_started(
    ws, start, ended, running, tmp_path, qtbot
):
    pids = tmp_path / "pids"
    host, run = start(), ws.ask(ws.job(), act="stubborn", pids=str(pids))
    host.submit(run.no)
    running(run.no)
    qtbot.waitUntil(pids.exists)

    host.cancel(run.no, "ann")
    result = ended(run.no)

    assert result.status is Status.REVOKED
    assert "ann" in result.reason
    stages = " / ".join(ws.messages(run.no))
    assert "Cancel requested" in stages
    assert "terminating" in stages
    assert "killing" in stages
    qtbot.waitUntil(lambda: not is_running(int(pids.read_text())))


def test_kill_does_not_ask(ws, start, ended, running, tmp_path):
    host = start(cancel_grace=60.0)
    run = ws.ask(ws.job(), act="stubborn", pids=str(tmp_path / "pids"))
    host.submit(run.no)
    running(run.no)

    host.cancel(run.no, "ann", kill=True)
    result = ended(run.no)

    assert (result.status, result.reason) == (Status.REVOKED, "Killed by ann.")


def test_kill_after_cancel_does_not_wait_for_the_grace(ws, start, ended, running, tmp_path):
    host = start(cancel_grace=60.0)
    run = ws.ask(ws.job(), act="stubborn", pids=str(tmp_path / "pids"))
    host.submit(run.no)
    running(run.no)

    host.cancel(run.no, "ann")
    host.cancel(run.no, "bob", kill=True)

    assert ended(run.no).reason == "Killed by bob."


def test_the_hard_limit_kills(ws, start, ended, tmp_path):
    run = ws.ask(ws.job(), hard=0.5, act="stubborn", pids=str(tmp_path / "pids"))
    start().submit(run.no)

    result = ended(run.no)

    assert result.status is Status.FAILURE
    assert "hard time limit of 0.5 s" in result.reason
    assert 0.45 <= result.duration < 3


def test_a_run_with_more_time_outlives_its_first_hard_limit(
    ws, start, ended, running, qtbot, tmp_path
):
    go, host = tmp_path / "go", start()
    run = ws.ask(ws.job(), hard=1.5, act="wait", until=str(go))
    host.submit(run.no)
    running(run.no)

    host.extend(run.no, "ann", 60)
    began = ws.result(run.no).date_started
    qtbot.waitUntil(lambda: (datetime.now(UTC) - began).total_seconds() > 2)
    go.touch()

    assert ended(run.no).status is Status.SUCCESS
    assert ws.result(run.no).options.hard_limit == 61.5
    assert ws.messages(run.no)[1] == "Time extended by ann by 1 min: hard limit 61.5 s."


def test_what_does_not_run_or_is_being_stopped_gets_no_more_time(
    ws, start, ended, running, tmp_path
):
    host, job = start(slots=1), ws.job()
    first = ws.ask(job, hard=60, act="stubborn", pids=str(tmp_path / "pids"))
    second = ws.ask(job, hard=60, act="ok")
    host.submit(first.no)
    host.submit(second.no)
    running(first.no)

    with pytest.raises(Refused, match="does not run"):
        host.extend(second.no, "ann", 60)
    with pytest.raises(ResultNotFound):
        host.extend(4711, "ann", 60)
    host.cancel(first.no, "ann", kill=True)
    with pytest.raises(Refused, match="being stopped"):
        host.extend(first.no, "ann", 60)
    ended(second.no)


def test_a_waiting_run_that_is_cancelled_never_starts(ws, start, ended, running):
    host, job = start(slots=1), ws.job()
    first, second = ws.ask(job, act="wait"), ws.ask(job, act="ok")
    host.submit(first.no)
    host.submit(second.no)

    host.cancel(second.no, "ann")

    result = ended(second.no)
    assert (result.status, result.date_started) == (Status.REVOKED, None)
    assert "ann" in result.reason


def test_an_ended_run_cannot_be_cancelled(ws, start, ended):
    host, run = start(), ws.ask(ws.job(), act="ok")
    host.submit(run.no)
    ended(run.no)

    with pytest.raises(Refused, match="already ended"):
        host.cancel(run.no, "ann")
    with pytest.raises(ResultNotFound):
        host.cancel(999, "ann")


def test_a_second_singleton_ends_as_failure_and_names_the_first(ws, start, ended, running):
    host, job = start(), ws.job(is_singleton=True)
    first, second = ws.ask(job, act="wait"), ws.ask(job, act="ok")
    host.submit(first.no)
    host.submit(second.no)

    result = ended(second.no)

    assert result.status is Status.FAILURE
    assert "singleton" in result.reason
    assert f"run {first.no}" in result.reason


def test_a_queueing_singleton_waits_for_the_first(ws, start, ended, running, tmp_path):
    host, job = start(), ws.job(is_singleton=True, singleton_policy="queue")
    go = tmp_path / "go"
    first, second = ws.ask(job, act="wait", until=str(go)), ws.ask(job, act="ok")
    host.submit(first.no)
    host.submit(second.no)
    running(first.no)
    assert host.status()["waiting"] == [second.no]

    go.touch()

    assert ended(second.no).status is Status.SUCCESS
    assert ended(second.no).date_started >= ended(first.no).date_done


def test_a_job_disabled_while_its_run_waits_does_not_run(ws, start, ended, running, tmp_path):
    host, job = start(slots=1), ws.job()
    go = tmp_path / "go"
    first, second = ws.ask(job, act="wait", until=str(go)), ws.ask(job, act="ok")
    host.submit(first.no)
    host.submit(second.no)
    running(first.no)
    disable(ws.jobs, [job.id])

    go.touch()

    assert ended(second.no).status is Status.FAILURE
    assert "not enabled" in ended(second.no).reason


def test_a_queue_runs_no_more_than_it_allows(ws, start, ended, running, tmp_path):
    ws.queues.ensure(["slow"])
    ws.queues.set_concurrency("slow", 1)
    host, job, go = start(slots=4), ws.job(), tmp_path / "go"
    runs = [ws.ask(job, queue="slow", act="wait", until=str(go)) for _ in range(2)]
    for run in runs:
        host.submit(run.no)
    running(runs[0].no)

    assert host.status()["waiting"] == [runs[1].no]
    go.touch()
    ended(runs[1].no)


def test_fifty_runs_queued_at_once_all_end_in_order(ws, start, ended):
    job = ws.job()
    runs = [ws.ask(job, act="ok") for _ in range(50)]
    host = start(slots=2)
    for run in runs:
        host.submit(run.no)

    for run in runs:
        assert ended(run.no).status is Status.SUCCESS
    starts = [ws.result(run.no).claim.at for run in runs]
    assert starts == sorted(starts)


def test_a_worker_that_stays_after_its_end_does_not_delay_it(ws, start, ended, expected_log):
    host, run = start(), ws.ask(ws.job(), act="linger")
    host.submit(run.no)
    assert ended(run.no).result == "early"


def test_numbers_go_on_above_what_logs_and_folders_know(ws, start):
    ws.paths.run_dir(41).mkdir(parents=True)
    start()
    assert ws.ask(ws.job()).no == 42


def is_running(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
