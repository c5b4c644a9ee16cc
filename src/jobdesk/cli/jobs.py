"""Commands about jobs: refresh, list, review, enable, override, check."""

from pathlib import Path
from typing import Annotated, Any

import typer

from jobdesk.cli.options import (
    JobArgument,
    JsonOption,
    WorkspaceOption,
    YesNoAny,
    print_json,
    say,
    services_of,
)
from jobdesk.errors import InputErrors

JobsArgument = Annotated[
    list[str], typer.Argument(metavar="JOB...", help="Class paths, names or ids.")
]


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    for command in (refresh, jobs, job, enable, disable, override, check):
        app.command()(command)


def refresh(
    source: Annotated[str | None, typer.Option(help="Only this source.")] = None,
    as_json: JsonOption = False,
    home: WorkspaceOption = None,
) -> None:
    """Discover job code and update the job records."""
    from jobdesk.operations import documents
    from jobdesk.operations.refresh import refresh as run_refresh

    report = run_refresh(services_of(home), source)
    document = documents.refresh_document(report)
    if as_json:
        print_json(document)
    else:
        _print_refresh(document)
    if document["broken"]:
        raise typer.Exit(1)


def _print_refresh(document: dict[str, Any]) -> None:
    for change in ("created", "updated", "uninstalled", "reinstalled"):
        for path in document[change]:
            typer.echo(f"{change:<12} {path}")
    for entry in document["broken"]:
        where = f"{entry['file']}:{entry['line']}" if entry["line"] else entry["file"]
        typer.echo(f"{'broken':<12} {where}: {entry['message']}")
    if not any(document.values()):
        say("Nothing has changed.")


def jobs(
    installed: Annotated[YesNoAny, typer.Option()] = YesNoAny.YES,
    hidden: Annotated[YesNoAny, typer.Option()] = YesNoAny.NO,
    hook_receiver: Annotated[YesNoAny, typer.Option()] = YesNoAny.ANY,
    button_receiver: Annotated[YesNoAny, typer.Option()] = YesNoAny.ANY,
    enabled: Annotated[YesNoAny, typer.Option()] = YesNoAny.ANY,
    search: Annotated[str, typer.Option(help="Text in name, grouping or description.")] = "",
    as_json: JsonOption = False,
    home: WorkspaceOption = None,
) -> None:
    """List jobs; hidden and uninstalled ones only when asked for."""
    from jobdesk.operations import documents
    from jobdesk.operations.jobs import JobFilter, list_jobs

    wanted = JobFilter(
        installed=installed.value,
        hidden=hidden.value,
        hook_receiver=hook_receiver.value,
        button_receiver=button_receiver.value,
        enabled=enabled.value,
        search=search,
    )
    records = list_jobs(services_of(home), wanted)
    if as_json:
        print_json([documents.job_document(record) for record in records])
        return
    for record in records:
        state = "enabled" if record.enabled else "disabled"
        state = "broken" if record.error else state
        typer.echo(f"{state:<9} {record.class_path:<44} {record.name}")
    if not records:
        say("No job matches.")


def job(name: JobArgument, as_json: JsonOption = False, home: WorkspaceOption = None) -> None:
    """Show one job with its variables and what its code says."""
    from jobdesk.operations import documents
    from jobdesk.operations.jobs import find_job

    record = find_job(services_of(home), name)
    document = documents.job_document(record, detailed=True)
    if as_json:
        print_json(document)
        return
    for field, value in document.items():
        if field == "variables":
            _print_variables(value)
        elif field != "source_values":
            typer.echo(f"{field:<26} {_plain(value)}")


def _print_variables(variables: list[dict[str, Any]]) -> None:
    for variable in variables:
        need = "required" if variable["required"] else "optional"
        typer.echo(f"  {variable['name']:<24} {variable['type']:<22} {need}")


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return ", ".join(str(part) for part in value)  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]  # a JSON list
    return "" if value is None else str(value)


def enable(names: JobsArgument, home: WorkspaceOption = None) -> None:
    """Enable jobs, after reading their code."""
    _switch(names, home, enabled=True)


def disable(names: JobsArgument, home: WorkspaceOption = None) -> None:
    """Disable jobs."""
    _switch(names, home, enabled=False)


def _switch(names: list[str], home: Path | None, *, enabled: bool) -> None:
    from jobdesk.operations import jobs as operations
    from jobdesk.operations.users import current_actor

    services = services_of(home)
    switch = operations.enable if enabled else operations.disable
    for record in switch(services, current_actor(services), names):
        say(f"{record.class_path} is {'enabled' if enabled else 'disabled'}.")


def override(
    name: JobArgument,
    settings: Annotated[list[str] | None, typer.Argument(metavar="FIELD=VALUE...")] = None,
    clear: Annotated[
        list[str] | None, typer.Option(metavar="FIELD", help="Take the code's value again.")
    ] = None,
    home: WorkspaceOption = None,
) -> None:
    """Override what a job's code says, or clear an override."""
    from jobdesk.operations.jobs import override as run_override
    from jobdesk.operations.users import current_actor

    changes = dict(_pair(text) for text in settings or ())
    if not changes and not clear:
        raise InputErrors({"override": ["give FIELD=VALUE or --clear FIELD."]})
    services = services_of(home)
    record = run_override(services, current_actor(services), name, changes, clear or ())
    said = ", ".join(record.overrides) or "nothing"
    say(f"{record.class_path}: overridden is {said}.")


def _pair(text: str) -> tuple[str, str]:
    field, separator, value = text.partition("=")
    if not separator:
        raise InputErrors({field: [f"write it as {field}=VALUE."]})
    return field.strip(), value


def check(
    path: Annotated[Path, typer.Argument(metavar="PATH", show_default=False)],
    as_json: JsonOption = False,
) -> None:
    """Say, without running it, whether a job file will load and what it lacks."""
    from jobdesk.operations.check import check as run_check

    report = run_check(path)
    if as_json:
        print_json(report.document())
    else:
        for line in report.sentences():
            typer.echo(line)
    raise typer.Exit(report.exit_code)
