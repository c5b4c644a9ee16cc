"""What a run wrote is read; what it points at is not."""

import os
import zipfile

import pytest

from jobdesk.errors import JobDeskError
from jobdesk.models.records import RunFile
from jobdesk.ui.runs.plain_files import opened, place_of, plain_names
from jobdesk.ui.runs.zipping import ZipCancelled, ZipJob


@pytest.fixture
def home(tmp_path):
    folder = tmp_path / "home" / "runs" / "7" / "files"
    folder.mkdir(parents=True)
    (folder / "a.txt").write_text("hello")
    (tmp_path / "secret").write_text("secret")
    return tmp_path / "home"


def file(name, size=5):
    return RunFile(name, size, f"runs/7/files/{name}")


def words(home, wanted):
    with pytest.raises(JobDeskError) as told:
        place_of(home, wanted)
    return str(told.value)


def test_a_plain_file_is_read(home):
    with opened(home, file("a.txt")) as stream:
        assert stream.read() == b"hello"


@pytest.mark.parametrize(
    "path",
    [
        "../secret",
        "runs/7/files/../../../../secret",
        "/etc/passwd",
        "runs/7/journal.ndjson",
        "runs/7/files/..",
        "desk.db",
    ],
)
def test_a_path_outside_the_folder_is_refused(home, path):
    assert "does not lie in the folder" in words(home, RunFile("x", 1, path))


def test_a_link_is_not_followed(home):
    (home / "runs/7/files/link").symlink_to(home.parent / "secret")

    assert "is a link to another place" in words(home, file("link"))


def test_a_folder_that_is_a_link_is_not_followed(home, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "x").write_text("x")
    (home / "runs" / "8").mkdir()
    (home / "runs/8/files").symlink_to(elsewhere)

    assert "is a link to another place" in words(home, RunFile("x", 1, "runs/8/files/x"))


def test_a_workspace_behind_a_link_is_fine(home, tmp_path):
    (tmp_path / "link").symlink_to(home)

    assert place_of(tmp_path / "link", file("a.txt")).read_text() == "hello"


def test_a_pipe_is_not_waited_for(home):
    os.mkfifo(home / "runs/7/files/pipe")

    assert words(home, file("pipe")) == "pipe is no plain file; it is not opened."


def test_what_is_gone_is_told(home):
    assert words(home, file("gone")) == "gone is not there any more."


def test_names_in_a_zip_lead_nowhere_and_are_there_once():
    files = [RunFile(name, 1, "x") for name in ("../a.txt", "a.txt", "A.txt", "..", "b/c")]

    assert [name for _, name in plain_names(files)] == [
        "_a.txt",
        "a.txt",
        "A (2).txt",
        "file",
        "b_c",
    ]


def test_a_zip_holds_every_file(home, tmp_path):
    job = ZipJob(home, [file("a.txt"), file("gone")], tmp_path / "all.zip")

    assert job.work() == 1
    assert job.left_out == ["gone is not there any more."]
    with zipfile.ZipFile(tmp_path / "all.zip") as archive:
        assert archive.read("a.txt") == b"hello"


def test_a_cancelled_zip_leaves_nothing(home, tmp_path):
    (tmp_path / "all.zip").write_text("an older one")
    job = ZipJob(home, [file("a.txt")], tmp_path / "all.zip")
    job.cancel()

    with pytest.raises(ZipCancelled):
        job.work()

    assert (tmp_path / "all.zip").read_text() == "an older one"
    assert list(tmp_path.glob(".all*")) == []


def test_a_zip_that_cannot_be_written_says_why(home, tmp_path):
    job = ZipJob(home, [file("a.txt")], tmp_path / "missing" / "all.zip")

    with pytest.raises(JobDeskError, match=r"all\.zip was not saved: "):
        job.work()
