import csv
import io
import json

import pytest

from jobdesk.errors import InputErrors
from jobdesk.models.plans import TailUpdate
from jobdesk.models.records import LEVEL_NUMBERS, ResultNo, RunTail
from jobdesk.operations.logs import LogFilter, export_lines, line_count, log_lines

NO = ResultNo(7)
ROWS = [
    (1_000_000 * n, number, "post_run", f"level {name}, needle-{name}", "", "")
    for n, (name, number) in enumerate(LEVEL_NUMBERS.items())
] + [(9_000_000, 20, "run", 'comma, "quote"\nsecond line; 100 % _tail\'', "sw1", "/x")]


@pytest.fixture
def log(services):
    services.logs.append([TailUpdate(RunTail(no=NO, lines=len(ROWS)), 0, ROWS)])
    return services


def messages(services, **wanted):
    return [line.message for line in log_lines(services, NO, LogFilter(**wanted))]


def test_lines_come_whole_and_in_order(log):
    assert line_count(log, NO) == len(ROWS)
    assert [line.seq for line in log_lines(log, NO)] == list(range(len(ROWS)))
    assert [line.seq for line in log_lines(log, NO, first=2, stop=5)] == [2, 3, 4]
    assert line_count(log, 99) == 0


def test_a_level_shows_itself_and_what_is_above(log):
    levels = {line.level for line in log_lines(log, NO, LogFilter(level="failure"))}

    assert levels == {"failure", "error", "critical"}


def test_an_unknown_level_or_format_is_refused(log):
    with pytest.raises(InputErrors, match="loud"):
        list(log_lines(log, NO, LogFilter(level="loud")))
    with pytest.raises(InputErrors, match="xml"):
        export_lines(log, NO, "xml")


def test_text_is_sought_in_any_case_and_together_with_the_level(log):
    assert messages(log, search="NEEDLE-Failure") == ["level failure, needle-failure"]
    assert messages(log, search="needle", level="error") == [
        "level error, needle-error",
        "level critical, needle-critical",
    ]


@pytest.mark.parametrize("text", ["%", "_", "needle%error", "'", "no such text"])
def test_text_is_taken_literally(log, text):
    assert messages(log, search=text) == [row[3] for row in ROWS if text in row[3]]


def test_json_is_one_object_per_line(log):
    lines = "".join(export_lines(log, NO, "json")).split("\n")

    assert lines.pop() == ""
    assert [json.loads(line)["message"] for line in lines] == [row[3] for row in ROWS]


def test_csv_is_read_back_by_a_csv_reader(log):
    text = "".join(export_lines(log, NO, "csv"))

    records = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [record["message"] for record in records] == [row[3] for row in ROWS]
    assert "".join(export_lines(log, NO, "csv", header=False)) == text.partition("\n")[2]


def test_text_shows_level_grouping_object_and_message(log):
    last = list(export_lines(log, NO, "text"))[-1]

    assert "info" in last
    assert 'run: [sw1] comma, "quote"' in last


def test_many_lines_are_streamed_in_pages(services):
    rows = [(n, 20, "run", f"line {n}", "", "") for n in range(5_000)]
    services.logs.append([TailUpdate(RunTail(no=NO, lines=5_000), 0, rows)])

    assert len(list(log_lines(services, NO))) == 5_000
    assert len(list(log_lines(services, NO, LogFilter(search="line")))) == 5_000
