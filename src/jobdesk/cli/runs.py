"""Commands that start and stop runs: run, runjob, cancel, extend."""

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from jobdesk.cli.options import (
    JobArgument,
    JsonOption,
    ResultArgument,
    WorkspaceOption,
    say,
    services_of,
)
from jobdesk.errors import InputErrors, Refused
from jobdesk.paths import home_of

if TYPE_CHECKING:
    from jobdesk.operations.runs import RunRequest

DataOption = Annotated[
    str, typer.Option("--data", metavar="JSON|@FILE", help="Inputs as a JSON object.")
]


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    for command in (run, runjob, cancel, extend):
        app.command()(command)


def run(
    name: JobArgument,
    data: DataOption = "",
    files: Annotated[
        list[str] | None, typer.Option("--file", metavar="VAR=PATH", help="A file input.")
    ] = None,
    queue: Annotated[str, typer.Option(help="Queue to run in.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="The job's own dry run.")] = False,
    commit: Annotated[
        bool | None,
        typer.Option(
            "--commit/--no-commit",
            help="Keep the changes (jobs of the 1.x way).",
            show_default=False,
        ),
    ] = None,
    preview: Annotated[
        bool,
        typer.Option(
            "--preview", help="Run on a copy of the inventory and list what would change."
        ),
    ] = False,
    profile: Annotated[bool, typer.Option("--profile", help="Keep a call profile.")] = False,
    user: Annotated[str, typer.Option(help="Run as this user.")] = "",
    detach: Annotated[bool, typer.Option("--detach", help="Do not wait for the end.")] = False,
    in_process: Annotated[
        bool, typer.Option("--in-process", help="Host the run here when no agent does.")
    ] = False,
    only_failed: Annotated[
        str,
        typer.Option(
            "--only-failed",
            metavar="NO",
            help="As that run, with the objects only that failed in it; --data goes above.",
        ),
    ] = "",
    as_json: JsonOption = False,
    home: WorkspaceOption = None,
) -> None:
    """Run a job and follow its log. Exit code: 0 success, 1 failure, 2 refused, 3 revoked."""
    from jobdesk.cli.following import Face, start_and_follow
    from jobdesk.operations.runs import RunRequest

    request = RunRequest(
        data=read_data(data),
        files=dict(_file(text) for text in files or ()),
        queue=queue,
        dry_run=dry_run,
        commit=commit,
        preview=preview,
        profile=profile,
    )
    if only_failed:
        request = _only_failed(home, name, only_failed, request)
    face = Face(as_json=as_json, detach=detach, in_process=in_process)
    raise typer.Exit(start_and_follow(home_of(home), name, user, request, face))


def _only_failed(home: Path | None, name: str, ref: str, request: "RunRequest") -> "RunRequest":
    """The request of an earlier run for its failed objects; what is given here goes above."""
    from jobdesk.operations.failed import request_only_failed
    from jobdesk.operations.jobs import find_job

    services = services_of(home)
    job, earlier = request_only_failed(services, ref)
    if find_job(services, name).id != job.id:
        raise Refused(f"Run {ref} is one of {job.class_path}; name that job.")
    return replace(
        request,
        data={**earlier.data, **request.data},
        files={**earlier.files, **request.files},
        queue=request.queue or earlier.queue,
    )


def runjob(
    class_path: Annotated[str, typer.Argument(metavar="CLASS_PATH", show_default=False)],
    username: Annotated[str, typer.Option("--username", "-u", help="Who runs it.")],
    local: Annotated[bool, typer.Option("--local", "-l", help="Host the run here.")] = False,
    data: DataOption = "",
    profile: Annotated[bool, typer.Option("--profile")] = False,
    home: WorkspaceOption = None,
) -> None:
    """Run a job, in the original's spelling of `run`."""
    from jobdesk.cli.following import Face, start_and_follow
    from jobdesk.operations.runs import RunRequest

    request = RunRequest(data=read_data(data), profile=profile)
    face = Face(in_process=local)
    raise typer.Exit(start_and_follow(home_of(home), class_path, username, request, face))


def cancel(
    ref: ResultArgument,
    kill: Annotated[bool, typer.Option("--kill", help="End its processes at once.")] = False,
    home: WorkspaceOption = None,
) -> None:
    """Ask a run to stop, or end it at once."""
    from jobdesk.operations.runs import cancel_run
    from jobdesk.operations.users import current_actor

    services = services_of(home)
    record = cancel_run(services, current_actor(services), ref, kill=kill)
    if record.status.is_ready:
        say(f"Run {record.no} has ended. {record.reason}".strip())
    else:
        say(f"Run {record.no} {'is being ended' if kill else 'was asked to stop'}.")


def extend(
    ref: ResultArgument,
    minutes: Annotated[float, typer.Argument(metavar="MINUTES", show_default=False)],
    home: WorkspaceOption = None,
) -> None:
    """Give a run more time: both of its limits move by so many minutes."""
    from jobdesk.operations.extending import extend_run
    from jobdesk.operations.users import current_actor

    services = services_of(home)
    record = extend_run(services, current_actor(services), ref, minutes)
    soft, hard = record.options.soft_limit, record.options.hard_limit
    limits = [
        f"{name} limit {value:g} s" for name, value in (("soft", soft), ("hard", hard)) if value
    ]
    say(f"Run {record.no} has more time: {', '.join(limits)}.")


def read_data(text: str) -> dict[str, Any]:
    """The inputs given as JSON text or as @FILE.

    Raises:
        InputErrors: the file cannot be read, or it is not one JSON object.
    """
    if not text:
        return {}
    if text.startswith("@"):
        try:
            text = Path(text[1:]).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise InputErrors({"--data": [f"{text[1:]} cannot be read: {error}"]}) from None
    try:
        value = json.loads(text)
    except ValueError as error:
        raise InputErrors({"--data": [f"this is not JSON: {error}"]}) from None
    if not isinstance(value, dict):
        raise InputErrors({"--data": ['job data must be a JSON object, like {"name": "x"}.']})
    return value  # pyright: ignore[reportUnknownVariableType]  # whatever JSON holds


def _file(text: str) -> tuple[str, str]:
    name, separator, path = text.partition("=")
    if not separator or not path:
        raise InputErrors({name: [f"write a file as --file {name}=PATH."]})
    return name.strip(), path
