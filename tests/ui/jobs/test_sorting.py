import pytest
from tests.support.job_records import make_job

from jobdesk.ui.jobs.rows import make_rows
from jobdesk.ui.jobs.sorting import BY_NAME, next_sorting, sort_rows


@pytest.mark.parametrize(
    ("before", "column", "is_added", "after"),
    [
        (BY_NAME, "queue", False, (("queue", False),)),
        (BY_NAME, "name", False, (("name", True),)),
        ((("queue", True),), "queue", False, (("queue", False),)),
        ((("queue", False), ("name", False)), "queue", False, (("queue", False),)),
        (BY_NAME, "queue", True, (("name", False), ("queue", False))),
        (
            (("name", False), ("queue", False)),
            "queue",
            True,
            (("name", False), ("queue", True)),
        ),
        ((("name", False), ("queue", True)), "queue", True, BY_NAME),
        ((("queue", True),), "queue", True, BY_NAME),
    ],
)
def test_a_click_on_a_title_orders_and_shift_adds(before, column, is_added, after):
    assert next_sorting(before, column, is_added=is_added) == after


def test_rows_are_ordered_by_several_columns_each_in_its_direction():
    jobs = [("b", "x"), ("a", "y"), ("a2", "x"), ("c", "y")]
    rows = make_rows(
        [make_job(n, name=name, default_job_queue=q) for n, (name, q) in enumerate(jobs)], []
    )

    ordered = sort_rows(rows, (("queue", True), ("name", True)))

    assert [row.title for row in ordered] == ["c", "a", "b", "a2"]


def test_jobs_without_a_label_come_after_those_with_one():
    first, second = make_job(1, name="a"), make_job(2, name="b")
    rows = make_rows([first, second], [], {second.id: ("net",)})

    assert [row.title for row in sort_rows(rows, (("labels", False),))] == ["b", "a"]
