"""Commands about job buttons: buttons, button, press."""

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from jobdesk.cli.options import JsonOption, WorkspaceOption, print_json, say, services_of

if TYPE_CHECKING:
    from jobdesk.operations.buttons import ButtonState
    from jobdesk.operations.services import Services


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    for command in (buttons, button, press):
        app.command()(command)


def buttons(as_json: JsonOption = False, home: WorkspaceOption = None) -> None:
    """List the job buttons: jobs that are offered on the pages of objects."""
    from jobdesk.operations.buttons import list_buttons
    from jobdesk.operations.hook_documents import button_document

    found = list_buttons(services_of(home))
    if as_json:
        print_json([button_document(state) for state in found])
        return
    for state in found:
        typer.echo(_line(state))
    if not found:
        say("There is no job button yet; 'jobdesk button NAME --job JOB …' makes one.")


def button(
    name: Annotated[str, typer.Argument(metavar="NAME", show_default=False)],
    job: Annotated[
        str | None, typer.Option(help="The job button receiver that it runs.")
    ] = None,
    types: Annotated[
        list[str] | None,
        typer.Option("--type", metavar="APP.MODEL", help="Objects it is for; repeatable."),
    ] = None,
    text: Annotated[str | None, typer.Option(help="What stands on it, in Jinja2.")] = None,
    weight: Annotated[int | None, typer.Option(help="Lighter ones come first.")] = None,
    group: Annotated[str | None, typer.Option(help="The drop-down it stands under.")] = None,
    color: Annotated[
        str | None, typer.Option("--class", help="default, primary, success, danger …")
    ] = None,
    confirmation: Annotated[bool | None, typer.Option("--confirm/--no-confirm")] = None,
    queue: Annotated[str | None, typer.Option(help='"" is the default queue.')] = None,
    enabled: Annotated[bool | None, typer.Option("--enable/--disable")] = None,
    delete: Annotated[bool, typer.Option("--delete", help="Delete the button.")] = False,
    as_json: JsonOption = False,
    home: WorkspaceOption = None,
) -> None:
    """Show a job button, make one, or change it."""
    from jobdesk.operations.hook_documents import button_document

    services = services_of(home)
    if delete:
        _delete(services, name)
        return
    given: dict[str, Any] = {
        "job_id": None if job is None else _job_id(services, job),
        "object_types": None if types is None else tuple(one.lower() for one in types),
        "text": text,
        "weight": weight,
        "group_name": group,
        "button_class": color,
        "confirmation": confirmation,
        "queue": queue,
        "enabled": enabled,
    }
    values = {key: value for key, value in given.items() if value is not None}
    state = _changed(services, name, values)
    if as_json:
        print_json(button_document(state))
    else:
        typer.echo(_line(state))


def press(
    name: Annotated[str, typer.Argument(metavar="BUTTON", show_default=False)],
    label: Annotated[str, typer.Argument(metavar="APP.MODEL", show_default=False)],
    key: Annotated[str, typer.Argument(metavar="KEY", show_default=False)],
    home: WorkspaceOption = None,
) -> None:
    """Press a job button of an object; prints the number of the run."""
    from jobdesk.operations.buttons import press_button
    from jobdesk.operations.users import current_actor

    services = services_of(home)
    record = press_button(services, current_actor(services), name, label, key)
    typer.echo(str(record.no))


def _changed(services: "Services", name: str, values: dict[str, Any]) -> "ButtonState":
    from jobdesk.models.hook_records import ButtonFields
    from jobdesk.operations.buttons import find_button, save_button, set_button_enabled
    from jobdesk.operations.users import current_actor

    known = services.buttons.find(name)
    if not values:
        return find_button(services, name)
    actor = current_actor(services)
    if known is None:
        save_button(services, actor, replace(ButtonFields(name, (), None, ""), **values))
    elif values == {"enabled": False}:
        set_button_enabled(services, actor, known.id, enabled=False)
    else:
        fields = replace(known.fields, **values)
        save_button(services, actor, fields, key=known.id, version=known.version)
    return find_button(services, name if known is None else known.id)


def _delete(services: "Services", name: str) -> None:
    from jobdesk.operations.buttons import delete_button
    from jobdesk.operations.users import current_actor

    delete_button(services, current_actor(services), name)
    say(f"Deleted job button {name}.")


def _job_id(services: "Services", ref: str) -> str:
    from jobdesk.operations.jobs import find_job

    return find_job(services, ref).id


def _line(state: "ButtonState") -> str:
    fields = state.record.fields
    job = "no job" if state.job is None else state.job.name
    group = f"{fields.group_name}: " if fields.group_name else ""
    said = f"{group}{', '.join(fields.object_types)} → {job}"
    return f"{fields.name:<24} {said}" + (f"  ({state.problem})" if state.problem else "")
