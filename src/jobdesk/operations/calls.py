"""A run as somebody would ask for it elsewhere: command line, Python, JSON, link.

Secret values are never in it; what was left out is named.
"""

import json
import shlex
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from jobdesk.errors import VariableError
from jobdesk.jobs import FileVar
from jobdesk.jobs.description import variables_from
from jobdesk.jobs.variables.base import Variable
from jobdesk.models.records import JobRecord

SCHEME = "jobdesk"


@dataclass(frozen=True, slots=True)
class Call:
    """A job with its inputs and options; `queue` "" is the job's own."""

    job: str  # class path; "" where the text does not tell
    data: Mapping[str, Any] = field(default_factory=dict[str, Any])
    files: Mapping[str, str] = field(default_factory=dict[str, str])
    queue: str = ""
    dry_run: bool = False
    profile: bool = False
    commit: bool | None = None  # what a job of the 1.x way is told; None: its own default
    left_out: tuple[str, ...] = ()  # titles of secret variables

    @property
    def inputs(self) -> dict[str, Any]:
        """Values and paths together, as a form takes them."""
        return {**self.data, **self.files}


def call_of(
    job: JobRecord,
    raw: Mapping[str, Any],
    *,
    queue: str = "",
    dry_run: bool = False,
    profile: bool = False,
    commit: bool | None = None,
) -> Call:
    """What stands in a form, as a call.

    Args:
        job: the record of the job.
        raw: raw values, right or wrong; secrets in it are left out.
        queue: where it runs.
        dry_run: without a variable of the job for it.
        profile: a call profile is kept.
        commit: what a job of the 1.x way is told.
    """
    variables = variables_from(job.variables)
    data: dict[str, Any] = {}
    files: dict[str, str] = {}
    left_out: list[str] = []
    for name, value in raw.items():
        variable = variables.get(name)
        if variable is None:
            continue
        if variable.sensitive:
            left_out.append(variable.label)
        elif isinstance(variable, FileVar):
            if value:
                files[name] = str(value)
        elif not (variable.is_empty(value) and variable.raw_default() is None):
            data[name] = _plain(variable, value)
    other_queue = queue if queue != job.default_job_queue else ""
    return Call(
        job.class_path, data, files, other_queue, dry_run, profile, commit, tuple(left_out)
    )


def _plain(variable: Variable, raw: Any) -> Any:
    try:
        return variable.serialize(variable.parse(raw))
    except (VariableError, OSError):
        return raw


def as_command(call: Call, home: Path | None = None, *, windows: bool | None = None) -> str:
    """A line for a shell; `home` is named where it is not the usual workspace."""
    words = ["jobdesk", "run", call.job]
    if call.data:
        words += ["--data", json.dumps(call.data, ensure_ascii=False)]
    for name, path in call.files.items():
        words += ["--file", f"{name}={path}"]
    if call.queue:
        words += ["--queue", call.queue]
    words += ["--dry-run"] * call.dry_run + ["--profile"] * call.profile
    if call.commit is not None:
        words.append("--commit" if call.commit else "--no-commit")
    if home is not None:
        words += ["--workspace", str(home)]
    is_windows = sys.platform == "win32" if windows is None else windows
    return " ".join(map(_windows_word, words)) if is_windows else shlex.join(words)


def _windows_word(word: str) -> str:
    """A word as programs on Windows read it: quotes doubled by backslashes."""
    if word and not any(mark in word for mark in ' \t\n"&|<>^%'):
        return word
    quoted, backslashes = '"', 0
    for mark in word:
        if mark == "\\":
            backslashes += 1
            continue
        if mark == '"':
            backslashes = 2 * backslashes + 1
        quoted += "\\" * backslashes + mark
        backslashes = 0
    return quoted + "\\" * (2 * backslashes) + '"'


def as_python(call: Call, home: Path) -> str:
    """A script that asks for the run and prints its number."""
    arguments = [f"    data={dict(call.data)!r},"]
    if call.files:
        arguments.append(f"    files={dict(call.files)!r},")
    if call.queue:
        arguments.append(f"    queue={call.queue!r},")
    arguments += ["    dry_run=True,"] * call.dry_run + ["    profile=True,"] * call.profile
    if call.commit is not None:
        arguments.append(f"    commit={call.commit},")
    return "\n".join(
        [
            "from pathlib import Path",
            "",
            "from jobdesk.operations.runs import RunRequest, request_run",
            "from jobdesk.operations.users import current_actor",
            "from jobdesk.wiring import open_workspace",
            "",
            f"services = open_workspace(Path({str(home)!r}))",
            "request = RunRequest(",
            *arguments,
            ")",
            f"run = request_run(services, current_actor(services), {call.job!r}, request)",
            "print(run.no)",
            "services.close()",
            "",
        ]
    )


def as_json(call: Call) -> str:
    """The inputs as `--data` takes them, files by their paths."""
    return json.dumps(call.inputs, indent=2, ensure_ascii=False)


def as_link(call: Call) -> str:
    """A link to the filled form; it holds no files, which others do not have."""
    query: dict[str, str] = {}
    if call.data:
        query["data"] = json.dumps(call.data, ensure_ascii=False, separators=(",", ":"))
    if call.queue:
        query["queue"] = call.queue
    query |= {"dry_run": "1"} if call.dry_run else {}
    query |= {"profile": "1"} if call.profile else {}
    if call.commit is not None:
        query["commit"] = str(int(call.commit))
    link = f"{SCHEME}://run/{quote(call.job, safe='')}"
    return f"{link}?{urlencode(query, quote_via=quote)}" if query else link
