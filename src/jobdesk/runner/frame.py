"""The one message from host to worker: all that a run needs, as one JSON line on stdin.

Standard library only: worker and host import this file. Secrets travel here and nowhere else.
"""

from __future__ import annotations

import json

from jobdesk.errors import JobDeskError

TYPE_CHECKING = False  # typing is slow to import, and every run starts a process
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any


class FrameError(JobDeskError):
    """The message to the worker is not complete."""


class Frame:
    """One run, ready to be started; limits are seconds, 0 means none.

    `inputs` are plain JSON of every variable (a file is {name, size, sha256, path}); `user` is
    {id, username, is_superuser}; `job` at least {id, name, class_path, grouping}; `inventory`
    is the database file and `gate` its lock (empty: there is none), `preview` lets the run
    work on a copy of it; `desk` and `logs` are the files that job code may read. Fields
    without a value here must be given.
    """

    no: int
    id: str
    home: str
    run_dir: str
    root: str
    module: str
    class_name: str
    inputs: Mapping[str, Any]
    user: Mapping[str, Any]
    job: Mapping[str, Any]
    attempt: int = 1
    source: str = "local"
    commit: bool = True
    dry_run: bool = False
    profile: bool = False
    soft_limit: float = 0.0
    hard_limit: float = 0.0
    grace: float = 5.0
    host_pid: int = 0  # whoever sends it; 0: the parent process
    queue: str = "default"
    sensitive: bool = True
    dryrun_default: bool = False
    journal_cap: int = 2 * 1024**3
    initial_warnings: Sequence[str] = ()
    compat: bool = True
    object_changes: Sequence[str] = ()  # keys of the changes that a job hook fired for
    inventory: str = ""
    gate: str = ""
    preview: bool = False
    desk: str = ""
    logs: str = ""

    def __init__(self, **values: Any) -> None:
        unknown = values.keys() - _NAMES
        missing = _NEEDED - values.keys()
        if unknown or missing:
            raise TypeError(f"missing {sorted(missing)}, unknown {sorted(unknown)}")
        self.__dict__.update(values)

    @property
    def class_path(self) -> str:
        """`<module>.<Class>`."""
        return f"{self.module}.{self.class_name}"

    def to_line(self) -> bytes:
        """The frame as one line."""
        document = {name: getattr(self, name) for name in _NAMES}
        return json.dumps(document, default=dict, separators=(",", ":")).encode("ascii") + b"\n"

    @classmethod
    def from_line(cls, line: bytes) -> Frame:
        """The frame of a line; unknown fields of a newer host are left out."""
        try:
            document = json.loads(line)
            return cls(**{k: v for k, v in document.items() if k in _NAMES})
        except (ValueError, TypeError, AttributeError) as error:
            raise FrameError(f"The message to the worker is not complete: {error}") from error


_NAMES = frozenset(Frame.__annotations__)
_NEEDED = frozenset(name for name in _NAMES if name not in Frame.__dict__)
