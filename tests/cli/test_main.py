import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from tests.support.terminal import Said

from jobdesk.models.schema import DESK

COMMANDS = [
    "refresh", "jobs", "job", "enable", "disable", "override", "run", "runjob", "results",
    "result", "logs", "cancel", "extend", "check", "agent", "shell", "doctor", "backup",
    "restore",
]  # fmt: skip
PROGRAM = [sys.executable, "-P", "-m", "jobdesk"]


def program(*words, **values) -> Said:
    """The program as a person starts it."""
    done = subprocess.run([*PROGRAM, *words], capture_output=True, timeout=60, **values)
    return Said(done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.mark.process
def test_help_names_every_command_and_loads_nothing_heavy():
    code = (
        "import sys; from jobdesk.__main__ import main; sys.argv[1:] = ['--help']\n"
        "code = main()\n"
        "heavy = {'PySide6', 'sqlalchemy', 'alembic', 'git', 'psutil'} & set(sys.modules)\n"
        "print('HEAVY', sorted(heavy), code)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=60)
    text = done.stdout.decode()

    assert "HEAVY [] 0" in text
    assert [name for name in COMMANDS if f" {name} " not in text] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(terminal, command):
    said = terminal.well(command, "--help")

    assert command in said.out
    assert not list(terminal.home.iterdir())


def test_no_command_opens_the_window_on_the_workspace(terminal, tmp_path):
    assert terminal().code == 7
    assert terminal("--workspace", tmp_path / "other").code == 7

    assert terminal.windows == [terminal.home, tmp_path / "other"]


def test_a_workspace_may_be_named_before_or_behind_the_command(terminal, tmp_path):
    terminal.well("--workspace", tmp_path / "before", "results")
    terminal.well("results", "--workspace", tmp_path / "behind")

    assert (tmp_path / "before" / "desk.db").is_file()
    assert (tmp_path / "behind" / "desk.db").is_file()
    assert not list(terminal.home.iterdir())


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["dance"], "dance"),
        (["run"], "JOB"),
        (["jobs", "--installed", "perhaps"], "perhaps"),
        (["results", "--limit", "0"], "--limit"),
        (["results", "--status", "BORED"], "BORED"),
        (["logs", "1", "--format", "xml"], "xml"),
        (["runjob", "a.B"], "--username"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_command_that_is_not_understood_is_refused_and_writes_nothing(
    terminal, words, sentence
):
    said = terminal(*words)

    assert (said.code, said.out) == (2, "")
    assert sentence in said.err
    assert not list(terminal.home.iterdir())


@pytest.mark.parametrize(
    "words",
    [
        ["job", "no.Such"],
        ["enable", "no.Such"],
        ["disable", "no.Such"],
        ["override", "no.Such", "name=x"],
        ["run", "no.Such"],
        ["runjob", "--username", "root", "no.Such"],
        ["results", "--job", "no.Such"],
        ["result", "4711"],
        ["logs", "4711"],
        ["logs", "4711", "--follow"],
        ["cancel", "4711"],
        ["refresh", "--source", "nowhere"],
        ["restore", "nothing.zip"],
        ["check", "nothing.py"],
    ],
    ids=" ".join,
)
def test_what_is_not_there_is_refused_in_words(terminal, words):
    said = terminal(*words)

    assert (said.code, said.out) == (2, "")
    assert said.err.strip()


def damage_file(path):
    path.write_bytes(b"not a database at all" * 500)


def make_newer(path):
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version = {DESK.number + 1}")
    connection.close()


READING = (["jobs"], ["results"], ["refresh"], ["job", "x"], ["logs", "1"], ["enable", "x"])


@pytest.mark.parametrize("name", ["desk.db", "logs.db"])
@pytest.mark.parametrize(
    ("harm", "words"),
    [(damage_file, "jobdesk restore FILE"), (make_newer, "Update the program")],
    ids=["damaged", "newer"],
)
def test_a_database_that_cannot_be_used_is_told_with_a_way_out(terminal, harm, words, name):
    terminal.well("jobs")
    path = terminal.home / name
    harm(path)
    before = path.read_bytes()

    for command in READING:
        said = terminal(*command)
        assert (said.code, said.out) == (2, "")
        assert name in said.err
        assert words in said.err
    assert path.read_bytes() == before


@pytest.mark.parametrize("name", ["desk.db", "logs.db"])
def test_a_database_that_somebody_holds_is_told_with_a_way_out(terminal, impatient, name):
    terminal.well("jobs")
    holder = sqlite3.connect(terminal.home / name, isolation_level=None)
    holder.execute("PRAGMA locking_mode = EXCLUSIVE")
    holder.execute("BEGIN EXCLUSIVE")
    holder.execute("CREATE TABLE held (a)")
    impatient()

    for command in READING:
        said = terminal(*command)
        assert (said.code, said.out) == (2, "")
        assert f"{name} is in use by another program. Close" in said.err
    holder.close()


def test_a_database_that_may_not_be_written_is_told_with_a_way_out(stocked, impatient):
    impatient("ro")

    for command in (["enable", "term.Hello"], ["override", "term.Hello", "name=Other"]):
        said = stocked(*command)
        assert (said.code, said.out) == (2, "")
        assert "read-only. Allow yourself to write" in said.err


def test_a_place_that_is_no_folder_is_told(terminal, tmp_path):
    (tmp_path / "file").write_text("mine")

    said = terminal("jobs", "--workspace", tmp_path / "file")

    assert said.code == 2
    assert "cannot be used as a workspace" in said.err


def test_settings_that_are_wrong_are_told_with_the_name_of_the_file(stocked):
    stocked.paths.settings_file.write_text("slots = 'many'\n")

    said = stocked("jobs")

    assert said.code == 2
    assert "settings.toml: slots must be a whole number" in said.err


def test_databases_are_left_whole_without_wal_files(stocked):
    assert {path.name for path in stocked.home.glob("*.db*")} == {"desk.db", "logs.db"}


@pytest.mark.process
def test_a_reader_that_leaves_and_a_full_drive_are_no_traceback(terminal):
    terminal.well("jobs")
    left = subprocess.Popen(
        [*PROGRAM, "doctor"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    left.stdout.close()
    said = left.stderr.read().decode()
    left.stderr.close()

    assert (left.wait(90), said) == (141, "")
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*PROGRAM, "jobs", "--json"], stdout=full, stderr=subprocess.PIPE, timeout=30
        )
    assert done.returncode == 1
    assert done.stderr.decode().startswith("The output cannot be written: No space left")


@pytest.mark.process
def test_the_program_refuses_with_code_2_and_answers_on_stdout(terminal):
    refused = program("job", "no.Such")
    answered = program("jobs", "--json", "--workspace", str(terminal.home))

    assert (refused.code, refused.out) == (2, "")
    assert (
        refused.err
        == "There is no job 'no.Such' in this workspace; refresh when its file is new.\n"
    )
    assert (answered.code, answered.json, answered.err) == (0, [], "")


@pytest.mark.process
def test_ctrl_c_at_the_prompt_of_a_command_ends_it_quietly(terminal):
    os.mkfifo(terminal.home / "pipe")
    process = subprocess.Popen(
        [*PROGRAM, "run", "any", "--data", f"@{terminal.home / 'pipe'}"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    with (terminal.home / "pipe").open("w"):  # it reads: the command is under way
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=90)

    assert (process.returncode, out) == (130, b"")
    assert b"Traceback" not in err


def test_a_link_is_opened_in_the_window_and_what_is_none_is_refused(terminal):
    said = terminal("open", "jobdesk://run/812")
    assert said.code == 7
    assert terminal.links == ["jobdesk://run/812"]

    said = terminal("open", "https://example.org/812")
    assert said.code == 2
    assert "jobdesk://run/812" in said.err
