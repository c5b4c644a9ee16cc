from time import thread_time

import pytest
from tests.support.job_records import make_broken_file, make_error, make_job

from jobdesk.ui.jobs.rows import (
    BROKEN_GROUP,
    RowFilter,
    first_line,
    group_rows,
    make_rows,
    select,
)
from jobdesk.ui.jobs.sorting import sort_rows

ANY = dict.fromkeys(
    ("installed", "hidden", "hook_receiver", "button_receiver", "enabled"), "any"
)


def names(selection):
    return [row.title for group in selection.groups for row in group.rows]


def test_at_first_the_installed_and_not_hidden_jobs_are_shown_receivers_too():
    rows = make_rows(
        [
            make_job(1, name="plain"),
            make_job(2, name="hook", is_job_hook_receiver=True),
            make_job(3, name="hidden", hidden=True),
            make_job(4, name="gone", installed=False),
        ],
        [],
    )

    selection = select(group_rows(rows), RowFilter())

    assert names(selection) == ["plain", "hook"]
    assert selection.left_out_text == "1 hidden, 1 uninstalled not shown"


def test_a_row_that_fails_twice_is_counted_once():
    rows = make_rows([make_job(1, hidden=True, installed=False)], [])

    assert select(group_rows(rows), RowFilter()).left_out == (("uninstalled", 1),)


def test_broken_files_and_their_jobs_stand_on_top_whatever_the_chips_say():
    rows = make_rows(
        [make_job(1, grouping="Alpha"), make_job(2, error=make_error(), hidden=True)],
        [make_broken_file()],
    )

    groups = select(group_rows(rows), RowFilter({**ANY, "enabled": "no"})).groups

    assert [group.name for group in groups] == [BROKEN_GROUP]
    assert [row.title for row in groups[0].rows] == ["cables.py", "Create pop 2"]


@pytest.mark.parametrize(
    ("chip", "state", "expected"),
    [
        ("hook_receiver", "yes", ["hook"]),
        ("hook_receiver", "no", ["button", "off"]),
        ("button_receiver", "yes", ["button"]),
        ("enabled", "no", ["off"]),
        ("installed", "no", []),
    ],
)
def test_each_chip_narrows(chip, state, expected):
    rows = make_rows(
        [
            make_job(1, name="hook", is_job_hook_receiver=True),
            make_job(2, name="button", is_job_button_receiver=True),
            make_job(3, name="off", enabled=False),
        ],
        [],
    )

    assert names(select(group_rows(rows), RowFilter({**ANY, chip: state}))) == expected


def test_all_words_of_a_search_must_occur_in_name_group_path_or_description():
    rows = make_rows(
        [make_job(1, name="Verify hostnames"), make_job(2, name="Verify cables")], []
    )

    assert names(select(group_rows(rows), RowFilter(search="POPS host"))) == [
        "Verify hostnames"
    ]


def test_the_source_chip_counts_what_it_leaves_out():
    rows = make_rows([make_job(1), make_job(2, source="git:netops")], [])

    selection = select(group_rows(rows), RowFilter(source="local"))

    assert selection.shown == 1
    assert selection.left_out_text == "1 of other sources not shown"


def test_descriptions_lose_the_marks_of_markdown_in_their_row():
    assert (
        first_line("\n## **Build** a [site](http://x) with `care`") == "Build a site with care"
    )


def test_rows_sort_by_column_then_by_name():
    rows = make_rows(
        [
            make_job(1, name="b", default_job_queue="x"),
            make_job(2, name="a", default_job_queue="x"),
            make_job(3, name="c", default_job_queue="a"),
        ],
        [],
    )

    ordered = sort_rows(rows, (("queue", False),))

    assert [row.title for row in ordered] == ["c", "a", "b"]


def test_ten_thousand_jobs_are_filtered_within_a_keystroke():
    """A generous bound for a busy machine; benchmarks/ prints the true figure."""
    rows = make_rows([make_job(n, grouping=f"Group {n % 40}") for n in range(10_000)], [])
    ordered = sort_rows(rows, (("name", False),))

    groups = group_rows(ordered)
    began = thread_time()
    select(groups, RowFilter(search="create pop 12"))

    assert thread_time() - began < 0.2


def test_when_nothing_has_a_word_names_like_it_are_shown_and_told_so():
    rows = make_rows([make_job(1, name="Verify hostnames"), make_job(2, name="Backup")], [])

    found = select(group_rows(rows), RowFilter(search="vrfy hst"))

    assert names(found) == ["Verify hostnames"]
    assert found.is_similar
    assert not select(group_rows(rows), RowFilter(search="backup")).is_similar


@pytest.mark.parametrize("search", ["vy", "/vrfy/", "name:vrfy", "zzz"])
def test_other_searches_without_a_hit_find_nothing(search):
    rows = make_rows([make_job(1, name="Verify")], [])

    found = select(group_rows(rows), RowFilter(search=search))

    assert found.shown == 0
    assert not found.is_similar


def test_what_is_hidden_but_has_the_word_is_better_than_a_name_like_it():
    rows = make_rows(
        [make_job(1, name="Backup", hidden=True), make_job(2, name="Back it up")], []
    )

    found = select(group_rows(rows), RowFilter(search="backup"))

    assert (found.shown, found.left_out) == (0, (("hidden", 1),))
