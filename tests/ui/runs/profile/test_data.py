"""The table of a profile is read strictly, compared, and made into a flame."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobdesk.errors import JobDeskError
from jobdesk.models.records import RunFile
from jobdesk.ui.runs.profile.data import Function, Profile, compare, profile_of, read_profile
from jobdesk.ui.runs.profile.flame import flame_of

FUNCTIONS = [
    ["/srv/jobs/branch.py", 10, "run", 1, 1, 0.5, 4.0],
    ["/srv/jobs/branch.py", 20, "cable", 2, 2, 1.0, 3.0],
    ["~", 0, "<built-in method time.sleep>", 4, 4, 2.5, 2.5],
]
CALLS = [[0, 1, 2, 1.0, 3.0], [1, 2, 3, 2.0, 2.0], [0, 2, 1, 0.5, 0.5]]
TABLE = {"format": 1, "total": 4.0, "left_out": 0, "functions": FUNCTIONS, "calls": CALLS}


def test_a_table_is_read():
    found = profile_of(TABLE)

    assert found.functions[1].place == "jobs/branch.py:20"
    assert found.functions[2].title == "time.sleep"
    assert found.functions[2].place == ""
    assert len(found.calls) == 3


@pytest.mark.parametrize(
    "change",
    [
        {"format": 2},
        {"functions": [["f", 1, "n", 1, 1, 0.1]]},
        {"functions": [["f", -1, "n", 1, 1, 0.1, 0.1]]},
        {"functions": [["f", 1, "n", 1, 1, "x", 0.1]]},
        {"functions": [["f", 1, None, 1, 1, 0.1, 0.1]]},
        {"functions": [["f", True, "n", 1, 1, 0.1, 0.1]]},
        {"functions": [["f", 1, "n", 1, 1, float("nan"), 0.1]]},
        {"functions": {}},
        {"calls": [[0, 9, 1, 0.1, 0.1]]},
        {"total": "much"},
    ],
)
def test_what_is_no_table_is_refused(tmp_path, change):
    folder = tmp_path / "runs" / "7" / "files"
    folder.mkdir(parents=True)
    (folder / "p.pstats.json").write_text(json.dumps({**TABLE, **change}))

    with pytest.raises(JobDeskError, match="cannot be read"):
        read_profile(tmp_path, RunFile("p.pstats", 1, "runs/7/files/p.pstats"))


def test_a_profile_without_a_table_is_told(tmp_path):
    (tmp_path / "runs" / "7" / "files").mkdir(parents=True)

    with pytest.raises(JobDeskError, match="not there any more"):
        read_profile(tmp_path, RunFile("p.pstats", 1, "runs/7/files/p.pstats"))


def test_names_cannot_draw_over_other_rows():
    row = ["f\u202e\n", 1, "a\nb", 1, 1, 0.1, 0.1]

    found = profile_of({**TABLE, "functions": [row], "calls": []}).functions[0]

    assert (found.file, found.name) == ("f  ", "a b")


def test_a_function_is_found_again_where_its_lines_moved():
    now = profile_of(TABLE)
    moved = [[file, line + 5 if line else 0, *rest] for file, line, *rest in FUNCTIONS]
    before = profile_of({**TABLE, "functions": moved[:2], "calls": []})

    rows = compare(now, before)

    assert [row.before is not None for row in rows] == [True, True, False]


def test_what_is_not_called_any_more_follows():
    now = profile_of({**TABLE, "functions": FUNCTIONS[:1], "calls": []})

    rows = compare(now, profile_of(TABLE))

    assert [row.now.name for row in rows][1:] == ["cable", "<built-in method time.sleep>"]
    assert rows[1].now.calls == 0


def test_a_flame_is_as_wide_as_the_time():
    nodes = flame_of(profile_of(TABLE))

    said = [(node.function.title, node.depth, round(node.width, 3)) for node in nodes]
    assert said == [
        ("run", 0, 1.0),
        ("cable", 1, 0.75),
        ("time.sleep", 1, 0.125),
        ("time.sleep", 2, 0.5),
    ]


def test_a_recursion_is_not_followed():
    functions = [["f", at, f"n{at}", 1, 1, 1.0, 2.0] for at in range(1, 3)]
    calls = [[0, 1, 1, 1.0, 1.0], [1, 0, 1, 1.0, 1.0], [0, 0, 1, 1.0, 1.0]]

    nodes = flame_of(profile_of({**TABLE, "functions": functions, "calls": calls}))

    assert [node.function.name for node in nodes] == ["n1", "n2"]


@settings(max_examples=50)
@given(
    st.lists(st.floats(0, 10), min_size=1, max_size=6),
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), st.floats(0, 10)), max_size=15),
)
def test_no_child_is_wider_than_its_parent(times, pairs):
    functions = [["f", at + 1, f"n{at}", 1, 1, 0.0, time] for at, time in enumerate(times)]
    count = len(times)
    calls = [[a, b, 1, 0.0, time] for a, b, time in pairs if a < count and b < count]

    for node in flame_of(profile_of({**TABLE, "functions": functions, "calls": calls})):
        assert sum(child.width for child in node.children) <= node.width + 1e-9
        assert -1e-9 <= node.start <= node.start + node.width <= 1 + 1e-9


def test_nothing_makes_no_flame():
    assert flame_of(Profile(0.0, (), ())) == []
    assert flame_of(Profile(0.0, (Function("f", 1, "n", 1, 1, 0.0, 0.0),), ())) == []
