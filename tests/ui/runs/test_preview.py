"""What is shown of an output file."""

import pytest
from PySide6.QtCore import QBuffer, QByteArray
from PySide6.QtGui import QImage

from jobdesk.models.records import RunFile
from jobdesk.ui.runs.pictures import picture_from
from jobdesk.ui.runs.preview import SHOWN_BYTES, decoded, hex_text, read_preview

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20">%s</svg>'


@pytest.fixture
def preview(tmp_path):
    folder = tmp_path / "runs" / "7" / "files"
    folder.mkdir(parents=True)

    def preview_(name, data):
        (folder / name).write_bytes(data)
        return read_preview(tmp_path, RunFile(name, len(data), f"runs/7/files/{name}"))

    return preview_


def png(width=30, height=20):
    picture = QImage(width, height, QImage.Format.Format_RGB32)
    picture.fill(0)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")
    return bytes(data)


@pytest.mark.parametrize(
    ("name", "data", "views"),
    [
        ("a.csv", b"a,b\n1,2\n", ("table", "raw")),
        ("a.json", b'{"a": [1]}', ("tree", "raw")),
        ("a.json", b'{"a": ', ("raw",)),
        ("a.ndjson", b'{"a": 1}\n{"a": 2}\n', ("table", "tree", "raw")),
        ("a.md", b"# A\n", ("document", "raw")),
        ("a.txt", b"text", ("raw",)),
        ("a.html", b"<script>alert(1)</script>", ("raw",)),
        ("a.png", png(), ("picture",)),
        ("a.png", b"no picture", ("raw",)),
        ("a.svg", SVG % b'<rect width="9" height="9"/>', ("picture", "raw")),
        ("a.bin", b"\0\1\2", ("raw",)),
        ("a.txt", b"", ("raw",)),
    ],
)
def test_a_file_is_shown_as_what_it_is(preview, name, data, views):
    assert tuple(preview(name, data).views) == views


def test_only_the_first_megabyte_is_read_and_said_so(preview):
    content = preview("a.log", b"x" * (SHOWN_BYTES + 5))

    assert len(content.text) == SHOWN_BYTES
    assert content.said == "The first 1 MB of 1 MB, UTF-8"


def test_a_long_table_ends_with_a_whole_row(preview):
    content = preview("a.csv", b"a,b\n" + b"1234,5678\n" * 110_000)

    assert list(content.grid.rows[-1]) == ["1234", "5678"]


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        ("ä".encode(), "ä", "UTF-8"),
        (b"\xef\xbb\xbfa", "a", "UTF-8"),
        ("ä".encode("utf-16"), "ä", "UTF-16"),
        (b"\xe4 and more", "ä and more", "Windows-1252"),
        (b"\0\1", None, ""),
    ],
)
def test_the_encoding_is_found(data, text, encoding):
    assert decoded(data, is_cut=False) == (text, encoding)


def test_a_letter_that_was_cut_is_left_out():
    assert decoded("aä".encode()[:-1], is_cut=True) == ("a", "UTF-8")


def test_bytes_are_dumped():
    assert hex_text(b"ab\0").split() == ["000000", "61", "62", "00", "ab."]


@pytest.mark.parametrize(
    "inside",
    [
        b'<image href="file:///etc/passwd"/>',
        b'<image xlink:href="https://example.invalid/x.png" xmlns:xlink="x"/>',
        b'<rect style="fill: url(https://example.invalid/x)"/>',
        b"<style>@import 'x.css';</style>",
    ],
)
def test_a_drawing_that_refers_elsewhere_is_text(preview, inside):
    content = preview("a.svg", SVG % inside)

    assert tuple(content.views) == ("raw",)
    assert "refers to other files" in content.said


def test_a_drawing_with_entities_is_text(preview):
    data = b'<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG % b"&a;"

    assert tuple(preview("a.svg", data).views) == ("raw",)


def test_a_drawing_that_multiplies_itself_is_not_drawn():
    levels = b"".join(
        b'<g id="l%d">%s</g>' % (at, b'<use href="#l%d"/>' % (at - 1) * 10)
        for at in range(1, 9)
    )

    picture, problem = picture_from(SVG % (b'<rect id="l0"/>' + levels), ".svg")

    assert picture is None
    assert problem == "too many parts to be drawn"


def test_a_drawing_that_contains_itself_is_not_drawn():
    picture, _ = picture_from(SVG % b'<g id="a"><use href="#a"/></g>', ".svg")

    assert picture is None


def test_parts_used_again_are_fine():
    inside = b'<rect id="r" width="2" height="2"/>' + b'<use href="#r" x="4"/>' * 50

    assert picture_from(SVG % inside, ".svg")[0] is not None


def test_a_wide_picture_is_made_smaller_while_it_is_read():
    picture, _ = picture_from(png(6000, 40), ".png")

    assert picture.width() == 2400
