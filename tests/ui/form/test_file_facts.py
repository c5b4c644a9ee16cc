import hashlib
import os

import pytest

from jobdesk.ui.form.file_facts import guess_encoding, read_file_facts


def test_a_table_shows_its_head_and_first_rows(tmp_path):
    file = tmp_path / "plan.csv"
    file.write_text("a;b\n1;2\n\n3;4\n5;6\n7;ö\n", encoding="utf-8")

    facts = read_file_facts(file)

    assert facts.encoding == "UTF-8"
    assert facts.size == file.stat().st_size
    assert facts.sha256 == hashlib.sha256(file.read_bytes()).hexdigest()
    assert facts.preview.columns == ("a", "b")
    assert facts.preview.rows == (("1", "2"), ("3", "4"), ("5", "6"))
    assert facts.preview.row_count == 4


def test_a_text_shows_its_first_lines(tmp_path):
    file = tmp_path / "notes.txt"
    file.write_text("one\ntwo\n", encoding="utf-8")

    facts = read_file_facts(file)

    assert facts.preview.columns == ()
    assert facts.preview.rows == (("one",), ("two",))
    assert facts.preview.row_count == 2


def test_a_large_file_is_hashed_whole_and_counted_not_at_all(tmp_path):
    file = tmp_path / "large.csv"
    file.write_bytes(b"a,b\n" + b"1,2\n" * 600_000)

    facts = read_file_facts(file)

    assert facts.sha256 == hashlib.sha256(file.read_bytes()).hexdigest()
    assert facts.preview.row_count is None


def test_binary_data_has_no_preview(tmp_path):
    file = tmp_path / "image.csv"
    file.write_bytes(b"\x89PNG\0\0")

    facts = read_file_facts(file)

    assert facts.encoding == "binary"
    assert facts.preview is None


@pytest.mark.parametrize("content", [b"", b"\n", b'"', b"a\rb\r", b"," * 5000, b"\xef\xbb\xbf"])
@pytest.mark.parametrize("suffix", ["csv", "tsv", "txt"])
def test_no_content_breaks_the_preview(tmp_path, content, suffix):
    file = tmp_path / f"odd.{suffix}"
    file.write_bytes(content)

    assert read_file_facts(file).size == len(content)


@pytest.mark.parametrize(
    ("probe", "words"),
    [
        (b"plain", "ASCII"),
        ("grün".encode(), "UTF-8"),
        ("grün".encode("latin-1"), "Latin-1 or similar"),
        ("grün".encode("utf-16"), "UTF-16"),
        ("grün".encode("utf-8-sig"), "UTF-8 with mark"),
    ],
)
def test_the_encoding_is_guessed(probe, words):
    assert guess_encoding(probe, is_whole=True)[0] == words


def test_a_letter_cut_at_the_end_of_the_probe_is_still_utf_8():
    assert guess_encoding("grün".encode()[:3], is_whole=False)[0] == "UTF-8"


def test_reading_stops_when_the_facts_are_not_wanted_any_more(tmp_path):
    file = tmp_path / "large.bin"
    file.write_bytes(b"x" * 3_000_000)

    facts = read_file_facts(file, lambda: False)

    assert facts.size == 0


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path):
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)

    with pytest.raises(OSError, match="it is no file"):
        read_file_facts(pipe)


def test_how_much_is_read_of_how_much_is_told(tmp_path):
    file, told = tmp_path / "large.bin", []
    file.write_bytes(b"x" * 3_000_000)

    read_file_facts(file, tell=lambda done, whole: told.append((done, whole)))

    assert told[0] == (1024 * 1024, 3_000_000)
    assert told[-1] == (3_000_000, 3_000_000)
