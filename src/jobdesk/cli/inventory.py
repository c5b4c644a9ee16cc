"""Commands about the inventory's data: sample-inventory."""

from typing import Annotated

import typer

from jobdesk.cli.options import JsonOption, WorkspaceOption, print_json, say, services_of


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command("sample-inventory")(sample_inventory)


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
