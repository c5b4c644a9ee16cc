from datetime import datetime, timedelta

import pytest

from jobdesk.models.records import Status
from jobdesk.ui.find.asked import Asked, asked_of

NOW = datetime(2026, 11, 21, 9, 30).astimezone()
ASKED = Asked('"host key"', True, False, "id-1", "Backup", "Failed", "7 days")


def test_a_question_comes_back_as_it_was():
    assert asked_of(ASKED.to_text()) == ASKED


@pytest.mark.parametrize("text", ["", "{", "[]", "7", '{"text": 3, "other": true}'])
def test_what_is_no_question_is_an_empty_one(text):
    assert asked_of(text) == Asked()


def test_what_another_version_does_not_know_is_left_out():
    assert asked_of('{"text": "x", "regex": 1, "period": "Today"}') == Asked(
        "x", period="Today"
    )


def test_the_scope_is_that_of_the_search():
    scope = ASKED.scope(NOW)

    assert scope.job_id == "id-1"
    assert scope.status is Status.FAILURE
    assert scope.since == NOW - timedelta(days=7)


def test_today_begins_at_midnight():
    since = Asked("x", period="Today").scope(NOW).since

    assert since == datetime(2026, 11, 21).astimezone()


def test_any_is_no_limit():
    scope = Asked("x").scope(NOW)

    assert (scope.job_id, scope.status, scope.since) == (None, None, None)
    assert not Asked("x").has_scope


def test_a_regular_expression_is_one_term_of_the_language():
    asked = Asked("a/b or c", regex=True)

    assert asked.language == "/a\\/b or c/"
    assert Asked(asked.language).query.where == asked.query.where


def test_the_scope_is_told_in_words():
    assert ASKED.scope_words == "Backup, failed, last 7 days"
    assert Asked("x", period="Today").scope_words == "today"
    assert ASKED.without_scope() == Asked('"host key"', case_sensitive=True)
