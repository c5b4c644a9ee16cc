from types import SimpleNamespace

import pytest

from jobdesk.operations.limits import effective_limits
from jobdesk.settings import Settings


@pytest.mark.parametrize(
    ("soft", "hard", "expected"),
    [
        (0, 0, (300, 600)),
        (7, 9.5, (7, 9.5)),
        (10, 10, (10, 10)),
        (0, 100, (90, 100)),
        (0, 1000, (300, 1000)),
        (400, 0, (400, 800)),
        (10, 0, (10, 600)),
    ],
)
def test_defaults_give_way_to_what_is_set(soft, hard, expected):
    job = SimpleNamespace(soft_time_limit=soft, time_limit=hard)

    assert effective_limits(job, Settings()) == pytest.approx(expected)


def test_defaults_of_a_workspace_never_conflict():
    job = SimpleNamespace(soft_time_limit=0, time_limit=0)

    soft, hard = effective_limits(job, Settings(soft_time_limit=900, time_limit=600))

    assert soft < hard
