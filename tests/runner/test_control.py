"""The control file: asked is read, rubbish is nothing."""

import pytest

from jobdesk.runner.control import (
    CONTROL_NAME,
    LIMITS_NAME,
    read_control,
    read_limits,
    write_control,
    write_limits,
)


def test_a_request_is_read_back(tmp_path):
    assert read_control(tmp_path / CONTROL_NAME) is None

    write_control(tmp_path, "root")

    request = read_control(tmp_path / CONTROL_NAME)
    assert request
    assert (request.action, request.by) == ("cancel", "root")
    assert [p.name for p in tmp_path.iterdir()] == [CONTROL_NAME]


def test_limits_are_read_back(tmp_path):
    assert read_limits(tmp_path / LIMITS_NAME) is None

    write_limits(tmp_path, 90.5, 0)

    assert read_limits(tmp_path / LIMITS_NAME) == (90.5, 0.0)
    assert [p.name for p in tmp_path.iterdir()] == [LIMITS_NAME]


@pytest.mark.parametrize("text", ["", "x", "[]", "{}", "1", '{"soft": 1}'])
def test_rubbish_limits_are_none(tmp_path, text):
    (tmp_path / LIMITS_NAME).write_text(text)

    assert read_limits(tmp_path / LIMITS_NAME) is None


@pytest.mark.parametrize("text", ["", "x", "[]", "{}", "1"])
def test_rubbish_asks_for_nothing(tmp_path, text):
    (tmp_path / CONTROL_NAME).write_text(text)

    assert read_control(tmp_path / CONTROL_NAME) is None
