"""Lines as text: what is saved can be read again, and a file is whole or not there."""

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ui.log.memory_log import MemoryLog, make_line

from jobdesk.ui.log.copying import Cancelled, text_of, write_file

_words = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t"))


@given(st.lists(_words, min_size=1, max_size=4))
def test_cells_read_back_are_the_messages(messages):
    lines = [make_line(seq, message=message) for seq, message in enumerate(messages)]

    rows = list(csv.reader(io.StringIO(text_of(lines, "tsv"), newline=""), "excel-tab"))

    assert [row[4] for row in rows] == messages
    assert {len(row) for row in rows} == {6}


@given(_words)
def test_a_markdown_row_is_one_line_with_six_cells(message):
    text = text_of([make_line(1, message=message)], "markdown")
    row = text.splitlines()[2]

    assert len(text.splitlines()) == 3
    assert row.replace("\\\\", "").replace("\\|", "").count("|") == 7


def test_colours_stay_out_of_text_and_cells_but_not_of_json():
    lines = [make_line(1, message="\x1b[31mbad\x1b[0m")]

    for form in ("text", "tsv", "markdown", "message"):
        assert "\x1b" not in text_of(lines, form), form
        assert "bad" in text_of(lines, form)
    assert json.loads(text_of(lines, "json"))["message"] == "\x1b[31mbad\x1b[0m"


def test_only_the_rows_asked_for_are_written(tmp_path):
    file = tmp_path / "some.txt"

    assert write_file(file, MemoryLog(9000).slice, (range(1500, 4000),), "message") == 2500

    lines = file.read_text().splitlines()
    assert (lines[0], lines[-1], len(lines)) == ("line 1500", "line 3999", 2500)


def test_a_long_log_is_read_in_pages(tmp_path):
    log = MemoryLog(5500)

    write_file(tmp_path / "all.txt", log.slice, (range(5500),), "message")

    assert max(count for _, count in log.reads) == 1000


class FullDisk(Exception):
    """Stands for what a disk says in the middle of a file."""


@pytest.mark.parametrize("problem", [OSError(28, "No space left on device"), FullDisk()])
def test_a_problem_on_the_way_leaves_the_old_file_and_no_half_one(tmp_path, problem):
    file = tmp_path / "log.txt"
    file.write_text("old")

    def read(first, count):
        if first >= 2000:
            raise problem
        return MemoryLog(5000).slice(first, count)

    with pytest.raises(type(problem)):
        write_file(file, read, (range(5000),), "text")

    assert [each.name for each in tmp_path.iterdir()] == ["log.txt"]
    assert file.read_text() == "old"


def test_giving_up_ends_after_the_page_and_leaves_nothing(tmp_path):
    told = []

    def go_on(written):
        told.append(written)
        return len(told) < 2

    with pytest.raises(Cancelled):
        write_file(tmp_path / "x.txt", MemoryLog(9000).slice, (range(9000),), "text", go_on)

    assert told == [1000, 2000]
    assert list(tmp_path.iterdir()) == []


def test_rows_of_several_runs_are_written_in_order(tmp_path):
    file = tmp_path / "some.txt"

    assert write_file(file, MemoryLog(50).slice, (range(3), range(40, 42)), "message") == 5

    assert [line.split()[1] for line in file.read_text().splitlines()] == [
        *list("012"),
        "40",
        "41",
    ]
