import json

import pytest

from jobdesk.ui.jobs.columns import COLUMNS
from jobdesk.ui.jobs.state import ColumnsState, PageState, read_state, with_all_columns


def test_a_state_comes_back_from_json():
    state = PageState(
        search="backup -test",
        chips={**PageState().chips, "hidden": "any"},
        source="local",
        label="net",
        only="recent",
        sorting=(("queue", True), ("name", False)),
        columns=ColumnsState(
            ("enabled", "queue", "name", *[c.key for c in COLUMNS if c.key not in
             ("enabled", "queue", "name")]),
            frozenset({"flags"}),
            {"queue": 120},
        ),
        is_tiled=True,
    )  # fmt: skip

    assert read_state(json.loads(json.dumps(state.to_json()))) == state


@pytest.mark.parametrize(
    "value",
    [
        None,
        [],
        "text",
        {"chips": {"hidden": "perhaps", "nothing": "yes"}},
        {"sorting": [["nothing", True], "x", ["name"], ["queue", "yes"]]},
        {"widths": {"queue": -1, "name": "wide", "x": 3, "flags": True}},
        {"only": "mine", "tiles": "yes", "search": 7},
        {"order": ["nothing", 3, None]},
    ],
)
def test_what_does_not_fit_is_left_at_its_default(value):
    assert read_state(value) == PageState()


def test_a_column_that_was_not_known_yet_stands_behind_its_neighbour():
    order = with_all_columns(["enabled", "queue", "name", "flags", "last_run", "run"])

    assert order[:4] == ("enabled", "queue", "source", "path")
    assert order.index("labels") == order.index("flags") + 1
    assert order[-1] == "run"
    assert sorted(order) == sorted(column.key for column in COLUMNS)
