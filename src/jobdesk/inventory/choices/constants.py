"""Bounds and defaults of the original's `constants` modules."""

from jobdesk.inventory.choices.ports import InterfaceTypeChoices
from jobdesk.inventory.choices.sets import unpack_grouped_choices

CHARFIELD_MAX_LENGTH = 255
CHANGELOG_MAX_CHANGE_CONTEXT_DETAIL = 400
CHANGELOG_MAX_OBJECT_REPR = 200
HTTP_CONTENT_TYPE_JSON = "application/json"
JOB_LOG_MAX_ABSOLUTE_URL_LENGTH = 255
JOB_LOG_MAX_GROUPING_LENGTH = 100
JOB_LOG_MAX_LOG_OBJECT_LENGTH = 200
JOB_MAX_NAME_LENGTH = 100
JOB_OVERRIDABLE_FIELDS = (
    "grouping", "name", "description", "dryrun_default", "hidden", "approval_required",
    "soft_time_limit", "time_limit", "has_sensitive_variables", "is_singleton",
)  # fmt: skip

INTERFACE_MTU_MIN, INTERFACE_MTU_MAX = 1, 32767
POWERFEED_AMPERAGE_DEFAULT = 20
POWERFEED_MAX_UTILIZATION_DEFAULT = 80
POWERFEED_VOLTAGE_DEFAULT = 120
RACK_U_HEIGHT_DEFAULT, RACK_U_HEIGHT_MAXIMUM = 42, 500
REARPORT_POSITIONS_MIN, REARPORT_POSITIONS_MAX = 1, 1024

_by_group = dict(InterfaceTypeChoices.CHOICES)
VIRTUAL_IFACE_TYPES = [value for value, _ in _by_group["Virtual interfaces"]]
WIRELESS_IFACE_TYPES = [value for value, _ in _by_group["Wireless"]]
NONCONNECTABLE_IFACE_TYPES = VIRTUAL_IFACE_TYPES + WIRELESS_IFACE_TYPES
COPPER_TWISTED_PAIR_IFACE_TYPES = [
    value
    for value, _ in unpack_grouped_choices(InterfaceTypeChoices.CHOICES)
    if value in ("100base-tx", "1000base-t", "2.5gbase-t", "5gbase-t", "10gbase-t")
]
_PORTS = ["interface", "frontport", "rearport", "circuittermination"]
_CONSOLE = ["frontport", "rearport"]
COMPATIBLE_TERMINATION_TYPES = {
    "circuittermination": _PORTS,
    "interface": _PORTS,
    "frontport": ["consoleport", "consoleserverport", *_PORTS],
    "rearport": ["consoleport", "consoleserverport", *_PORTS],
    "consoleport": ["consoleserverport", *_CONSOLE],
    "consoleserverport": ["consoleport", *_CONSOLE],
    "powerfeed": ["powerport"],
    "poweroutlet": ["powerport"],
    "powerport": ["poweroutlet", "powerfeed"],
}

BGP_ASN_MIN, BGP_ASN_MAX = 1, 2**32 - 1
IPADDRESS_MASK_LENGTH_MIN, IPADDRESS_MASK_LENGTH_MAX = 1, 128
IPADDRESS_ROLES_NONUNIQUE = ("anycast", "vip", "vrrp", "hsrp", "glbp", "carp")
IPV4_BYTE_LENGTH, IPV6_BYTE_LENGTH = 4, 16
PREFIX_LENGTH_MIN, PREFIX_LENGTH_MAX = 1, 127
SERVICE_PORT_MIN, SERVICE_PORT_MAX = 1, 65535
VLAN_VID_MIN, VLAN_VID_MAX = 1, 4094
VRF_RD_MAX_LENGTH = 21
