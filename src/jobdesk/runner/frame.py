"""The one message from host to worker: all that a run needs, as one JSON line on stdin.

Standard library only: worker and host import this file. Secrets travel here and nowhere else.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, cast

from jobdesk.errors import JobDeskError


class FrameError(JobDeskError):
    """The message to the worker is not complete."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One run, ready to be started; limits are seconds, 0 means none.

    `inputs` are plain JSON of every variable (a file is {name, size, sha256, path}); `user` is
    {id, username, is_superuser}; `job` at least {id, name, class_path, grouping}.
    """

    no: int
    id: str
    home: str
    run_dir: str
    root: str
    module: str
    class_name: str
    attempt: int = 1
    source: str = "local"
    inputs: Mapping[str, Any] = field(default_factory=dict[str, Any])
    commit: bool = True
    dry_run: bool = False
    profile: bool = False
    soft_limit: float = 0.0
    hard_limit: float = 0.0
    grace: float = 5.0
    user: Mapping[str, Any] = field(default_factory=dict[str, Any])
    job: Mapping[str, Any] = field(default_factory=dict[str, Any])
    queue: str = "default"
    sensitive: bool = True
    dryrun_default: bool = False
    journal_cap: int = 2 * 1024**3
    initial_warnings: Sequence[str] = field(default_factory=list[str])
    compat: bool = True

    @property
    def run_path(self) -> Path:
        """The folder of the run."""
        return Path(self.run_dir)

    @property
    def class_path(self) -> str:
        """`<module>.<Class>`."""
        return f"{self.module}.{self.class_name}"

    def to_line(self) -> bytes:
        """The frame as one line."""
        document = {name: getattr(self, name) for name in _NAMES}
        return (
            json.dumps(document, default=_plain, separators=(",", ":")).encode("ascii") + b"\n"
        )

    @classmethod
    def from_line(cls, line: bytes) -> "Frame":
        """The frame of a line; unknown fields of a newer host are left out."""
        try:
            document = json.loads(line)
            return cls(**{k: v for k, v in document.items() if k in _NAMES})
        except (ValueError, TypeError, AttributeError) as error:
            raise FrameError(f"The message to the worker is not complete: {error}") from error


_NAMES = tuple(f.name for f in fields(Frame))


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return dict(cast("Mapping[str, Any]", value))  # a frozen mapping
    raise TypeError(f"{type(value).__name__} cannot travel in a frame")
