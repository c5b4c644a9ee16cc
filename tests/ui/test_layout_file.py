"""What is written of the looks is what Qt reads."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QByteArray, QSettings, QSize

from jobdesk.ui.layout_file import write_ini

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
KEYS = st.from_regex(r"[a-zäλ@][a-z0-9 =%ä._-]{0,6}(/[a-z0-9 ;]{1,6}){0,2}", fullmatch=True)
LISTS = st.lists(TEXT, min_size=2, max_size=3)
BYTES = st.binary().map(QByteArray)
VALUES = st.one_of(TEXT, BYTES, LISTS, st.none(), st.integers(0, 9).map(lambda n: f"@{n}"))


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    return tmp_path_factory.mktemp("looks") / "window.ini"


@given(values=st.dictionaries(KEYS, VALUES, max_size=6))
def test_qt_reads_what_was_written(file, values):
    write_ini(file, values)

    read = QSettings(str(file), QSettings.Format.IniFormat)

    assert read.status() == QSettings.Status.NoError
    assert {key: read.value(key) for key in read.allKeys()} == values
    file.unlink()
    read.sync()  # Qt keeps what it has read of a file


def test_numbers_switches_and_sizes_are_read_as_such(file):
    write_ini(file, {"a/on": True, "a/off": False, "b": 12, "c/d/e": 1.5, "s": QSize(640, 480)})

    read = QSettings(str(file), QSettings.Format.IniFormat)

    assert read.value("a/on", type=bool) is True
    assert read.value("a/off", True, type=bool) is False
    assert read.value("b", type=int) == 12
    assert read.value("c/d/e", type=float) == 1.5
    assert read.value("s") == QSize(640, 480)


def test_what_cannot_be_kept_is_said(file):
    with pytest.raises(TypeError, match="a set is not kept among the looks"):
        write_ini(file, {"a": {1}})
