"""Inputs of a sensitive job, the default, are in no file of the workspace."""

import json
import subprocess
import sys

import psutil
import pytest
from tests.support.waiting import eventually
from tests.support.windows import WindowProcess

from jobdesk.operations.agents import agent_state, stop_agent

pytestmark = [pytest.mark.process, pytest.mark.slow]

JOBS = """
from jobdesk.jobs import *
from jobdesk.jobs import Job, register_jobs

class Keeper(Job):
    token = StringVar()
    password = PasswordVar()
    notes = TextVar(required=False)
    document = JSONVar(required=False)
    number = IntegerVar(required=False)
    file = FileVar(required=False)
    def run(self, token, password, notes, document, number, file):
        self.logger.info("got %s characters", len(token) + len(password))
        self.logger.info("it is masked even here: %s", password)
        return len(file.read()) if file else 0

class Wrong(Keeper):
    def run(self, token, password, **others):
        raise RuntimeError("the device refused us")

register_jobs(Keeper, Wrong)
"""
INPUTS = {
    "token": "tok-4711-zebra",
    "password": "pw-Hunter-2-giraffe",
    "notes": "a note of the okapi",
    "document": {"inner": ["an antelope in a list"]},
    "number": 918273645,
}
IN_FILE = "the file says rhinoceros"
FROM_WINDOW = {"token": "tok-typed-hippo", "password": "pw-typed-gazelle"}
VALUES = [
    "zebra", "giraffe", "okapi", "antelope", "918273645", "rhinoceros", "hippo", "gazelle",
]  # fmt: skip


def leaks(home):
    """Where a value lies, in whatever file and encoding of text."""
    found = []
    for path in home.rglob("*"):
        if path.is_file() and path.suffix != ".py":
            content = path.read_bytes()
            for value in VALUES:
                if value.encode() in content or value.encode("utf-16-le") in content:
                    found.append((str(path.relative_to(home)), value))
    return found


def test_no_file_of_the_workspace_holds_a_sensitive_input(terminal, tmp_path):
    terminal.write(JOBS, "keep")
    terminal.well("refresh")
    terminal.well("enable", "keep.Keeper", "keep.Wrong")
    (tmp_path / "secret.txt").write_text(IN_FILE)
    (tmp_path / "inputs.json").write_text(json.dumps(INPUTS))
    words = ["--data", f"@{tmp_path / 'inputs.json'}", "--json"]
    command = [sys.executable, "-P", "-m", "jobdesk", "run"]

    with WindowProcess(terminal.home) as window:
        window("show", "Runs")
        file = ["--file", f"file={tmp_path / 'secret.txt'}"]
        good = subprocess.run([*command, "keep.Keeper", *words, *file], capture_output=True)
        document = json.loads(good.stdout)
        window("open", document["no"])
        bad = subprocess.run([*command, "keep.Wrong", *words], capture_output=True)
        typed = window("run", "keep.Keeper", FROM_WINDOW)
        eventually(lambda: window("look")["status"] == "SUCCESS", 20, "the typed one ends")
        assert leaks(terminal.home) == []  # also in WAL files
        assert window.close() == (0, "")

    assert (good.returncode, document["result"]) == (0, len(IN_FILE))
    assert (bad.returncode, json.loads(bad.stdout)["status"]) == (1, "FAILURE")
    assert document["inputs"] is None
    assert "it is masked even here: (redacted)" in terminal.well("logs", typed).out
    assert stop_agent(terminal.paths)
    assert leaks(terminal.home) == []
    assert not list(terminal.home.glob("runs/*/inputs"))


def test_a_sensitive_run_that_waited_for_a_dead_agent_leaves_nothing(terminal, tmp_path):
    terminal.write(JOBS, "keep")
    terminal.write(NAP, "nap")
    terminal.well("refresh")
    terminal.well("enable", "keep.Keeper", "nap.Nap")
    terminal.paths.settings_file.write_text("slots = 1\n")
    (tmp_path / "secret.txt").write_text(IN_FILE)
    first = terminal.well("run", "nap.Nap", "--detach", "--json").json["no"]
    eventually(lambda: terminal.well("result", first, "--json").json["status"] == "STARTED", 20)
    second = terminal.well(
        "run", "keep.Keeper", "--data", json.dumps(INPUTS), "--file",
        f"file={tmp_path / 'secret.txt'}", "--detach", "--json",
    ).json["no"]  # fmt: skip
    assert terminal.well("result", second, "--json").json["status"] == "PENDING"

    kill_agent(terminal.paths)
    terminal.well("cancel", first)  # starts the next agent
    eventually(lambda: terminal.well("result", second, "--json").json["date_done"], 20)

    document = terminal.well("result", second, "--json").json
    assert document["status"] == "REVOKED"
    assert "not kept" in document["reason"]
    eventually(lambda: terminal.well("result", first, "--json").json["date_done"], 20)
    stop_agent(terminal.paths)
    assert leaks(terminal.home) == []


NAP = """
import time
from jobdesk.jobs import Job, register_jobs
class Nap(Job):
    class Meta:
        has_sensitive_variables = False
    def run(self):
        while True:
            time.sleep(0.05)
register_jobs(Nap)
"""


def kill_agent(paths):
    psutil.Process(agent_state(paths).pid).kill()
