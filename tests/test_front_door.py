"""`python -m jobdesk`: the first word decides what is imported."""

import os
import subprocess
import sys

import pytest

import jobdesk.__main__ as front
from jobdesk import app
from jobdesk.cli import main as command_line
from jobdesk.errors import JobDeskError

ENTER = """
import sys
from jobdesk.__main__ import main
code = main()
print(code, [name for name in {names!r} if name in sys.modules])
"""


def imported(word, *names):
    """The exit code of a child that was given this word, and what it has imported."""
    return child(ENTER.format(names=names), word)


def child(script, *words):
    """What a child prints that runs this script with these words."""
    return subprocess.run(
        [sys.executable, "-P", "-c", script, *words],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
    ).stdout


@pytest.mark.process
def test_a_worker_imports_neither_command_line_nor_window_nor_database():
    names = ("jobdesk.runner.worker", "typer", "PySide6", "sqlalchemy", "jobdesk.settings")

    assert imported("worker", *names) == "0 ['jobdesk.runner.worker']\n"


@pytest.mark.process
def test_help_needs_the_command_line_alone():
    names = ("typer", "PySide6", "sqlalchemy", "jobdesk.wiring")

    assert imported("--help", *names).splitlines()[-1] == "0 ['typer']"


def test_an_agent_with_options_is_a_command(monkeypatch):
    monkeypatch.setattr(sys, "argv", ["jobdesk", "agent", "--stop"])

    assert front.main() == 0


@pytest.mark.parametrize(
    ("words", "door"), [(["agent"], "jobdesk.agent.main"), ([], "jobdesk.app.main")]
)
def test_agent_and_window_have_doors_of_their_own(monkeypatch, own_workspace, words, door):
    entered = []
    monkeypatch.setattr(door, lambda *home: entered.append(home) or 5)
    monkeypatch.setattr(sys, "argv", ["jobdesk", *words])

    assert front.main() == 5
    assert entered == [() if words else (own_workspace,)]


@pytest.mark.parametrize(
    ("words", "folder"),
    [([], ""), (["--workspace", "desk"], "desk"), (["--workspace", "~/desk"], "desk")],
    ids=["none", "relative", "tilde"],
)
@pytest.mark.parametrize("door", ["quick", "command line"])
def test_both_doors_of_the_window_mean_the_same_workspace(
    monkeypatch, own_workspace, words, folder, door
):
    entered = []
    monkeypatch.chdir(own_workspace)
    monkeypatch.setenv("HOME", str(own_workspace))
    monkeypatch.setattr("jobdesk.app.main", lambda home: entered.append(home) or 5)
    monkeypatch.setattr(sys, "argv", ["jobdesk", *words])
    if door == "command line":
        monkeypatch.setattr(front, "_is_for_window", lambda _: False)

    assert front.main() == 5
    assert entered == [own_workspace / folder]
    assert os.environ["JOBDESK_HOME"] == str(own_workspace / folder)


@pytest.mark.parametrize("door", ["quick", "command line"])
@pytest.mark.parametrize(
    ("error", "code", "said"),
    [(JobDeskError("No room."), 2, "No room.\n"), (KeyboardInterrupt(), 130, "")],
    ids=["refused", "interrupted"],
)
def test_both_doors_of_the_window_end_alike(monkeypatch, capsys, door, error, code, said):
    def fail(_):
        raise error

    monkeypatch.setattr("jobdesk.app.main", fail)
    monkeypatch.setattr(sys, "argv", ["jobdesk"])
    if door == "command line":
        monkeypatch.setattr(front, "_is_for_window", lambda _: False)

    assert front.main() == code
    assert capsys.readouterr() == ("", said)


@pytest.mark.parametrize(
    "words",
    [
        ["--workspace"],
        ["--workspace", "desk", "jobs"],
        ["--workplace", "desk"],
        ["windows"],
        ["open"],
        ["open", "x"],
    ],
    ids=" ".join,
)
def test_what_the_window_does_not_know_is_said_by_the_command_line(monkeypatch, words):
    monkeypatch.setattr("jobdesk.app.main", lambda _: pytest.fail("the window opened"))
    monkeypatch.setattr(front, "_command_line", lambda: 7)
    monkeypatch.setattr(sys, "argv", ["jobdesk", *words])

    assert front.main() == 7


@pytest.mark.parametrize("words", [["jobdesk://run/812"], ["open", "JobDesk://run/812"]])
def test_a_link_opens_the_window_with_it(monkeypatch, own_workspace, words):
    entered = []
    monkeypatch.setattr("jobdesk.app.main", lambda *given: entered.append(given) or 5)
    monkeypatch.setattr(sys, "argv", ["jobdesk", *words])

    assert front.main() == 5
    assert entered == [(own_workspace, words[-1])]


@pytest.mark.process
def test_the_window_needs_no_command_line():
    opened = """
import sys
import jobdesk.app
from jobdesk.__main__ import main
jobdesk.app.main = lambda home: 5
code = main()
print(code, [name for name in ("typer", "jobdesk.cli", "sqlalchemy") if name in sys.modules])
"""

    assert child(opened, "--workspace", "desk") == "5 []\n"


def test_the_agents_door_holds_for_a_named_workspace(monkeypatch, tmp_path):
    monkeypatch.setattr("jobdesk.agent.main", lambda: 6)
    monkeypatch.setattr(sys, "argv", ["jobdesk", "agent", "--workspace", str(tmp_path)])

    assert front.main() == 6
    assert command_line.home_of(None) == tmp_path


@pytest.mark.parametrize(
    ("text", "is_asked"),
    [
        ("", False),
        ("pid: 1\nsocket: \n", False),
        ("pid: x\nsocket: /tmp/a\n", False),
        (f"pid: {os.getpid()}\nsocket: /tmp/a\n", True),
        (f"pid: {2**31 - 1}\nsocket: /tmp/a\n", sys.platform == "win32"),
        (f"pid: {'9' * 30}\nsocket: /tmp/a\n", sys.platform == "win32"),
    ],
    ids=["empty", "no socket", "no number", "alive", "dead", "beyond all numbers"],
)
def test_the_first_paint_asks_only_where_another_window_may_be(text, is_asked):
    assert app._may_be_open(text) is is_asked
