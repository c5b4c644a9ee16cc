"""Make a sample inventory: a company with sites, devices, cables, addresses and circuits.

The same seed gives the same objects with the same keys. Some things are left wrong on purpose,
as in any network, so that checks have something to find; the report names them. Nothing comes
into the change log: the objects are there from the beginning, as if imported long ago.
"""

from __future__ import annotations

from collections.abc import Callable

from jobdesk.errors import Refused
from jobdesk.inventory.sample.sizes import SampleReport, SampleSizes

Progress = Callable[[int, int], None]
"""How many sites are done, of how many; may raise to stop, then nothing is left."""

_FAULTS = {
    "no console": "top-of-rack switches have no console connection",
    "planned": "console connections of top-of-rack switches are only planned",
    "one power supply": "devices have one power supply connected instead of two",
    "no loopback address": "routers have no address on their loopback interface",
    "no parent prefix": "addresses are in no prefix",
    "wrong parent prefix": "addresses are under a prefix that is not the nearest",
}


def make_sample(sizes: SampleSizes, progress: Progress | None = None) -> SampleReport:
    """Fill an inventory that has no locations and devices yet; all of it or nothing.

    Raises:
        Refused: the sizes make no network, or the inventory has objects already.
    """
    from jobdesk.inventory.core.orm import transaction

    sizes.check()
    with transaction.atomic():
        _require_empty()
        counts, faults = _make(sizes, progress)
    _count_values()
    found = tuple(sorted(counts.items(), key=lambda one: (-one[1], one[0])))
    words = tuple(
        f"{faults[what]} {text}" for what, text in _FAULTS.items() if faults.get(what)
    )
    return SampleReport(found, words)


def _require_empty() -> None:
    from jobdesk.inventory.dcim.devices import Device
    from jobdesk.inventory.dcim.locations import Location

    for model in (Device, Location):
        count = model.objects.count()
        if count:
            kind = model._meta.verbose_name_plural
            raise Refused(
                f"The inventory has {count} {kind} already; "
                "a sample goes only into an inventory that has none."
            )


def _count_values() -> None:
    """Without statistics SQLite takes any one index (INVENTORY §4); a few rows tell enough."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA analysis_limit = 1000")
        cursor.execute("ANALYZE")


def _make(
    sizes: SampleSizes, progress: Progress | None
) -> tuple[dict[str, int], dict[str, int]]:
    from jobdesk.inventory.sample import places
    from jobdesk.inventory.sample.catalogue import Catalogue
    from jobdesk.inventory.sample.company import Company
    from jobdesk.inventory.sample.rows import Writer

    writer = Writer(sizes.seed)
    places.make_tags(writer)
    sites = places.make_places(writer, sizes.locations, places.make_tenants(writer))
    company = Company(writer, Catalogue(writer), len(sites))
    for turn, site in enumerate(sites):
        company.build(
            site,
            devices=_share(sizes.devices, turn, len(sites)),
            interfaces=_share(sizes.interfaces, turn, len(sites)),
            addresses=_share(sizes.addresses, turn, len(sites)),
        )
        writer.flush()
        if progress is not None:
            progress(turn + 1, len(sites))
    return dict(writer.counts), company.faults.made


def _share(whole: int, turn: int, turns: int) -> int:
    """Equal parts that make the whole."""
    return whole * (turn + 1) // turns - whole * turn // turns
