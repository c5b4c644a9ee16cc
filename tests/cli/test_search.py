import json
from datetime import datetime, timedelta

import pytest

from jobdesk.cli.search import _moment
from jobdesk.errors import Refused

pytestmark = pytest.mark.process


@pytest.fixture
def runs(hosted):
    """Two runs: nine lines with a word that only they have, and one of each level."""
    said = [
        hosted.well(
            "run", "term.Hello", "--data", json.dumps({"word": "zebra", "times": 9}), "--json"
        ),
        hosted.well("run", "term.Levels", "--json"),
    ]
    return [one.json["no"] for one in said]


def test_all_runs_are_searched_newest_first(hosted, runs):
    found = hosted.well("search", "zebra or quoted", "--lines", "2", "--json").json

    nos = [each["no"] for each in found]
    assert nos == sorted(nos, reverse=True)
    assert set(runs) <= set(nos)
    hello = next(each for each in found if each["no"] == runs[0])
    assert [line["message"] for line in hello["lines"]] == ["zebra 0", "zebra 1"]
    assert (hello["more"], hello["name"], hello["status"]) == (True, "Hello there", "SUCCESS")
    assert set(hello) == {
        "no",
        "id",
        "name",
        "job_id",
        "status",
        "date_created",
        "lines",
        "more",
    }


def test_people_see_run_and_lines(hosted, runs):
    said = hosted.well("search", '"zebra 8"', "--limit", "1")

    head, line = said.lines
    assert head.split()[:2] == [str(runs[0]), "SUCCESS"]
    assert line.endswith("zebra 8")
    nothing = hosted.well("search", "xylophone")
    assert (nothing.out, nothing.err) == ("", "No line matches.\n")
    assert "more in this run" in hosted.well("search", "zebra", "--limit", "1").out


def test_the_scope_is_narrowed(hosted, runs):
    def nos(*more):
        return [each["no"] for each in hosted.well("search", "job", "--json", *more).json]

    assert set(runs) <= set(nos())
    assert runs[0] not in nos("--job", "term.Levels")
    assert runs[1] in nos("--job", "term.Levels", "--since", "1h")
    assert nos("--status", "REVOKED") == []
    assert nos("--since", "2999-01-01") == []
    assert nos("--limit", "1") == nos()[:1]
    assert hosted.well("search", "ZEBRA", "--case", "--json").json == []


@pytest.mark.parametrize(
    "arguments",
    [["/(/"], [""], ["x", "--since", "soon"], ["x", "--job", "no.such"], ["a\udcff"]],
)
def test_what_cannot_be_searched_is_refused_in_words(hosted, arguments):
    said = hosted("search", *arguments)

    assert said.code == 2
    assert said.err.strip().endswith((".", "?"))


def test_a_time_is_a_date_or_so_long_ago():
    assert _moment("2026-03-01").tzinfo is not None
    now = datetime.now().astimezone()
    assert abs(now - timedelta(hours=12) - _moment("12h")) < timedelta(seconds=10)
    for text in ("99999999999999w", "12", "noon"):
        with pytest.raises(Refused):
            _moment(text)
