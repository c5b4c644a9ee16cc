"""Stops reach real jobs: cancel, soft limit, grace, and the hard limit of an orphan."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest
from tests.support.waiting import eventually
from tests.support.worker_bench import Bench, Ended

from jobdesk.runner.control import LIMITS_NAME, write_control, write_limits
from jobdesk.runner.journal import JOURNAL_NAME, JournalReader

pytestmark = pytest.mark.process

HOOKS = """
    def on_failure(self, exc, task_id, args, kwargs, einfo):
        self.logger.info("on_failure %s", type(exc).__name__)
    def after_return(self, status, retval, task_id, args, kwargs, einfo):
        self.logger.info("after_return %s", status)
"""


@pytest.fixture
def bench(tmp_path):
    bench = Bench(tmp_path)
    yield bench
    bench.close()


def job(body, hooks=HOOKS):
    lines = "\n".join("        " + line for line in body.strip("\n").splitlines())
    return f"class Case(Open):\n    def run(self):\n{lines}\n{hooks}"


def cancel(bench, body, when="begun", **values) -> tuple[Ended, float]:
    """Run a job, cancel it when it has said `when`; its end and how long that took."""
    bench.write(job(body))
    run = bench.start(**values)
    eventually(lambda: run.has_said(when), 15, when)
    asked = time.monotonic()
    write_control(run.run_dir, "root")
    ended = run.ended()
    return ended, time.monotonic() - asked


@pytest.mark.parametrize(
    "wait",
    [
        "time.sleep(60)",
        "while True: sum(range(1000))",
        "while True:\n    try: time.sleep(0.01)\n    except Exception: pass",
        "threading.Lock().acquire() or 1; x = threading.Lock(); x.acquire(); x.acquire()",
        "subprocess.run(['sleep', '60'])",
        "import socket; a, b = socket.socketpair(); a.recv(1)",
        "while True: self.logger.info('busy')",
    ],
    ids=["sleep", "busy", "except Exception", "lock", "subprocess", "socket", "logging"],
)
def test_cancel_reaches_a_job_within_a_second(bench, wait):
    ended, seconds = cancel(bench, f"self.logger.info('begun')\n{wait}")

    assert (ended.status, ended.reason) == ("REVOKED", "Cancelled by root"), ended
    assert seconds < 3, "0.2 s of polling, the rest is this machine"
    assert ended.messages()[-2:] == ["on_failure RunCancelled", "after_return REVOKED"]
    assert ended.result["exc_type"] == "RunCancelled"
    assert not ended.junk


def test_a_cancel_before_the_start_is_obeyed(bench):
    bench.write(job("time.sleep(60)"))
    frame = bench.frame()
    Path(frame.run_dir).mkdir(parents=True)
    write_control(Path(frame.run_dir), "ann")
    bench.no = 0

    ended = bench.run()

    assert (ended.status, ended.reason) == ("REVOKED", "Cancelled by ann")


def test_a_cancel_reaches_code_that_is_being_imported(bench):
    bench.write("open('importing', 'w').close()\ntime.sleep(60)\n" + job("pass"))
    run = bench.start()
    eventually((run.run_dir / "work" / "importing").exists, 15)

    write_control(run.run_dir, "root")
    ended = run.ended()

    assert (ended.status, ended.reason) == ("REVOKED", "Cancelled by root")


def test_a_job_that_swallows_the_cancel_and_returns_is_still_revoked(bench):
    ended, _ = cancel(
        bench,
        """
self.logger.info('begun')
try:
    time.sleep(60)
except BaseException:
    return "partial"
""",
    )

    assert (ended.status, ended.result) == ("REVOKED", "partial")
    assert ended.reason.startswith("Cancelled by root")


def test_a_cancel_that_comes_while_a_hook_runs_ends_the_hook(bench):
    bench.write(
        job(
            "return 1",
            """
    def on_success(self, *args):
        self.logger.info("begun")
        time.sleep(60)
    def after_return(self, status, *args):
        self.logger.info("after_return %s", status)
""",
        )
    )
    run = bench.start()
    eventually(lambda: run.has_said("begun"), 15)
    write_control(run.run_dir, "root")
    ended = run.ended()

    assert (ended.status, ended.result) == ("REVOKED", 1)
    assert ended.messages()[-1] == "after_return REVOKED"


def test_the_soft_limit_raises_inside_run(bench):
    bench.write(job("self.logger.info('begun')\ntime.sleep(60)"))

    ended = bench.run(soft_limit=0.5)

    assert (ended.status, ended.result["exc_type"]) == ("FAILURE", "SoftTimeLimitExceeded")
    assert ended.reason == "The soft time limit of 0.5 s was reached"
    assert "SoftTimeLimitExceeded" in ended.traceback
    assert ended.messages()[-2:] == ["on_failure SoftTimeLimitExceeded", "after_return FAILURE"]


def test_more_time_moves_the_soft_limit_of_a_running_job(bench):
    bench.write(job("self.logger.info('begun')\ntime.sleep(1.8)\nreturn 'in time'"))
    run = bench.start(soft_limit=1.2)
    eventually(lambda: run.has_said("begun"), 15, "begun")
    write_limits(run.run_dir, 30, 60)

    ended = run.ended()

    assert (ended.status, ended.result) == ("SUCCESS", "in time"), ended


def test_a_file_of_limits_that_is_rubbish_changes_nothing(bench):
    bench.write(job("self.logger.info('begun')\ntime.sleep(60)"))
    run = bench.start(soft_limit=1.2)
    eventually(lambda: run.has_said("begun"), 15, "begun")
    (run.run_dir / LIMITS_NAME).write_text('{"soft": "long"}')

    assert run.ended().reason == "The soft time limit of 1.2 s was reached"


def test_the_soft_limit_can_be_caught(bench):
    bench.write(
        job(
            """
try:
    time.sleep(60)
except SoftTimeLimitExceeded:
    self.logger.warning("cleaning up")
    time.sleep(0.6)
    return "tidy"
"""
        )
    )

    ended = bench.run(soft_limit=0.3, grace=5)

    assert (ended.status, ended.result) == ("SUCCESS", "tidy"), ended


def test_a_swallowed_soft_limit_becomes_a_cancel_after_the_grace(bench):
    bench.write(
        job(
            """
while True:
    try:
        time.sleep(0.01)
    except Exception:
        self.logger.info("swallowed")
"""
        )
    )

    ended = bench.run(soft_limit=0.3, grace=0.5)

    assert "swallowed" in ended.messages()
    assert (ended.status, ended.result["exc_type"]) == ("FAILURE", "RunCancelled")
    assert ended.reason == (
        "The soft time limit of 0.3 s was reached, and the job did not stop within 0.5 s"
    )


def test_hooks_after_an_honoured_soft_limit_are_not_hurried(bench):
    bench.write(
        job(
            "time.sleep(60)",
            """
    def on_failure(self, *args):
        time.sleep(1.2)
        self.logger.info("tidied up")
""",
        )
    )

    ended = bench.run(soft_limit=0.3, grace=0.3)

    assert "tidied up" in ended.messages()
    assert ended.reason == "The soft time limit of 0.3 s was reached"


def test_an_exception_that_follows_the_soft_limit_names_both(bench):
    bench.write(
        job(
            """
try:
    time.sleep(60)
finally:
    raise ValueError("while tidying")
"""
        )
    )

    ended = bench.run(soft_limit=0.3)

    assert ended.reason == (
        "ValueError: while tidying (The soft time limit of 0.3 s was reached)"
    )


def test_progress_that_waits_is_written_by_the_watchdog(bench):
    bench.write(
        job("for n in range(5): self.progress(n, 9)\nself.logger.info('begun')\ntime.sleep(60)")
    )
    run = bench.start()

    def last_progress():
        return [e["done"] for e in run.journal() if e["e"] == "progress"][-1:] == [4.0]

    eventually(last_progress, 10)
    run.kill()


ORPHAN = """
import os, subprocess, sys
worker = subprocess.Popen([sys.executable, "-P", "-m", "jobdesk", "worker"],
                          stdin=subprocess.PIPE, start_new_session=True)
line = sys.stdin.buffer.readline()
worker.stdin.write(line.replace(b'"host_pid":0', b'"host_pid":%d' % os.getpid()))
worker.stdin.close()
print(worker.pid, flush=True)
"""


@pytest.mark.parametrize("is_cancelled", [False, True])
def test_a_worker_without_a_host_ends_itself(bench, is_cancelled):
    bench.write(
        job(
            """
child = subprocess.Popen(["sleep", "60"])
self.logger.info("begun")
self.logger.info("%d", child.pid)
while True:
    try:
        time.sleep(0.01)
    except BaseException:
        pass
"""
        )
    )
    limits = {"hard_limit": 60 if is_cancelled else 1.5, "grace": 0.5}
    frame = bench.frame(**limits)

    host = subprocess.run(
        [sys.executable, "-c", ORPHAN],
        input=frame.to_line(),
        stdout=subprocess.PIPE,
        check=True,
    )
    worker = int(host.stdout)
    run_dir = Path(frame.run_dir)
    reader = JournalReader(run_dir / JOURNAL_NAME)
    eventually(lambda: any(e.get("m") == "begun" for e in reader.read().events), 15)
    if is_cancelled:
        write_control(run_dir, "root")

    eventually(lambda: not psutil.pid_exists(worker) or is_zombie(worker), 10)
    ended = Ended(run_dir, -9, "")
    child = int(next(m for m in ended.messages() if m.isdigit()))
    eventually(lambda: not psutil.pid_exists(child) or is_zombie(child), 5, "the child is gone")
    expected = (
        ("REVOKED", "Cancelled by root") if is_cancelled else ("FAILURE", "The hard time")
    )
    assert ended.status == expected[0]
    assert ended.reason.startswith(expected[1])


def is_zombie(pid):
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def test_a_stop_never_cuts_a_log_call_of_other_threads_in_two(bench):
    """A stop in the middle of logging would leave its locks behind."""
    ended, _ = cancel(
        bench,
        """
import logging
own = logging.getLogger("own")
own.addHandler(logging.FileHandler("own.log"))
self.logger.addHandler(logging.FileHandler("own2.log"))
self.logger.info("begun")
try:
    while True:
        self.logger.warning("x")
        own.warning("y")
finally:
    done = []
    def last_words():
        own.warning("z")
        self.logger.info("z")
        done.append(1)
    thread = threading.Thread(target=last_words)
    thread.start()
    thread.join(5)
    self.logger.info("lock free: %s", bool(done))
""",
    )

    assert ended.status == "REVOKED"
    assert "lock free: True" in ended.messages()


def test_a_signal_from_outside_is_a_failure_in_words(bench):
    bench.write(job("self.logger.info('begun')\ntime.sleep(60)"))
    run = bench.start()
    eventually(lambda: run.has_said("begun"), 15)

    os.kill(run.pid, signal.SIGINT)

    ended = run.ended()
    assert (ended.status, ended.result["exc_type"]) == ("FAILURE", "KeyboardInterrupt")
