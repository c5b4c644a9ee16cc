import csv
import io
import json
import threading

import pytest

pytestmark = pytest.mark.process
LEVELS = ["debug", "info", "success", "warning", "failure", "error", "critical"]


@pytest.fixture
def no(hosted):
    """A run with one line of each level."""
    return hosted.well("run", "term.Levels", "--json").json["no"]


def test_runs_are_listed_newest_first_and_filtered(hosted, no):
    hosted("run", "term.Bad")

    everything = hosted.well("results", "--json").json
    assert [one["no"] for one in everything] == sorted(
        (one["no"] for one in everything), reverse=True
    )
    assert hosted.well("results", "--limit", "1", "--json").json == everything[:1]
    levels = hosted.well("results", "--job", "term.Levels", "--json").json
    assert {one["job"] for one in levels} == {"term.Levels"}
    failed = hosted.well("results", "--status", "FAILURE", "--json").json
    assert {one["status"] for one in failed} == {"FAILURE"}
    assert f"{no:>6}  SUCCESS" in hosted.well("results").out


def test_a_run_is_shown_to_people(hosted, no):
    said = hosted.well("result", no)

    assert any(line.split() == ["status", "SUCCESS"] for line in said.lines)
    assert any(line.startswith("log_counts") for line in said.lines)


def test_json_lines_are_objects_in_order(hosted, no):
    said = hosted.well("logs", no, "--format", "json")

    lines = [json.loads(line) for line in said.lines]
    assert [line["seq"] for line in lines] == list(range(len(lines)))
    own = [line for line in lines if line["message"].startswith("level ")]
    assert [line["level"] for line in own] == LEVELS
    assert set(lines[0]) == {"seq", "created", "level", "grouping", "message", "object", "url"}


def test_csv_has_one_head_and_quotes_what_needs_it(hosted, no):
    for more in ([], ["--follow"]):
        said = hosted.well("logs", no, "--format", "csv", *more)
        rows = list(csv.DictReader(io.StringIO(said.out)))
        assert 'level info, "quoted"' in [row["message"] for row in rows]
        assert said.out.count("seq,created") == 1


@pytest.mark.parametrize("level", LEVELS)
def test_a_level_shows_itself_and_above(hosted, no, level):
    said = hosted.well("logs", no, "--level", level, "--search", "LEVEL ", "--format", "json")

    shown = [json.loads(line)["level"] for line in said.lines]
    assert shown == LEVELS[LEVELS.index(level) :]


def test_a_search_is_taken_literally(hosted, no):
    assert len(hosted.well("logs", no, "--search", '"quoted"').lines) == len(LEVELS)
    assert hosted.well("logs", no, "--search", "%").out == ""


def test_follow_waits_for_the_end_and_shows_every_line_once(hosted):
    started = hosted.well("run", "term.Paced", "--detach", "--json").json

    said = hosted.well("logs", started["no"], "--follow", "--format", "json")

    assert hosted.well("result", started["no"], "--json").json["status"] == "SUCCESS"
    lines = [json.loads(line) for line in said.lines]
    assert [line["seq"] for line in lines] == list(range(len(lines)))
    assert [line["message"] for line in lines if line["message"].startswith("step")] == [
        f"step {number}" for number in range(8)
    ]


def test_follow_with_a_filter_shows_each_line_as_it_comes(hosted, monkeypatch):
    seen = []
    real = threading.Event.wait
    started = hosted.well("run", "term.Paced", "--detach", "--json").json
    monkeypatch.setattr(
        threading.Event,
        "wait",
        lambda self, timeout=None: (seen.append(1), real(self, timeout))[1],
    )

    said = hosted.well("logs", started["no"], "--follow", "--search", "step 7")

    assert len(said.lines) == 1
    assert len(seen) > 3  # it waited, it did not spin
