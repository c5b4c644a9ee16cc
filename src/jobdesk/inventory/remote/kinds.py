"""Which lists are read, in the order in which objects refer to each other. No Django here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Dialect(StrEnum):
    """Whose interface it is."""

    NAUTOBOT = "Nautobot 2 or 3"
    NAUTOBOT_1 = "Nautobot 1"
    NETBOX = "NetBox 4"


@dataclass(frozen=True, slots=True)
class RemoteKind:
    """A list of objects.

    Attributes:
        label: of the kind here.
        path: of the list there.
        later: fields that refer to objects of later kinds; set in a second turn.
        is_aside: read to understand the others, not kept here; it has no label.
    """

    label: str
    path: str
    later: tuple[str, ...] = ()
    is_aside: bool = False


_PRIMARY = ("primary_ip4", "primary_ip6")

MODULE_BAYS = RemoteKind("", "dcim/module-bays", is_aside=True)
MODULES = RemoteKind("", "dcim/modules", is_aside=True)
_NAUTOBOT = (
    RemoteKind("extras.status", "extras/statuses"),
    RemoteKind("extras.role", "extras/roles"),
    RemoteKind("extras.tag", "extras/tags"),
    RemoteKind("extras.customfield", "extras/custom-fields"),
    RemoteKind("extras.customfieldchoice", "extras/custom-field-choices"),
    RemoteKind("tenancy.tenantgroup", "tenancy/tenant-groups"),
    RemoteKind("tenancy.tenant", "tenancy/tenants"),
    RemoteKind("extras.contact", "extras/contacts"),
    RemoteKind("extras.team", "extras/teams"),
    RemoteKind("extras.secret", "extras/secrets"),
    RemoteKind("extras.secretsgroup", "extras/secrets-groups"),
    RemoteKind("extras.secretsgroupassociation", "extras/secrets-groups-associations"),
    RemoteKind("extras.externalintegration", "extras/external-integrations"),
    RemoteKind("dcim.locationtype", "dcim/location-types"),
    RemoteKind("dcim.location", "dcim/locations"),
    RemoteKind("ipam.namespace", "ipam/namespaces"),
    RemoteKind("ipam.rir", "ipam/rirs"),
    RemoteKind("ipam.routetarget", "ipam/route-targets"),
    RemoteKind("ipam.vlangroup", "ipam/vlan-groups"),
    RemoteKind("ipam.vlan", "ipam/vlans"),
    RemoteKind("ipam.vrf", "ipam/vrfs", ("prefixes", "devices", "virtual_machines")),
    RemoteKind("ipam.prefix", "ipam/prefixes"),
    RemoteKind("dcim.manufacturer", "dcim/manufacturers"),
    RemoteKind("dcim.platform", "dcim/platforms"),
    RemoteKind("dcim.softwareversion", "dcim/software-versions"),
    RemoteKind("dcim.softwareimagefile", "dcim/software-image-files", ("device_types",)),
    RemoteKind("dcim.devicefamily", "dcim/device-families"),
    RemoteKind("dcim.devicetype", "dcim/device-types"),
    RemoteKind("dcim.rackgroup", "dcim/rack-groups"),
    RemoteKind("dcim.rack", "dcim/racks"),
    RemoteKind("dcim.rackreservation", "dcim/rack-reservations"),
    RemoteKind("dcim.powerpanel", "dcim/power-panels"),
    RemoteKind("dcim.powerfeed", "dcim/power-feeds"),
    RemoteKind("virtualization.clustertype", "virtualization/cluster-types"),
    RemoteKind("virtualization.clustergroup", "virtualization/cluster-groups"),
    RemoteKind("virtualization.cluster", "virtualization/clusters"),
    RemoteKind("dcim.virtualchassis", "dcim/virtual-chassis", ("master",)),
    RemoteKind("dcim.deviceredundancygroup", "dcim/device-redundancy-groups"),
    RemoteKind("dcim.controller", "dcim/controllers", ("controller_device",)),
    RemoteKind("dcim.controllermanageddevicegroup", "dcim/controller-managed-device-groups"),
    RemoteKind("dcim.device", "dcim/devices", _PRIMARY),
    RemoteKind("virtualization.virtualmachine", "virtualization/virtual-machines", _PRIMARY),
    RemoteKind("dcim.interface", "dcim/interfaces", ("vrf",)),
    RemoteKind("virtualization.vminterface", "virtualization/interfaces"),
    RemoteKind("dcim.consoleport", "dcim/console-ports"),
    RemoteKind("dcim.consoleserverport", "dcim/console-server-ports"),
    RemoteKind("dcim.powerport", "dcim/power-ports"),
    RemoteKind("dcim.poweroutlet", "dcim/power-outlets"),
    RemoteKind("dcim.rearport", "dcim/rear-ports"),
    RemoteKind("dcim.frontport", "dcim/front-ports"),
    RemoteKind("dcim.devicebay", "dcim/device-bays"),
    RemoteKind("dcim.inventoryitem", "dcim/inventory-items"),
    RemoteKind("ipam.ipaddress", "ipam/ip-addresses"),
    RemoteKind("ipam.ipaddresstointerface", "ipam/ip-address-to-interface"),
    RemoteKind("dcim.interfaceredundancygroup", "dcim/interface-redundancy-groups"),
    RemoteKind(
        "dcim.interfaceredundancygroupassociation",
        "dcim/interface-redundancy-group-associations",
    ),
    RemoteKind("ipam.service", "ipam/services"),
    RemoteKind("circuits.provider", "circuits/providers"),
    RemoteKind("circuits.providernetwork", "circuits/provider-networks"),
    RemoteKind("circuits.circuittype", "circuits/circuit-types"),
    RemoteKind("circuits.circuit", "circuits/circuits"),
    RemoteKind("circuits.circuittermination", "circuits/circuit-terminations"),
    RemoteKind("dcim.cable", "dcim/cables"),
    RemoteKind("dcim.interfacetemplate", "dcim/interface-templates"),
    RemoteKind("dcim.consoleporttemplate", "dcim/console-port-templates"),
    RemoteKind("dcim.consoleserverporttemplate", "dcim/console-server-port-templates"),
    RemoteKind("dcim.powerporttemplate", "dcim/power-port-templates"),
    RemoteKind("dcim.poweroutlettemplate", "dcim/power-outlet-templates"),
    RemoteKind("dcim.rearporttemplate", "dcim/rear-port-templates"),
    RemoteKind("dcim.frontporttemplate", "dcim/front-port-templates"),
    RemoteKind("dcim.devicebaytemplate", "dcim/device-bay-templates"),
    RemoteKind("extras.configcontextschema", "extras/config-context-schemas"),
    RemoteKind("extras.configcontext", "extras/config-contexts"),
    RemoteKind("extras.dynamicgroup", "extras/dynamic-groups"),
    RemoteKind("extras.staticgroupassociation", "extras/static-group-associations"),
    RemoteKind("extras.relationship", "extras/relationships"),
    RemoteKind("extras.relationshipassociation", "extras/relationship-associations"),
    RemoteKind("extras.contactassociation", "extras/contact-associations"),
    RemoteKind("extras.computedfield", "extras/computed-fields"),
    RemoteKind("extras.exporttemplate", "extras/export-templates"),
    RemoteKind("extras.graphqlquery", "extras/graphql-queries"),
    RemoteKind("extras.note", "extras/notes"),
)
_ONLY_NEWER = frozenset(
    {
        *("dcim.locationtype", "dcim.location", "ipam.namespace", "extras.role"),
        *("dcim.softwareversion", "dcim.devicefamily", "ipam.ipaddresstointerface"),
    }
)
_ONLY_ONE = (
    RemoteKind("extras.role", "dcim/device-roles"),
    RemoteKind("extras.role", "dcim/rack-roles"),
    RemoteKind("extras.role", "ipam/roles"),
    RemoteKind("dcim.location", "dcim/regions"),
    RemoteKind("dcim.location", "dcim/sites"),
)


def kinds_of(dialect: Dialect) -> tuple[RemoteKind, ...]:
    """The lists of a dialect, in order."""
    if dialect is Dialect.NAUTOBOT:
        return (MODULE_BAYS, MODULES, *_NAUTOBOT)
    found: list[RemoteKind] = []
    for kind in _NAUTOBOT:
        if kind.label == "dcim.location":
            found += _ONLY_ONE
        elif kind.label not in _ONLY_NEWER and kind.path not in _NOT_IN[dialect]:
            found.append(kind)
    return tuple(found)


_NOT_IN = {
    Dialect.NAUTOBOT_1: frozenset({"extras/custom-field-choices"}),
    Dialect.NETBOX: frozenset(
        {
            *("extras/statuses", "extras/custom-fields", "extras/custom-field-choices"),
            *("dcim/rack-groups", "dcim/power-panels", "dcim/power-feeds"),
        }
    ),
}
