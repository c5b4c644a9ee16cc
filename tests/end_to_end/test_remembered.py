"""Nothing lost: a killed window comes back as it was, a closed one did all it was told."""

import json
import sqlite3
import time
from contextlib import closing

import pytest
from tests.support.waiting import eventually
from tests.support.windows import WindowProcess

pytestmark = [pytest.mark.process, pytest.mark.slow]

JOBS = """
from jobdesk.jobs import Job, StringVar, register_jobs

class Count(Job):
    word = StringVar(default="one")
    class Meta:
        has_sensitive_variables = False
    def run(self, word):
        self.logger.info(word)

class Recount(Count):
    class Meta:
        has_sensitive_variables = False

register_jobs(Count, Recount)
"""


@pytest.fixture
def stocked(terminal):
    terminal.write(JOBS, "counting")
    terminal.well("refresh")
    terminal.well("enable", "counting.Count")
    terminal.well("enable", "counting.Recount")
    return terminal


def screens(tmp_path, *places):
    """A platform with screens of this size at these places."""
    sizes = [dict(zip(("x", "y", "width", "height"), place, strict=True)) for place in places]
    usual = {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    file = tmp_path / f"screens{len(places)}.json"
    found = [{"name": f"screen {at}", **usual, **size} for at, size in enumerate(sizes)]
    file.write_text(json.dumps({"screens": found}))
    return file


def kept(home, kind):
    """What is in the database of this kind."""
    with closing(sqlite3.connect(home / "desk.db")) as desk:
        rows = desk.execute("SELECT value FROM kept_item WHERE kind = ?", [kind]).fetchall()
    return [row[0] for row in rows]


def is_at_rest(file):
    """Nothing more is going to be written: half a second is the longest that a change waits."""
    return file.exists() and time.time() - file.stat().st_mtime > 1


def test_a_killed_window_comes_back_as_it_was_with_draft_and_undo(stocked, tmp_path):
    one = screens(tmp_path, (0, 0, 1920, 1080))
    with WindowProcess(stocked.home, one) as first:
        first("arrange_jobs")
        first("run", "counting.Count", {"word": "entry"})
        no = first("run", "counting.Count", {"word": "other"})
        first("arrange_runs", no)
        first("arrange_tabs")
        first("open_form", "counting.Count")
        first("write", "half typed")
        eventually(lambda: "half typed" in "".join(kept(stocked.home, "draft")), 20, "a draft")
        eventually(lambda: is_at_rest(stocked.home / "window.ini"), 20, "all is written")
        before = first("shape")
        first.kill()

    assert before["jobs"]["search"] == "count"
    assert [entry["kind"] for entry in before["tabs"]] == ["run", "bulk", "job"]

    with WindowProcess(stocked.home, one) as second:
        eventually(lambda: second("shape")["undo"] == before["undo"], 20, "the undo step")
        assert second("shape") == before
        assert "half typed" in second("open_form", "counting.Count")["word"]
        second.kill()


def test_what_was_done_in_the_last_moment_before_the_window_closes_is_done(stocked):
    with WindowProcess(stocked.home) as first:
        first("star_and_save_a_view", "In haste")
        assert first.close() == (0, "")

    assert len(kept(stocked.home, "favourite_job")) == 1
    with WindowProcess(stocked.home) as second:
        assert second("shelf") == [1, ["In haste"]]
        assert second.close() == (0, "")


def test_a_window_on_a_screen_that_is_gone_comes_back_where_it_is_seen(stocked, tmp_path):
    ini = stocked.home / "window.ini"
    two = screens(tmp_path, (0, 0, 1600, 900), (1600, 0, 1920, 1080))
    with WindowProcess(stocked.home, two) as first:
        first("move", 2000, 100, 1400, 950)
        eventually(lambda: is_at_rest(ini), 20, "it is written")
        first.kill()

    with WindowProcess(stocked.home, screens(tmp_path, (0, 0, 1600, 900))) as second:
        x, y, width, height = second("shape")["window"]
        assert 0 <= x <= x + width <= 1602
        assert 0 <= y <= y + height <= 902
        second.kill()
