"""Where the sample's company is: regions, countries and sites, and whom they belong to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from django.contrib.contenttypes.models import ContentType

from jobdesk.inventory.dcim.locations import Location, LocationType
from jobdesk.inventory.dcim.older import REGION, SITE, kind_of
from jobdesk.inventory.extras.metadata import Status, Tag
from jobdesk.inventory.sample.rows import Writer
from jobdesk.inventory.tenancy.models import Tenant, TenantGroup


class City(NamedTuple):
    """A city with its three letters and its place on earth."""

    name: str
    code: str
    time_zone: str
    latitude: str
    longitude: str


WORLD: dict[str, dict[str, tuple[City, ...]]] = {
    "EMEA": {
        "Germany": (
            City("Berlin", "ber", "Europe/Berlin", "52.520000", "13.405000"),
            City("Frankfurt", "fra", "Europe/Berlin", "50.110900", "8.682100"),
            City("Hamburg", "ham", "Europe/Berlin", "53.551100", "9.993700"),
            City("Munich", "muc", "Europe/Berlin", "48.135100", "11.582000"),
        ),
        "France": (
            City("Paris", "par", "Europe/Paris", "48.856600", "2.352200"),
            City("Lyon", "lys", "Europe/Paris", "45.764000", "4.835700"),
        ),
        "United Kingdom": (
            City("London", "lon", "Europe/London", "51.507400", "-0.127800"),
            City("Manchester", "man", "Europe/London", "53.480800", "-2.242600"),
        ),
        "Spain": (City("Madrid", "mad", "Europe/Madrid", "40.416800", "-3.703800"),),
    },
    "Americas": {
        "United States": (
            City("New York", "nyc", "America/New_York", "40.712800", "-74.006000"),
            City("Chicago", "chi", "America/Chicago", "41.878100", "-87.629800"),
            City("Dallas", "dfw", "America/Chicago", "32.776700", "-96.797000"),
            City("San Jose", "sjc", "America/Los_Angeles", "37.338200", "-121.886300"),
        ),
        "Canada": (City("Toronto", "yyz", "America/Toronto", "43.653200", "-79.383200"),),
        "Brazil": (City("São Paulo", "gru", "America/Sao_Paulo", "-23.550500", "-46.633300"),),
    },
    "APAC": {
        "Japan": (
            City("Tokyo", "tyo", "Asia/Tokyo", "35.676200", "139.650300"),
            City("Osaka", "osa", "Asia/Tokyo", "34.693700", "135.502300"),
        ),
        "Singapore": (City("Singapore", "sin", "Asia/Singapore", "1.352100", "103.819800"),),
        "Australia": (City("Sydney", "syd", "Australia/Sydney", "-33.868800", "151.209300"),),
    },
}
_TENANTS = {
    "Internal": ("Corporate IT", "Research", "Manufacturing"),
    "Customers": ("Northwind Traders", "Contoso Retail", "Fabrikam Logistics"),
}
DATA_CENTRE_EVERY = 6


@dataclass(frozen=True, slots=True)
class Site:
    """A site to be filled.

    Attributes:
        number: from 0; it decides the site's networks.
        code: `fra01`, part of all names there.
        key: of its location, as the database keeps it.
    """

    number: int
    code: str
    key: str
    tenant: str
    is_data_centre: bool


def make_tenants(writer: Writer) -> list[str]:
    """Tenants and their groups: the keys of the tenants."""
    keys: list[str] = []
    for group_name, names in _TENANTS.items():
        group = TenantGroup(id=_uuid(writer), name=group_name)
        group.validated_save()
        for name in names:
            tenant = Tenant(id=_uuid(writer), name=name, tenant_group=group)
            tenant.validated_save()
            keys.append(tenant.pk.hex)
    writer.counts.update({"tenant groups": len(_TENANTS), "tenants": len(keys)})
    return keys


def make_tags(writer: Writer) -> None:
    """Labels for devices."""
    for name, color in (
        ("critical", "f44336"),
        ("pilot", "2196f3"),
        ("to be replaced", "ff9800"),
    ):
        tag = Tag(id=_uuid(writer), name=name, color=color)
        tag.validated_save()
        tag.content_types.set([ContentType.objects.get_by_natural_key("dcim", "device")])
    writer.counts["tags"] += 3


def make_places(writer: Writer, wanted: int, tenants: list[str]) -> list[Site]:
    """The tree of locations; as many as are wanted, most of them sites."""
    kinds = _make_kinds()
    active = Status.objects.get(name="Active")
    made = 0

    def place(kind: str, above: Any, name: str, **more: Any) -> Any:
        nonlocal made
        one = Location(
            id=_uuid(writer), name=name, location_type=kinds[kind], parent=above,
            status=active, **more,
        )  # fmt: skip
        one.validated_save()
        made += 1
        return one

    cities: list[tuple[Any, City]] = []
    for region_name, countries in WORLD.items():
        region = place(REGION, None, region_name)
        for country, found in countries.items():
            below = place(REGION, region, country)
            cities += [(below, city) for city in found]
    sites: list[Site] = []
    while made < wanted:
        number = len(sites)
        country, city = cities[number % len(cities)]
        code = f"{city.code}{number // len(cities) + 1:02d}"
        is_data_centre = number % DATA_CENTRE_EVERY == 1
        tenant = tenants[number % len(tenants)]
        one = place(
            SITE, country, code.upper(), tenant_id=tenant, time_zone=city.time_zone,
            latitude=city.latitude, longitude=city.longitude, facility=code.upper(),
            physical_address=f"{10 + number} Network Street, {city.name}",
            description=f"{'Data centre' if is_data_centre else 'Office'} {city.name}",
        )  # fmt: skip
        sites.append(Site(number, code, one.pk.hex, tenant, is_data_centre))
    writer.counts["locations"] += made
    return sites


def _make_kinds() -> dict[str, Any]:
    """Region and Site under the names of 1.x, so that job files of both worlds find them."""
    site = kind_of(SITE)
    return {SITE: site, REGION: LocationType.objects.get(name=REGION)}


def _uuid(writer: Writer) -> Any:
    import uuid

    return uuid.UUID(writer.key())
