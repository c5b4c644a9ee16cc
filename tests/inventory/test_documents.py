"""Files of objects, before they are compared with an inventory: what is wrong is told where."""

import io

import pytest

from jobdesk.errors import Refused
from jobdesk.inventory.exchange.documents import (
    Format,
    SheetWriter,
    format_of,
    joined,
    parse_sheet,
    read_sheet,
    separated,
)


def test_rows_are_counted_as_a_spreadsheet_does():
    sheet = parse_sheet('a,b\n1,"two\nlines"\n\n3,4\n', Format.CSV)
    assert sheet.columns == ("a", "b")
    assert [(row.number, row.values["a"]) for row in sheet.rows] == [(2, "1"), (4, "3")]
    assert sheet.rows[0].values["b"] == "two\nlines"


@pytest.mark.parametrize("text", ["a;b\n1;2\n", "a\tb\n1\t2\n", "\ufeffa,b\n1,2\n"])
def test_spreadsheets_of_other_countries_are_read(tmp_path, text):
    file = tmp_path / "x.csv"
    file.write_text(text, encoding="utf-8")
    assert read_sheet(file).rows[0].values == {"a": "1", "b": "2"}


@pytest.mark.parametrize(
    ("kind", "text", "told"),
    [
        (Format.CSV, "", "The text is empty; its first line should name the columns."),
        (Format.CSV, "a,b,a\n1,2,3\n", "The text: the column a is there twice."),
        (Format.CSV, "a,b\n1,2,3\n", "The text, row 2: 3 cells, but 2 columns have a title."),
        (Format.CSV, 'a,b\n"1,2\n', "The text, line 2: unexpected end of data."),
        (Format.JSON, "[{", "The text, line 1, column 3: Expecting property name"),
        (Format.JSON, '[{"a": NaN}]', "The text: NaN is no JSON."),
        (Format.JSON, "[" * 100_000, "is nested too deeply"),
        (Format.JSON, '{"a": 1}', "The text is no list of objects"),
        (Format.JSON, "[1]", "The text: number 1 is no object"),
        (Format.YAML, "a: [", "The text, line"),
        (Format.YAML, "!!python/object:os.system {}", "could not determine a constructor"),
        (Format.YAML, "- 1", "The text: number 1 is no object"),
    ],
)
def test_what_is_wrong_is_told_where(kind, text, told):
    with pytest.raises(Refused) as refusal:
        parse_sheet(text, kind)
    assert told in str(refusal.value)


def test_files_that_cannot_be_read_are_told(tmp_path):
    (tmp_path / "latin.csv").write_bytes("name\nMünchen\n".encode("latin-1"))
    with pytest.raises(Refused, match=r"latin.csv is not encoded in UTF-8 \(byte 7\)"):
        read_sheet(tmp_path / "latin.csv")
    with pytest.raises(Refused, match=r"gone\.csv cannot be read: No such file"):
        read_sheet(tmp_path / "gone.csv")
    with pytest.raises(Refused, match=r"ends in none of \.csv, \.json, \.yaml"):
        format_of(tmp_path / "x.xlsx")


@pytest.mark.parametrize("words", [["a"], ["a", "b c"], ["a,b", 'say "c"'], []])
def test_several_names_of_a_cell_come_apart_again(words):
    assert separated(joined(words)) == words


@pytest.mark.parametrize("kind", list(Format))
def test_a_file_without_objects_is_one_too(kind):
    out = io.StringIO()
    writer = SheetWriter(out, kind, ("a", "b"))
    writer.end()
    assert parse_sheet(out.getvalue(), kind).rows == ()


@pytest.mark.parametrize(
    ("kind", "text"), [(Format.CSV, "a\n" + "1\n" * 5000), (Format.YAML, "- a: 1\n" * 50_000)]
)
def test_reading_ends_when_nobody_wants_it(kind, text):
    looks = []

    def require():
        looks.append(1)
        if len(looks) == 3:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        parse_sheet(text, kind, require=require)
