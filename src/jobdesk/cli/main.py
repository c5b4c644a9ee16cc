"""The command line, one front for all nouns; nothing heavy is imported before a command."""

from collections.abc import Sequence

import typer
from typer.exceptions import TyperException

from jobdesk.cli import (
    buttons,
    changes,
    hooks,
    inventory,
    jobs,
    queues,
    results,
    runs,
    search,
    workspace,
)
from jobdesk.cli.options import Doors, WorkspaceOption, close_services
from jobdesk.errors import JobDeskError
from jobdesk.paths import home_of

REFUSED = 2
INTERRUPTED = 130  # Ctrl+C
READER_LEFT = 141  # as a shell tells of a program that ended by SIGPIPE; no code of a run

app = typer.Typer(
    name="jobdesk",
    help="A desktop console for running, watching and governing jobs.",
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
_NOUNS = (jobs, runs, results, search, queues, hooks, buttons, changes, inventory, workspace)
for noun in _NOUNS:
    noun.register(app)


@app.callback(invoke_without_command=True)
def open_window(context: typer.Context, home: WorkspaceOption = None) -> None:
    """Open the window on a workspace when no command is named."""
    if context.invoked_subcommand is not None:
        if home is not None:
            home_of(home)  # said before the command it holds for the command
        return
    doors: Doors = context.obj
    raise typer.Exit(doors.window(home_of(home)))


def main(doors: Doors, arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; a refusal is a sentence and code 2."""
    try:
        return int(app(args=arguments, standalone_mode=False, obj=doors) or 0)
    except JobDeskError as error:
        typer.echo(str(error), err=True)
        return REFUSED
    except TyperException as error:
        show = getattr(error, "show", None)
        if show is not None:
            show()
        return int(getattr(error, "exit_code", 1))
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except (OSError, SystemExit) as error:
        return _output_failed(error)
    finally:
        close_services()


def _output_failed(error: OSError | SystemExit) -> int:
    """Who read the output has left (typer makes a SystemExit of that), or it cannot be kept.

    A file that cannot be opened has a name, and is no business of the output.
    """
    if isinstance(error.__context__, BrokenPipeError):
        return READER_LEFT
    if isinstance(error, SystemExit) or error.filename is not None:
        raise error
    typer.echo(f"The output cannot be written: {error.strerror or error}.", err=True)
    return 1
