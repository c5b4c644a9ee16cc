"""What the gauges of a run say."""

from dataclasses import replace

import pytest

from jobdesk.models.records import Progress, RunOptions
from jobdesk.ui.runs import gauge_words as gauges
from jobdesk.ui.runs.gauge_words import Usual


@pytest.fixture
def record(desk):
    return desk.services.results.by_no(desk.ask(desk.job()).no)


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
    gauge = gauges.progress_gauge(progress, elapsed)

    assert (gauge.title, gauge.right) == said[:2]
    assert said[2] in gauge.below


def test_without_progress_there_is_no_gauge():
    assert gauges.progress_gauge(None, 10) is None


def test_an_unknown_total_has_no_share():
    assert gauges.progress_gauge(Progress(5, None, ""), 10).share is None


@pytest.mark.parametrize(
    ("elapsed", "token", "words"),
    [
        (239, "run", "stops itself at 5:00, is killed at 10:00"),
        (240, "warnFill", "Near its limit: stops itself in 1:00"),
        (299, "warnFill", "Near its limit: stops itself in 0:01"),
        (330, "warnFill", "Past its soft limit: killed in 4:30"),
        (600, "badFill", "is being killed: hard limit"),
    ],
)
def test_time_near_a_limit_is_told_in_colour_and_in_words(record, elapsed, token, words):
    gauge = gauges.elapsed_gauge(record, elapsed)

    assert (gauge.token, gauge.right) == (token, words)
    assert gauge.tone == {"run": "text2", "warnFill": "warn", "badFill": "bad"}[token]


@pytest.mark.parametrize(
    ("soft", "hard", "elapsed", "words"),
    [
        (0, 600, 500, "Near its limit: killed in 1:40"),
        (300, 0, 250, "Near its limit: stops itself in 0:50"),
        (300, 0, 301, "Past its soft limit"),
    ],
)
def test_one_limit_alone_is_told_too(record, soft, hard, elapsed, words):
    record = replace(record, options=RunOptions("default", soft, hard))

    assert gauges.elapsed_gauge(record, elapsed).right == words


@pytest.mark.parametrize(
    ("usual", "elapsed", "words"),
    [
        (Usual(180, 20), 60, ("About 2 min left", "by its last 20 runs", pytest.approx(1 / 3))),
        (Usual(180, 20), 150, ("About 30 s left", "by its last 20 runs", pytest.approx(5 / 6))),
        (Usual(130, 5), 131, ("Longer than usual", "usually 2:10, by its last 5 runs", 1.0)),
        (Usual(9000, 4), 0, ("About 2 h 30 min left", "by its last 4 runs", 0.0)),
    ],
)
def test_without_progress_the_last_runs_tell_what_is_left(usual, elapsed, words):
    gauge = gauges.progress_gauge(None, elapsed, usual)

    assert (gauge.title, gauge.right, gauge.share) == words


@pytest.mark.parametrize("usual", [None, Usual(180, 2), Usual(0.2, 20)])
def test_too_little_is_known_for_a_guess(usual):
    assert gauges.progress_gauge(None, 10, usual) is None


def test_progress_says_more_than_the_last_runs():
    gauge = gauges.progress_gauge(Progress(1, 2, ""), 10, Usual(180, 20))

    assert gauge.title == "1 of 2"


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

    assert gauges.elapsed_gauge(record, 30).right == right
    assert [share for share, _, _ in gauges.limit_marks(record)] == marks


def test_without_limits_the_bar_has_no_share(record):
    record = replace(record, options=RunOptions("default", 0, 0))

    assert gauges.elapsed_gauge(record, 30).share is None


def test_what_a_run_waits_for_before_it_did_anything_is_its_gauge():
    waiting = Progress(0, None, "Copying the inventory for the preview")

    assert gauges.progress_gauge(waiting, 1).title == "Copying the inventory for the preview"
    assert gauges.progress_gauge(Progress(0, None, ""), 1) is None  # the waiting is over
