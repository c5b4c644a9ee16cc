"""Kinds: which kinds of objects there are, in the groups of the tree, and how many of each.

Law of this folder: its functions run in the thread that owns the inventory; what they give is
plain values in frozen records, never an object of a model.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from jobdesk.errors import NotFound
from jobdesk.inventory.desk.records import Kind, KindGroup
from jobdesk.inventory.wording import in_words

_GROUPS: tuple[tuple[str, str], ...] = (
    (
        "Organisation",
        "dcim.location dcim.locationtype tenancy.tenant tenancy.tenantgroup",
    ),
    (
        "Devices",
        "dcim.device dcim.devicetype dcim.manufacturer dcim.platform dcim.devicefamily "
        "dcim.interface dcim.cable dcim.rack dcim.rackgroup dcim.virtualchassis "
        "dcim.inventoryitem dcim.softwareversion",
    ),
    (
        "Addressing",
        "ipam.prefix ipam.ipaddress ipam.vlan ipam.vlangroup ipam.vrf ipam.namespace "
        "ipam.routetarget ipam.rir ipam.service",
    ),
    (
        "Circuits",
        "circuits.circuit circuits.circuittype circuits.circuittermination "
        "circuits.provider circuits.providernetwork",
    ),
    (
        "Virtualisation",
        "virtualization.virtualmachine virtualization.vminterface virtualization.cluster "
        "virtualization.clustertype virtualization.clustergroup",
    ),
    (
        "Ports and power",
        "dcim.consoleport dcim.consoleserverport dcim.powerport dcim.poweroutlet "
        "dcim.frontport dcim.rearport dcim.devicebay dcim.powerpanel dcim.powerfeed",
    ),
    (
        "Redundancy and reservations",
        "dcim.deviceredundancygroup dcim.interfaceredundancygroup dcim.rackreservation",
    ),
    (
        "Extras",
        "extras.status extras.role extras.tag extras.customfield extras.customfieldchoice "
        "extras.relationship extras.configcontext extras.configcontextschema extras.secret "
        "extras.secretsgroup extras.dynamicgroup extras.externalintegration "
        "extras.graphqlquery",
    ),
    (
        "Templates of device types",
        "dcim.interfacetemplate dcim.consoleporttemplate dcim.consoleserverporttemplate "
        "dcim.powerporttemplate dcim.poweroutlettemplate dcim.frontporttemplate "
        "dcim.rearporttemplate dcim.devicebaytemplate dcim.softwareimagefile",
    ),
)
_UNSEEN = frozenset(
    {
        "contenttypes.contenttype",
        "extras.objectchange",
        "extras.relationshipassociation",
        "extras.secretsgroupassociation",
        "users.user",
        "ipam.ipaddresstointerface",
        "dcim.interfaceredundancygroupassociation",
    }
)
_OTHER = "Other"


def model_of(label: str) -> Any:
    """The model of a kind.

    Raises:
        NotFound: there is no such kind.
    """
    from django.apps import apps

    try:
        return apps.get_model(label)
    except (LookupError, ValueError):
        raise NotFound(f"There is no kind of objects called {label}.") from None


def label_of(model: Any) -> str:
    """The label of a model's kind; a name of 1.x stands for the kind that it shows."""
    return str(model._meta.concrete_model._meta.label_lower)


def kind_of(model: Any) -> Kind:
    """The kind of a model."""
    meta = model._meta.concrete_model._meta
    return Kind(
        meta.label_lower, str(meta.verbose_name), in_words(str(meta.verbose_name_plural))
    )


def kind_groups() -> tuple[KindGroup, ...]:
    """All kinds that the tree shows, in its order; what no group names comes last."""
    known = {label_of(model): model for model in _seen_models()}
    groups: list[KindGroup] = []
    for title, labels in _GROUPS:
        found = [known.pop(label) for label in labels.split() if label in known]
        groups.append(KindGroup(title, tuple(kind_of(model) for model in found)))
    if known:
        groups.append(KindGroup(_OTHER, tuple(kind_of(model) for model in known.values())))
    return tuple(group for group in groups if group.kinds)


def _seen_models() -> Iterable[Any]:
    """Managed models with a page of their own: no older names, no tables between two others."""
    from django.apps import apps

    for model in apps.get_models():
        meta = model._meta
        if not meta.proxy and meta.managed and meta.label_lower not in _UNSEEN:
            yield model


def has_page(label: str) -> bool:
    """Lists of it are shown; what only ties two objects together has none."""
    return label not in _UNSEEN


def counts(labels: Iterable[str]) -> Mapping[str, int]:
    """How many objects there are of each kind; some 10 ms for a million of one."""
    return {label: model_of(label).objects.order_by().count() for label in labels}


def is_new(labels: Iterable[str] = ("dcim.location", "dcim.device", "ipam.prefix")) -> bool:
    """Nobody has put anything into the inventory yet."""
    return not any(model_of(label).objects.exists() for label in labels)
