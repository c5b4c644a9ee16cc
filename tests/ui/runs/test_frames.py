"""Frames of a traceback, their source, and the editor."""

import os

import pytest

from jobdesk.errors import JobDeskError
from jobdesk.settings import load_settings
from jobdesk.ui.runs.editor import editor_command
from jobdesk.ui.runs.frames import Frame, fold_words, frames_of, read_source
from jobdesk.ui.runs.frames_model import Fold, FramesModel

TEXT = """Traceback (most recent call last):
  File "/srv/jobs/sites/branch.py", line 58, in run
    self._cable(row)
    ~~~~~~~~~~~^^^^^
  File "/usr/lib/python3/site-packages/netaddr/ip.py", line 3, in parse
    return int(x)
  File "/usr/lib/python3/site-packages/netaddr/core.py", line 9, in check
ValueError: no number

During handling of the above exception, another exception occurred:

Traceback (most recent call last):
  File "/srv/jobs/sites/ports.py", line 24, in get
    raise LookupError(name)
LookupError: x
"""


def names(frames):
    return [(frame.shown_file, frame.line, frame.name, frame.is_own) for frame in frames]


def test_frames_are_read_and_the_jobs_own_are_known():
    assert names(frames_of(TEXT, ["/srv/jobs"])) == [
        ("sites/branch.py", 58, "run", True),
        ("netaddr/ip.py", 3, "parse", False),
        ("netaddr/core.py", 9, "check", False),
        ("sites/ports.py", 24, "get", True),
    ]


def test_a_folder_with_a_longer_name_is_not_the_jobs_own():
    assert not frames_of(TEXT, ["/srv/job"])[0].is_own


def test_a_library_below_the_root_is_not_the_jobs_own():
    text = '  File "/srv/jobs/.venv/site-packages/x/y.py", line 1, in f\n'

    assert not frames_of(text, ["/srv/jobs"])[0].is_own


def test_what_is_no_traceback_has_no_frames():
    assert frames_of("KeyError: 1", ["/srv"]) == []
    assert frames_of("", []) == []


def test_folded_frames_are_named():
    assert fold_words(frames_of(TEXT, ["/srv/jobs"])[1:3]) == "2 frames in netaddr"


@pytest.fixture
def source(tmp_path):
    file = tmp_path / "job.py"
    file.write_text("def run():\n    fail(1)\n")
    return Frame(str(file), 2, "run", "fail(1)", "job.py", is_own=True)


def test_code_that_is_as_it_was_is_just_shown(source):
    assert read_source(source, is_other_version=False).changed == ""


def test_a_line_that_reads_differently_is_told(source, tmp_path):
    (tmp_path / "job.py").write_text("def run():\n    fail(2)\n")

    said = read_source(source, is_other_version=True).changed

    assert said == "This file has changed since the run: line 2 was “fail(1)”."


def test_another_version_with_the_same_line_is_told(source):
    assert "this line is as it was" in read_source(source, is_other_version=True).changed


def test_a_file_that_is_gone_is_told(source, tmp_path):
    (tmp_path / "job.py").unlink()

    with pytest.raises(JobDeskError, match=r"job\.py is not there any more"):
        read_source(source, is_other_version=False)


def test_a_pipe_is_no_source(source, tmp_path):
    (tmp_path / "job.py").unlink()
    os.mkfifo(tmp_path / "job.py")

    with pytest.raises(JobDeskError, match="no source file"):
        read_source(source, is_other_version=False)


def test_others_are_folded_and_unfolded():
    model = FramesModel()
    model.show_frames(frames_of(TEXT, ["/srv/jobs"]))
    folded = model.rowCount()
    fold = model.row(1)

    model.toggle(fold)

    assert isinstance(fold, Fold)
    assert (folded, model.rowCount()) == (3, 5)
    assert model.index(1, 0).data() == "2 frames in netaddr, unfolded"


def test_the_innermost_own_frame_is_found():
    model = FramesModel()
    model.show_frames(frames_of(TEXT, ["/srv/jobs"]))

    assert model.row(model.last_own()).name == "get"


def test_the_model_keeps_the_rules_of_qt(qtmodeltester):
    model = FramesModel()
    model.show_frames(frames_of(TEXT, ["/srv/jobs"]))

    qtmodeltester.check(model)


@pytest.mark.parametrize(
    ("template", "command"),
    [
        ("code -g {file}:{line}", ["code", "-g", "/a b/$(x);.py:7"]),
        ("vim +{line}", ["vim", "+7", "/a b/$(x);.py"]),
        ("'/opt/my editor/ed' {file}", ["/opt/my editor/ed", "/a b/$(x);.py"]),
    ],
)
def test_a_file_name_stays_one_argument(template, command):
    assert editor_command(template, "/a b/$(x);.py", 7) == command


@pytest.mark.parametrize("template", ["code '-g", " "])
def test_a_command_that_cannot_be_read_is_told(template):
    with pytest.raises(JobDeskError, match="The setting editor is no command"):
        editor_command(template, "/x.py", 1)


def test_the_editor_is_a_setting(tmp_path):
    file = tmp_path / "settings.toml"
    file.write_text('editor = "code -g {file}:{line}"\n')

    assert load_settings(file, {}).editor == "code -g {file}:{line}"
