import pytest
from benchmarks.long_logs import RARE, store_log
from benchmarks.scale import ENDLESS_FORM, LONG_FORM, fill
from benchmarks.workspace import Workspace

from jobdesk.operations.presets import past_inputs, presets
from jobdesk.operations.queues import read_board

pytestmark = pytest.mark.process

JOBS, RUNS, WAITING = 60, 200, 30


@pytest.fixture(scope="module")
def large():
    """The workspace of the benchmarks, in small."""
    with Workspace() as workspace:
        fill(workspace, JOBS, RUNS, WAITING)
        yield workspace


def test_the_stores_read_what_was_written(large):
    services = large.services
    records = services.jobs.all()
    runs = services.results.recent(2000)

    assert sum(record.source == "measured" for record in records) == JOBS
    assert len(runs) == RUNS + 1000 + WAITING
    assert {run.status.value for run in runs} == {"SUCCESS", "FAILURE", "REVOKED", "PENDING"}
    assert all(run.duration for run in runs if run.status.value == "FAILURE")


def test_runs_wait_in_a_queue_that_is_paused(large):
    state = next(one for one in read_board(large.services).queues if one.name == "night")

    assert (state.waiting, state.is_paused) == (WAITING, True)


def test_the_long_forms_have_their_fields_inputs_and_presets(large):
    job = large.job(LONG_FORM)

    assert len(job.variables) == 40
    assert len(large.job(ENDLESS_FORM).variables) == 100
    assert len(presets(large.services, large.actor, job)) == 1000
    assert len(past_inputs(large.services, job)) > 100


def test_a_long_log_is_counted_as_it_was_written(large):
    no = store_log(large, 2000)
    record = large.record(no)

    assert record.log_counts.total == 2000
    assert large.services.logs.lines(no, 0, 1)[0].message.startswith("interface")
    assert RARE not in large.services.logs.lines(no, 1999, 1)[0].message


def test_a_copy_is_a_workspace_of_its_own(large):
    with Workspace(large.home) as copy:
        copy.services.kept.put(copy.actor.id, "note", "here", "copied")

        assert len(copy.services.jobs.all()) == len(large.services.jobs.all())

    assert large.services.kept.get(large.actor.id, "note", "here") is None
    assert sum(large.services.labels.counts().values()) == JOBS // 3
