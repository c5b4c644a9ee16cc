"""The table of a profile, written by the process of the run."""

import json
import pstats
from pathlib import Path

import pytest

from jobdesk.runner.around import profile
from jobdesk.runner.around.files import RunFiles
from jobdesk.runner.around.profile import Profile, table_of, table_path


def work(times):
    return sum(inner(at) for at in range(times))


def inner(at):
    return at * 2


@pytest.fixture
def made(tmp_path):
    return []


@pytest.fixture
def files(tmp_path, made):
    return RunFiles(str(tmp_path), made.append)


def table(made):
    return json.loads(Path(table_path(made[0].path)).read_text())


def test_a_profiled_call_leaves_statistics_and_their_table(files, made):
    assert Profile(True, 7, files).measure(work, 10) == 90

    assert [file.name for file in made] == ["jobdesk-run-7.pstats"]
    names = {row[2]: row for row in table(made)["functions"]}
    assert names["inner"][4] == 10
    assert pstats.Stats(made[0].path).total_calls >= 11


def test_who_called_whom_is_in_the_table(files, made):
    Profile(True, 7, files).measure(work, 10)

    found = table(made)
    names = [row[2] for row in found["functions"]]
    pairs = {(names[call[0]], names[call[1]]): call[2] for call in found["calls"]}
    assert pairs["<genexpr>", "inner"] == 10


def test_a_call_that_fails_is_measured_too(files, made):
    with pytest.raises(ZeroDivisionError):
        Profile(True, 7, files).measure(lambda: 1 / 0)

    assert table(made)["format"] == profile.FORMAT


def test_without_the_wish_nothing_is_written(files, made, tmp_path):
    assert Profile(False, 7, files).measure(work, 2) == 2

    assert made == []
    assert list(tmp_path.iterdir()) == []


def test_a_table_that_cannot_be_written_costs_the_run_nothing(files, made, tmp_path):
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "jobdesk-run-7.pstats.json").symlink_to(tmp_path / "elsewhere")

    assert Profile(True, 7, files).measure(work, 2) == 2

    assert not (tmp_path / "elsewhere").exists()


def test_of_very_many_functions_the_longest_are_kept(monkeypatch):
    monkeypatch.setattr(profile, "MOST_FUNCTIONS", 2)
    stats = {("f", at, f"n{at}"): (1, 1, 0.1, float(at), {}) for at in range(5)}

    found = table_of(stats)

    assert [row[2] for row in found["functions"]] == ["n4", "n3"]
    assert found["left_out"] == 3
    assert found["total"] == pytest.approx(0.5)
