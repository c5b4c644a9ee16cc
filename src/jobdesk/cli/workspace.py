"""Commands about the workspace: agent, shell, doctor, backup, restore."""

from pathlib import Path
from typing import Annotated

import typer

from jobdesk.cli.options import (
    Doors,
    JsonOption,
    WorkspaceOption,
    print_json,
    say,
    services_of,
)
from jobdesk.paths import home_of


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command("open")(open_link)
    for command in (agent, shell, doctor, backup, restore):
        app.command()(command)


def open_link(
    context: typer.Context,
    link: Annotated[str, typer.Argument(metavar="LINK", show_default=False)],
    home: WorkspaceOption = None,
) -> None:
    """Show a run or a filled form in the window: jobdesk://run/812; runs nothing."""
    from jobdesk.operations.links import read_link

    read_link(link)
    doors: Doors = context.obj
    raise typer.Exit(doors.window(home_of(home), link))


def agent(
    context: typer.Context,
    stop: Annotated[bool, typer.Option("--stop", help="Ask a running agent to leave.")] = False,
    home: WorkspaceOption = None,
) -> None:
    """Host runs of this workspace until told to leave."""
    chosen = home_of(home)
    if stop:
        from jobdesk.operations.agents import stop_agent
        from jobdesk.paths import WorkspacePaths

        has_left = stop_agent(WorkspacePaths(chosen))
        say("The agent has left." if has_left else "No agent is running in this workspace.")
        return
    doors: Doors = context.obj
    raise typer.Exit(doors.agent())


def shell(home: WorkspaceOption = None) -> None:
    """Open a Python prompt on the workspace."""
    import code

    from jobdesk.operations import jobs, runs

    services = services_of(home)
    names = {"services": services, "jobs": jobs, "runs": runs}
    banner = f"Workspace {services.paths.home}; at hand: {', '.join(names)}."
    code.interact(banner=banner, local=names, exitmsg="")


def doctor(as_json: JsonOption = False, home: WorkspaceOption = None) -> None:
    """Check Python, Qt, git, the workspace, its databases and the agent."""
    from jobdesk.operations.doctor import examine

    report = examine(home_of(home))
    if as_json:
        print_json([check.document() for check in report])
    else:
        for check in report:
            typer.echo(f"{check.verdict:<5} {check.name:<18} {check.sentence}")
    if any(check.verdict == "bad" for check in report):
        raise typer.Exit(1)


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", show_default=False)],
    home: WorkspaceOption = None,
) -> None:
    """Copy records, logs, run files and settings into one file."""
    from jobdesk.operations.backup import backup as run_backup

    size = run_backup(services_of(home), file)
    say(f"{file} holds this workspace ({size / 1e6:.1f} MB).")


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", show_default=False)],
    home: WorkspaceOption = None,
) -> None:
    """Put a backup back in place of what the workspace holds now."""
    from jobdesk.operations.restore import restore as run_restore
    from jobdesk.paths import WorkspacePaths

    run_restore(WorkspacePaths(home_of(home)), file)
    say(f"The workspace is as it was in {file}.")
