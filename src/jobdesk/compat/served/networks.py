"""Addresses, tenants, circuits, virtual machines and users."""

from jobdesk.compat.served.table import Names, names

IPAM_MODELS: Names = (
    names(
        "jobdesk.inventory.ipam.models",
        "Aggregate IPAddress IPAddressToInterface Namespace Prefix PrefixLocationAssignment "
        "RIR Role RouteTarget Service VLAN VLANGroup VLANLocationAssignment VRF "
        "VRFDeviceAssignment VRFPrefixAssignment",
    )
    | names("jobdesk.inventory.ipam.namespaces", "get_default_namespace_pk=global_namespace")
    | names("jobdesk.compat.model_helpers", "get_default_namespace")
    | names(
        "jobdesk.inventory.dcim.models",
        "Interface",  # imported there by the original itself
    )
)

IPAM_CHOICES: Names = names(
    "jobdesk.inventory.choices.ipam",
    "IPAddressFamilyChoices IPAddressRoleChoices IPAddressStatusChoices IPAddressTypeChoices "
    "IPAddressVersionChoices PrefixStatusChoices PrefixTypeChoices ServiceProtocolChoices "
    "VLANStatusChoices VRFStatusChoices",
)
CIRCUIT_CHOICES: Names = names(
    "jobdesk.inventory.choices.ipam", "CircuitStatusChoices CircuitTerminationSideChoices"
)

USERS: Names = names("jobdesk.inventory.users.models", "User")
_PEOPLE: Names = {**USERS, **names("jobdesk.inventory.deskdata.absent", "Group")}

APPS = ("ipam", "tenancy", "circuits", "virtualization")

MODULES: dict[str, Names] = {
    "nautobot.ipam.models": IPAM_MODELS,
    "nautobot.ipam.choices": IPAM_CHOICES,
    "nautobot.ipam.constants": names(
        "jobdesk.inventory.choices.constants",
        "BGP_ASN_MAX BGP_ASN_MIN IPADDRESS_MASK_LENGTH_MAX IPADDRESS_MASK_LENGTH_MIN "
        "IPADDRESS_ROLES_NONUNIQUE IPV4_BYTE_LENGTH IPV6_BYTE_LENGTH PREFIX_LENGTH_MAX "
        "PREFIX_LENGTH_MIN SERVICE_PORT_MAX SERVICE_PORT_MIN VLAN_VID_MAX VLAN_VID_MIN "
        "VRF_RD_MAX_LENGTH",
    ),
    "nautobot.ipam.fields": {
        "VarbinaryIPField": "jobdesk.inventory.core.addresses:AddressField"
    },
    "nautobot.tenancy.models": names("jobdesk.inventory.tenancy.models", "Tenant TenantGroup"),
    "nautobot.circuits.models": names(
        "jobdesk.inventory.circuits.models",
        "Circuit CircuitTermination CircuitType Provider ProviderNetwork",
    ),
    "nautobot.circuits.choices": CIRCUIT_CHOICES,
    "nautobot.virtualization.models": names(
        "jobdesk.inventory.virtualization.models",
        "Cluster ClusterGroup ClusterType VMInterface VirtualMachine",
    ),
    "nautobot.virtualization.choices": names(
        "jobdesk.inventory.choices.ipam", "VMInterfaceStatusChoices VirtualMachineStatusChoices"
    ),
    "nautobot.users.models": _PEOPLE,
    "django.contrib.auth.models": _PEOPLE,
    "django.contrib.admin.models": {},
    "django.contrib.sessions.models": {},
}
