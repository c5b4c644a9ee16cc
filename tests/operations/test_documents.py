import json
import math
from datetime import UTC, datetime

import pytest

from jobdesk.models.records import BrokenFile, JobError, LogLine, ResultNo
from jobdesk.operations.documents import (
    job_document,
    log_document,
    plain,
    refresh_document,
    result_document,
)
from jobdesk.operations.refresh import RefreshReport
from jobdesk.operations.runs import RunRequest, request_run


@pytest.mark.process
def test_a_job_document_is_plain_json(one):
    document = job_document(one)

    assert json.loads(json.dumps(document)) == document
    assert document["class_path"] == "mod.One"
    assert (document["runnable"], document["error"], document["last_result"]) == (
        True,
        None,
        None,
    )
    assert "variables" not in document
    detailed = job_document(one, detailed=True)
    assert detailed["variables"] == []
    assert detailed["source_values"]["name"] == "One job"


@pytest.mark.process
def test_a_result_document_is_plain_json(services, actor, one):
    record = request_run(services, actor, "mod.One", RunRequest())

    document = result_document(record)

    assert json.loads(json.dumps(document)) == document
    assert datetime.fromisoformat(document["date_created"]).tzinfo is not None
    assert (document["date_done"], document["duration"], document["inputs"]) == (None, None, {})
    assert list(document["log_counts"]) == [
        "debug", "info", "success", "warning", "failure", "error", "critical",
    ]  # fmt: skip
    last = job_document(services.jobs.by_id(one.id))["last_result"]
    assert (last["no"], last["status"]) == (record.no, "PENDING")


def test_a_log_document_has_the_fields_of_the_design():
    line = LogLine(
        ResultNo(1), 0, datetime(2026, 1, 2, tzinfo=UTC), "info", "run", "m", "o", "u"
    )

    assert log_document(line) == {
        "seq": 0,
        "created": "2026-01-02T00:00:00+00:00",
        "level": "info",
        "grouping": "run",
        "message": "m",
        "object": "o",
        "url": "u",
    }


def test_a_refresh_document_tells_file_line_and_message():
    broken = BrokenFile("local", "mod", JobError("/x/mod.py", 4, "bad", "trace"))

    document = refresh_document(RefreshReport(created=("a.A",), broken=(broken,)))

    assert document["created"] == ["a.A"]
    assert (
        document["broken"][0] | {"file": "/x/mod.py", "line": 4, "message": "bad"}
        == (document["broken"][0])
    )


def test_no_document_holds_a_nan():
    assert plain(
        {"a": [math.nan, math.inf, 1.5], 2: {"x"}, "d": datetime(2026, 1, 1, tzinfo=UTC)}
    ) == {
        "a": [None, None, 1.5],
        "2": ["x"],
        "d": "2026-01-01 00:00:00+00:00",
    }
