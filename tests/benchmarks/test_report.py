import json

import pytest
from benchmarks.__main__ import GROUPS, main
from benchmarks.blocks import FIGURES
from benchmarks.report import BLANKS, measured, table, write_json

NAMES = [
    "log_burst",
    "log_delay",
    "log_lost",
    "stalls_paced",
    "stalls_burst",
    "submit_warm",
    "submit_cold",
    "noop_runs",
    "submit_models",
    "preview_run",
    "noop_models",
    "inventory_save",
    "inventory_start",
    "inventory_import",
    "inventory_list",
    "inventory_export",
    "choose_first",
    "log_open",
    "log_jump",
    "log_search_1m",
    "search_build",
    "search_all_1m",
    "job_filter_10k",
    "first_paint",
    "usable_list",
    *FIGURES,
    "cli_help",
    "cli_jobs",
    "idle_memory",
    "idle_cpu",
]


def test_every_figure_has_a_promise_and_a_group():
    assert list(BLANKS) == sorted(NAMES, key=list(BLANKS).index)
    assert sorted(name for names in GROUPS.values() for name in names) == sorted(NAMES)


def test_the_json_file_holds_one_object_for_each_measure(tmp_path):
    file = tmp_path / "build" / "bench.json"

    write_json(file, [measured("cli_help", 151.23456789, 12.5), BLANKS["log_burst"]])

    assert json.loads(file.read_text()) == {
        "cli_help": {
            "value": 151.235,
            "unit": "ms",
            "limit": 12.5,
            "ratio": 12.0988,
            "promise": "at most 300 ms",
            "holds": True,
        },
        "log_burst": {
            "value": None,
            "unit": "entries/s",
            "limit": None,
            "ratio": None,
            "promise": "at least 0.30 of raw executemany",
            "holds": False,
        },
    }


@pytest.mark.parametrize(
    ("name", "value", "limit", "holds"),
    [
        ("log_burst", 31.0, 100.0, True),
        ("log_burst", 29.0, 100.0, False),
        ("log_burst", 31.0, None, False),
        ("log_lost", 0, None, True),
        ("log_lost", 1, None, False),
        ("log_search_1m", 121.0, 100.0, False),
        ("noop_runs", 25.0, 200.0, True),
        ("submit_cold", 900.0, 12.0, True),
        ("idle_cpu", 0.0, 0.0, True),
        ("idle_cpu", 1.0, 0.0, False),
    ],
)
def test_a_promise_holds_by_its_own_bound(name, value, limit, holds):
    assert measured(name, value, limit).holds is holds


def test_one_long_stall_spoils_a_good_share():
    assert measured("stalls_paced", 99.9).holds
    assert not measured("stalls_paced", 99.9, is_spoiled=True).holds


def test_the_table_says_what_was_not_measured():
    lines = table(
        [measured("cli_jobs", 601.0, 12.0, "a note"), BLANKS["idle_cpu"]]
    ).splitlines()

    assert lines[0].split() == [
        "measure", "value", "unit", "limit", "ratio", "promise", "holds", "note",
    ]  # fmt: skip
    assert lines[2].endswith("at most 600 ms  no            a note")
    assert lines[3].endswith("not measured")


def test_an_unknown_name_is_refused_in_words(capsys):
    assert main(["log_brust"]) == 2
    assert "log_brust" in capsys.readouterr().err
