"""The frame survives the way, and says what is wrong with it."""

from types import MappingProxyType

import pytest

from jobdesk.runner.frame import Frame, FrameError


def make_frame(**values):
    needed = {"no": 1, "id": "u", "home": "/h", "run_dir": "/h/runs/1", "root": "/h/jobs"}
    needed |= {"module": "misc", "class_name": "Slow", "inputs": {}, "user": {}, "job": {}}
    return Frame(**{**needed, **values})


def test_a_frame_comes_back_from_its_line():
    given = {"inputs": {"a": ["ü", None, 1.5]}, "soft_limit": 2, "initial_warnings": ["w"]}

    line = make_frame(**given, job=MappingProxyType({"name": "Slow"})).to_line()

    frame = Frame.from_line(line)
    assert line.count(b"\n") == 1
    assert {name: getattr(frame, name) for name in given} == given
    assert frame.job == {"name": "Slow"}
    assert (frame.class_path, frame.grace, frame.attempt) == ("misc.Slow", 5, 1)


def test_fields_of_a_newer_host_are_left_out():
    line = make_frame().to_line().replace(b'{"', b'{"novel":1,"', 1)

    assert Frame.from_line(line).no == 1


@pytest.mark.parametrize("line", [b"", b"[]\n", b"{}\n", b"null\n", b'{"no":1'])
def test_an_incomplete_frame_is_refused(line):
    with pytest.raises(FrameError, match="not complete"):
        Frame.from_line(line)


def test_a_misspelt_field_is_refused():
    with pytest.raises(TypeError, match="softlimit"):
        make_frame(softlimit=1)
