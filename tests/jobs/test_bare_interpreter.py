"""Job code starts often and in environments of its own: the door must be light and alone."""

import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src"
SLOW = {"typing", "dataclasses", "pathlib", "inspect", "json", "netaddr", "yaml", "hashlib"}

pytestmark = pytest.mark.process


def bare(code):
    """What an interpreter without site-packages prints."""
    code = f"import sys; sys.path.insert(0, {str(SOURCE)!r})\n{code}"
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


def test_the_door_and_the_loader_need_the_standard_library_only():
    modules = bare(
        "import jobdesk.jobs.description, jobdesk.jobs.errorplace, jobdesk.jobs.inputs\n"
        "import jobdesk.jobs, jobdesk.jobs.context, jobdesk.jobs.loading\n"
        "print(*{name.partition('.')[0] for name in sys.modules})"
    )

    assert modules - sys.stdlib_module_names == {"__main__", "jobdesk"}


def test_nothing_slow_is_imported_before_it_is_used():
    modules = bare(
        "import jobdesk.jobs, jobdesk.jobs.context, jobdesk.jobs.inputs, jobdesk.jobs.loading\n"
        "print(*sys.modules)"
    )

    assert not modules & SLOW


def test_a_job_runs_without_any_library(tmp_path):
    (tmp_path / "one.py").write_text(
        "from jobdesk.jobs import IPAddressVar, Job, StringVar\n"
        "class One(Job):\n"
        "    word = StringVar()\n"
        "    address = IPAddressVar(required=False)\n"
        "    def run(self, word, address):\n"
        "        return word * 2\n",
        encoding="utf-8",
    )

    said = bare(
        "from jobdesk.jobs.loading import load_class\n"
        "from jobdesk.jobs.declaration import variables_of\n"
        "from jobdesk.jobs.inputs import clean_inputs\n"
        f"cls = load_class({str(tmp_path)!r}, 'one', 'One')\n"
        "clean = clean_inputs(variables_of(cls), {'word': 'ab'})\n"
        "print(cls().run(**clean.values))"
    )

    assert said == {"abab"}
