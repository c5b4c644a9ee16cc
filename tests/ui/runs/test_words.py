"""What the Run page says."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from jobdesk.models.records import RunOptions, Status
from jobdesk.ui.runs import words

NOW = datetime(2026, 11, 16, 14, 0, tzinfo=UTC)


@pytest.fixture
def record(desk):
    made = desk.services.results.by_no(desk.ask(desk.job()).no)
    return replace(made, date_created=NOW, user="m.rossi", code_version="a41f9c2d0e11")


def test_without_limits_the_sentence_says_so(record):
    record = replace(record, options=RunOptions("default", 0, 0))

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
    assert " · asked for by run 12 · queue default" in said(later, asked_by=12)


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


def test_the_report_has_no_inputs(record):
    said = words.report_text(replace(record, inputs={"token": "geheim"}, traceback="Boom"))

    assert "geheim" not in said
    assert said.endswith("\n\nBoom\n")


def test_a_run_of_a_hook_has_a_change_instead_of_inputs(record):
    secret, hook = words.not_kept_words(record), replace(record, change_id="a change")

    assert secret[0] == "Inputs were not kept"
    assert words.not_kept_words(hook)[0] == "Asked for by a change"
