"""Job files of the kinds that people publish for Nautobot, run by real workers, unmodified.

Each is our own; what it does was seen in public files: reports, uploads, exports, 1.x scripts.
"""

import textwrap

import pytest
from tests.support.worker_bench import Bench

pytestmark = pytest.mark.process

GREETER = """
    from nautobot.apps.jobs import Job, StringVar, register_jobs

    name = "Training"

    class Greeter(Job):
        who = StringVar(description="Whom to greet")

        class Meta:
            name = "Greeter"
            has_sensitive_variables = False

        def run(self, who):
            self.logger.debug("about to greet")
            self.logger.success("Hello %s", who, extra={"object": self.job_result, "colour": 1})
            return f"greeted {who}"

    register_jobs(Greeter)
"""
FIRST_GENERATION = """
    from nautobot.extras.jobs import *

    class Audit(Job):
        names = StringVar()

        class Meta:
            commit_default = False

        def run(self, data, commit):
            self.names_read = data["names"].split(",")
            self.log_debug(f"commit is {commit}")
            return "read"

        def test_second(self):
            self.log_warning(obj=None, message="second in the file")

        def test_first(self):
            for name in self.names_read:
                if name.startswith("x"):
                    self.log_failure(name, "bad name")
                else:
                    self.log_success(name, "good name")

        def post_run(self):
            self.log_info("after all")
"""
EXPORT = """
    import csv, io
    from nautobot.apps.jobs import FileVar, Job, JSONVar, register_jobs
    from nautobot.dcim.models import Device      # imported by habit, never used
    from nautobot.extras.models import Status

    class Export(Job):
        rows = FileVar()
        options = JSONVar(required=False, default={"upper": True})

        def run(self, *, rows, options):
            table = list(csv.DictReader(io.StringIO(rows.read().decode("utf-8"))))
            text = "\\n".join(row["name"] for row in table)
            self.create_file("names.txt", text.upper() if options["upper"] else text)
            return len(table)

    register_jobs(Export)
"""
LOGGERS = """
    from celery.exceptions import SoftTimeLimitExceeded
    from celery.utils.log import get_task_logger
    from nautobot.core.celery import register_jobs
    from nautobot.extras.jobs import Job

    logger = get_task_logger(__name__)

    class Levels(Job):
        def run(self):
            names = "debug info success warning failure error critical"
            for level in names.split():
                getattr(logger, level)("message")
            logger.info("password: hunter2 and https://me:token@host/")
            logger.info("nowhere", extra={"skip_db_logging": True})
            try:
                raise SoftTimeLimitExceeded
            except SoftTimeLimitExceeded:
                self._tidy()

        def _tidy(self):
            logger.info("tidied", extra={"grouping": "cleaning"})

    register_jobs(Levels)
"""
ADDRESSES = """
    from nautobot.apps.jobs import IPAddressVar, IPAddressWithMaskVar, IPNetworkVar
    from nautobot.apps.jobs import Job, register_jobs

    class Plan(Job):
        gateway = IPAddressVar()
        host = IPAddressWithMaskVar()
        network = IPNetworkVar(min_prefix_length=16, max_prefix_length=24)

        def run(self, gateway, host, network):
            return [gateway in network, str(host.network), network.size, gateway.version]

    register_jobs(Plan)
"""
SOFT_FAILURE = """
    from nautobot.apps.jobs import Job, register_jobs

    class Check(Job):
        def before_start(self, task_id, args, kwargs):
            self.logger.info("before %s", sorted(kwargs))

        def run(self):
            self.fail("two links are down")
            return {"down": 2}

        def on_failure(self, exc, task_id, args, kwargs, einfo):
            self.logger.info("on_failure %s", exc)

        def after_return(self, status, retval, task_id, args, kwargs, einfo):
            self.logger.info("after_return %s", status)

    register_jobs(Check)
"""
NEEDS_THE_INVENTORY = """
    from nautobot.apps.jobs import Job, register_jobs
    from nautobot.dcim.models import Device

    class Count(Job):
        def run(self):
            self.logger.info("counting")
            return Device.objects.count()

    register_jobs(Count)
"""
WITHOUT_RUN = """
    from nautobot.apps.jobs import Job, register_jobs

    class Empty(Job):
        class Meta:
            name = "Only a form"

    register_jobs(Empty)
"""


@pytest.fixture
def run(own_workspace):
    """Run a class of a file as it stands; returns what the worker wrote."""
    bench = Bench(own_workspace)

    def start(source, class_name, **frame):
        (bench.jobs / "published.py").write_text(textwrap.dedent(source), encoding="utf-8")
        return bench.start(class_name, module="published", **frame).ended()

    return start


def levels(ended):
    return [event["l"] for event in ended.logs if event["m"] == "message"]


def test_a_keyword_job_with_a_text(run):
    ended = run(GREETER, "Greeter", inputs={"who": "Ada"})

    assert (ended.status, ended.result) == ("SUCCESS", "greeted Ada")
    assert "Hello Ada" in ended.messages("run")


def test_a_first_generation_report_runs_its_tests_in_order_and_fails_softly(run):
    ended = run(FIRST_GENERATION, "Audit", inputs={"names": "a,xb"}, commit=False)

    assert ended.status == "FAILURE"
    said = [
        m
        for m in ended.messages()
        if m in ("second in the file", "good name", "bad name", "after all")
    ]
    assert said == ["second in the file", "good name", "bad name", "after all"]
    assert any("nothing to roll back" in message.lower() for message in ended.messages())


def test_an_export_reads_a_file_and_writes_one(run, tmp_path):
    table = tmp_path / "rows.csv"
    table.write_text("name\nber\nham\n")
    given = {"path": str(table), "name": "rows.csv", "size": table.stat().st_size, "sha256": ""}

    ended = run(EXPORT, "Export", inputs={"rows": given})

    assert (ended.status, ended.result) == ("SUCCESS", 2)
    assert [event["name"] for event in ended.of("file")] == ["names.txt"]
    assert (ended.run_dir / "files" / "names.txt").read_text() == "BER\nHAM"


def test_module_loggers_levels_redaction_and_groups(run):
    ended = run(LOGGERS, "Levels")

    assert ended.status == "SUCCESS"
    assert levels(ended) == [10, 20, 25, 30, 35, 40, 50]
    assert "password: (redacted) and https://(redacted)@host/" in ended.messages("run")
    assert "nowhere" not in ended.messages()
    assert ended.messages("cleaning") == ["tidied"]


def test_address_variables_are_those_of_netaddr(run):
    given = {"gateway": "10.1.0.1", "host": "10.1.0.5/24", "network": "10.1.0.0/24"}

    ended = run(ADDRESSES, "Plan", inputs=given)

    assert ended.result == [True, "10.1.0.0", 256, 4]


def test_fail_keeps_the_result_and_calls_each_hook_once(run):
    ended = run(SOFT_FAILURE, "Check")

    assert (ended.status, ended.result) == ("FAILURE", {"down": 2})
    said = [m for m in ended.messages() if m.startswith(("before", "on_", "after"))]
    assert said == ["before []", "on_failure {'down': 2}", "after_return FAILURE"]


def test_a_job_that_uses_the_inventory_says_what_is_missing(run):
    ended = run(NEEDS_THE_INVENTORY, "Count")

    assert ended.status == "FAILURE"
    assert "counting" in ended.messages("run")
    assert "nautobot.dcim.models.Device" in ended.reason


def test_a_class_without_run_fails_as_the_original_does(run):
    ended = run(WITHOUT_RUN, "Empty")

    assert ended.status == "FAILURE"
    assert "NotImplementedError" in ended.reason
