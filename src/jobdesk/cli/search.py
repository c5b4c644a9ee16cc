"""The command that searches the logs of all runs."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from jobdesk.cli.options import JsonOption, WorkspaceOption, print_json, say, services_of
from jobdesk.models.records import Status

if TYPE_CHECKING:
    from jobdesk.operations.search import RunHits


def register(app: typer.Typer) -> None:
    """Add this command to the command line."""
    app.command()(search)


def search(
    text: Annotated[
        str,
        typer.Argument(
            metavar="TEXT",
            show_default=False,
            help='Words, "phrases", /expressions/, and, or, not, level:, group:, object:.',
        ),
    ],
    job: Annotated[str, typer.Option(help="Only runs of this job.")] = "",
    status: Annotated[Status | None, typer.Option(help="Only runs in this state.")] = None,
    since: Annotated[
        str, typer.Option(help="Only runs since a time, as 2026-03-01, or as 30m, 12h, 7d, 2w.")
    ] = "",
    case: Annotated[bool, typer.Option("--case", help="Upper and lower case differ.")] = False,
    lines: Annotated[int, typer.Option(min=1, help="Lines of a run.")] = 5,
    limit: Annotated[int, typer.Option(min=1, help="At most so many runs.")] = 20,
    as_json: JsonOption = False,
    home: WorkspaceOption = None,
) -> None:
    """Search the logs of all runs, newest first."""
    from itertools import islice

    from jobdesk.operations.documents import hits_document
    from jobdesk.operations.jobs import find_job
    from jobdesk.operations.search import RunsSearch, SearchScope

    started = _moment(since) if since else None
    services = services_of(home)
    scope = SearchScope(find_job(services, job).id if job else None, status, started)
    found = RunsSearch(services, text, case_sensitive=case, scope=scope, lines_per_run=lines)
    hits = islice((each for each in found if each is not None), limit)
    if as_json:
        print_json([hits_document(each) for each in hits])
        return
    is_any = False
    for each in hits:
        _print(each)
        is_any = True
    if not is_any:
        say("No line matches.")


def _print(hits: "RunHits") -> None:
    from jobdesk.operations.logs import text_line

    asked = hits.date_created.astimezone().strftime("%Y-%m-%d %H:%M:%S")
    typer.echo(f"{hits.no:>6}  {hits.status:<8} {asked}  {hits.job_name}")
    for line in hits.lines:
        typer.echo(f"{line.seq + 1:>10}  {text_line(line)}", nl=False)
    if hits.more:
        typer.echo(f"{'…':>10}  more in this run")


def _moment(text: str) -> datetime:
    """A time as people write it, or one so long ago.

    Raises:
        Refused: it is neither.
    """
    import re
    from datetime import UTC, timedelta

    from jobdesk.errors import Refused

    units = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
    try:
        if ago := re.fullmatch(r"(\d+)([mhdw])", text.strip()):
            return datetime.now(UTC) - timedelta(**{units[ago[2]]: int(ago[1])})
        return datetime.fromisoformat(text.strip()).astimezone()
    except (ValueError, OverflowError, OSError):
        raise Refused(
            f"{text!r} is no time; write it as 2026-03-01, 2026-03-01T14:30 or 12h."
        ) from None
