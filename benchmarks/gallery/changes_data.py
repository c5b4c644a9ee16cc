"""A small network with the changes of two runs and of a person, for the pictures."""

from jobdesk.inventory.history.records import ChangeFilter
from jobdesk.inventory.preview import PreviewedChange, PreviewResult


def make_network() -> None:
    """What is there before anything is logged; in the inventory's thread."""
    from django.contrib.contenttypes.models import ContentType

    from jobdesk.inventory.dcim import models as dcim
    from jobdesk.inventory.extras import models as extras
    from jobdesk.inventory.ipam import models as ipam

    active = extras.Status.objects.get(name="Active")
    every = ContentType.objects.all()
    kind = dcim.LocationType.objects.create(name="Building")
    kind.content_types.set(every)
    site = dcim.Location.objects.create(name="Berlin / DC1", location_type=kind, status=active)
    maker = dcim.Manufacturer.objects.create(name="Cisco")
    for name in ("Core", "Access", "Branch router"):
        extras.Role.objects.create(name=name).content_types.set(every)
    for name in ("core", "branch-hub"):
        extras.Tag.objects.create(name=name).content_types.set(every)
    core = dcim.DeviceType.objects.create(manufacturer=maker, model="C9500-24Y4C")
    for model, ports in (("C9200L-24P", 24), ("ISR 1121", 4)):
        made = dcim.DeviceType.objects.create(manufacturer=maker, model=model)
        for number in range(1, ports + 1):
            dcim.InterfaceTemplate.objects.create(
                device_type=made, name=f"Gi1/0/{number}", type="1000base-t"
            )
    one = dcim.Device.objects.create(
        name="ber-core-02",
        device_type=core,
        role=extras.Role.objects.get(name="Core"),
        status=active,
        location=site,
        comments="spare uplinks Te1/0/7-8",
        local_config_context_data={
            "hostname": "ber-core-02",
            "ntp": ["10.0.0.1", "10.0.0.2"],
            "role": "core",
            "uplinks": 6,
        },
    )
    one.tags.add(extras.Tag.objects.get(name="core"))
    for number in (7, 8):
        dcim.Interface.objects.create(
            device=one,
            name=f"Te1/0/{number}",
            type="10gbase-x-sfpp",
            status=active,
            enabled=False,
        )
    ipam.Prefix.objects.create(prefix="10.42.0.0/16", status=active, type="container")
    ipam.Prefix.objects.create(
        prefix="10.42.18.0/25", status=extras.Status.objects.get(name="Reserved")
    )


def new_branch(no: int, user: str = "m.rossi") -> None:
    """The changes of a run that adds a branch."""
    from jobdesk.inventory.changes import ChangeContext, change_context

    with change_context(ChangeContext(user, "job", "branch.NewBranch", no)):
        _add_branch()


def _add_branch() -> None:
    from jobdesk.inventory.dcim import models as dcim
    from jobdesk.inventory.extras import models as extras
    from jobdesk.inventory.ipam import models as ipam

    active = extras.Status.objects.get(name="Active")
    planned = extras.Status.objects.get(name="Planned")
    kind = dcim.LocationType.objects.get()
    branch = dcim.Location.objects.create(
        name="BER-Mitte 04", location_type=kind, status=planned
    )
    dcim.Rack.objects.create(name="BER-M04-R1", location=branch, status=active)
    for name, model, role in (
        ("ber-m04-rtr-01", "ISR 1121", "Branch router"),
        ("ber-m04-acc-01", "C9200L-24P", "Access"),
        ("ber-m04-acc-02", "C9200L-24P", "Access"),
    ):
        dcim.Device.objects.create(
            name=name,
            device_type=dcim.DeviceType.objects.get(model=model),
            role=extras.Role.objects.get(name=role),
            status=planned,
            location=branch,
        )
    core = dcim.Device.objects.get(name="ber-core-02")
    core.comments = "uplinks to BER-Mitte 04"
    context = dict(core.local_config_context_data)
    core.local_config_context_data = {
        **context,
        "uplinks": 8,
        "branches": ["BER-Mitte 04"],
    }
    core.save()
    core.tags.add(extras.Tag.objects.get(name="branch-hub"))
    far = iter(dcim.Device.objects.filter(name__startswith="ber-m04-acc").order_by("name"))
    for port in core.interfaces.order_by("name"):
        port.enabled, port.description = True, "to BER-Mitte 04"
        port.save()
        dcim.Cable.objects.create(
            termination_a=port,
            termination_b=next(far).interfaces.get(name="Gi1/0/24"),
            status=extras.Status.objects.get(name="Connected"),
            label=f"BER-{port.name}",
        )
    ipam.Prefix.objects.get(prefix="10.42.18.0/25").delete()
    ipam.Prefix.objects.create(prefix="10.42.18.0/24", status=active)


def edits_since(user: str = "k.tanaka") -> None:
    """What a person changed after the run."""
    from jobdesk.inventory.changes import ChangeContext, change_context
    from jobdesk.inventory.dcim import models as dcim
    from jobdesk.inventory.extras import models as extras

    with change_context(ChangeContext(user, "web", "Edit of ber-core-02")):
        core = dcim.Device.objects.get(name="ber-core-02")
        core.comments = "uplinks to BER-Mitte 04 and 05"
        core.save()
    with change_context(ChangeContext(user, "web", "Bulk edit of 2 devices")):
        for one in dcim.Device.objects.filter(name__startswith="ber-m04-acc"):
            one.status = extras.Status.objects.get(name="Active")
            one.save()


def edit_device() -> None:
    """Somebody changes the device that the run would change."""
    from jobdesk.inventory.dcim import models as dcim

    core = dcim.Device.objects.get(name="ber-core-02")
    core.comments = "uplinks to BER-Mitte 05"
    core.save()


def many_changes(no: int, count: int) -> None:
    """A run that made many objects."""
    from jobdesk.inventory.changes import ChangeContext, change_context
    from jobdesk.inventory.tenancy.models import Tenant

    with change_context(ChangeContext("m.rossi", "job", "tenants.Import", no)):
        Tenant.objects.bulk_create(
            [
                Tenant(name=f"Customer {at:05}", description=f"from line {at}")
                for at in range(count)
            ]
        )


def figures(no: int) -> dict[str, int]:
    """How many changes a run made, as its record keeps them."""
    from jobdesk.inventory.history.feed import outline

    found = outline(ChangeFilter(result_no=no))
    return {"created": found.created, "updated": found.updated, "deleted": found.deleted}


def key_of_device() -> str:
    """The key of the device that was changed most."""
    from jobdesk.inventory.dcim.models import Device

    return str(Device.objects.get(name="ber-core-02").pk)


def previewed_branch(no: int) -> PreviewResult:
    """What a preview of the run that adds a branch finds; nothing stays of it."""
    from django.db import transaction

    from jobdesk.inventory.extras.models import ObjectChange

    with transaction.atomic():
        new_branch(no)
        entries = ObjectChange.objects.filter(result_no=no).order_by("time")
        found = [
            PreviewedChange(
                one.action,
                f"{one.changed_object_type.app_label}.{one.changed_object_type.model}",
                str(one.changed_object_id),
                one.object_repr,
                one.before_data,
                None if one.action == "delete" else one.object_data,
            )
            for one in entries
        ]
        names = _names()
        transaction.set_rollback(True)
    cleared = PreviewedChange(
        "update",
        "dcim.device",
        key_of_device(),
        "ber-core-02",
        {"asset_tag": "A-1041"},
        {"asset_tag": None},
    )
    return PreviewResult(no, tuple(found), (cleared,), len(found), 1, names)


def _names() -> dict[str, str]:
    from jobdesk.inventory.dcim import models as dcim
    from jobdesk.inventory.extras import models as extras

    kinds = (
        extras.Status,
        extras.Role,
        extras.Tag,
        dcim.Location,
        dcim.Device,
        dcim.DeviceType,
    )
    return {str(one.pk): str(one) for kind in kinds for one in kind.objects.all()}
