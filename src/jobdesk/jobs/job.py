"""The base class of all jobs."""

from __future__ import annotations

import os

from jobdesk.jobs.firstgen import FirstGeneration
from jobdesk.jobs.levels import FAILURE
from jobdesk.jobs.metadata import (
    META,
    FromClass,
    class_path_of,
    file_of,
    grouping_of,
    meta_value,
)
from jobdesk.jobs.sink import formatted, text_of

TYPE_CHECKING = False  # typing is slow to import, and every run starts a process
if TYPE_CHECKING:
    from typing import Any

    from jobdesk.jobs.context import RunAttachment, RunContext


def _from_meta(attribute: str) -> Any:
    return FromClass(lambda cls: meta_value(cls, attribute), f"Meta.{attribute} of the class.")


class Job(FirstGeneration):
    """What a job class derives from: declare variables, say what it is in Meta, write `run`.

    Attributes:
        user: who asked for the run.
        job_result: the run.
        job_model: the record of this job.
        request: has the id of the run as `id`.
        celery_kwargs: how the run was asked for (queue, limits …).
    """

    class Meta:
        """Says what the class is: its name, description, limits and so on."""

    user: Any = None
    job_result: Any = None
    job_model: Any = None
    request: Any = None
    celery_kwargs: Any = None

    name: Any = _from_meta("name")
    description: Any = _from_meta("description")
    field_order: Any = _from_meta("field_order")
    dryrun_default: Any = _from_meta("dryrun_default")
    commit_default: Any = _from_meta("commit_default")
    hidden: Any = _from_meta("hidden")
    has_sensitive_variables: Any = _from_meta("has_sensitive_variables")
    read_only: Any = _from_meta("read_only")
    approval_required: Any = _from_meta("approval_required")
    console_log_default: Any = _from_meta("console_log_default")
    soft_time_limit: Any = _from_meta("soft_time_limit")
    time_limit: Any = _from_meta("time_limit")
    is_singleton: Any = _from_meta("is_singleton")
    task_queues: Any = _from_meta("task_queues")
    template_name: Any = _from_meta("template_name")
    grouping: Any = FromClass(grouping_of)
    class_path: Any = FromClass(class_path_of)
    class_path_dotted: Any = FromClass(class_path_of)
    registered_name: Any = FromClass(class_path_of)
    file_path: Any = FromClass(file_of)

    @FromClass
    def description_first_line(cls) -> str:  # noqa: N805 - FromClass hands in the class
        """The first line of the description."""
        return meta_value(cls, "description").partition("\n")[0]

    @FromClass
    def properties_dict(cls) -> dict[str, Any]:  # noqa: N805 - as above
        """All that Meta says."""
        return {attribute: meta_value(cls, attribute) for attribute in META}

    @FromClass
    def supports_dryrun(cls) -> bool:  # noqa: N805 - as above
        """It has a DryRunVar called dryrun."""
        from jobdesk.jobs.variables.figures import DryRunVar

        return isinstance(getattr(cls, "dryrun", None), DryRunVar)

    @property
    def failed(self) -> bool:
        """`fail()` or `log_failure()` was called."""
        return self._attachment is not None and self._attachment.failed

    @failed.setter
    def failed(self, failed: bool) -> None:
        if self._attachment is not None:
            self._attachment.failed = failed

    # -- what the author writes --------------------------------------------------------------

    def run(self, *args: Any, **kwargs: Any) -> Any:
        """Do the work; gets one keyword argument for each variable."""
        raise NotImplementedError(f"{type(self).__name__} has no method run")

    run.is_missing = True  # pyright: ignore[reportFunctionMemberAccess]  # for generation_of

    def before_start(self, task_id: str, args: Any, kwargs: Any) -> Any:
        """Called before run, with the inputs as they are stored."""

    def on_success(self, retval: Any, task_id: str, args: Any, kwargs: Any) -> Any:
        """Called when run returned and nothing failed."""

    def on_retry(self, exc: Any, task_id: str, args: Any, kwargs: Any, einfo: Any) -> Any:
        """Reserved; never called."""

    def on_failure(self, exc: Any, task_id: str, args: Any, kwargs: Any, einfo: Any) -> Any:
        """Called when the run failed; `exc` is the exception or what run returned."""

    def after_return(
        self, status: str, retval: Any, task_id: str, args: Any, kwargs: Any, einfo: Any
    ) -> Any:
        """Called last, with the status."""

    # -- what the author calls ---------------------------------------------------------------

    def fail(self, msg: object, *args: object, **kwargs: Any) -> None:
        """Log at level failure and let the run end as failed; the job goes on."""
        kwargs["stacklevel"] = kwargs.get("stacklevel", 1) + 1
        self.logger.log(FAILURE, msg, *args, **kwargs)
        if self._attachment is not None:
            self._attachment.note_failure(formatted(msg, args))

    def progress(self, done: float, total: float | None = None, text: str = "") -> None:
        """Say how far the job is; without a total it is shown as busy."""
        if self._attachment is not None:
            of = None if total is None else _finite(total)
            self._attachment.context.write_progress(_finite(done), of, text_of(text))

    def summary(self, markdown: str) -> None:
        """Set the text on top of the run's page; the last one stays."""
        if self._attachment is not None:
            self._attachment.context.write_summary(text_of(markdown))

    def object_result(self, obj: object, status: str, text: str = "") -> None:
        """Say how it went for one object; the run's page lists them."""
        if self._attachment is not None:
            context = self._attachment.context
            context.write_object_result(text_of(obj)[:200], text_of(status), text_of(text))

    def create_file(self, filename: str, content: str | bytes | None = None) -> Any:
        """Add an output file to the run; without content it gives a writer to use by `with`.

        Raises:
            ValueError: whole content of more than 10 MiB (use the writer), or no file name.
        """
        return self._context().create_file(filename, content)

    def load_json(self, filename: str) -> Any:
        """The content of a JSON file beside the job's own file."""
        import json

        with open(self._beside(filename), encoding="utf-8") as stream:  # noqa: PTH123 - pathlib is slow to import
            return json.load(stream)

    def load_yaml(self, filename: str) -> Any:
        """The content of a YAML file beside the job's own file."""
        import yaml

        with open(self._beside(filename), encoding="utf-8") as stream:  # noqa: PTH123 - as above
            return yaml.safe_load(stream)

    # -- what the worker calls ---------------------------------------------------------------

    def _attach(self, attachment: RunAttachment) -> None:
        """Tie the instance to its run."""
        self._attachment = attachment
        self.user = attachment.user
        self.job_result = attachment.job_result
        self.job_model = attachment.job_model
        self.request = attachment.request
        self.celery_kwargs = attachment.celery_kwargs

    def _context(self) -> RunContext:
        if self._attachment is None:
            raise RuntimeError("This is only possible while JobDesk runs the job")
        return self._attachment.context

    def _beside(self, filename: str) -> str:
        return os.path.join(os.path.dirname(file_of(type(self))), filename)  # noqa: PTH118, PTH120 - pathlib is slow to import


def _finite(value: Any) -> float:
    """The number; what JSON cannot say counts as 0."""
    number = float(value)
    return number if number - number == 0 else 0.0
