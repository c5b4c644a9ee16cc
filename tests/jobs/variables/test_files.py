import csv
import hashlib
import io
from pathlib import Path

import pytest

from jobdesk.errors import VariableError
from jobdesk.jobs import DirectoryVar, FileVar


@pytest.fixture
def upload(tmp_path):
    path = tmp_path / "my file ü.txt"
    path.write_bytes("a,b\nß,d\n".encode())
    return path


@pytest.fixture
def file(upload):
    with FileVar().parse(str(upload)) as opened:
        yield opened


def test_a_file_has_name_size_and_place(file, upload):
    assert (file.name, file.size, file.path) == ("my file ü.txt", 9, str(upload))
    assert str(file) == file.name
    assert len(file) == 9
    assert bool(file)


def test_it_is_read_in_binary_and_again_from_the_start(file):
    body = file.read()
    file.seek(0)

    assert body == "a,b\nß,d\n".encode()
    assert list(file) == [b"a,b\n", "ß,d\n".encode()]


def test_it_comes_in_chunks_whatever_was_read_before(file):
    file.read(3)

    assert list(file.chunks(4)) == [b"a,b\n", b"\xc3\x9f,d", b"\n"]


def test_it_can_be_opened_anew(file):
    file.read()

    assert file.open().read(3) == b"a,b"
    with file.open("r") as text:
        assert text.read() == "a,b\nß,d\n"


def test_it_can_be_wrapped_as_text(file):
    rows = list(csv.reader(io.TextIOWrapper(file, encoding="utf-8")))

    assert rows == [["a", "b"], ["ß", "d"]]


def test_it_does_the_rest_of_a_stream(file):
    assert file.readline() == b"a,b\n"
    assert file.tell() == 4
    assert file.closed is False
    file.close()
    assert file.closed is True


def test_only_its_fingerprint_is_kept(file, upload):
    kept = FileVar().serialize(file)

    assert kept == {
        "name": "my file ü.txt",
        "size": 9,
        "sha256": hashlib.sha256(upload.read_bytes()).hexdigest(),
    }
    assert FileVar().to_wire(file) == kept | {"path": str(upload)}


def test_the_worker_reads_it_where_it_was_put_under_its_own_name(tmp_path, upload):
    staged = tmp_path / "0001"
    staged.write_bytes(upload.read_bytes())

    with FileVar(extensions=["txt"]).parse({"path": str(staged), "name": "list.txt"}) as file:
        assert (file.name, file.path) == ("list.txt", str(staged))


def test_a_name_with_folders_loses_them(upload):
    assert (
        FileVar().parse({"path": str(upload), "name": "../../etc/list.txt"}).name == "list.txt"
    )


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda p: p / "absent.txt", ["absent.txt", "read"]),
        (lambda p: p, ["folder"]),
        (lambda p: {"name": "old.txt", "size": 3, "sha256": "x"}, ["again"]),
        (lambda p: 5, ["path"]),
        (lambda p: "null\0", ["path"]),
        (lambda p: {"path": ["a"]}, ["path"]),
        (lambda p: "\ud800", []),
    ],
    ids=["absent", "folder", "not kept", "number", "null", "list", "half"],
)
def test_a_file_that_cannot_be_read(tmp_path, make, words):
    with pytest.raises(VariableError) as refusal:
        FileVar().parse(
            make(tmp_path) if not isinstance(make(tmp_path), Path) else str(make(tmp_path))
        )

    assert all(word in str(refusal.value) for word in words)


def test_an_empty_file_is_refused(tmp_path):
    (tmp_path / "empty.txt").touch()

    with pytest.raises(VariableError, match="empty"):
        FileVar().parse(tmp_path / "empty.txt")


@pytest.mark.parametrize(
    ("name", "body", "word"),
    [("a.exe", b"x", ".csv"), ("a.csv", b"x" * 21, "20"), ("csv", b"x", ".csv")],
)
def test_extension_and_size_are_limited(tmp_path, name, body, word):
    (tmp_path / name).write_bytes(body)

    with pytest.raises(VariableError, match=word):
        FileVar(extensions=["csv", ".TXT"], max_size=20).parse(tmp_path / name)


def test_the_limit_itself_and_capitals_pass(tmp_path):
    (tmp_path / "A.CSV").write_bytes(b"x" * 20)

    assert FileVar(extensions=[".csv"], max_size=20).parse(tmp_path / "A.CSV").size == 20


def test_no_file_is_none():
    assert FileVar(required=False).parse(None) is None
    assert FileVar().describe()["default"] is None


def test_a_folder_is_an_absolute_path(tmp_path):
    folder = DirectoryVar().parse(str(tmp_path))

    assert folder == tmp_path
    assert folder.is_absolute()
    assert DirectoryVar().serialize(folder) == str(tmp_path)


@pytest.mark.parametrize("raw", ["/no/such/folder", 5, "a\0b", "\ud800"])
def test_no_folder(raw):
    with pytest.raises(VariableError):
        DirectoryVar().parse(raw)
