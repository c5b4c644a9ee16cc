import pytest

from jobdesk.errors import NotFound
from jobdesk.operations.check import check


@pytest.fixture
def look(tmp_path):
    def look(text: str, name: str = "candidate.py"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return check(path)

    return look


def test_a_file_that_uses_what_is_known_is_fine(look):
    report = look(
        "import logging, json\nfrom netaddr import IPNetwork\n"
        "from nautobot.apps.jobs import Job, StringVar, register_jobs\n"
        "from celery.utils.log import get_task_logger\nfrom jobdesk.jobs import FileVar\n"
    )

    assert (report.exit_code, report.findings) == (0, ())
    assert "1 file checked" in report.sentences()[0]


def test_nothing_is_run(look, tmp_path):
    marker = tmp_path / "was-run"

    look(f"open({str(marker)!r}, 'w').close()\n")

    assert not marker.exists()


@pytest.mark.parametrize(
    ("text", "kind", "name", "words"),
    [
        (
            "from nautobot.no_such_area import MissingThing\n\nMissingThing()\n",
            "placeholder",
            "nautobot.no_such_area.MissingThing",
            "line 3",
        ),
        (
            "import nautobot.extras.jobs as nj\n\nx = nj.NoSuchVar()\n",
            "placeholder",
            "nautobot.extras.jobs.NoSuchVar",
            "line 3",
        ),
        (
            "from jobdesk.jobs import NoSuchVar\n",
            "missing",
            "jobdesk.jobs.NoSuchVar",
            "NoSuchVar",
        ),
        (
            "from jobdesk.inventory.models import NoSuchModel\n",
            "missing",
            "jobdesk.inventory.models.NoSuchModel",
            "NoSuchModel",
        ),
        (
            "from nautobot.dcim.models import ModuleBay\nx = 1\nModuleBay()\n",
            "placeholder",
            "nautobot.dcim.models.ModuleBay",
            "line 3",
        ),
        ("class A(Job):\n    pass\n", "undefined", "Job", "does not load"),
        ("x = 1\nprint(location)\n", "undefined", "location", "not defined"),
        ("from .nowhere import x\n", "missing", "nowhere", "nowhere.py"),
        ("import jobdesk.nowhere\n", "missing", "jobdesk.nowhere", "no module"),
        ("import no_such_library.x\n", "missing", "no_such_library.x", "not installed"),
        (
            "def f():\n    import no_such_library\n",
            "missing",
            "no_such_library",
            "not installed",
        ),
    ],
)
def test_what_lacks_is_named_with_its_line(look, text, kind, name, words):
    report = look(text)

    [finding] = report.findings
    assert (report.exit_code, finding.kind, finding.name) == (1, kind, name)
    assert words in finding.sentence
    assert report.document()["findings"][0]["name"] == name


@pytest.mark.parametrize(
    "text",
    [
        "try:\n    import no_such_library\nexcept ImportError:\n    no_such_library = None\n",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import no_such_library\n",
        "from . import neighbour\nfrom .candidate import x\n",
        "import candidate\n",
        "from nautobot.dcim.models import Device, Site\nDevice.objects.all()\nSite()\n",
        "from nautobot.dcim.models.devices import Device\nfrom nautobot.dcim import models\n",
        "from nautobot.dcim.filters import DeviceFilterSet\nDeviceFilterSet({})\n",
        "from django.db.models import Q\nfrom django.contrib.auth.models import User\nUser()\n",
        "from jobdesk.inventory.models import Device\n",
        "def f(a, *b, c=1, **d):\n    return [a, b, c, d, x, later]\nlater = [y for y in ()]\n",
        "from __future__ import annotations\ndef f(a: Later) -> Later: ...\nx: Later = 1\n",
        "try:\n    unicode\nexcept NameError:\n    unicode = str\n",
        "from nautobot.extras.jobs import *\n",
    ],
    ids=[
        "optional",
        "type checkers",
        "relative",
        "neighbour",
        "model",
        "deep path",
        "filters",
        "django",
        "native door",
        "functions",
        "lazy annotations",
        "prepared for it",
        "star",
    ],
)
def test_what_a_file_does_without_or_brings_along_is_no_finding(look, text):
    assert look(text).exit_code == 0


@pytest.mark.parametrize("text", ["class C(:\n", "x = 1\x00\n"])
def test_a_file_that_cannot_be_parsed_is_told(look, text):
    report = look(text)

    assert report.exit_code == 2
    assert "candidate.py:1" in report.sentences()[0]


def test_a_folder_is_checked_whole(tmp_path):
    (tmp_path / "good.py").write_text("import json\n")
    (tmp_path / "bad.py").write_text("import good\nimport no_such_library\n")

    report = check(tmp_path)

    assert len(report.files) == 2
    assert [finding.name for finding in report.findings] == ["no_such_library"]


def test_a_path_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(NotFound, match="nowhere"):
        check(tmp_path / "nowhere.py")


def test_a_folder_that_is_no_package_is_checked_too(tmp_path):
    (tmp_path / "jobs" / ".hidden").mkdir(parents=True)
    (tmp_path / "jobs" / "one.py").write_text("import no_such_library\n")
    (tmp_path / "jobs" / ".hidden" / "two.py").write_text("import no_such_library\n")

    report = check(tmp_path)

    assert [finding.name for finding in report.findings] == ["no_such_library"]


def test_an_empty_folder_says_so(tmp_path):
    assert check(tmp_path).sentences() == ["There is no Python file here."]
