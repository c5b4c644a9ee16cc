"""A bench for real workers: write a job file, start `jobdesk worker`, read its journal."""

import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

from jobdesk.runner.frame import Frame
from jobdesk.runner.journal import JOURNAL_NAME, JournalReader

LIMIT_S = 60
HEAD = """
import os, sys, time, threading, subprocess, signal
from jobdesk.jobs import *

class Open(Job):
    class Meta:
        has_sensitive_variables = False

"""


class Ended:
    """One finished worker: what it wrote."""

    def __init__(self, run_dir: Path, code: int, said: str):
        self.run_dir, self.code, self.said = run_dir, code, said
        chunk = JournalReader(run_dir / JOURNAL_NAME).read(1 << 26)
        self.events, self.junk = chunk.events, chunk.junk
        self.logs = [e for e in self.events if e["e"] == "log"]
        finished = [e for e in self.events if e["e"] == "finished"]
        assert len(finished) <= 1, "one last word"
        self.finished = finished[0] if finished else None

    @property
    def status(self):
        return self.finished["status"] if self.finished else None

    @property
    def result(self):
        return self.finished["result"]

    @property
    def reason(self):
        return self.finished["reason"]

    @property
    def traceback(self):
        return self.finished["traceback"]

    def messages(self, grouping=None):
        return [e["m"] for e in self.logs if grouping in (None, e["g"])]

    def of(self, kind):
        return [e for e in self.events if e["e"] == kind]

    def text(self, name):
        return (self.run_dir / name).read_text(encoding="utf-8", errors="replace")

    def __repr__(self):
        shown = {k: v for k, v in (self.finished or {}).items() if k != "e"}
        said = self.text("stderr.log")
        return f"exit {self.code}, {shown}\nlog {self.messages()}\nstderr {said}"


class Running:
    """A worker that has its frame."""

    def __init__(self, process, run_dir):
        self.process, self.run_dir = process, run_dir
        self.pid = process.pid

    def journal(self):
        return JournalReader(self.run_dir / JOURNAL_NAME).read(1 << 26).events

    def has_said(self, message):
        return any(e.get("m") == message for e in self.journal())

    def ended(self, timeout=LIMIT_S) -> Ended:
        try:
            said = self.process.communicate(timeout=timeout)[1]
        except subprocess.TimeoutExpired:
            self.kill()
            raise
        return Ended(self.run_dir, self.process.returncode, said.decode())

    def kill(self):
        os.killpg(self.pid, signal.SIGKILL)
        self.process.communicate()


class Bench:
    """A workspace with job files and the workers started in it."""

    def __init__(self, home: Path):
        self.home = home
        self.jobs = home / "jobs"
        self.jobs.mkdir(parents=True, exist_ok=True)
        self.no = 0
        self.running = []

    def write(self, source, module="case"):
        (self.jobs / f"{module}.py").write_text(
            HEAD + textwrap.dedent(source), encoding="utf-8"
        )

    def frame(self, class_name="Case", module="case", **values):
        self.no += 1
        given = {
            "no": self.no,
            "id": f"uuid-{self.no}",
            "home": str(self.home),
            "run_dir": str(self.home / "runs" / str(self.no)),
            "root": str(self.jobs),
            "module": module,
            "class_name": class_name,
            "inputs": {},
            "user": {"id": "u1", "username": "root", "is_superuser": True},
            "job": {"id": "j1", "name": class_name, "class_path": f"{module}.{class_name}"},
        }
        return Frame(**{**given, **values})

    def spawn(self, *words):
        return subprocess.Popen(
            [sys.executable, "-P", "-m", "jobdesk", "worker", *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )

    def start(self, class_name="Case", words=(), **values) -> Running:
        frame = self.frame(class_name, **values)
        process = self.spawn(*words)
        process.stdin.write(frame.to_line())
        process.stdin.flush()
        process.stdin.close()
        process.stdin = None
        one = Running(process, Path(frame.run_dir))
        self.running.append(one)
        return one

    def run(self, class_name="Case", timeout=LIMIT_S, **values) -> Ended:
        return self.start(class_name, **values).ended(timeout)

    def case(self, body, timeout=LIMIT_S, **values) -> Ended:
        """Run a job whose `run(self)` has this body."""
        body = textwrap.indent(textwrap.dedent(body).strip("\n"), " " * 8)
        self.write(f"class Case(Open):\n    def run(self):\n{body}\n\nregister_jobs(Case)\n")
        return self.run(timeout=timeout, **values)

    def close(self):
        for one in self.running:
            try:
                os.killpg(one.pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
            finally:
                if one.process.poll() is None:
                    one.process.wait(5)
