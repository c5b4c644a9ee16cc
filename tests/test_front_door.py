"""`python -m jobdesk`: the first word decides what is imported."""

import subprocess
import sys

import pytest

import jobdesk.__main__ as front
from jobdesk.cli import main as command_line

ENTER = """
import sys
from jobdesk.__main__ import main
code = main()
print(code, [name for name in {names!r} if name in sys.modules])
"""


def imported(word, *names):
    """The exit code of a child that was given this word, and what it has imported."""
    return subprocess.run(
        [sys.executable, "-P", "-c", ENTER.format(names=names), word],
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


def test_the_agents_door_holds_for_a_named_workspace(monkeypatch, tmp_path):
    monkeypatch.setattr("jobdesk.agent.main", lambda: 6)
    monkeypatch.setattr(sys, "argv", ["jobdesk", "agent", "--workspace", str(tmp_path)])

    assert front.main() == 6
    assert command_line.home_of(None) == tmp_path
