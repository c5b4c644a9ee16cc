"""Job files in a folder of their own, gone from the interpreter when the test ends."""

import importlib
import sys
import textwrap

import pytest

from jobdesk.jobs import loading, registry
from jobdesk.jobs.context import RunAttachment
from jobdesk.jobs.sink import RunLogHandler


class JobFolder:
    """A root of job files."""

    def __init__(self, path):
        self.path = path
        self.tops = set()

    def write(self, module, source):
        path = self.path / (module.replace(".", "/") + ".py")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(source), encoding="utf-8")
        self.tops.add(module.split(".")[0])
        return path

    def load(self, module):
        return loading.import_module_from(self.path, module)

    def job(self, source, name="One", module="jobfile"):
        """The class `name` of a file with this source."""
        self.write(module, "from jobdesk.jobs import *\n" + textwrap.dedent(source))
        return getattr(self.load(module), name)

    def jobs(self):
        """Everything that counts as a job in this folder, by class path."""
        modules = {name: self.load(name) for name in loading.find_modules(self.path)}
        return {cls.class_path: cls for cls in loading.job_classes(modules)}

    def forget(self):
        for top in self.tops:
            registry.forget(top)
            for name in [n for n in sys.modules if n == top or n.startswith(top + ".")]:
                del sys.modules[name]
        sys.path_importer_cache.pop(str(self.path), None)
        importlib.invalidate_caches()


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "path", list(sys.path))
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    (tmp_path / "jobs").mkdir()
    made = JobFolder(tmp_path / "jobs")
    yield made
    made.forget()


class Run:
    """A RunContext that remembers."""

    def __init__(self):
        self.logs, self.progress, self.summaries, self.results, self.files = [], [], [], [], []

    def write_log(self, created_us, level, grouping, message, object_text, url):
        self.logs.append((level, grouping, message, object_text, url))

    def write_progress(self, done, total, text):
        self.progress.append((done, total, text))

    def write_summary(self, markdown):
        self.summaries.append(markdown)

    def write_object_result(self, object_text, status, text):
        self.results.append((object_text, status, text))

    def create_file(self, name, content):
        self.files.append((name, content))

    @property
    def messages(self):
        return [entry[2] for entry in self.logs]

    def attach(self, job, **more):
        attachment = RunAttachment(self, **more)
        job._attach(attachment)
        return attachment


@pytest.fixture
def run():
    """A run going on in this process."""
    context = Run()
    handler = RunLogHandler(context)
    handler.install()
    yield context
    handler.uninstall()
