"""More time for a run that runs."""

from datetime import UTC, datetime

import pytest

from jobdesk.errors import PermissionRefused, Refused, ResultNotFound
from jobdesk.models.plans import Ending, JobCode, NewJob
from jobdesk.models.records import RunOptions, Status
from jobdesk.operations.extending import extend_run


@pytest.fixture
def run(services, actor):
    values = {
        "name": "Nap", "grouping": "tests", "description": "", "hidden": False,
        "has_sensitive_variables": False, "dryrun_default": False, "approval_required": False,
        "console_log_default": False, "soft_time_limit": 0.0, "time_limit": 0.0,
        "is_singleton": False, "singleton_policy": "refuse", "job_queues": ["default"],
        "default_job_queue": "default",
    }  # fmt: skip
    code = JobCode(
        values=values, source_values=values, description_json={"variables": []}, generation=3,
        file="nap.py", line=1, code_version="abc",
    )  # fmt: skip
    job = services.jobs.add("local", NewJob("nap", "Nap", code, enabled=True))
    options = RunOptions("default", 300, 600)
    return services.results.create(job, actor.username, {}, False, options)


def test_the_host_is_asked_in_seconds(services, actor, run):
    services.results.mark_started(run.no, datetime.now(UTC), "here/1")

    extend_run(services, actor, f"#{run.no}", 15)

    assert services.host.extended == [(run.no, actor.username, 900)]


def test_a_run_that_waits_has_ended_or_is_not_there_is_refused(services, actor, run):
    with pytest.raises(Refused, match="not started"):
        extend_run(services, actor, str(run.no), 5)
    services.results.close(run.no, Ending(Status.SUCCESS, date_done=datetime.now(UTC)))
    with pytest.raises(Refused, match="already ended"):
        extend_run(services, actor, str(run.no), 5)
    with pytest.raises(ResultNotFound):
        extend_run(services, actor, "4711", 5)
    assert services.host.extended == []


def test_who_may_not_cancel_may_not_extend(services, actor, run):
    from dataclasses import replace

    with pytest.raises(PermissionRefused):
        extend_run(services, replace(actor, is_superuser=False), str(run.no), 5)
