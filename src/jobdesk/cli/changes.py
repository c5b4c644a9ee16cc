"""Commands about what runs changed in the inventory: changes, revert."""

from typing import TYPE_CHECKING, Annotated

import typer

from jobdesk.cli.options import (
    JsonOption,
    ResultArgument,
    WorkspaceOption,
    print_json,
    say,
    services_of,
)

if TYPE_CHECKING:
    from jobdesk.inventory.history.records import ChangeDetail, RevertItem, RevertPlan

_SIGNS = {"create": "+", "update": "~", "delete": "-"}
_REFUSED = 2


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    for command in (changes, revert):
        app.command()(command)


def changes(
    ref: ResultArgument, as_json: JsonOption = False, home: WorkspaceOption = None
) -> None:
    """List what a run changed in the inventory, object by object and field by field."""
    from jobdesk.inventory.history.export import document
    from jobdesk.operations.history import changes_of

    found = changes_of(services_of(home), ref)
    if as_json:
        print_json([document(one) for one in found])
        return
    for one in found:
        typer.echo(_line(one))
    if not found:
        say("This run changed nothing in the inventory.")


def _line(found: "ChangeDetail") -> str:
    row = found.row
    name = f"{row.parent} {row.name}".strip()
    fields = ""
    if row.action == "update":
        told = (
            f"{one.label}: {one.before or 'nothing'} → {one.after or 'nothing'}"
            for one in found.changed
        )
        fields = f" ({', '.join(told)})"
    return f"{_SIGNS[row.action]} {row.kind} {name}{fields}"


def revert(
    ref: ResultArgument,
    is_sure: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    home: WorkspaceOption = None,
) -> None:
    """Take back what a run changed, where the objects have not changed since."""
    from jobdesk.operations.history import plan_revert, revert_run
    from jobdesk.operations.users import current_actor

    services = services_of(home)
    record, plan = plan_revert(services, ref)
    for one in plan.items:
        typer.echo(_item(one))
    count = len(plan.those("ready"))
    _tell_rest(plan)
    if not count:
        say("There is nothing that can be reverted.")
        raise typer.Exit(_REFUSED)
    if not is_sure and not typer.confirm(f"Revert {_changes(count)}?", err=True):
        raise typer.Exit(_REFUSED)
    done = revert_run(services, current_actor(services), record, plan)
    say(
        f"Reverted run {record.no}: {done.created:,} created, {done.updated:,} updated, "
        f"{done.deleted:,} deleted."
    )


def _item(item: "RevertItem") -> str:
    name = f"{item.row.parent} {item.row.name}".strip()
    fields = f" ({', '.join(item.fields)})" if item.fields else ""
    if item.state == "ready":
        return f"{_SIGNS[item.does]} {item.row.kind} {name}{fields}"
    return f"! {item.row.kind} {name}: {item.reason}"


def _tell_rest(plan: "RevertPlan") -> None:
    left = len(plan.items) - len(plan.those("ready"))
    if left:
        say(f"{_changes(left)} cannot be taken back, or need not be; their lines begin with !.")


def _changes(count: int) -> str:
    return "1 change" if count == 1 else f"{count:,} changes"
