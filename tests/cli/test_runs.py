import json

import pytest
from tests.support.waiting import eventually

from jobdesk.cli.runs import read_data
from jobdesk.errors import InputErrors

RESULT_FIELDS = set(
    """
    no id name job status reason user queue date_created date_started date_done duration
    inputs result traceback summary log_counts files code_version worker
    """.split()  # noqa: SIM905 - the list of DESIGN §9, easier compared as it is written there
)


@pytest.mark.parametrize(("text", "value"), [("", {}), ("{}", {}), ('{"a": [1]}', {"a": [1]})])
def test_data_is_a_json_object(text, value):
    assert read_data(text) == value


def test_data_may_lie_in_a_file(tmp_path):
    (tmp_path / "in.json").write_text('{"name": "Zürich"}', encoding="utf-8")

    assert read_data(f"@{tmp_path / 'in.json'}") == {"name": "Zürich"}


@pytest.mark.parametrize("text", ["[1]", "null", "3", "{", "@/nowhere", "@/"])
def test_other_data_is_refused_in_words(text):
    with pytest.raises(InputErrors, match="--data: "):
        read_data(text)


def test_data_that_is_no_text_is_refused_in_words(tmp_path):
    (tmp_path / "in.json").write_bytes(b"\xff\xfe\x00")

    with pytest.raises(InputErrors, match="cannot be read"):
        read_data(f"@{tmp_path / 'in.json'}")


@pytest.mark.parametrize(
    ("words", "sentences"),
    [
        (
            ["--data", '{"times": 99, "word": [], "colour": 1}'],
            ["times: ", "word: ", "colour: "],
        ),
        (["--data", "nonsense"], ["--data: this is not JSON"]),
        (["--queue", "express"], ["queue: ", "express", "default"]),
        (["--dry-run"], ["dryrun: ", "--preview"]),
        (["--file", "note"], ["note: write a file as --file note=PATH"]),
        (["--file", "note=/nowhere"], ["note: "]),
        (["--file", "word=/etc/hostname"], ["word: this field takes no file"]),
        (["--user", "nobody-known"], ["nobody-known"]),
    ],
    ids=lambda value: " ".join(value),
)
def test_a_run_that_cannot_be_is_refused_and_nothing_is_written(stocked, words, sentences):
    stocked.well("enable", "term.Hello")

    said = stocked("run", "term.Hello", *words)

    assert (said.code, said.out) == (2, "")
    assert [sentence for sentence in sentences if sentence not in said.err] == []
    assert stocked.well("results", "--json").json == []
    assert not list(stocked.paths.runs.iterdir())


def test_a_job_that_is_disabled_or_gone_does_not_run(stocked):
    disabled = stocked("run", "term.Hello")
    stocked.well("enable", "term.Hello")
    (stocked.paths.jobs / "term.py").unlink()
    stocked.well("refresh")
    gone = stocked("run", "term.Hello")

    assert (disabled.code, gone.code) == (2, 2)
    assert "enable" in disabled.err.lower()
    assert "install" in gone.err.lower()
    assert stocked.well("results", "--json").json == []


@pytest.mark.process
def test_a_run_is_followed_to_success(hosted):
    said = hosted("run", "Hello there", "--data", '{"word": "hey", "times": 2}')

    assert said.code == 0
    messages = [line.partition(": ")[2] for line in said.lines]
    assert [text for text in messages if text.startswith("hey")] == ["hey 0", "hey 1"]
    assert "printed" not in said.out  # a console entry is no log entry
    assert "ended with SUCCESS after" in said.err


@pytest.mark.process
def test_the_result_is_one_document(hosted, tmp_path):
    (tmp_path / "note.txt").write_text("from a file")

    said = hosted("run", "term.Hello", "--file", f"note={tmp_path / 'note.txt'}", "--json")

    document = said.json
    assert (said.code, said.err) == (0, "")
    assert set(document) >= RESULT_FIELDS
    assert document["result"] == {"word": "hello", "note": "from a file"}
    assert document["inputs"]["note"]["name"] == "note.txt"
    assert json.loads(hosted.well("result", document["no"], "--json").out) == document
    assert json.loads(hosted.well("result", document["id"], "--json").out) == document


@pytest.mark.process
def test_a_failure_ends_with_code_1_and_its_reason(hosted):
    said = hosted("run", "term.Bad")
    document = hosted("run", "term.Bad", "--json").json

    assert said.code == 1
    assert "ended with FAILURE" in said.err
    assert "bad luck" in said.err
    assert "bad luck" in document["traceback"]


@pytest.mark.process
def test_a_detached_run_is_cancelled_and_followed_to_code_3(hosted):
    started = hosted.well("run", "term.Nap", "--detach", "--json").json
    no = started["no"]
    asked = hosted.well("cancel", no)
    log = hosted.well("logs", no, "--follow")
    again = hosted("cancel", no)

    assert started["status"] in ("PENDING", "STARTED")
    assert asked.err == f"Run {no} was asked to stop.\n"
    assert hosted.well("result", no, "--json").json["status"] == "REVOKED"
    assert "Cancel" in log.out or not log.out  # it may not have started yet
    assert (again.code, f"Run {no} has already ended" in again.err) == (2, True)


@pytest.mark.process
def test_a_run_gets_more_time_and_its_log_says_who_gave_it(hosted):
    no = hosted.well("run", "term.Nap", "--detach", "--json").json["no"]
    eventually(lambda: hosted.well("result", no, "--json").json["status"] == "STARTED", 20)

    said = hosted.well("extend", no, 15)
    refused = hosted("extend", no, 0)
    hosted.well("cancel", no)
    log = hosted.well("logs", no, "--follow")

    assert said.err == f"Run {no} has more time: soft limit 1200 s, hard limit 1500 s.\n"
    assert (refused.code, "24 hours" in refused.err) == (2, True)
    assert "by 15 min: soft limit 1200 s, hard limit 1500 s." in log.out


@pytest.mark.process
def test_a_detached_run_tells_how_to_look_at_it_and_a_stubborn_one_is_killed(hosted):
    said = hosted.well("run", "term.Nap", "--detach", "--data", '{"stubborn": true}')
    no = hosted.well("results", "--limit", "1", "--json").json[0]["no"]

    killed = hosted.well("cancel", no, "--kill")
    hosted.well("logs", no, "--follow")

    assert f"'jobdesk logs {no} --follow' shows it" in said.err
    assert killed.err == f"Run {no} is being ended.\n"
    assert hosted.well("result", no, "--json").json["status"] == "REVOKED"


@pytest.mark.process
def test_runjob_is_the_originals_spelling(hosted):
    user = hosted.well("results", "--limit", "1", "--json").json[0]["user"]

    said = hosted("runjob", "-u", user, "--data", '{"word": "old"}', "local/term/Hello")

    assert said.code == 0
    assert "old 0" in said.out


@pytest.mark.process
def test_beside_an_agent_a_run_of_ones_own_is_handed_over(hosted):
    said = hosted("run", "term.Hello", "--in-process")

    assert said.code == 0
    assert "An agent hosts this workspace already; the run is handed to it." in said.err
