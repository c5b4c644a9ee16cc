"""Job files written for Nautobot, loaded in real children."""

import json
import subprocess
import sys
import textwrap

import pytest

pytestmark = pytest.mark.process

LOADER = """
import json, sys
sys.dont_write_bytecode = True
from jobdesk.compat.finder import install
install()
from jobdesk.compat.placeholders import begin_run
exec(sys.stdin.read())
"""


@pytest.fixture
def child():
    """Run code behind the finder; returns what it printed as JSON, or its last error line."""

    def run(code):
        done = subprocess.run(
            [sys.executable, "-c", LOADER],
            input=textwrap.dedent(code),
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        return json.loads(done.stdout) if done.returncode == 0 else done.stderr.splitlines()[-1]

    return run


@pytest.mark.parametrize(
    "line",
    [
        "from nautobot.apps.jobs import Job, register_jobs, StringVar, JSONVar, IPNetworkVar",
        "from nautobot.extras.jobs import Job, get_task_logger, MultiChoiceVar, DryRunVar",
        "from nautobot.apps import jobs; Job = jobs.Job",
        "from nautobot.extras.jobs import *; Job",
        "from nautobot.extras.scripts import Script as Job",
        "from nautobot.extras.reports import Report as Job",
        "from nautobot.core.celery import register_jobs; from nautobot.apps.jobs import Job",
        "from celery.exceptions import Ignore, Reject; from nautobot.apps.jobs import Job",
        "from celery.utils.log import get_task_logger; from nautobot.apps.jobs import Job",
        "import nautobot.extras.jobs; Job = nautobot.extras.jobs.Job",
    ],
)
def test_an_import_of_the_original_is_ours(child, line):
    said = child(f"{line}\nimport jobdesk.jobs\nprint(json.dumps(Job is jobdesk.jobs.Job))")

    assert said is True


def test_the_soft_limit_is_one_exception_under_every_name(child):
    said = child("""
        from celery.exceptions import SoftTimeLimitExceeded
        import jobdesk.jobs
        print(json.dumps(SoftTimeLimitExceeded is jobdesk.jobs.SoftTimeLimitExceeded))
    """)

    assert said is True


def test_unknown_names_load_and_can_be_subclassed_decorated_and_tested(child):
    said = child("""
        from nautobot.dcim.models import Device
        from nautobot.dcim.models.devices import DeviceType
        from nautobot.no.such.place import decorate, Mixin
        from nautobot.apps.jobs import Job, ObjectVar

        CHOICES = [(d.name, d.name) for d in Device.objects.filter(name="x")]
        STATUS = Device.objects.get(name="Active")

        class Thing(Mixin):
            pass

        @decorate
        def plain():
            return 5

        class Sync(Job):
            device = ObjectVar(model=Device)
            def run(self, device): pass

        print(json.dumps([CHOICES, isinstance(3, Device), plain(), Thing().__class__.__name__]))
    """)

    assert said == [[], False, 5, "Thing"]


@pytest.mark.parametrize(
    "use",
    [
        "Device.objects.all()",
        "Device(name='x')",
        "list(Device)",
        "STATUS.name",
        "Device.objects",
    ],
)
def test_using_an_unknown_name_in_a_run_names_it(child, use):
    said = child(f"""
        from nautobot.dcim.models import Device
        STATUS = Device.objects.get(name="Active")
        begin_run()
        {use}
    """)

    assert "NotInJobDesk" in said
    assert "nautobot.dcim.models.Device" in said


def test_other_missing_modules_stay_missing(child):
    said = child("import surely_not_installed_anywhere")

    assert said.startswith("ModuleNotFoundError")
