"""Choices of addresses, circuits and virtual machines."""

from jobdesk.inventory.choices.sets import choice_set

IPAddressFamilyChoices = choice_set("IPAddressFamilyChoices", "FAMILY_4=#4 FAMILY_6=#6")
IPAddressRoleChoices = choice_set(
    "IPAddressRoleChoices",
    "ROLE_LOOPBACK=loopback ROLE_SECONDARY=secondary ROLE_ANYCAST=anycast ROLE_VIP=vip "
    "ROLE_VRRP=vrrp ROLE_HSRP=hsrp ROLE_GLBP=glbp ROLE_CARP=carp",
)
IPAddressStatusChoices = choice_set(
    "IPAddressStatusChoices",
    "STATUS_ACTIVE=active STATUS_RESERVED=reserved STATUS_DEPRECATED=deprecated",
)
IPAddressTypeChoices = choice_set(
    "IPAddressTypeChoices", "TYPE_DHCP=dhcp TYPE_HOST=host TYPE_SLAAC=slaac"
)
IPAddressVersionChoices = choice_set("IPAddressVersionChoices", "VERSION_4=#4 VERSION_6=#6")
PrefixStatusChoices = choice_set(
    "PrefixStatusChoices",
    "STATUS_ACTIVE=active STATUS_RESERVED=reserved STATUS_DEPRECATED=deprecated",
)
PrefixTypeChoices = choice_set(
    "PrefixTypeChoices", "TYPE_CONTAINER=container TYPE_NETWORK=network TYPE_POOL=pool"
)
ServiceProtocolChoices = choice_set(
    "ServiceProtocolChoices", "PROTOCOL_TCP=tcp PROTOCOL_UDP=udp"
)
VLANStatusChoices = choice_set(
    "VLANStatusChoices",
    "STATUS_ACTIVE=active STATUS_RESERVED=reserved STATUS_DEPRECATED=deprecated",
)
VRFStatusChoices = choice_set(
    "VRFStatusChoices", "STATUS_ACTIVE=active STATUS_DOWN=down STATUS_DEPRECATED=deprecated"
)
CircuitStatusChoices = choice_set(
    "CircuitStatusChoices",
    "STATUS_PLANNED=planned STATUS_PROVISIONING=provisioning STATUS_ACTIVE=active "
    "STATUS_OFFLINE=offline STATUS_DEPROVISIONING=deprovisioning "
    "STATUS_DECOMMISSIONED=decommissioned",
)
CircuitTerminationSideChoices = choice_set("CircuitTerminationSideChoices", "SIDE_A=A SIDE_Z=Z")
VMInterfaceStatusChoices = choice_set(
    "VMInterfaceStatusChoices",
    "STATUS_FAILED=failed STATUS_ACTIVE=active STATUS_DECOMMISSIONING=decommissioning "
    "STATUS_MAINTENANCE=maintenance STATUS_PLANNED=planned",
)
VirtualMachineStatusChoices = choice_set(
    "VirtualMachineStatusChoices",
    "STATUS_OFFLINE=offline STATUS_ACTIVE=active STATUS_PLANNED=planned "
    "STATUS_STAGED=staged STATUS_FAILED=failed STATUS_DECOMMISSIONING=decommissioning",
)
