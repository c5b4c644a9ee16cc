from datetime import timedelta

import pytest
from tests.support.stores import NOON, OPTIONS, make_job

from jobdesk.errors import Refused, ResultNotFound
from jobdesk.models.plans import Ending
from jobdesk.models.records import Claim, LogCounts, RunFile, Status
from jobdesk.models.stores.result_rows import RUN_ORDERS

CLAIM = Claim(host_pid=7, host_created=1.5, at=NOON)


@pytest.fixture
def job(jobs):
    return jobs.add("local", make_job("Audit"))


@pytest.fixture
def ask(results, job):
    def create(**values):
        inputs = {"site": "ams", **values}
        return results.create(job, "root", inputs, False, OPTIONS)

    return create


def ending(status=Status.SUCCESS, **values):
    return Ending(status=status, date_done=NOON + timedelta(seconds=2), **values)


def test_a_new_run_is_pending_and_found_by_number_and_id(results, ask, job, users):
    users.ensure_superuser("root")

    run = ask()

    assert run.status is Status.PENDING
    assert (run.name, run.job, run.job_id) == ("Audit", "campus.Audit", job.id)
    assert (run.user, run.inputs, run.options) == ("root", {"site": "ams"}, OPTIONS)
    assert run.code_version == "v1"
    assert results.by_no(run.no) == run
    assert results.by_id(run.id) == run


@pytest.mark.parametrize("spell", [str, lambda no: f"#{no}", lambda no: f" {no} "])
def test_a_run_is_found_as_people_spell_it(results, ask, spell):
    run = ask()

    assert results.find(spell(run.no)) == run
    assert results.find(run.id) == run
    assert results.find(run.id.replace("-", "").upper()) == run


@pytest.mark.parametrize("ref", ["", "0", "-1", "99", "9" * 30, "²", "nothing", "#"])
def test_a_run_that_is_not_there_is_none(results, ref):
    assert results.find(ref) is None


def test_a_sensitive_runs_inputs_are_nowhere_in_the_file(results, job, desk, paths):
    run = results.create(job, "root", {"password": "hunter2-secret"}, True, OPTIONS)

    assert run.inputs is None
    assert run.sensitive
    assert results.by_no(run.no).inputs is None
    desk.close()
    assert b"hunter2-secret" not in paths.desk_db.read_bytes()


def test_numbers_never_come_back(results, ask):
    first = ask()
    results.close(first.no, ending())
    results.delete(first.no)

    assert ask().no == first.no + 1


@pytest.mark.parametrize("floor", [0, 3, 500])
def test_the_floor_lifts_the_next_number_only(results, ask, floor):
    results.raise_floor(floor)

    assert ask().no == floor + 1
    results.raise_floor(1)
    assert ask().no == floor + 2


def test_a_waiting_run_is_claimed_once(results, ask):
    run = ask()

    assert results.claim(run.no, CLAIM)
    assert not results.claim(run.no, CLAIM)
    assert results.by_no(run.no).claim == CLAIM
    assert results.pending_numbers() == []
    assert [one.no for one in results.unfinished()] == [run.no]


def test_a_cleared_claim_puts_the_run_back(results, ask):
    run = ask()
    results.claim(run.no, CLAIM)

    assert results.clear_claim(run.no)

    assert results.pending_numbers() == [run.no]


def test_a_run_starts_once(results, ask):
    run = ask()
    results.claim(run.no, CLAIM)

    assert results.mark_started(run.no, NOON, "box")
    assert not results.mark_started(run.no, NOON + timedelta(hours=1), "other")

    after = results.by_no(run.no)
    assert (after.status, after.date_started, after.worker) == (Status.STARTED, NOON, "box")
    assert not results.clear_claim(run.no)


def test_an_ending_is_kept_whole(results, ask):
    run = ask()
    results.mark_started(run.no, NOON, "box")
    files = (RunFile("report.csv", 12, "runs/1/files/report.csv"),)
    counts = LogCounts(debug=1, info=2, success=3, warning=4, failure=5, error=6, critical=7)

    done = results.close(
        run.no,
        ending(
            Status.FAILURE,
            reason="ValueError: no",
            result={"devices": [1]},
            traceback="Traceback",
            summary="# Done",
            counts=counts,
            files=files,
            memory_peak=1 << 40,
        ),
    )

    after = results.by_no(run.no)
    assert done
    assert after.status is Status.FAILURE
    assert (after.reason, after.result, after.summary) == (
        "ValueError: no",
        {"devices": [1]},
        "# Done",
    )
    assert (after.log_counts, after.files, after.memory_peak) == (counts, files, 1 << 40)
    assert after.duration == 2.0
    assert after.worker == "box"


def test_only_the_first_close_counts(results, ask):
    run = ask()

    assert results.close(run.no, ending(reason="first"))
    assert not results.close(run.no, ending(Status.FAILURE, reason="second"))

    assert results.by_no(run.no).reason == "first"


@pytest.mark.parametrize("change", ["claim", "clear_claim", "mark_started"])
def test_nothing_moves_a_run_that_has_ended(results, ask, change):
    run = ask()
    results.close(run.no, ending(Status.REVOKED))
    before = results.by_no(run.no)
    arguments = {"claim": (CLAIM,), "clear_claim": (), "mark_started": (NOON, "box")}

    assert not getattr(results, change)(run.no, *arguments[change])
    assert results.by_no(run.no) == before


def test_a_close_needs_an_end(results, ask):
    with pytest.raises(ValueError, match="STARTED is not an end"):
        results.close(ask().no, ending(Status.STARTED))


@pytest.mark.parametrize("value", [None, 0, 10**40, "text", [1, None], {"a": {"b": True}}])
def test_a_result_comes_back_as_it_was(results, ask, value):
    run = ask()
    results.close(run.no, ending(result=value))

    assert results.by_no(run.no).result == value


def test_text_that_utf8_cannot_hold_does_not_stop_a_close(results, ask):
    run = ask()

    assert results.close(run.no, ending(reason="bad \ud800", result={"x": "\ud800"}))

    assert results.by_no(run.no).reason == "bad \\ud800"


def test_a_stop_names_who_asked_first_and_a_kill_outranks_a_cancel(results, ask):
    run = ask()

    first = results.request_stop(run.no, "ann")
    again = results.request_stop(run.no, "bob")
    kill = results.request_stop(run.no, "eve", kill=True)
    late = results.request_stop(run.no, "ann")

    assert (first.stop_requested_by, first.kill_requested) == ("ann", False)
    assert again.stop_requested_by == "ann"
    assert (kill.stop_requested_by, kill.kill_requested) == ("eve", True)
    assert (late.stop_requested_by, late.kill_requested) == ("eve", True)


def test_a_run_that_has_ended_cannot_be_stopped(results, ask):
    run = ask()
    results.close(run.no, ending())

    with pytest.raises(Refused, match="already ended"):
        results.request_stop(run.no, "ann")
    with pytest.raises(ResultNotFound):
        results.request_stop(99, "ann")


def test_only_an_ended_run_is_deleted(results, ask):
    run = ask()
    with pytest.raises(Refused, match="cancel it first"):
        results.delete(run.no)

    results.close(run.no, ending())

    assert results.delete(run.no)
    assert not results.delete(run.no)


def test_recent_runs_are_filtered_and_paged(results, ask, jobs):
    runs = [ask() for _ in range(5)]
    other = results.create(jobs.add("local", make_job("Other")), "root", {}, False, OPTIONS)
    results.close(runs[1].no, ending())

    def numbers(**values):
        return [one.no for one in results.recent(2, **values)]

    assert numbers() == [other.no, runs[4].no]
    assert numbers(before_no=runs[2].no) == [runs[1].no, runs[0].no]
    assert numbers(status=Status.SUCCESS) == [runs[1].no]
    assert numbers(job_id=runs[0].job_id) == [runs[4].no, runs[3].no]
    assert [one.no for one in results.for_job(runs[0].job_id, 1)] == [runs[4].no]
    assert results.count() == 6


def test_running_for_a_job_counts_waiting_ones_oldest_first(results, ask):
    runs = [ask() for _ in range(3)]
    results.mark_started(runs[2].no, NOON, "box")
    results.close(runs[0].no, ending())

    assert [one.no for one in results.running_for_job(runs[0].job_id)] == [
        runs[1].no,
        runs[2].no,
    ]


def test_last_durations_leave_out_what_never_started(results, ask, job):
    for status in (Status.SUCCESS, Status.FAILURE):
        run = ask()
        results.mark_started(run.no, NOON, "box")
        results.close(run.no, ending(status))
    results.close(ask().no, ending(Status.REVOKED))
    ask()

    found = results.last_durations([job.id, "0" * 32])

    assert found[job.id] == [(2.0, Status.FAILURE), (2.0, Status.SUCCESS)]
    assert found["0" * 32] == []
    assert len(results.last_durations([job.id], 1)[job.id]) == 1


@pytest.mark.parametrize("order", RUN_ORDERS)
def test_runs_are_sorted_in_pages_and_each_is_there_once(results, ask, order):
    runs = [ask() for _ in range(5)]
    for at, run in enumerate(runs[1:]):
        results.mark_started(run.no, NOON, "w")
        results.close(run.no, ending(counts=LogCounts(info=at)))

    pages = [results.ordered(order, 2, start, descending=True) for start in (0, 2, 4, 6)]

    assert sorted(run.no for page in pages for run in page) == [run.no for run in runs]


def test_what_has_no_duration_yet_stands_last(results, ask):
    waiting, short, long = ask(), ask(), ask()
    for run, seconds in ((short, 1), (long, 9)):
        results.mark_started(run.no, NOON, "w")
        done = NOON + timedelta(seconds=seconds)
        results.close(run.no, Ending(status=Status.SUCCESS, date_done=done))

    up = results.ordered("duration", 9)
    down = results.ordered("duration", 9, descending=True)

    assert [run.no for run in up] == [short.no, long.no, waiting.no]
    assert [run.no for run in down] == [long.no, short.no, waiting.no]


def test_an_order_that_is_none_is_refused(results):
    with pytest.raises(ValueError, match="colour"):
        results.ordered("colour", 9)


def test_names_and_users_of_runs_come_newest_first(results, jobs, job):
    other = jobs.add("local", make_job("Backup"))
    for which, user in ((job, "root"), (other, "root"), (job, "ada")):
        results.create(which, user, {}, False, OPTIONS)

    assert results.names_and_users(9) == (["Audit", "Backup"], ["ada", "root"])
    assert [run.user for run in results.recent(9, name="Audit", user="ada")] == ["ada"]
