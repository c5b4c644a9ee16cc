"""Who gets more time, and what the log says of it."""

from types import SimpleNamespace

import pytest

from jobdesk.errors import Refused
from jobdesk.models.records import RunOptions
from jobdesk.runner.extension import extended, extension_line


def record(soft, hard):
    return SimpleNamespace(no=7, options=RunOptions("default", soft, hard))


@pytest.mark.parametrize(
    ("limits", "moved"),
    [((300, 600), (1200, 1500)), ((0, 600), (0, 1500)), ((300, 0), (1200, 0))],
)
def test_the_limits_it_has_are_moved(limits, moved):
    options = extended(record(*limits), 900, 120, is_stopping=False)

    assert (options.soft_limit, options.hard_limit) == moved


@pytest.mark.parametrize(
    ("limits", "seconds", "elapsed", "is_stopping", "words"),
    [
        ((0, 0), 60, 1, False, "no time limit"),
        ((5, 60), 60, 6, False, "told to stop already"),
        ((5, 60), 60, 1, True, "being stopped"),
        ((5, 60), 0, 1, False, "24 hours"),
        ((5, 60), -60, 1, False, "24 hours"),
        ((5, 60), float("nan"), 1, False, "24 hours"),
        ((5, 60), 1e9, 1, False, "24 hours"),
    ],
)
def test_what_does_not_help_is_refused_in_words(limits, seconds, elapsed, is_stopping, words):
    with pytest.raises(Refused, match=words):
        extended(record(*limits), seconds, elapsed, is_stopping=is_stopping)


def test_the_log_names_who_and_the_new_limits():
    options = RunOptions("default", 1200, 1500)

    line = extension_line(options, "ann", 900)

    assert line == "Time extended by ann by 15 min: soft limit 1200 s, hard limit 1500 s."
