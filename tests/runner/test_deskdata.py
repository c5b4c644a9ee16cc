"""Jobs read JobDesk's own records through Django, and change none of them."""

from datetime import UTC, datetime

import pytest
from tests.runner.test_inventory_run import InventoryBench
from tests.support.hosting import Workspace
from tests.support.stores import OPTIONS
from tests.support.waiting import eventually

from jobdesk.models.hook_records import ButtonFields, HookFields
from jobdesk.models.plans import Ending, TailUpdate
from jobdesk.models.records import RunTail, Status
from jobdesk.models.stores.buttons import ButtonStore
from jobdesk.models.stores.hooks import HookStore
from jobdesk.runner.control import write_control

pytestmark = pytest.mark.process

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
HEAD = """
from datetime import timedelta
from nautobot.extras.models import (
    GitRepository, Job as JobModel, JobButton, JobHook, JobLogEntry, JobQueue, JobResult,
    ScheduledJob
)
from nautobot.users.models import Group, User
"""


class DeskBench(InventoryBench):
    def frame(self, *args, **values):
        places = {"desk": str(self.home / "desk.db"), "logs": str(self.home / "logs.db")}
        return super().frame(*args, **{**places, **values})

    def case(self, body, **values):
        return super().case(HEAD + body, **values)


@pytest.fixture
def bench(own_workspace):
    desk = Workspace(own_workspace)
    job = desk.job("Backup")
    run = desk.results.create(job, "root", {"word": "x"}, False, OPTIONS, "abc")
    rows = [
        (1_772_625_600_000_000 + seq, level, "main", f"line {seq}", "", "")
        for seq, level in enumerate((20, 30, 35))
    ]
    tail = RunTail(no=run.no, lines=len(rows))
    desk.logs.append([TailUpdate(tail=tail, first_seq=0, rows=rows)])
    desk.results.close(run.no, Ending(Status.SUCCESS, NOON, result={"a": 1}))
    hook = HookFields("on ports", ("dcim.interface", "dcim.device"), job.id, on_delete=False)
    user = desk.users.ensure_superuser("root").id
    HookStore(desk.desk).save(user, "", hook)
    ButtonStore(desk.desk).save(user, "", ButtonFields("It", ("dcim.rack",), job.id, "Check"))
    desk.close()
    bench = DeskBench(own_workspace)
    bench.no = run.no
    yield bench
    bench.close()


def test_runs_jobs_and_logs_are_read_under_the_original_s_names(bench):
    ended = bench.case(
        "done = JobResult.objects.get(name='Backup')\n"
        "lines = JobLogEntry.objects.filter(job_result=done)\n"
        "return [done.status, done.result, done.job_model.name, done.task_kwargs,\n"
        "    lines.count(), lines.filter(log_level='warning').get().message,\n"
        "    lines.first().created.isoformat(), done.job_log_entries.last().log_level,\n"
        "    str(lines.first().job_result), JobModel.objects.filter(enabled=True).count()]\n"
    )

    assert ended.status == "SUCCESS", ended
    assert ended.result == [
        "SUCCESS", {"a": 1}, "Backup", {"word": "x"}, 3, "line 1",
        "2026-03-04T12:00:00+00:00", "failure", "Backup", 1,
    ]  # fmt: skip


def test_jobs_queues_hooks_and_buttons_have_the_original_s_names(bench):
    ended = bench.case(
        "job = JobModel.objects.get(job_queues__name='default')\n"
        "hook, button = JobHook.objects.get(), JobButton.objects.get()\n"
        "kinds = [f'{one.app_label}.{one.model}' for one in hook.content_types.all()]\n"
        "queue = JobQueue.objects.get(name='default')\n"
        "return [[one.name for one in job.job_queues.all()], list(job.task_queues),\n"
        "    queue.jobs.count(), queue.default_for_jobs.get().name, queue.description,\n"
        "    job.runnable, job.latest_result.name, job.name_override, job.git_repository,\n"
        "    sorted(kinds), hook.job.name, hook.type_update, hook.type_delete,\n"
        "    button.content_types.get().model, button.text, button.job.class_path,\n"
        "    User.objects.get(username='root').is_superuser, Group.objects.count(),\n"
        "    self.user.groups.filter(name='admins').exists()]\n"
    )

    assert ended.result == [
        ["default"], ["default"], 1, "Backup", "", True, "Backup", False, None,
        ["dcim.device", "dcim.interface"], "Backup", True, False,
        "rack", "Check", "probe.Backup", True, 0, False,
    ], ended  # fmt: skip
    assert ended.messages("jobdesk") == [
        "JobDesk has no groups of users yet: a job finds none."
    ]


def test_a_run_tells_its_queue_and_how_long_it_ran(bench):
    ended = bench.case(
        "done = JobResult.objects.get(name='Backup')\n"
        "done.date_started = done.date_done - timedelta(seconds=75.5)\n"
        "return [done.queue, done.celery_kwargs, done.duration, done.task_args, done.meta]\n",
    )

    assert ended.result == [
        "default",
        {"queue": "default"},
        "1 minutes, 15.50 seconds",
        [],
        None,
    ]


def test_a_time_of_whole_seconds_is_found_by_equality_and_order(bench):
    ended = bench.case(
        "from datetime import datetime, timezone\n"
        "noon = datetime(2026, 3, 4, 12, 0, tzinfo=timezone.utc)\n"
        "runs = JobResult.objects\n"
        "found = [runs.filter(date_done=noon), runs.filter(date_done__lte=noon),\n"
        "    runs.filter(date_done__gt=noon)]\n"
        "return [some.count() for some in found]\n"
    )

    assert ended.result == [1, 1, 0], ended


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("JobResult.objects.first().save()", "A job cannot change JobResult in JobDesk."),
        ("JobResult.objects.update(name='x')", "A job cannot change JobResult in JobDesk."),
        ("JobResult.execute_job(None, None)", "A run cannot wait inside another one"),
        ("JobModel.objects.all().delete()", "A job cannot change Job in JobDesk."),
        ("JobModel.objects.create(name='x')", "A job cannot change Job in JobDesk."),
        ("JobLogEntry.objects.first().delete()", "A job cannot change JobLogEntry in JobDesk."),
        ("JobLogEntry.objects.first().save()", "A job cannot change JobLogEntry in JobDesk."),
        (
            "from django.db import connections\n"
            "connections['desk'].cursor().execute('DELETE FROM job')",
            "cannot change JobDesk's own records",
        ),
    ],
)
def test_a_write_says_that_it_is_not_a_job_s(bench, statement, words):
    ended = bench.case(statement)

    assert ended.status == "FAILURE"
    assert words in ended.reason, ended


def test_an_entry_that_a_job_creates_stands_in_its_own_log(bench):
    ended = bench.case(
        "JobLogEntry.objects.create(job_result=self.job_result, log_level='warning',\n"
        "    grouping='sync', message='by hand', log_object='sw-1')\n"
    )

    assert ended.status == "SUCCESS", ended
    (line,) = [one for one in ended.logs if one["m"] == "by hand"]
    assert (line["l"], line["g"], line["o"]) == (30, "sync", "sw-1")


def test_what_a_job_saves_as_its_data_is_the_result_when_it_returns_none(bench):
    ended = bench.case("self.job_result.data = {'seen': 3}\nself.job_result.save()")

    assert ended.result == {"seen": 3}, ended


def test_what_jobdesk_has_none_of_is_empty_and_the_log_says_so(bench):
    ended = bench.case(
        "found = [GitRepository.objects.filter(name='x').count(),\n"
        "    ScheduledJob.objects.count(), list(GitRepository.objects.all())]\n"
        "try:\n"
        "    GitRepository.objects.get(slug='golden')\n"
        "except GitRepository.DoesNotExist as error:\n"
        "    found.append(str(error))\n"
        "try:\n"
        "    ScheduledJob.objects.create(name='x')\n"
        "except Exception as error:\n"
        "    found.append(str(error))\n"
        "return found\n"
    )

    assert ended.result == [
        0, 0, [], "GitRepository matching query does not exist.",
        "A job cannot change ScheduledJob in JobDesk.",
    ], ended  # fmt: skip
    assert ended.messages("jobdesk") == [
        "JobDesk has no Git repositories yet: a job finds none.",
        "JobDesk has no scheduled jobs yet: a job finds none.",
    ]


def test_a_request_that_nobody_answers_can_be_cancelled(bench):
    bench.write(
        HEAD
        + """
class Case(Open):
    def run(self):
        JobResult.enqueue_job(JobModel.objects.first(), self.user)

register_jobs(Case)
"""
    )
    running = bench.start("Case")
    requests = running.run_dir / "requests"
    eventually(lambda: requests.is_dir() and any(requests.iterdir()), 20, "it asks")
    write_control(running.run_dir, "anna")

    ended = running.ended()

    assert (ended.status, ended.reason) == ("REVOKED", "Cancelled by anna"), ended
