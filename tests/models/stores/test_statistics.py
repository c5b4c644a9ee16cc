from datetime import UTC, datetime, timedelta

import pytest
from tests.support.stores import OPTIONS, make_job

from jobdesk.models.plans import Ending, RefreshPlan
from jobdesk.models.records import Status
from jobdesk.models.stores.statistics import StatisticsStore, quantile

START = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def job(jobs):
    jobs.save_refresh("local", RefreshPlan(create=(make_job("Audit"),)))
    return jobs.by_name("Audit")


@pytest.fixture
def history(desk, job):
    return lambda limit=20: StatisticsStore(desk).history(job.id, limit)


@pytest.mark.parametrize(
    ("values", "share", "expected"),
    [
        ([], 0.5, None),
        ([3.0], 0.95, 3.0),
        ([1.0, 2.0, 3.0, 4.0], 0.5, 2.0),
        ([float(n) for n in range(1, 101)], 0.95, 95.0),
    ],
)
def test_a_quantile_is_a_value_that_is_there(values, share, expected):
    assert quantile(values, share) == expected


def test_a_job_that_never_ran_has_no_figures(history):
    found = history()

    assert found.runs == ()
    assert (found.statistics.runs, found.statistics.success_rate) == (0, None)


def test_figures_are_over_all_runs_and_the_list_over_the_newest(history, results, job):
    ends = (Status.FAILURE, Status.SUCCESS, Status.SUCCESS, Status.REVOKED)
    for seconds, status in enumerate(ends, 1):
        run = results.create(job, "ann", {}, False, OPTIONS)
        results.mark_started(run.no, START, "worker")
        results.close(run.no, Ending(status, START + timedelta(seconds=seconds)))
    results.create(job, "ann", {}, False, OPTIONS)  # waits

    found = history(limit=2)

    assert [run.no for run in found.runs] == [5, 4]
    assert [run.duration for run in found.runs] == [None, 4.0]
    figures = found.statistics
    assert (figures.runs, figures.ended, figures.success_rate) == (5, 4, 0.5)
    assert (figures.median, figures.slow) == (2.0, 4.0)
    assert figures.last_failure is not None
    assert figures.last_failure.no == 1
