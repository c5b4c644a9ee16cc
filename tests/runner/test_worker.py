"""Real workers with hostile jobs: the run ends truthfully and what was said is kept."""

import os
import signal
import sys

import psutil
import pytest
from tests.support.waiting import eventually
from tests.support.worker_bench import Bench

from jobdesk.runner.journal import JOURNAL_NAME
from jobdesk.runner.worker import creation_time, memory_peak

pytestmark = pytest.mark.process


@pytest.fixture
def bench(tmp_path):
    bench = Bench(tmp_path)
    yield bench
    bench.close()


def test_a_worker_without_a_frame_leaves_quietly(bench):
    worker = bench.spawn()
    assert worker.communicate(b"", timeout=20) == (b"", b"")
    assert worker.returncode == 0

    half = bench.spawn()
    assert half.communicate(b'{"no":1', timeout=20) == (b"", b"")
    assert half.returncode == 0


def test_an_unreadable_frame_is_told_on_stderr(bench):
    worker = bench.spawn()

    said = worker.communicate(b"{}\n", timeout=20)[1]

    assert b"not complete" in said
    assert worker.returncode == 2


def test_the_second_worker_of_a_run_does_not_start_it(bench):
    bench.write("class Case(Open):\n    def run(self):\n        return 1\n")
    first = bench.run()
    bench.no = 0
    second = bench.run()

    assert (first.code, second.code) == (0, 3)
    assert second.events == first.events


@pytest.mark.parametrize(
    ("body", "status", "reason"),
    [
        ("sys.exit(0)", "FAILURE", "sys.exit(0)"),
        ("sys.exit('bye')", "FAILURE", "sys.exit('bye')"),
        ("raise KeyboardInterrupt", "FAILURE", "interrupted"),
        ("raise MemoryError", "FAILURE", "out of memory"),
        ("raise GeneratorExit", "FAILURE", "GeneratorExit"),
        ("raise RunCancelled", "REVOKED", "itself"),
        ("def f(): f()\nf()", "FAILURE", "RecursionError"),
        (
            "class E(Exception):\n  def __str__(self): 1/0\nraise E",
            "FAILURE",
            "E: <ZeroDivision",
        ),
        ("os.close(1); os.close(2); return 'kept'", "SUCCESS", ""),
        ("sys.stdout.close(); sys.stderr.close(); print = None; return 1", "SUCCESS", ""),
        ("sys.stdout = sys.stderr = sys.stdin = None; return 1", "SUCCESS", ""),
        ("os.closerange(3, 500); self.logger.info('after'); return 1", "SUCCESS", ""),
        ("import shutil; shutil.rmtree(os.getcwd()); return 1", "SUCCESS", ""),
        ("os.chdir('/'); self.create_file('a.txt', 'a'); return 1", "SUCCESS", ""),
        ("os.environ.clear(); sys.path.clear(); return 1", "SUCCESS", ""),
        ("import logging; logging.disable(50); logging.shutdown(); return 1", "SUCCESS", ""),
        ("sys.settrace(None); sys.setrecursionlimit(60); return 1", "SUCCESS", ""),
        ("import json, os; json.dumps = os.write = None; return 1", None, ""),
    ],
)
def test_hostile_endings(bench, body, status, reason):
    ended = bench.case("self.logger.info('before')\n" + body)

    assert ended.status == status, ended
    if status is None:
        assert ended.code != 0, "what it broke it cannot hide"
    else:
        assert reason in ended.reason
        assert "before" in ended.messages()
        assert not ended.junk


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("os._exit(0)", 0),
        ("os._exit(7)", 7),
        ("os.kill(os.getpid(), signal.SIGKILL)", -9),
        ("os.kill(os.getpid(), signal.SIGTERM)", -15),
        ("import ctypes; ctypes.string_at(0)", -11),
    ],
)
def test_a_worker_that_is_gone_leaves_no_last_word_but_all_it_said(bench, body, code):
    ended = bench.case("self.logger.info('before')\nprint('printed')\n" + body)

    assert (ended.code, ended.finished) == (code, None)
    assert ended.messages()[-1] == "before"
    assert ended.text("stdout.log") == "printed\n"
    if code == -11:
        assert "Segmentation fault" in ended.text("stderr.log")


def test_the_streams_belong_to_the_run(bench):
    ended = bench.case(
        """
        import subprocess
        print("ü printed \\ud83d")
        print("to stderr", file=sys.stderr)
        os.write(1, b"raw\\n")
        subprocess.run([sys.executable, "-c", "print('from a child')"])
        try:
            input()
        except EOFError:
            print("end of file")
        return os.read(0, 10).decode()
        """
    )

    assert ended.status == "SUCCESS", ended
    lines = ended.text("stdout.log").splitlines()
    assert lines == ["ü printed \\ud83d", "raw", "from a child", "end of file"]
    assert ended.text("stderr.log") == "to stderr\n"
    assert ended.said == ""


def test_a_flood_on_stdout_is_kept_and_harms_nothing(bench):
    ended = bench.case("for n in range(200_000): print('line', n)\nreturn 'done'")

    assert ended.result == "done"
    assert ended.text("stdout.log").count("\n") == 200_000


def test_rubbish_in_the_journal_loses_no_entry(bench):
    ended = bench.case(
        """
        there = [n for n in range(3, 500) if os.path.exists(f"/proc/self/fd/{n}")]
        fd = next(n for n in there if "journal" in os.readlink(f"/proc/self/fd/{n}"))
        for n in range(50):
            self.logger.info("entry %d", n)
            os.write(fd, b"rubbish without an end" if n % 2 else b"\\xff\\x00[[[\\n")
        return 1
        """
    )

    assert ended.status == "SUCCESS"
    assert [m for m in ended.messages() if m.startswith("entry")] == [
        f"entry {n}" for n in range(50)
    ]
    assert len(ended.junk) == 50


def test_a_forked_child_ends_where_the_job_ends(bench):
    ended = bench.case(
        """
        child = os.fork()
        self.logger.info("in the child" if child == 0 else "in the parent")
        if child == 0:
            return "of the child"
        self.logger.info("child ended with %s", os.waitpid(child, 0)[1])
        return "of the parent"
        """
    )

    assert (ended.status, ended.result) == ("SUCCESS", "of the parent")
    assert {"in the child", "in the parent", "child ended with 0"} <= set(ended.messages())
    assert ended.messages().count("Job completed") == 1


def test_forgotten_threads_and_exit_handlers_do_not_delay_the_end(bench):
    ended = bench.case(
        """
        import atexit
        threading.Thread(target=threading.Event().wait).start()
        atexit.register(threading.Event().wait)
        return "over"
        """,
        timeout=60,
    )

    assert (ended.status, ended.result) == ("SUCCESS", "over")


def test_a_grandchild_does_not_hold_the_run_and_carries_its_number(bench):
    ended = bench.case(
        """
        child = subprocess.Popen(["sleep", "60"], start_new_session=True)
        return child.pid
        """,
        timeout=60,
    )

    child = psutil.Process(ended.result)
    assert child.environ()["JOBDESK_RUN"] == "1"
    child.kill()


def test_threads_of_the_job_log_into_its_run(bench):
    ended = bench.case(
        """
        from concurrent.futures import ThreadPoolExecutor
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(lambda n: self.logger.info("line %d", n), range(1000)))
        """
    )

    lines = [m for m in ended.messages() if m.startswith("line")]
    assert sorted(lines) == sorted(f"line {n}" for n in range(1000))


def test_kill_9_loses_no_acknowledged_entry(bench):
    bench.write(
        """
        class Case(Open):
            def run(self):
                fd = os.open("../told", os.O_CREAT | os.O_RDWR)
                os.ftruncate(fd, 8)
                import mmap, struct
                told = mmap.mmap(fd, 8)
                n = 0
                while True:
                    self.logger.info("entry %d", n)
                    n += 1
                    struct.pack_into("q", told, 0, n)
        """
    )
    for round_no in range(4):
        run = bench.start()
        told = run.run_dir / "told"
        eventually(
            lambda told=told: (
                told.exists() and int.from_bytes(told.read_bytes(), "little") > 2000
            ),
            15,
            "some entries",
        )
        os.kill(run.pid, signal.SIGKILL)
        ended = run.ended()

        acknowledged = int.from_bytes(told.read_bytes(), "little")
        entries = [m for m in ended.messages() if m.startswith("entry")]
        assert len(entries) in (acknowledged, acknowledged + 1), round_no
        assert entries == [f"entry {n}" for n in range(len(entries))]


def test_nothing_is_written_beside_the_job_files(bench):
    bench.write("def help(): return 1", module="lib")
    bench.write("import lib\nclass Case(Open):\n    def run(self): return lib.help()\n")

    assert bench.run().result == 1
    assert sorted(p.name for p in bench.jobs.iterdir()) == ["case.py", "lib.py"]


def test_a_started_event_tells_a_process_that_can_be_found(bench):
    ended = bench.case("return os.getpid()")

    [started] = ended.of("started")
    assert started["pid"] == ended.result
    assert ended.events[0] == started
    assert abs(creation_time() - psutil.Process().create_time()) < 1
    assert 0 < memory_peak() < 2**40


def test_the_worker_command_says_what_it_is(bench):
    run = bench.spawn()
    line = eventually(lambda: psutil.Process(run.pid).cmdline(), 5)
    run.communicate(b"", timeout=20)

    assert line[1:] == ["-P", "-m", "jobdesk", "worker"]
    assert line[0] == sys.executable


def test_a_journal_that_cannot_be_made_ends_the_worker(bench):
    bench.write("class Case(Open):\n    def run(self): return 1\n")
    (bench.home / "runs" / "1").mkdir(parents=True)
    (bench.home / "runs" / "1" / "stdout.log").mkdir()

    ended = bench.run()

    assert ended.status == "FAILURE"
    assert "JobDesk's worker failed" in ended.reason
    assert (ended.run_dir / JOURNAL_NAME).exists()
