"""What a worker does while it waits, in an interpreter of its own."""

import subprocess
import sys

import pytest

CHILD = """
import os, sys
from jobdesk.runner.rehearsal import warm_up
reading, writing = os.pipe()
{before}
warm_up(reading)
print(*(name for name in ("jobdesk.compat.finder", "pathlib", "typing") if name in sys.modules))
"""

MODELS = """
import os, sys
from jobdesk.runner.rehearsal import load_models
reading, writing = os.pipe()
{before}
load_models(reading)
print(*(name for name in ("jobdesk.inventory.ipam.prefixes", "netaddr") if name in sys.modules))
"""


def modules_after(before: str, code: str = CHILD) -> list[str]:
    command = [sys.executable, "-P", "-c", code.format(before=before)]
    child = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    assert not child.stderr
    return child.stdout.split()


def test_a_worker_that_waits_imports_what_jobs_often_import():
    assert modules_after("") == ["jobdesk.compat.finder", "pathlib", "typing"]


@pytest.mark.parametrize(
    "before", ["os.write(writing, b'frame')", "os.close(writing)"], ids=["frame", "end"]
)
@pytest.mark.skipif(sys.platform == "win32", reason="a pipe there does not tell")
def test_a_frame_that_is_there_is_not_kept_waiting(before):
    assert modules_after(before) == ["jobdesk.compat.finder"]


def test_the_models_need_no_netaddr_but_a_worker_that_waits_has_it_ready():
    waiting = modules_after("", MODELS)

    assert waiting == ["jobdesk.inventory.ipam.prefixes", "netaddr"]


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe there does not tell")
def test_a_frame_that_is_there_waits_for_the_models_only():
    assert modules_after("os.write(writing, b'frame')", MODELS) == [
        "jobdesk.inventory.ipam.prefixes"
    ]
