import json
import math
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import insert
from sqlalchemy.dialects.sqlite import dialect

from jobdesk.models.desk import USER
from jobdesk.models.types import (
    JsonDocument,
    JsonText,
    PlainText,
    UtcDateTime,
    UuidText,
    write_json,
)

SQLITE = dialect()
NAIVE = datetime(2024, 5, 1, tzinfo=UTC).replace(tzinfo=None)


def test_a_time_is_stored_in_utc_and_comes_back_aware():
    column = UtcDateTime()
    at = datetime(2024, 5, 1, 14, 0, 0, 5, tzinfo=timezone(timedelta(hours=2)))

    stored = column.process_bind_param(at, SQLITE)
    back = column.process_result_value(stored, SQLITE)

    assert stored == datetime(2024, 5, 1, 12, 0, 0, 5, tzinfo=UTC).replace(tzinfo=None)
    assert back == at
    assert back.tzinfo is UTC


def test_a_time_without_offset_is_refused():
    with pytest.raises(ValueError, match="without an offset"):
        UtcDateTime().process_bind_param(NAIVE, SQLITE)


def test_a_whole_second_keeps_its_six_digits(desk):
    with desk.writing() as connection:
        connection.execute(
            insert(USER).values(
                id="a",
                username="u",
                is_superuser=False,
                created=datetime(2024, 5, 1, tzinfo=UTC),
            )
        )

    [(created,)] = desk.rows("SELECT created FROM user")
    assert created == "2024-05-01 00:00:00.000000"


def test_a_uuid_loses_its_dashes_in_the_file_only():
    column = UuidText()
    text = "fafea5ea-fac0-4879-9027-cf62510d3b5b"

    stored = column.process_bind_param(text.upper(), SQLITE)

    assert stored == "fafea5eafac048799027cf62510d3b5b"
    assert column.process_result_value(stored, SQLITE) == text


@pytest.mark.parametrize(
    "value", [0, 12, 10**30, 1.5, "text", "", True, [], [1], {}, {"a": [None]}]
)
def test_a_json_value_comes_back_as_it_was(value):
    column = JsonText()

    assert (
        column.process_result_value(column.process_bind_param(value, SQLITE), SQLITE) == value
    )


def test_numbers_that_json_does_not_have_become_null():
    assert json.loads(write_json({"a": [math.nan, math.inf, 1.0]})) == {"a": [None, None, 1.0]}


def test_text_that_utf8_cannot_hold_is_spelled_out():
    assert PlainText().process_bind_param("a\ud800b", SQLITE) == "a\\ud800b"
    assert PlainText().process_bind_param("grün", SQLITE) == "grün"


def test_a_json_document_reads_like_a_dictionary():
    document = JsonDocument('{"variables": [1], "line": 3}')

    assert document == {"variables": [1], "line": 3}
    assert dict(document) == {"variables": [1], "line": 3}
    assert document.get("nothing", 5) == 5
    assert len(document) == 2
