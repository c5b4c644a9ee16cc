"""All models of this app, for Django's registry."""

from jobdesk.inventory.ipam.assignments import (
    IPAddressToInterface,
    PrefixLocationAssignment,
    VLANLocationAssignment,
    VRFDeviceAssignment,
    VRFPrefixAssignment,
)
from jobdesk.inventory.ipam.ipaddresses import IPAddress
from jobdesk.inventory.ipam.namespaces import RIR, Namespace
from jobdesk.inventory.ipam.older import Aggregate
from jobdesk.inventory.ipam.older import Role as Role  # not for `import *`: it would hide Role
from jobdesk.inventory.ipam.prefixes import Prefix
from jobdesk.inventory.ipam.services import Service
from jobdesk.inventory.ipam.vlans import VLAN, VLANGroup
from jobdesk.inventory.ipam.vrfs import VRF, RouteTarget

__all__ = [
    "RIR", "VLAN", "VRF", "Aggregate", "IPAddress", "IPAddressToInterface", "Namespace",
    "Prefix", "PrefixLocationAssignment", "RouteTarget", "Service", "VLANGroup",
    "VLANLocationAssignment", "VRFDeviceAssignment", "VRFPrefixAssignment",
]  # fmt: skip
