"""Commands about queues: queues, queue."""

from typing import TYPE_CHECKING, Annotated

import typer

from jobdesk.cli.options import JsonOption, WorkspaceOption, print_json, say, services_of

if TYPE_CHECKING:
    from jobdesk.operations.queues import QueueState


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    for command in (queues, queue):
        app.command()(command)


def queues(as_json: JsonOption = False, home: WorkspaceOption = None) -> None:
    """List the queues with what runs and waits in them."""
    from jobdesk.operations import documents
    from jobdesk.operations.queues import list_queues

    found = list_queues(services_of(home))
    if as_json:
        print_json([documents.queue_document(state) for state in found])
        return
    for state in found:
        typer.echo(_line(state))
    if not found:
        say("There is no queue yet; the first refresh of jobs makes one.")


def queue(
    name: Annotated[str, typer.Argument(metavar="NAME", show_default=False)],
    concurrency: Annotated[
        int | None,
        typer.Option(metavar="N", help="Runs at the same time; 0 is as many as slots."),
    ] = None,
    paused: Annotated[
        bool | None, typer.Option("--pause/--resume", help="Start nothing, or go on.")
    ] = None,
    draining: Annotated[
        bool | None, typer.Option("--drain/--undrain", help="Take no new runs, or take them.")
    ] = None,
    as_json: JsonOption = False,
    home: WorkspaceOption = None,
) -> None:
    """Show a queue, or change it; a change counts at once."""
    from jobdesk.operations import documents
    from jobdesk.operations.queues import change_queue, find_queue
    from jobdesk.operations.users import current_actor

    services = services_of(home)
    if concurrency is paused is draining is None:
        state = find_queue(services, name)
    else:
        state = change_queue(
            services,
            current_actor(services),
            name,
            concurrency=concurrency,
            paused=paused,
            draining=draining,
        )
    if as_json:
        print_json(documents.queue_document(state))
    else:
        typer.echo(_line(state))


def _line(state: "QueueState") -> str:
    marks = [
        word
        for word, holds in (("paused", state.is_paused), ("draining", state.is_draining))
        if holds
    ]
    said = f"{state.running} of {state.slots} running, {state.waiting:,} waiting"
    return f"{state.name:<24} {', '.join([said, *marks])}"
