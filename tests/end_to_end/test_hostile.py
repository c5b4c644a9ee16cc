"""Jobs that misbehave, through the whole chain: the result tells the truth, the next run is
unharmed, and no process is left behind. They all go through one agent, one after the other.
"""

import json
import textwrap

import pytest
from tests.support.agents import AgentProcess, processes_of
from tests.support.waiting import eventually

pytestmark = [pytest.mark.process, pytest.mark.slow]

CONSOLE_CAP = 4_000_000
HEAD = """
import os, shutil, signal, subprocess, sys, threading, time
from jobdesk.jobs import *
from jobdesk.jobs import Job, register_jobs

class Open(Job):
    class Meta:
        has_sensitive_variables = False
        soft_time_limit = 60
        time_limit = 120

class Harmless(Open):
    def run(self):
        print("all is well")
        self.logger.info("in %s", os.path.basename(os.getcwd()))
        return sorted(os.listdir("."))
"""

# Body of run(), status, and a part of the reason.
BODIES = {
    "Exits": ("os._exit(0)", "FAILURE", "Worker lost: "),
    "SysExits": ("sys.exit(0)", "FAILURE", "sys.exit(0)"),
    "Interrupts": ("raise KeyboardInterrupt", "FAILURE", "interrupted"),
    "InterruptsItself": ("os.kill(os.getpid(), signal.SIGINT); time.sleep(5)", "FAILURE", ""),
    "RunsOut": ("raise MemoryError", "FAILURE", "out of memory"),
    "Kills": ("os.kill(os.getpid(), signal.SIGKILL)", "FAILURE", "SIGKILL"),
    "Crashes": ("import ctypes; ctypes.string_at(0)", "FAILURE", "SIGSEGV"),
    "Closes": ("os.close(1); os.close(2); return 'kept'", "SUCCESS", ""),
    "ClosesAll": ("os.closerange(0, 999); self.logger.info('on'); return 1", "SUCCESS", ""),
    "Moves": ("os.chdir('/'); return 1", "SUCCESS", ""),
    "Removes": ("shutil.rmtree(os.getcwd()); return 1", "SUCCESS", ""),
    "RemovesRun": ("shutil.rmtree(os.path.dirname(os.getcwd())); return 1", "FAILURE",
                   "folder, with its journal, was deleted"),
    "Forks": (
        """
        for _ in range(3):
            if os.fork() == 0:
                self.logger.info("a child")
                return "child"
        return "parent"
        """,
        "SUCCESS",
        "",
    ),
    "Leaves": (
        """
        subprocess.Popen(["sleep", "600"])
        subprocess.Popen(["sleep", "600"], start_new_session=True)
        if os.fork() == 0:
            os.setsid()
            if os.fork() == 0:
                os.setsid()
                os.execv("/bin/sleep", ["sleep", "600"])
            os._exit(0)
        threading.Thread(target=time.sleep, args=(600,)).start()
        return "left"
        """,
        "SUCCESS",
        "",
    ),
    "Rubbish": (
        """
        names = {n: os.readlink(f"/proc/self/fd/{n}") for n in os.listdir("/proc/self/fd")
                 if os.path.exists(f"/proc/self/fd/{n}")}
        journal = int(next(n for n, name in names.items() if "journal" in name))
        for number in range(20):
            self.logger.info("entry %d", number)
            os.write(journal, b"rubbish" if number % 2 else b'{"e":"log"}\\xff[[\\n')
        return 20
        """,
        "SUCCESS",
        "",
    ),
}  # fmt: skip

MORE = """
class Floods(Open):
    def run(self):
        block = ("flood " * 21 + "\\n") * 8000
        for _ in range(50):
            sys.stdout.write(block)
        return "dry"

class Swallows(Open):
    class Meta:
        has_sensitive_variables = False
        soft_time_limit = 0.5
        time_limit = 120
    def run(self):
        while True:
            try:
                time.sleep(0.02)
            except Exception:
                self.logger.info("swallowed")

class Deaf(Open):
    class Meta:
        has_sensitive_variables = False
        soft_time_limit = 0.3
        time_limit = 1.5
    def run(self):
        while True:
            try:
                time.sleep(0.02)
            except BaseException:
                pass
"""


def job_file():
    classes = [
        f"class {name}(Open):\n    def run(self):\n"
        + textwrap.indent(textwrap.dedent(body).strip("\n"), " " * 8)
        for name, (body, _, _) in BODIES.items()
    ]
    names = ", ".join(["Harmless", *BODIES, "Floods", "Swallows", "Deaf"])
    return "\n\n".join([HEAD, *classes, MORE, f"register_jobs({names})\n"])


@pytest.fixture
def ws(terminal):
    terminal.write(job_file(), "hostile")
    created = terminal.well("refresh", "--json").json["created"]
    terminal.well("enable", *created)
    return terminal


@pytest.fixture
def agent(ws):
    with AgentProcess(ws.home, standin=False, cancel_grace=1, console_cap=CONSOLE_CAP) as agent:
        agent.client(30).close()
        yield agent


def run(ws, name):
    said = ws("run", f"hostile.{name}", "--json")
    assert said.code in (0, 1, 3), said
    return said.json


def assert_next_is_unharmed(ws):
    document = run(ws, "Harmless")
    assert (document["status"], document["result"]) == ("SUCCESS", []), document
    assert ws.well("logs", document["no"], "--search", "in work").out


def assert_nobody_is_left(ws, agent):
    """Only the agent and its warm worker."""

    def is_quiet():
        status = client.request("status")
        return not status["running"] and len(processes_of(ws.home)) == 1 + status["warm"]

    with agent.client() as client:
        eventually(is_quiet, 15, "only the agent and its warm worker are left")


def test_every_end_is_true_and_harms_nobody(ws, agent):
    wrong = []
    for name, (_, status, reason) in BODIES.items():
        document = run(ws, name)
        if document["status"] != status or reason not in document["reason"]:
            wrong.append((name, document["status"], document["reason"]))
    assert wrong == []
    assert_next_is_unharmed(ws)
    assert_nobody_is_left(ws, agent)


def test_a_flood_is_cut_on_the_drive_and_in_the_database_and_told(ws, agent):
    document = run(ws, "Floods")

    assert (document["status"], document["result"]) == ("SUCCESS", "dry")
    [told] = ws.well("logs", document["no"], "--level", "warning", "--format", "json").lines
    message = "The job printed more than 4 MB to stdout; the rest is not kept."
    assert json.loads(told)["message"] == message
    printed = ws.paths.run_dir(document["no"]) / "stdout.log"
    assert printed.stat().st_size == CONSOLE_CAP
    assert (ws.home / "logs.db").stat().st_size < 5 * CONSOLE_CAP
    assert_next_is_unharmed(ws)


def test_limits_end_who_does_not_listen(ws, agent):
    swallows, deaf = run(ws, "Swallows"), run(ws, "Deaf")

    assert swallows["status"] == "FAILURE"
    assert "soft time limit" in swallows["reason"].lower()
    assert "swallowed" in ws.well("logs", swallows["no"]).out
    assert swallows["duration"] < 5
    assert deaf["status"] == "FAILURE"
    assert "hard time limit" in deaf["reason"].lower()
    assert deaf["duration"] < 5
    assert_next_is_unharmed(ws)
    assert_nobody_is_left(ws, agent)
