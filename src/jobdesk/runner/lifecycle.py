"""The life of one run in the worker: load, before_start, run, hooks, the last word (SPEC §7).

Each hook is called at most once and `after_return` always; what a hook raises is told in the
log and never hides what the job itself raised. Main thread only.
"""

from __future__ import annotations

from jobdesk.compat.placeholders import begin_run
from jobdesk.jobs.declaration import variables_of
from jobdesk.jobs.exceptions import RunCancelled, SoftTimeLimitExceeded
from jobdesk.jobs.firstgen import generation_of
from jobdesk.jobs.inputs import clean_inputs, secret_values
from jobdesk.jobs.levels import ERROR, INFO, SUCCESS, WARNING
from jobdesk.jobs.loading import load_class
from jobdesk.runner import ending
from jobdesk.runner.attempt import Attempt, NotRun, refuse_unrun
from jobdesk.runner.ending import Ending

TYPE_CHECKING = False  # typing is slow to import, and every run starts a process
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from jobdesk.jobs.context import RunAttachment
    from jobdesk.jobs.job import Job
    from jobdesk.runner.around.inventory import InventoryAround
    from jobdesk.runner.around.limits import Stops
    from jobdesk.runner.around.profile import Profile
    from jobdesk.runner.around.redaction import Redaction
    from jobdesk.runner.context import WorkerContext
    from jobdesk.runner.frame import Frame

INITIALIZATION = "initialization"
POST_RUN = "post_run"


class Run:
    """One run and what surrounds it.

    Attributes:
        call: the way into job code: what happens beneath it can be stopped.
    """

    def __init__(
        self,
        frame: Frame,
        context: WorkerContext,
        attachment: RunAttachment,
        stops: Stops,
        profile: Profile,
        redaction: Redaction,
        inventory: InventoryAround,
        call: Callable[..., Any],
    ) -> None:
        self.frame = frame
        self.context = context
        self.attachment = attachment
        self.stops = stops
        self.profile = profile
        self.redaction = redaction
        self.inventory = inventory
        self.call = call

    def inputs_for(self, job: Job) -> dict[str, Any]:
        """The values that `run` gets; the class has the last word about them."""
        variables = variables_of(type(job))
        clean = clean_inputs(
            variables,
            self.frame.inputs,
            dryrun_default=self.frame.dryrun_default,
            objects=self.attachment.objects,
        )
        self.redaction.add(secret_values(variables, clean.values))
        return clean.values

    def judge_return(self, value: Any) -> Attempt:
        """The job's code came to its end by itself."""
        stops = self.stops
        if stops.was_cancel_raised:
            words = f"{stops.reason}; the job caught the stop and returned"
            return Attempt(ending.REVOKED, value, reason=words)
        if stops.is_grace_over:
            return Attempt(ending.FAILURE, value, reason=stops.reason)
        if self.attachment.failed:
            reason = self.attachment.failure_reason or "The job says that it failed"
            return Attempt(ending.FAILURE, value, reason=reason)
        return Attempt(ending.SUCCESS, value)

    def judge_error(self, error: BaseException) -> Attempt:
        """The job's code ended by an exception."""
        attempt = Attempt(ending.FAILURE, error=error, reason=ending.words_for(error))
        attempt.remember_traceback(self.redaction)
        stops = self.stops
        if stops.was_cancel_raised:
            attempt.status, attempt.reason = ending.REVOKED, stops.reason
        elif isinstance(error, RunCancelled):
            attempt.status = ending.FAILURE if stops.is_grace_over else ending.REVOKED
            attempt.reason = stops.reason or "Cancelled by the job itself"
        elif isinstance(error, SoftTimeLimitExceeded):
            attempt.reason = stops.reason or attempt.reason
        elif stops.is_soft_limit_over:
            attempt.reason = f"{attempt.reason} ({stops.reason})"
        return attempt


class Lifecycle:
    """Runs one job once and gives the last word about it."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._frame = run.frame
        self._say = run.context.say

    def execute(self) -> Ending:
        """From loading the code to the last log line."""
        try:
            job = self._loaded()
        except BaseException as error:  # noqa: BLE001 - the border to job code
            return self._not_started(error)
        for warning in self._frame.initial_warnings:
            self._say(WARNING, INITIALIZATION, warning)
        self._say(INFO, INITIALIZATION, "Running job", self._name)
        if generation_of(type(job)) == 1:
            from jobdesk.runner.first_generation import attempt_first_generation

            attempt = attempt_first_generation(self._run, job)
        else:
            attempt = self._attempt(job)
            self._run.stops.run_is_over()
            self._call_hooks(job, attempt)
        return self._ended(attempt)

    @property
    def _name(self) -> str:
        return str(self._frame.job.get("name") or self._frame.class_name)

    def _loaded(self) -> Job:
        frame, run = self._frame, self._run
        run.inventory.open_if_loaded()
        cls = run.call(load_class, frame.root, frame.module, frame.class_name)
        run.redaction.add(secret_values(variables_of(cls), frame.inputs))
        begin_run()
        job: Job = run.call(cls)
        job._attach(run.attachment)  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]  # the worker's door
        run.inventory.attach(job)
        return job

    def _not_started(self, error: BaseException) -> Ending:
        """The code could not be loaded: no hook is called."""
        attempt = self._run.judge_error(error)
        if attempt.status == ending.FAILURE and not self._run.stops.reason:
            attempt.reason = f"{self._name} could not be loaded: {attempt.reason}"
        self._say(ERROR, INITIALIZATION, attempt.reason)
        return self._ended(attempt)

    def _attempt(self, job: Job) -> Attempt:
        run, kwargs = self._run, dict(self._frame.inputs)
        try:
            value = run.call(job.before_start, self._frame.id, (), kwargs)
            if not run.attachment.failed:
                inputs = run.inputs_for(job)
                value = refuse_unrun(run.profile.measure(run.call, job.run, **inputs))
        except BaseException as error:  # noqa: BLE001 - the border to job code
            return run.judge_error(error)
        return run.judge_return(value)

    def _call_hooks(self, job: Job, attempt: Attempt) -> None:
        if attempt.status == ending.SUCCESS:
            attempt.note_hook_error(self._hook(job.on_success, attempt, has_einfo=False))
        if attempt.status != ending.SUCCESS:
            self._hook(job.on_failure, attempt)
        error = self._hook(job.after_return, attempt, attempt.status)
        if attempt.status == ending.SUCCESS:
            attempt.note_hook_error(error)

    def _hook(
        self, hook: Callable[..., Any], attempt: Attempt, *first: Any, has_einfo: bool = True
    ) -> Attempt | None:
        """Call a hook of the job; what it raises is told in the log and returned."""
        kwargs = dict(self._frame.inputs)
        arguments = [*first, attempt.shown, self._frame.id, (), kwargs]
        if has_einfo:
            arguments.append(attempt.einfo)
        try:
            self._run.call(hook, *arguments)
        except BaseException as error:  # noqa: BLE001 - the border to job code
            failed = self._run.judge_error(error)
            name = getattr(hook, "__name__", "hook")
            failed.reason = f"{name}: {failed.reason}"
            self._say(ERROR, name, f"{failed.reason}\n```\n{failed.traceback}\n```")
            return failed
        return None

    def _ended(self, attempt: Attempt) -> Ending:
        run = self._run
        changes = run.inventory.finish()
        if attempt.error is not None and not isinstance(attempt.error, NotRun):
            result = ending.error_result(attempt.error)
        else:
            value = attempt.value
            if value is None:
                value = getattr(run.attachment.job_result, "kept", None)
            result = ending.plain_result(value, self._warn)
        result = ending.cut_result(
            run.redaction.tree(result), self._warn, run.context.files.keep
        )
        run.context.close()
        if attempt.status == ending.SUCCESS:
            self._say(SUCCESS, POST_RUN, "Job completed")
        reason = ending.short(run.redaction(attempt.reason))
        end = Ending(attempt.status, reason, result, attempt.traceback)
        end.changes = changes
        return end

    def _warn(self, message: str) -> None:
        self._say(WARNING, POST_RUN, message)
