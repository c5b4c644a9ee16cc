"""The crash table as a pure decision."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from jobdesk.models.records import Claim, ResultNo, RunTail
from jobdesk.runner.recovery import Action, has_traces, plan_recovery

MOMENT = datetime(2026, 1, 1, tzinfo=UTC)
CLAIM = Claim(1, 1.0, MOMENT)


def record(**fields):
    return SimpleNamespace(
        **{"claim": None, "date_started": None, "stop_requested_by": "", **fields}
    )


def tail(**fields):
    return RunTail(ResultNo(1), **fields)


@pytest.mark.parametrize(
    ("given", "known", "journal", "secret", "expected"),
    [
        (record(), None, False, False, Action.DISPATCH),
        (record(), None, False, True, Action.AWAIT_SECRETS),
        (record(claim=CLAIM), None, False, False, Action.CLEAR_AND_DISPATCH),
        (record(claim=CLAIM), None, False, True, Action.REVOKE),
        (record(claim=CLAIM, stop_requested_by="a"), None, False, False, Action.REVOKE),
        (record(stop_requested_by="a"), None, False, False, Action.REVOKE),
        (record(claim=CLAIM), None, True, False, Action.FOLLOW),
        (record(claim=CLAIM), None, True, True, Action.FOLLOW),
        (record(claim=CLAIM, date_started=MOMENT), tail(), True, True, Action.FOLLOW),
        (record(date_started=MOMENT), tail(), False, False, Action.LOSE),
        (record(claim=CLAIM), tail(started_at=MOMENT), False, False, Action.LOSE),
        (record(date_started=MOMENT), tail(finished_json="{}"), True, False, Action.COPY_END),
        (record(date_started=MOMENT), tail(finished_json="{}"), False, True, Action.COPY_END),
    ],
)
def test_each_row_of_the_crash_table(given, known, journal, secret, expected):
    assert plan_recovery(given, known, has_journal=journal, is_secret=secret) is expected


def test_a_claimed_run_that_left_traces_is_lost_and_not_dispatched_again():
    for secret in (True, False):
        for given in (record(claim=CLAIM), record(claim=CLAIM, stop_requested_by="ann")):
            action = plan_recovery(
                given, None, has_journal=False, is_secret=secret, has_traces=True
            )
            assert action is Action.LOSE


def test_what_comes_before_the_worker_is_no_trace(tmp_path):
    (tmp_path / "inputs").mkdir()
    (tmp_path / "control").write_text("{}")
    assert not has_traces(tmp_path)
    assert not has_traces(tmp_path / "gone")

    (tmp_path / "stderr.log").write_text("")

    assert has_traces(tmp_path)


def test_a_run_with_a_journal_is_never_dispatched_again():
    for claim in (None, CLAIM):
        for moment in (None, MOMENT):
            for known in (None, tail(), tail(finished_json="{}")):
                for secret in (True, False):
                    for by in ("", "ann"):
                        given = record(claim=claim, date_started=moment, stop_requested_by=by)
                        action = plan_recovery(given, known, has_journal=True, is_secret=secret)
                        assert action in (Action.FOLLOW, Action.COPY_END)
