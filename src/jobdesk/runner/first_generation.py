"""The life of a job written for Nautobot 1.x: run(data, commit), test_* methods, post_run."""

from __future__ import annotations

from jobdesk.inventory import world
from jobdesk.jobs.firstgen import tests_of
from jobdesk.jobs.levels import FAILURE, INFO
from jobdesk.runner import ending
from jobdesk.runner.attempt import Attempt, refuse_unrun

TYPE_CHECKING = False  # typing is slow to import, and every run starts a process
if TYPE_CHECKING:
    from jobdesk.jobs.job import Job
    from jobdesk.runner.lifecycle import Run


def attempt_first_generation(run: Run, job: Job) -> Attempt:
    """Run the job; what its methods return is joined as text under `output`."""
    outputs: list[str] = []
    world.become_older()
    try:
        with run.inventory.one_transaction():
            _call_methods(run, job, outputs)
    except BaseException as error:  # noqa: BLE001 - the border to job code
        attempt = run.judge_error(error)
        _tell(run, attempt)
    else:
        attempt = run.judge_return(None)
    run.stops.run_is_over()
    attempt = _call_post_run(run, job, outputs, attempt)
    attempt.value = {"output": "\n".join(outputs)}
    return attempt


def _call_methods(run: Run, job: Job, outputs: list[str]) -> None:
    commit = run.frame.commit and not job.read_only
    data = run.inputs_for(job)
    if not getattr(job.run, "is_missing", False):
        run.attachment.active_method = "run"
        _add(outputs, refuse_unrun(run.profile.measure(run.call, job.run, data, commit)))
    for name in tests_of(type(job)):
        run.attachment.active_method = name
        _add(outputs, run.call(getattr(job, name)))
    if not commit:
        run.context.say(INFO, "initialization", run.inventory.words_of_dry_run)


def _call_post_run(run: Run, job: Job, outputs: list[str], attempt: Attempt) -> Attempt:
    run.attachment.active_method = "post_run"
    try:
        _add(outputs, run.call(job.post_run))
    except BaseException as error:  # noqa: BLE001 - the border to job code
        failed = run.judge_error(error)
        _tell(run, failed)
        if attempt.error is None:
            return failed
    if attempt.status == ending.SUCCESS and run.attachment.failed:
        return run.judge_return(None)
    return attempt


def _tell(run: Run, attempt: Attempt) -> None:
    """The exception as a log entry, with its traceback as code."""
    words = f"{attempt.reason}\n```\n{attempt.traceback}\n```"
    run.context.say(FAILURE, run.attachment.active_method or "run", words)


def _add(outputs: list[str], output: object) -> None:
    if output:
        outputs.append(ending.text_of_value(output))
