"""What the Run page says."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from jobdesk.models.records import LogCounts, Progress, RunFile, RunOptions, Status
from jobdesk.ui.runs import words

NOW = datetime(2026, 11, 16, 14, 0, tzinfo=UTC)


@pytest.fixture
def record(desk):
    made = desk.services.results.by_no(desk.ask(desk.job()).no)
    return replace(made, date_created=NOW, user="m.rossi", code_version="a41f9c2d0e11")


@pytest.mark.parametrize(
    ("progress", "elapsed", "said"),
    [
        (Progress(318, 512, "now ber-acc-19"), 178, ("318 of 512", "62 %", "about 1:49 left")),
        (Progress(512, 512, ""), 178, ("512 of 512", "100 %", "")),
        (Progress(0, 512, ""), 178, ("0 of 512", "0 %", "")),
        (Progress(700, 512, ""), 178, ("700 of 512", "100 %", "")),
        (Progress(0.5, 2, ""), 1, ("0.5 of 2", "25 %", "")),
        (Progress(1234, None, "reading"), 9, ("1,234 done", "", "reading")),
    ],
)
def test_progress_is_said_with_what_is_left(progress, elapsed, said):
    gauge = words.progress_gauge(progress, elapsed)

    assert (gauge.title, gauge.right) == said[:2]
    assert said[2] in gauge.below


def test_without_progress_there_is_no_gauge():
    assert words.progress_gauge(None, 10) is None


def test_an_unknown_total_has_no_share():
    assert words.progress_gauge(Progress(5, None, ""), 10).share is None


@pytest.mark.parametrize(
    ("elapsed", "token"), [(10, "run"), (240, "warnFill"), (599, "warnFill"), (600, "badFill")]
)
def test_time_turns_amber_near_the_soft_limit_and_red_at_the_hard_one(record, elapsed, token):
    assert words.elapsed_gauge(record, elapsed).token == token


@pytest.mark.parametrize(
    ("soft", "hard", "right", "marks"),
    [
        (300, 600, "stops itself at 5:00, is killed at 10:00", [0.5, 1.0]),
        (0, 600, "is killed at 10:00", [1.0]),
        (300, 0, "stops itself at 5:00", [1.0]),
        (0, 0, "", []),
    ],
)
def test_only_limits_there_are_get_a_mark(record, soft, hard, right, marks):
    record = replace(record, options=RunOptions("default", soft, hard))

    assert words.elapsed_gauge(record, 30).right == right
    assert [share for share, _, _ in words.limit_marks(record)] == marks


def test_without_limits_the_bar_has_no_share(record):
    record = replace(record, options=RunOptions("default", 0, 0))

    assert words.elapsed_gauge(record, 30).share is None
    assert words.limits_sentence(record) == "none"


def test_the_line_under_the_title_tells_how_a_run_is(record):
    started = NOW + timedelta(seconds=2)
    done = started + timedelta(seconds=1.3)
    later = NOW + timedelta(days=2)

    def said(now=NOW, **more):
        return " · ".join(words.meta_words(replace(record, **more), now))

    waiting = said(NOW + timedelta(seconds=33))
    assert waiting == "waiting for 0:33, asked by m.rossi · queue default · code a41f9c2"
    running = said(status=Status.STARTED, date_started=started)
    assert running.endswith("by m.rossi · queue default · code a41f9c2")
    assert running.startswith("started ")
    ended = said(later, status=Status.SUCCESS, date_started=started, date_done=done)
    assert "Mon 16 Nov" in ended
    assert ", 1.3 s · m.rossi" in ended


def test_the_banner_tells_failures_and_cancellations_only(record):
    assert words.banner_words(record) is None
    assert words.banner_words(replace(record, status=Status.SUCCESS)) is None

    failed = replace(record, status=Status.FAILURE, reason="no such port\nrow 31\n  of 46")
    assert words.banner_words(failed) == ("bad", "No such port.", "row 31 of 46")

    revoked = replace(record, status=Status.REVOKED, reason="cancelled by k.tanaka")
    assert words.banner_words(revoked) == ("info", "Cancelled by k.tanaka.", "")


@pytest.mark.parametrize(
    ("size", "said"),
    [(0, "0 bytes"), (1, "1 byte"), (812, "812 bytes"), (1_400_000, "1.4 MB"), (2e12, "2 TB")],
)
def test_sizes_are_said_in_the_unit_people_read(size, said):
    assert words.size_text(size) == said


def test_a_stop_that_was_asked_for_is_said_until_the_end(record):
    asked = replace(record, status=Status.STARTED, stop_requested_by="k.tanaka")

    assert words.stop_words(asked) == "Cancelling, asked by k.tanaka"
    killed = replace(asked, kill_requested=True)
    assert words.stop_words(killed) == "Being killed, asked by k.tanaka"
    assert words.stop_words(replace(killed, status=Status.REVOKED)) == ""


def test_deleting_many_says_how_much_goes(record):
    counts, files = LogCounts(info=1), (RunFile("a", 1, "a"), RunFile("b", 1, "b"))
    one = replace(record, log_counts=counts, files=files)

    assert words.delete_words([one])[1].endswith(
        "its record, 1 log line and 2 files are deleted."
    )
    assert words.delete_words([one, one]) == (
        "Delete 2 runs?",
        "Their records, 2 log lines and 4 files are deleted.",
        "Delete 2 runs",
    )


def test_the_report_has_no_inputs(record):
    said = words.report_text(replace(record, inputs={"token": "geheim"}, traceback="Boom"))

    assert "geheim" not in said
    assert said.endswith("\n\nBoom\n")
