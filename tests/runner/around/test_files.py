"""Output files: names that stay in the folder, writers, limits."""

import csv
import json
import zipfile
from pathlib import Path

import pytest

from jobdesk.runner.around.files import MAX_WHOLE_BYTES, RunFiles, plain_name


@pytest.fixture
def told():
    return []


@pytest.fixture
def files(tmp_path, told):
    return RunFiles(str(tmp_path), told.append)


def bodies(told):
    return [Path(f.path).read_bytes() for f in told]


def test_text_and_bytes_are_kept_and_twice_is_two(files, told):
    files.create("text.txt", "grüße\n")
    files.create("data.bin", bytearray(range(256)))
    files.create("twice.tar.gz", "one")
    files.create("twice.tar.gz", "two")

    assert [f.name for f in told] == ["text.txt", "data.bin", "twice.tar.gz", "twice.tar.gz"]
    assert bodies(told) == ["grüße\n".encode(), bytes(range(256)), b"one", b"two"]
    assert [f.size for f in told] == [len(b) for b in bodies(told)]
    assert told[3].path.endswith("twice-2.tar.gz")


@pytest.mark.parametrize(
    "name", ["../x", "/etc/x", "a/../../x", "", "..", ".", "C:\\x", "\\\\host\\x", "a\0b", "/"]
)
def test_a_name_that_leads_elsewhere_is_refused_in_words(files, told, tmp_path, name):
    with pytest.raises(ValueError, match="no name for an output file"):
        files.create(name, "x")

    assert not told
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("ge-0/0/1.txt", "ge-0_0_1.txt"),
        ("a\\b:c?.txt", "a_b_c_.txt"),
        ("line\nbreak.txt", "line_break.txt"),
        (".hidden", ".hidden"),
        ("日本 😀.txt", "日本 😀.txt"),
    ],
)
def test_folders_and_odd_characters_are_flattened(name, shown):
    assert plain_name(name) == shown


def test_a_long_name_keeps_its_extension():
    name = plain_name("é" * 300 + ".csv")

    assert name.endswith("é.csv")
    assert len(name.encode()) <= 120


def test_whole_content_has_a_limit_and_a_writer_has_none(files, told):
    files.create("fits.bin", b"x" * MAX_WHOLE_BYTES)
    with pytest.raises(ValueError, match=r"10,485,760 at once.*writer"):
        files.create("big.bin", b"x" * (MAX_WHOLE_BYTES + 1))
    with files.create("streamed.bin", None) as writer:
        for _ in range(11):
            writer.write(b"x" * 1024**2)

    assert [(f.name, f.size) for f in told] == [
        ("fits.bin", MAX_WHOLE_BYTES),
        ("streamed.bin", 11 * 1024**2),
    ]


def test_libraries_can_write_into_a_writer(files, told):
    with files.create("table.csv", None) as writer:
        csv.writer(writer).writerows([["a", "ü"], [1, 2]])
    with files.create("data.json", None) as writer:
        json.dump({"a": 1}, writer)
    with files.create("archive.zip", None) as writer, zipfile.ZipFile(writer, "w") as archive:
        archive.writestr("inside.txt", "text")

    assert bodies(told)[0] == "a,ü\r\n1,2\r\n".encode()
    assert json.loads(bodies(told)[1]) == {"a": 1}
    with zipfile.ZipFile(told[2].path) as archive:
        assert archive.read("inside.txt") == b"text"
    assert told[0].size == len(bodies(told)[0])


def test_a_writer_left_open_is_completed_at_the_end(files, told):
    writer = files.create("open.txt", None)
    writer.writelines(["a", b"b"])
    assert not told

    files.close()
    writer.close()

    assert bodies(told) == [b"ab"]
    assert writer.closed
