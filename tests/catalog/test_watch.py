import threading
from pathlib import Path

import pytest

from jobdesk.catalog.watch import JobWatch


@pytest.fixture
def heard():
    class Heard:
        def __init__(self):
            self.paths = set()
            self.event = threading.Event()

        def __call__(self, paths):
            self.paths |= {path.name for path in paths}
            self.event.set()

        def within(self, seconds=10.0):
            assert self.event.wait(seconds), "no change was told"
            self.event.clear()
            return self.paths

    return Heard()


@pytest.fixture(params=[False, True], ids=["events", "polling"])
def watch(request, tmp_path, heard):
    watch = JobWatch([tmp_path], heard, is_polling=request.param)
    watch.start()
    # The watcher has begun when it tells of a change: write until it does.
    for number in range(200):
        (tmp_path / "warm.py").write_text(str(number))
        if heard.event.wait(0.1):
            break
    heard.event.clear()
    heard.paths.clear()
    yield watch
    watch.stop()


def test_written_made_and_deleted_files_are_told(watch, tmp_path, heard):
    (tmp_path / "mod.py").write_text("x = 1")
    assert "mod.py" in heard.within()

    heard.paths.clear()
    (tmp_path / "mod.py").unlink()
    while "mod.py" not in heard.paths:
        heard.within()


@pytest.mark.parametrize(
    ("path", "is_code"),
    [
        ("mod.py", True),
        ("pkg/inner.py", True),
        ("pkg", True),
        ("notes.txt", False),
        ("pkg/__pycache__/mod.cpython-311.pyc", False),
        ("pkg/__pycache__/x.py", False),
        (".git/hooks/x.py", False),
        (".venv/lib/x.py", False),
        ("venv/lib/x.py", False),
        (".hidden.py", False),
        ("../outside.py", False),
    ],
)
def test_only_job_code_counts(tmp_path, path, is_code):
    watch = JobWatch([tmp_path / "jobs"], lambda _paths: None)

    found = watch.is_job_code(Path(tmp_path / "jobs" / path).resolve())

    assert found is is_code


def test_a_folder_that_is_not_there_is_no_trouble(tmp_path, heard):
    watch = JobWatch([tmp_path / "nowhere"], heard)

    watch.start()
    watch.stop()
    watch.stop()
