"""A rack, prefixes and cables for the pictures and tests; in the inventory's thread."""

from typing import Any

Found = dict[str, tuple[str, str]]
"""Kind and key of what there is, by a word for it."""


def make() -> Found:
    """Make them in an empty inventory."""
    from django.contrib.contenttypes.models import ContentType

    from jobdesk.inventory.dcim import models as dcim
    from jobdesk.inventory.extras import models as extras

    active, every = extras.Status.objects.get(name="Active"), ContentType.objects.all()
    kind = dcim.LocationType.objects.create(name="Room")
    kind.content_types.set(every)
    site = dcim.Location.objects.create(name="Berlin", location_type=kind, status=active)
    maker = dcim.Manufacturer.objects.create(name="Cisco")
    rack = dcim.Rack.objects.create(name="A-04", location=site, status=active, u_height=16)
    roles = {}
    for name, color in (("Core", "2f6fde"), ("Access", "2b965a"), ("Panel", "9e6bd8")):
        roles[name] = extras.Role.objects.create(name=name, color=color)
        roles[name].content_types.set(every)

    def device(name: str, role: str, unit: int, height: int, face: str, *, deep: bool) -> Any:
        model = dcim.DeviceType.objects.create(
            manufacturer=maker, model=f"{role} {name}", u_height=height, is_full_depth=deep
        )
        return dcim.Device.objects.create(
            name=name,
            device_type=model,
            role=roles[role],
            status=active,
            location=site,
            rack=rack,
            position=unit,
            face=face,
        )

    core = device("ber-core-02", "Core", 11, 3, "front", deep=True)
    access = device("ber-acc-07", "Access", 8, 1, "front", deep=True)
    near = device("patch-a", "Panel", 15, 1, "front", deep=False)
    far = device("patch-b", "Panel", 15, 1, "rear", deep=False)
    return {
        "rack": ("dcim.rack", str(rack.pk)),
        "prefix": ("ipam.prefix", _prefixes(active)),
        **_cables(core, access, near, far),
    }


def _prefixes(active: Any) -> str:
    from jobdesk.inventory.extras.models import Status
    from jobdesk.inventory.ipam.models import IPAddress, Prefix

    planned = Status.objects.get(name="Reserved")
    make = Prefix.objects.create
    make(prefix="10.0.0.0/8", status=active, type="container")
    found = make(prefix="10.42.0.0/16", status=active, type="container", description="Berlin")
    make(prefix="10.42.0.0/18", status=active, type="container", description="Users")
    make(prefix="10.42.0.0/24", status=active)
    make(prefix="10.42.1.0/24", status=active)
    make(prefix="10.42.64.0/18", status=planned, type="container")
    make(prefix="10.42.200.0/28", status=active, description="Uplinks")
    for number in range(1, 13):
        IPAddress.objects.create(address=f"10.42.200.{number}/28", status=active)
    for number in range(1, 100):
        IPAddress.objects.create(address=f"10.42.0.{number}/24", status=active)
    return str(found.pk)


def _cables(core: Any, access: Any, near: Any, far: Any) -> Found:
    from jobdesk.inventory.dcim import models as dcim
    from jobdesk.inventory.extras.models import Status

    active, connected = (Status.objects.get(name=name) for name in ("Active", "Connected"))

    def port(device: Any, name: str) -> Any:
        return dcim.Interface.objects.create(
            device=device, name=name, type="10gbase-x-sfpp", status=active
        )

    def panel(device: Any, number: int) -> tuple[Any, Any]:
        rear = dcim.RearPort.objects.create(
            device=device, name=f"Rear {number}", type="lc", positions=1
        )
        front = dcim.FrontPort.objects.create(
            device=device,
            name=f"Front {number}",
            type="lc",
            rear_port=rear,
            rear_port_position=1,
        )
        return front, rear

    def cable(one: Any, other: Any, **more: Any) -> None:
        dcim.Cable.objects.create(
            termination_a=one, termination_b=other, **{"status": connected, **more}
        )

    start, end, lost = port(core, "Te1/0/7"), port(access, "Te1/1/1"), port(core, "Te1/0/8")
    (front_a, rear_a), (front_b, rear_b) = panel(near, 1), panel(far, 1)
    open_front, _ = panel(near, 2)
    cable(start, front_a, label="BER-0117", length=3, length_unit="m", color="ffb000")
    planned = Status.objects.get(name="Planned")
    cable(rear_a, rear_b, label="trunk 4", length=120, length_unit="ft", status=planned)
    cable(front_b, end, type="mmf-om4", length=250, length_unit="cm", color="2196f3")
    cable(lost, open_front, label="BER-0118")
    return {
        "port": ("dcim.interface", str(start.pk)),
        "far port": ("dcim.interface", str(end.pk)),
        "open port": ("dcim.interface", str(lost.pk)),
        "cable": ("dcim.cable", str(dcim.Cable.objects.get(label="trunk 4").pk)),
    }
