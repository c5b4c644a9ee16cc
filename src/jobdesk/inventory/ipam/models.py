"""All models of this app, for Django's registry."""

from jobdesk.inventory.ipam.ipaddresses import IPAddress, IPAddressToInterface
from jobdesk.inventory.ipam.namespaces import RIR, VRF, Namespace, RouteTarget
from jobdesk.inventory.ipam.prefixes import Prefix
from jobdesk.inventory.ipam.vlans import VLAN, Service, VLANGroup

__all__ = [
    "RIR", "VLAN", "VRF", "IPAddress", "IPAddressToInterface", "Namespace", "Prefix",
    "RouteTarget", "Service", "VLANGroup",
]  # fmt: skip
