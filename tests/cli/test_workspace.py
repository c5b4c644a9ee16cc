import zipfile

import pytest

from jobdesk.operations.agents import agent_state


def test_the_agent_is_started_by_its_door(terminal):
    assert terminal.well("agent").code == 0
    assert terminal.agents == 1


def test_stopping_an_agent_that_is_not_there_is_no_error(terminal):
    said = terminal.well("agent", "--stop")

    assert said.err == "No agent is running in this workspace.\n"


def test_doctor_finds_a_sound_workspace_sound(stocked):
    checks = {check["name"]: check for check in stocked.well("doctor", "--json").json}

    assert checks["desk.db"]["verdict"] == "ok"
    assert checks["logs.db"]["verdict"] == "ok"
    assert "desk.db" in stocked.well("doctor").out


def test_doctor_ends_with_1_when_something_is_damaged_and_changes_nothing(stocked):
    (stocked.home / "logs.db").write_bytes(b"rubbish" * 999)

    said = stocked("doctor")

    assert said.code == 1
    [line] = [line for line in said.lines if "logs.db" in line and line.startswith("bad")]
    assert "damaged" in line
    assert (stocked.home / "logs.db").read_bytes() == b"rubbish" * 999


def test_a_backup_brings_back_what_was(stocked, tmp_path):
    file = tmp_path / "desk.zip"
    stocked.well("override", "term.Hello", "name=Kept")

    saved = stocked.well("backup", file)
    stocked.well("override", "term.Hello", "name=Lost")
    restored = stocked.well("restore", file)

    assert f"{file} holds this workspace" in saved.err
    assert restored.err == f"The workspace is as it was in {file}.\n"
    assert stocked.well("job", "term.Hello", "--json").json["name"] == "Kept"


def test_a_damaged_database_is_replaced_by_a_backup(stocked, tmp_path):
    stocked.well("backup", tmp_path / "desk.zip")
    (stocked.home / "desk.db").write_bytes(b"rubbish" * 999)
    assert stocked("jobs").code == 2

    stocked.well("restore", tmp_path / "desk.zip")

    assert "term.Hello" in stocked.well("jobs").out


def test_what_is_no_backup_is_refused_and_changes_nothing(stocked, tmp_path):
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as other:
        other.writestr("readme", "mine")
    (tmp_path / "text.zip").write_text("no zip at all")

    for name in ("other.zip", "text.zip", "none.zip"):
        said = stocked("restore", tmp_path / name)
        assert (said.code, name in said.err) == (2, True)
    assert "term.Hello" in stocked.well("jobs").out


def test_the_prompt_has_the_workspace_at_hand(stocked, monkeypatch):
    lines = iter(["print(len(services.jobs.all()))"])

    def read(_prompt=""):
        try:
            return next(lines)
        except StopIteration:
            raise EOFError from None

    monkeypatch.setattr("builtins.input", read)

    said = stocked.well("shell")

    assert said.out == "8\n"
    assert "at hand: services, jobs, runs" in said.err


@pytest.mark.process
def test_a_busy_agent_keeps_a_backup_out_and_an_idle_one_is_asked_to_leave(hosted, tmp_path):
    hosted.well("backup", tmp_path / "desk.zip")
    no = hosted.well("run", "term.Nap", "--detach", "--json").json["no"]

    refused = hosted("restore", tmp_path / "desk.zip")
    hosted.well("cancel", no, "--kill")
    hosted.well("logs", no, "--follow")

    assert (refused.code, "busy" in refused.err) == (2, True)
    hosted.well("restore", tmp_path / "desk.zip")
    assert agent_state(hosted.paths) is None
    assert hosted.well("results", "--json").json == []
