"""The frame survives the way, and says what is wrong with it."""

import pytest

from jobdesk.runner.frame import Frame, FrameError


def make_frame(**values):
    needed = {"no": 1, "id": "u", "home": "/h", "run_dir": "/h/runs/1", "root": "/h/jobs"}
    return Frame(**{**needed, "module": "misc", "class_name": "Slow", **values})


def test_a_frame_comes_back_from_its_line():
    frame = make_frame(inputs={"a": ["ü", None, 1.5]}, soft_limit=2, initial_warnings=["w"])

    line = frame.to_line()

    assert line.count(b"\n") == 1
    assert Frame.from_line(line) == frame
    assert frame.class_path == "misc.Slow"


def test_fields_of_a_newer_host_are_left_out():
    line = make_frame().to_line().replace(b'{"no"', b'{"novel":1,"no"')

    assert Frame.from_line(line) == make_frame()


@pytest.mark.parametrize("line", [b"", b"[]\n", b"{}\n", b"null\n", b'{"no":1'])
def test_an_incomplete_frame_is_refused(line):
    with pytest.raises(FrameError, match="not complete"):
        Frame.from_line(line)
