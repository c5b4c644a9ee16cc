"""Real discovery children on files that do their worst."""

import textwrap
import time

import pytest

from jobdesk.catalog.look import look_at
from jobdesk.catalog.sources import LOCAL, Source

pytestmark = pytest.mark.process

GOOD = """
from jobdesk.jobs import Job, register_jobs
class Good(Job):
    def run(self): return 1
register_jobs(Good)
"""
EVIL = {
    "parses_not": ("class X(:\n", "SyntaxError"),
    "imports_missing": ("import no_such_module_at_all\n", "no_such_module_at_all"),
    "raises": ("def deep():\n    raise ValueError('boom')\ndeep()\n", "boom"),
    "exits": ("import sys\nsys.exit(0)\n", "sys.exit"),
    "exits_hard": ("import os\nos._exit(0)\n", "exit code 0"),
    "kills_itself": ("import os\nos.kill(os.getpid(), 9)\n", "SIGKILL"),
    "nul_byte": ("a = 1\x00\n", ""),
    "bad_text": ("class Odd(Exception):\n    def __str__(self): 1 / 0\nraise Odd\n", "Odd"),
    "interrupts": ("raise KeyboardInterrupt\n", "KeyboardInterrupt"),
    "recurses": ("def f(): f()\nf()\n", "RecursionError"),
    "both": (
        "from jobdesk.jobs import JobButtonReceiver, JobHookReceiver\n"
        "class Both(JobHookReceiver, JobButtonReceiver):\n    pass\n",
        "receiver",
    ),
    "reserved": (
        "from jobdesk.jobs import Job, StringVar\nclass R(Job):\n"
        "    description = StringVar()\n    def run(self, description): pass\n",
        "description",
    ),
    "json": ("x = 1\n", "json"),
}  # fmt: skip


@pytest.fixture
def root(tmp_path):
    folder = tmp_path / "jobs"
    folder.mkdir()
    return folder


@pytest.fixture
def write(root):
    def write(name: str, text: str) -> None:
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(textwrap.dedent(text), encoding="utf-8")

    return write


@pytest.fixture
def look(root, tmp_path):
    def look(limit: float = 10.0):
        return look_at(Source(LOCAL, (root,)), tmp_path, limit)

    return look


def paths(discovery) -> set[str]:
    return {job["class_path"] for job in discovery.jobs}


def broken(discovery) -> dict:
    return {file.module_name: file.error for file in discovery.broken}


def test_each_evil_file_harms_only_itself(write, look):
    for name, (text, _) in EVIL.items():
        write(f"{name}.py", text)
    write("aaa.py", GOOD)
    write("zzz.py", GOOD)

    found = look()

    assert paths(found) == {"aaa.Good", "zzz.Good"}
    assert set(broken(found)) == set(EVIL)
    for name, error in broken(found).items():
        assert EVIL[name][1] in error.message, (name, error.message)
        assert error.file.endswith(f"{name}.py")
    assert broken(found)["parses_not"].line == 1
    assert broken(found)["raises"].line == 2
    assert "ValueError: boom" in broken(found)["raises"].traceback
    assert "jobdesk" not in broken(found)["raises"].traceback


@pytest.mark.parametrize(
    "text",
    [
        "import time\ntime.sleep(60)\n",
        "while True:\n    pass\n",
        "import threading\nthreading.Event().wait()\n",
        "import signal, time\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\ntime.sleep(60)\n",
        "import subprocess\nsubprocess.run(['sleep', '60'])\n",
    ],
    ids=["sleeps", "loops", "waits", "ignores signals", "waits for a child"],
)
def test_a_file_that_hangs_is_given_up(write, look, text):
    write("hangs.py", text)
    write("zzz.py", GOOD)
    began = time.monotonic()

    found = look(limit=1.0)

    assert paths(found) == {"zzz.Good"}
    assert "1 seconds" in broken(found)["hangs"].message
    assert time.monotonic() - began < 30


def test_megabytes_of_output_and_closed_descriptors_do_not_matter(write, look):
    write("prints.py", "print('x' * 5_000_000)\n" + textwrap.dedent(GOOD))
    write("closes.py", "import os\nos.closerange(0, 100)\n" + textwrap.dedent(GOOD))
    write("reads.py", "try:\n    input()\nexcept EOFError:\n    pass\n" + textwrap.dedent(GOOD))
    write("moves.py", "import os\nos.chdir('/')\n" + textwrap.dedent(GOOD))

    found = look()

    assert paths(found) == {"prints.Good", "closes.Good", "reads.Good", "moves.Good"}


def test_threads_and_exit_handlers_do_not_hold_the_answer_back(write, look):
    write(
        "lingers.py",
        "import atexit, threading, time\n"
        "threading.Thread(target=time.sleep, args=(60,)).start()\n"
        "atexit.register(time.sleep, 60)\n" + textwrap.dedent(GOOD),
    )
    began = time.monotonic()

    assert paths(look()) == {"lingers.Good"}
    assert time.monotonic() - began < 30


def test_nothing_is_written_beside_the_job_files(write, look, root):
    write("aaa.py", GOOD)
    write("pkg/__init__.py", "")
    write("pkg/inner.py", GOOD)

    look()

    assert sorted(p.name for p in root.rglob("*")) == [
        "__init__.py",
        "aaa.py",
        "inner.py",
        "pkg",
    ]


def test_registration_counts_for_the_whole_package(write, look):
    write("pkg/__init__.py", "")
    write("pkg/first.py", GOOD)
    write("pkg/second.py", "from jobdesk.jobs import Job\nclass Base(Job):\n    pass\n")
    write("alone.py", "from jobdesk.jobs import Job\nclass Alone(Job):\n    pass\n")

    assert paths(look()) == {"pkg.first.Good", "alone.Alone"}


def test_a_broken_registration_leaves_the_package_uncertain(write, look):
    write("pkg/__init__.py", "")
    write("pkg/jobs.py", "from jobdesk.jobs import Job\nclass Base(Job):\n    pass\n")
    write("pkg/reg.py", "from jobdesk.jobs import register_jobs\nimport no_such_module\n")

    assert look().uncertain == {"pkg"}


def test_a_package_that_exits_takes_only_itself_along(write, look):
    write("pkg/__init__.py", "")
    write("pkg/bad.py", "import os\nos._exit(3)\n")
    write("pkg/good.py", GOOD)
    write("zzz.py", GOOD)

    found = look()

    assert paths(found) == {"pkg.good.Good", "zzz.Good"}
    assert "exit code 3" in broken(found)["pkg.bad"].message


def test_the_cause_in_another_file_is_named(write, look):
    write("helper.py", "x = 1\ny = undefined_thing\n")
    write("uses.py", "\nimport helper\n")

    error = broken(look())["uses"]

    assert error.line == 2
    assert "helper.py, line 2" in error.message


def test_each_job_knows_the_files_it_was_loaded_from(write, look):
    write("words.py", "WORD = 1\n")
    write("later.py", "LATE = 1\n")
    write("pkg/__init__.py", "")
    write("pkg/near.py", "NEAR = 1\n")
    write("pkg/inner.py", "from .near import NEAR\nimport words\n" + textwrap.dedent(GOOD))
    write("solo.py", GOOD)
    late = "import importlib\nimportlib.import_module('later')\n"
    write("uses.py", late + "import words\n" + textwrap.dedent(GOOD))

    files = {job["class_path"]: job["files"] for job in look().jobs}

    assert files["solo.Good"] == ["solo.py"]
    assert files["pkg.inner.Good"] == [
        "pkg/__init__.py",
        "pkg/inner.py",
        "pkg/near.py",
        "words.py",
    ]
    assert "words.py" in files["uses.Good"]


def test_the_version_follows_the_helpers_of_a_job(write, look):
    write("words.py", "WORD = 1\n")
    write("uses.py", "import words\n" + textwrap.dedent(GOOD))
    write("solo.py", GOOD)
    before = {job["class_path"]: job["code_version"] for job in look().jobs}

    write("words.py", "WORD = 2\n")
    after = {job["class_path"]: job["code_version"] for job in look().jobs}

    assert before["uses.Good"] != after["uses.Good"]
    assert before["solo.Good"] == after["solo.Good"]


def test_public_names_of_the_original_are_served(write, look):
    head = "from nautobot.dcim.models import Device\n"
    write(
        "public.py", head + textwrap.dedent(GOOD).replace("jobdesk.jobs", "nautobot.apps.jobs")
    )

    assert paths(look()) == {"public.Good"}


def test_two_folders_may_not_share_a_name(tmp_path, root, write):
    write("same.py", GOOD)
    other = tmp_path / "other"
    other.mkdir()
    (other / "same.py").write_text(textwrap.dedent(GOOD))
    (other / "own.py").write_text(textwrap.dedent(GOOD))

    found = look_at(Source(LOCAL, (root, other)), tmp_path, 10.0)

    assert paths(found) == {"same.Good", "own.Good"}
    assert str(root) in broken(found)["same"].message


def test_job_files_may_read_the_inventory_and_not_write_it(write, look):
    write("zzz.py", GOOD)
    write("reads.py", """
        from jobdesk.jobs import ChoiceVar, Job, register_jobs
        from jobdesk.inventory.extras.models import Status

        class Reads(Job):
            status = ChoiceVar(choices=[(s.name, s.name) for s in Status.objects.all()[:2]])
            def run(self, status): return status
        register_jobs(Reads)
    """)  # fmt: skip
    write("writes.py", """
        from jobdesk.inventory.tenancy.models import Tenant
        Tenant.objects.create(name="at import")
    """)  # fmt: skip

    found = look(20.0)

    assert paths(found) == {"reads.Reads", "zzz.Good"}
    assert {one["class_path"]: one["uses_inventory"] for one in found.jobs} == {
        "reads.Reads": True,
        "zzz.Good": False,
    }
    assert set(broken(found)) == {"writes"}
    assert "read-only here" in broken(found)["writes"].message
