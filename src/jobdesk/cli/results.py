"""Commands that look at runs: results, result, logs."""

import json
import sys
import threading
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from jobdesk.cli.options import (
    JsonOption,
    ResultArgument,
    WorkspaceOption,
    print_json,
    services_of,
)
from jobdesk.models.records import ResultNo, Status

if TYPE_CHECKING:
    from jobdesk.operations.services import Services

_FOLLOW_POLL_S = 0.05


class Level(StrEnum):
    """The levels of log entries, lowest first."""

    DEBUG = "debug"
    INFO = "info"
    SUCCESS = "success"
    WARNING = "warning"
    FAILURE = "failure"
    ERROR = "error"
    CRITICAL = "critical"


class LogFormat(StrEnum):
    """How log lines are printed."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    for command in (results, result, logs):
        app.command()(command)


def results(
    job: Annotated[str, typer.Option(help="Only runs of this job.")] = "",
    status: Annotated[Status | None, typer.Option(help="Only runs in this state.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="At most so many.")] = 50,
    as_json: JsonOption = False,
    home: WorkspaceOption = None,
) -> None:
    """List runs, newest first."""
    from jobdesk.operations.documents import result_document
    from jobdesk.operations.runs import list_runs

    records = list_runs(services_of(home), job=job or None, status=status, limit=limit)
    if as_json:
        print_json([result_document(record) for record in records])
        return
    for record in records:
        started = record.date_created.astimezone().strftime("%Y-%m-%d %H:%M:%S")
        typer.echo(
            f"{record.no:>6}  {record.status:<8} {started}  {record.user:<12} {record.name}"
        )


def result(
    ref: ResultArgument, as_json: JsonOption = False, home: WorkspaceOption = None
) -> None:
    """Show one run."""
    from jobdesk.operations.documents import result_document
    from jobdesk.operations.runs import find_result, live

    services = services_of(home)
    document = result_document(live(services, find_result(services, ref)))
    if as_json:
        print_json(document)
        return
    for field, value in document.items():
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        typer.echo(f"{field:<14} {text}")


def logs(
    ref: ResultArgument,
    follow: Annotated[
        bool, typer.Option("--follow", help="Wait for more until it ends.")
    ] = False,
    level: Annotated[Level | None, typer.Option(help="This level and above.")] = None,
    search: Annotated[str, typer.Option(help="Only lines with this text.")] = "",
    form: Annotated[LogFormat, typer.Option("--format")] = LogFormat.TEXT,
    home: WorkspaceOption = None,
) -> None:
    """Print the log of a run."""
    from jobdesk.operations.logs import LogFilter, export_lines, line_count
    from jobdesk.operations.runs import find_result

    services = services_of(home)
    record = find_result(services, ref)
    wanted = LogFilter(level=level.value if level else "", search=search)
    shown = 0
    has_head = form is LogFormat.CSV
    while True:
        has_ended = not follow or _has_ended(services, record.no)
        upto = line_count(services, record.no)
        for text in export_lines(
            services, record.no, form.value, wanted, first=shown, stop=upto, header=has_head
        ):
            sys.stdout.write(text)
        sys.stdout.flush()
        shown, has_head = upto, False
        if has_ended:
            return
        threading.Event().wait(_FOLLOW_POLL_S)


def _has_ended(services: "Services", no: ResultNo) -> bool:
    from jobdesk.operations.runs import find_result

    return find_result(services, str(no)).status.is_ready
