"""Commands about job hooks: hooks, hook."""

import json
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from jobdesk.cli.options import JsonOption, WorkspaceOption, print_json, say, services_of
from jobdesk.errors import InputErrors

if TYPE_CHECKING:
    from jobdesk.operations.hooks import HookState
    from jobdesk.operations.services import Services


class Action(StrEnum):
    """What happens to an object."""

    CREATE = "create"
    UPDATE = "update"
    DELETE = "delete"


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    for command in (hooks, hook):
        app.command()(command)


def hooks(as_json: JsonOption = False, home: WorkspaceOption = None) -> None:
    """List the job hooks: jobs that run when objects change."""
    from jobdesk.operations.hook_documents import hook_document
    from jobdesk.operations.hooks import list_hooks

    found = list_hooks(services_of(home))
    if as_json:
        print_json([hook_document(state) for state in found])
        return
    for state in found:
        typer.echo(_line(state))
    if not found:
        say("There is no job hook yet; 'jobdesk hook NAME --job JOB --type TYPE' makes one.")


def hook(
    name: Annotated[str, typer.Argument(metavar="NAME", show_default=False)],
    job: Annotated[str | None, typer.Option(help="The job hook receiver that it runs.")] = None,
    types: Annotated[
        list[str] | None,
        typer.Option("--type", metavar="APP.MODEL", help="Objects it is for; repeatable."),
    ] = None,
    actions: Annotated[
        list[Action] | None, typer.Option("--on", help="Repeatable; all three at first.")
    ] = None,
    conditions: Annotated[
        list[str] | None,
        typer.Option(
            "--condition",
            metavar="JSON",
            help='{"field": "status", "to": "Active"} or {"expression": "…"}; repeatable.',
        ),
    ] = None,
    batched: Annotated[
        bool | None,
        typer.Option("--batch/--each", help="One run for all changes of a run or edit."),
    ] = None,
    depth: Annotated[
        int | None, typer.Option(metavar="N", help="Follow runs of hooks so deep; 0: never.")
    ] = None,
    enabled: Annotated[bool | None, typer.Option("--enable/--disable")] = None,
    delete: Annotated[bool, typer.Option("--delete", help="Delete the hook.")] = False,
    trace: Annotated[bool, typer.Option("--trace", help="Why it fired or not.")] = False,
    as_json: JsonOption = False,
    home: WorkspaceOption = None,
) -> None:
    """Show a job hook, make one, or change it."""
    services = services_of(home)
    values: dict[str, Any] = {
        "job_id": None if job is None else _job_id(services, job),
        "object_types": None if types is None else tuple(one.lower() for one in types),
        "conditions": None if conditions is None else _conditions(conditions),
        "max_depth": depth,
        "enabled": enabled,
    }
    if actions is not None:
        values |= {f"on_{one}": one in actions for one in Action}
    if batched is not None:
        from jobdesk.models.hook_records import Batching

        values["batching"] = Batching.CONTEXT if batched else Batching.EACH
    values = {key: value for key, value in values.items() if value is not None}
    if delete:
        _delete(services, name)
        return
    _show(_changed(services, name, values), services, trace=trace, as_json=as_json)


def _changed(services: "Services", name: str, values: dict[str, Any]) -> "HookState":
    from jobdesk.models.hook_records import HookFields
    from jobdesk.operations.hooks import find_hook, save_hook, set_hook_enabled
    from jobdesk.operations.users import current_actor

    known = services.hooks.find(name)
    if not values:
        return find_hook(services, name)
    actor = current_actor(services)
    if known is None:
        save_hook(services, actor, replace(HookFields(name, (), None), **values))
    elif values == {"enabled": False}:
        set_hook_enabled(services, actor, known.id, enabled=False)
    else:
        fields = replace(known.fields, **values)
        save_hook(services, actor, fields, key=known.id, version=known.version)
    return find_hook(services, name if known is None else known.id)


def _delete(services: "Services", name: str) -> None:
    from jobdesk.operations.hooks import delete_hook
    from jobdesk.operations.users import current_actor

    delete_hook(services, current_actor(services), name)
    say(f"Deleted job hook {name}.")


def _job_id(services: "Services", ref: str) -> str:
    from jobdesk.operations.jobs import find_job

    return find_job(services, ref).id


def _conditions(texts: list[str]) -> tuple[dict[str, Any], ...]:
    found: list[dict[str, Any]] = []
    for text in filter(None, texts):
        try:
            document = json.loads(text)
        except ValueError as error:
            raise InputErrors({"conditions": [f"{text} is not JSON: {error}."]}) from None
        if not isinstance(document, dict):
            raise InputErrors({"conditions": [f"{text} is not a JSON object."]})
        found.append(cast("dict[str, Any]", document))
    return tuple(found)


def _show(state: "HookState", services: "Services", *, trace: bool, as_json: bool) -> None:
    from jobdesk.operations.hook_documents import hook_document, trace_document
    from jobdesk.operations.hooks import trace_of

    lines = trace_of(services, state.record.id) if trace else []
    if as_json:
        document = hook_document(state)
        if trace:
            document["trace"] = [trace_document(line) for line in lines]
        print_json(document)
        return
    typer.echo(_line(state))
    for line in lines:
        run = "" if line.result_no is None else f" run {line.result_no}:"
        mark = "fired" if line.is_fired else "not fired"
        typer.echo(
            f"  {line.moment:%Y-%m-%d %H:%M:%S} {line.object_text} {mark}:{run} {line.reason}"
        )


def _line(state: "HookState") -> str:
    fields = state.record.fields
    job = "no job" if state.job is None else state.job.name
    said = f"{', '.join(fields.object_types)} {'/'.join(fields.actions)} → {job}"
    return f"{fields.name:<24} {said}" + (f"  ({state.problem})" if state.problem else "")
