"""Start a run from the terminal and follow it to its end."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from jobdesk.cli.options import print_json, say, services_of
from jobdesk.cli.previewed import print_preview
from jobdesk.errors import Refused
from jobdesk.models.records import ResultRecord, Status

if TYPE_CHECKING:
    from jobdesk.operations.runs import RunRequest
    from jobdesk.operations.services import Services

_POLL_S = 0.04
_PAGE = 2000
EXIT_CODES = {Status.SUCCESS: 0, Status.FAILURE: 1, Status.REVOKED: 3}


@dataclass(frozen=True, slots=True)
class Face:
    """How the terminal shows a run."""

    as_json: bool = False
    detach: bool = False
    in_process: bool = False


def start_and_follow(home: Path, job: str, user: str, request: "RunRequest", face: Face) -> int:
    """Ask for the run, show its log, return the exit code of DESIGN §9."""
    from jobdesk.operations.documents import result_document
    from jobdesk.operations.runs import live, request_run
    from jobdesk.operations.users import current_actor

    with _opened(home, in_process=face.in_process) as services:
        actor = current_actor(services, user or None)
        record = request_run(services, actor, job, request)
        if not face.detach:
            record = _follow_or_cancel(services, record, quiet=face.as_json)
        if face.as_json:
            print_json(result_document(live(services, record)))
        else:
            if record.options.preview:
                print_preview(services.paths.run_dir(record.no))
            _say_end(record)
    return 0 if face.detach else EXIT_CODES.get(record.status, 1)


@contextmanager
def _opened(home: Path, *, in_process: bool) -> "Generator[Services]":
    if in_process:
        from jobdesk.wiring import hosted_workspace as opened

        with opened(home, say) as services:
            yield services
        return
    yield services_of(home)


def _follow_or_cancel(
    services: "Services", record: ResultRecord, *, quiet: bool
) -> ResultRecord:
    """Follow; the first Ctrl+C cancels the run, a second one leaves it to the agent."""
    from jobdesk.operations.runs import cancel_run
    from jobdesk.operations.users import current_actor

    printed = _Printed()
    try:
        return _follow(services, record, printed, quiet=quiet)
    except KeyboardInterrupt:
        pass
    try:
        try:
            cancel_run(services, current_actor(services), str(record.no), kill=False)
            say(f"Cancelling run {record.no}; press Ctrl+C again to leave it to the agent.")
        except Refused as refused:
            say(str(refused))  # it has just ended by itself
        return _follow(services, record, printed, quiet=quiet)
    except KeyboardInterrupt:
        say(f"Run {record.no} goes on in the agent; 'jobdesk cancel {record.no}' stops it.")
        raise


class _Printed:
    lines = 0


def _follow(
    services: "Services", record: ResultRecord, printed: _Printed, *, quiet: bool
) -> ResultRecord:
    from jobdesk.operations.runs import find_result

    while True:
        newest = find_result(services, str(record.no))
        if not quiet:
            print_new_lines(services, record.no, printed)
        if newest.status.is_ready:
            return newest
        services.host.wait(_POLL_S)


def print_new_lines(services: "Services", no: int, printed: _Printed) -> None:
    """Print what has been recorded since the last time."""
    from jobdesk.operations.logs import text_line

    while lines := services.logs.lines(no, printed.lines, _PAGE):
        for line in lines:
            typer.echo(text_line(line), nl=False)
        printed.lines += len(lines)


def _say_end(record: ResultRecord) -> None:
    if not record.status.is_ready:
        say(
            f"Run {record.no} is {record.status.lower()}; "
            f"'jobdesk logs {record.no} --follow' shows it."
        )
        return
    took = f" after {record.duration:.1f} s" if record.duration is not None else ""
    reason = f": {record.reason}" if record.reason else ""
    say(f"Run {record.no} ended with {record.status}{took}{reason}")
