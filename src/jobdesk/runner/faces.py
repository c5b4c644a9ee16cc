"""What a running job sees of its run in JobDesk: user, result, record, request. Read-only.

Plain objects made from the frame; saving one of them changes nothing.
"""

from __future__ import annotations

from jobdesk.jobs.levels import INFO, NUMBERS

TYPE_CHECKING = False  # typing is slow to import, and every run starts a process
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from jobdesk.runner.frame import Frame


class Face:
    """Some facts as attributes; `pk` is another name of `id`, and the name is the text."""

    def __init__(self, facts: Mapping[str, Any], **more: Any) -> None:
        self.__dict__.update(facts)
        self.__dict__.update(more)

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any: ...

    @property
    def pk(self) -> Any:
        """The key."""
        return self.__dict__.get("id")

    def save(self, *_: Any, **__: Any) -> None:
        """Nothing: a job does not change JobDesk's own records."""

    def refresh_from_db(self, *_: Any, **__: Any) -> None:
        """Nothing: the facts are those of the start of the run."""

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and other.__dict__.get("id") == self.pk

    def __hash__(self) -> int:
        return hash(self.pk)

    def __str__(self) -> str:
        return str(self.__dict__.get("name") or self.__dict__.get("username") or self.pk or "")

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self}>"


class RunUser(Face):
    """Who asked for the run."""

    is_active = True
    is_authenticated = True
    is_anonymous = False
    email = first_name = last_name = ""

    @property
    def is_staff(self) -> bool:
        """May administer JobDesk."""
        return bool(self.__dict__.get("is_superuser"))

    def has_perm(self, *_: Any) -> bool:
        """Whether the user may do something to the inventory."""
        return self.is_staff

    has_perms = has_perm

    def get_username(self) -> str:
        """The name to log in with."""
        return str(self)


class RunResultFace(Face):
    """The run, as `self.job_result`."""

    def __init__(self, facts: Mapping[str, Any], say: Callable[..., None]) -> None:
        super().__init__(facts)
        self.__dict__["_say"] = say
        self.__dict__["_kept"] = None

    def save(self, *_: Any, **__: Any) -> None:
        """Keep what the job put into `data` or `result`: its result when it returns none."""
        facts = self.__dict__
        facts["_kept"] = facts.get("result") or facts.get("data") or None

    validated_save = save

    @property
    def kept(self) -> Any:
        """What the job saved last; None: nothing."""
        return self.__dict__["_kept"]

    def log(
        self,
        message: object,
        obj: object = None,
        level_choice: object = "info",
        grouping: str = "main",
        **_: Any,
    ) -> None:
        """Add a log entry, as jobs of 1.x do."""
        level = NUMBERS.get(str(level_choice).rpartition("_")[2].lower(), INFO)
        self.__dict__["_say"](level, grouping, str(message), "" if obj is None else str(obj))


class Faces:
    """All of them for one run."""

    def __init__(self, frame: Frame, say: Callable[..., None]) -> None:
        kwargs = {"queue": frame.queue, "soft_time_limit": frame.soft_limit}
        self.celery_kwargs: dict[str, Any] = {**kwargs, "time_limit": frame.hard_limit}
        self.user = RunUser(frame.user)
        self.job_model = Face(frame.job)
        shared: dict[str, Any] = {"id": frame.id, "user": self.user, "no": frame.no}
        result: dict[str, Any] = {
            **shared,
            "name": frame.job.get("name", frame.class_path),
            "task_name": frame.class_path,
            "status": "STARTED",
            "job_model": self.job_model,
            "task_args": [],
            "task_kwargs": {} if frame.sensitive else dict(frame.inputs),
            "celery_kwargs": self.celery_kwargs,
            "date_done": None,
            "data": {},
            "result": None,
        }
        self.job_result = RunResultFace(result, say)
        self.request = Face(shared, retries=0, task=frame.class_path, hostname="")
