"""Commands about the inventory: import, export, import-nautobot, sample-inventory and more."""

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jobdesk.cli.options import JsonOption, WorkspaceOption, print_json, say, services_of
from jobdesk.inventory.exchange.documents import Format

if TYPE_CHECKING:
    from jobdesk.inventory.exchange.report import ImportReport
    from jobdesk.inventory.remote.report import RemoteReport

_REFUSED = 2
_MOST_LINES = 20

ModelOption = Annotated[
    str,
    typer.Option(
        "--model", metavar="MODEL", help="Like dcim.device or devices.", show_default=False
    ),
]
FormatOption = Annotated[
    Format | None, typer.Option("--format", help="Else as the file's name says.")
]


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command("import")(import_file)
    app.command("export")(export)
    app.command("import-nautobot")(import_nautobot)
    app.command("sample-inventory")(sample_inventory)
    app.command("new-inventory")(new_inventory)


def import_file(
    file: Annotated[Path, typer.Argument(metavar="FILE", show_default=False)],
    model: ModelOption,
    is_dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be done, and change nothing.")
    ] = False,
    columns: Annotated[
        list[str] | None,
        typer.Option(
            "--map", metavar="COLUMN=FIELD", help="What a column means; “COLUMN=” ignores it."
        ),
    ] = None,
    kind: FormatOption = None,
    as_json: JsonOption = False,
    home: WorkspaceOption = None,
) -> None:
    """Create and update objects of the inventory from a CSV, JSON or YAML file."""
    from jobdesk.operations.exchange import (
        import_objects,
        mapping_of,
        preview_import,
        read_sheet,
    )

    sheet, mapping = read_sheet(file, kind), mapping_of(columns or [])
    services = services_of(home)
    if is_dry_run:
        report = preview_import(services, model, sheet, mapping)
    else:
        report = import_objects(services, model, sheet, mapping, source=file.name)
    if as_json:
        print_json(_document(report))
    else:
        _tell(report)
    if not report.is_good:
        raise typer.Exit(_REFUSED)


def _tell(report: "ImportReport") -> None:
    for row in report.rows[:_MOST_LINES] if not report.is_done else ():
        changes = ", ".join(
            f"{c.field}: {c.before or 'none'} → {c.after or 'none'}" for c in row.changes
        )
        typer.echo(f"{row.action:<10} {row.name}{f' ({changes})' if changes else ''}")
    if report.ignored:
        say(f"Not read: {', '.join(report.ignored)}.")
    for error in report.errors[:_MOST_LINES]:
        say(str(error))
    if report.failed and len(report.errors) > _MOST_LINES:
        say(f"… and {len(report.errors) - _MOST_LINES} more.")
    say(report.sentence)


def _document(report: "ImportReport") -> dict[str, object]:
    return {
        "kind": report.kind,
        "done": report.is_done,
        "created": report.created,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "failed": report.failed,
        "ignored": list(report.ignored),
        "errors": [
            {"row": one.row, "field": one.field, "reason": one.reason} for one in report.errors
        ],
    }


def export(
    model: Annotated[
        str,
        typer.Argument(
            metavar="MODEL", help="Like dcim.device or devices.", show_default=False
        ),
    ],
    filters: Annotated[
        list[str] | None,
        typer.Option(
            "--filter", metavar="NAME=VALUE", help="As in the filter line; may be repeated."
        ),
    ] = None,
    fields: Annotated[
        str, typer.Option(metavar="A,B", help="Only these fields.", show_default=False)
    ] = "",
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Else the standard output."),
    ] = None,
    kind: FormatOption = None,
    home: WorkspaceOption = None,
) -> None:
    """Write objects of the inventory as CSV, JSON or YAML."""
    from jobdesk.inventory.exchange.documents import format_of
    from jobdesk.operations.exchange import ExportRequest, export_file, export_to, mapping_of

    terms = [pair for one in filters or [] for pair in mapping_of([one]).items()]
    chosen = tuple(name.strip() for name in fields.split(",") if name.strip())
    request = ExportRequest(model, tuple(terms), fields=chosen)
    services = services_of(home)
    if output is None:
        export_to(services, request, sys.stdout, kind or Format.CSV)
        return
    count = export_file(services, request, output, kind or format_of(output))
    say(f"{output} holds {count:,} objects.")


def import_nautobot(
    url: Annotated[str, typer.Argument(metavar="URL", show_default=False)],
    is_dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Read and compare; change nothing.")
    ] = False,
    is_kept: Annotated[
        bool, typer.Option("--keep-token", help="Keep the token in the system's key store.")
    ] = False,
    is_forgotten: Annotated[
        bool, typer.Option("--forget-token", help="Take the kept token out, and end.")
    ] = False,
    is_fresh: Annotated[
        bool, typer.Option("--fresh", help="Read all anew; an interrupted read is not resumed.")
    ] = False,
    delete_gone: Annotated[
        bool, typer.Option("--delete-gone", help="Delete what is not there any more.")
    ] = False,
    ca_file: Annotated[
        Path | None, typer.Option(help="Certificates to trust.", show_default=False)
    ] = None,
    allow_http: Annotated[
        bool, typer.Option("--allow-http", help="Send the token unencrypted.")
    ] = False,
    as_json: JsonOption = False,
    home: WorkspaceOption = None,
) -> None:
    """Bring in the objects of a running Nautobot (or NetBox 4) with a token for reading."""
    from jobdesk.inventory.remote.client import RemoteClient
    from jobdesk.operations.remote import import_remote
    from jobdesk.operations.remote_tokens import forget_token, keep_token

    if is_forgotten:
        forget_token(url)
        return
    token = _token_for(url)
    client = RemoteClient(
        url, token, ca_file=str(ca_file) if ca_file else None, allow_http=allow_http
    )
    if is_kept:
        keep_token(url, token)
    report = import_remote(
        services_of(home),
        client,
        lambda what, done, of: say(f"{what}: {done:,} of {of:,}"),
        is_trial=is_dry_run,
        is_fresh=is_fresh,
        delete_gone=delete_gone,
    )
    _tell_remote(report, as_json=as_json)


def _token_for(url: str) -> str:
    """The kept one, else what is typed, or comes on the standard input."""
    from jobdesk.operations.remote_tokens import kept_token

    found = kept_token(url)
    if found:
        return found
    if not sys.stdin.isatty():
        return sys.stdin.readline().strip()
    return typer.prompt(f"Token for {url}", hide_input=True, err=True)


def _tell_remote(report: "RemoteReport", *, as_json: bool) -> None:
    if as_json:
        print_json(
            {
                "url": report.url,
                "version": report.version,
                "done": report.is_done,
                "kinds": {label: asdict(one) for label, one in report.kinds.items()},
                "refused": [str(one) for one in report.refused],
            }
        )
        return
    for one in report.kinds.values():
        told = f"{one.created:>8,} new {one.updated:>8,} changed {one.unchanged:>8,} the same"
        typer.echo(f"{one.label:<34}{told}{f', {one.gone:,} gone' if one.gone else ''}")
    for refused in report.refused[:_MOST_LINES]:
        say(str(refused))
    say(report.sentence)


def sample_inventory(
    locations: Annotated[int, typer.Option(metavar="N", help="Regions and sites.")] = 50,
    devices: Annotated[int, typer.Option(metavar="N", help="Devices of all kinds.")] = 2_000,
    interfaces: Annotated[int, typer.Option(metavar="N", help="Of devices.")] = 40_000,
    addresses: Annotated[int, typer.Option(metavar="N", help="IPv4 and IPv6.")] = 10_000,
    seed: Annotated[
        int, typer.Option(metavar="N", help="The same number gives the same network.")
    ] = 1,
    as_json: JsonOption = False,
    home: WorkspaceOption = None,
) -> None:
    """Fill an empty inventory with an invented network."""
    from jobdesk.inventory.sample.sizes import SampleSizes
    from jobdesk.operations.sample_inventory import install_sample_inventory

    sizes = SampleSizes(locations, devices, interfaces, addresses, seed)
    report = install_sample_inventory(services_of(home), sizes)
    if as_json:
        print_json({"counts": dict(report.counts), "faults": list(report.faults)})
        return
    for name, count in report.counts:
        typer.echo(f"{count:>9,} {name}")
    if report.faults:
        say("Left wrong on purpose: " + "; ".join(report.faults) + ".")


def new_inventory(home: WorkspaceOption = None) -> None:
    """Put an inventory that cannot be used aside, and begin an empty one."""
    aside = services_of(home).inventory.begin_anew()
    say(f"The inventory is empty now. What was there is in {aside}.")
