"""Options and helpers that several commands share."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Protocol

import typer

from jobdesk.paths import home_of

if TYPE_CHECKING:
    from jobdesk.operations.services import Services

WorkspaceOption = Annotated[
    Path | None,
    typer.Option(
        "--workspace", help="Folder of the workspace; else JOBDESK_HOME.", show_default=False
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
ResultArgument = Annotated[str, typer.Argument(metavar="NO|ID", show_default=False)]
JobArgument = Annotated[
    str, typer.Argument(metavar="JOB", help="Class path, name or id.", show_default=False)
]


class WindowDoor(Protocol):
    """Opens the window, or brings the one to the front that is open, with these links."""

    def __call__(self, home: Path, *links: str) -> int:
        """Returns the exit code."""
        ...


@dataclass(frozen=True, slots=True)
class Doors:
    """What stands above the command line: it is handed in, so that nothing reaches up."""

    window: WindowDoor
    agent: Callable[[], int]


class YesNoAny(StrEnum):
    """A filter with three states."""

    YES = "yes"
    NO = "no"
    ANY = "any"


def services_of(home: Path | None) -> "Services":
    """Open the workspace that a command is about; `close_services` ends it."""
    from jobdesk.wiring import open_workspace

    services = open_workspace(home_of(home))
    _opened.append(services)
    return services


def close_services() -> None:
    """Close what commands have opened: databases are left whole, without WAL files."""
    while _opened:
        _opened.pop().close()


_opened: "list[Services]" = []


def print_json(document: Any) -> None:
    """One JSON document on standard output."""
    typer.echo(json.dumps(document, ensure_ascii=False, indent=2, default=str))


def say(text: str) -> None:
    """A message for the person, on standard error."""
    typer.echo(text, err=True)
