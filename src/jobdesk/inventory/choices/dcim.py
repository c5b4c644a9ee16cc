"""Choices of places, racks and devices; those of ports are in a file of their own."""

from jobdesk.inventory.choices.sets import choice_set

CableLengthUnitChoices = choice_set(
    "CableLengthUnitChoices",
    "UNIT_KILOMETER=km UNIT_METER=m UNIT_CENTIMETER=cm UNIT_MILE=mi UNIT_FOOT=ft UNIT_INCH=in",
)
CableStatusChoices = choice_set(
    "CableStatusChoices",
    "STATUS_CONNECTED=connected STATUS_PLANNED=planned STATUS_DECOMMISSIONING=decommissioning",
)
DeviceFaceChoices = choice_set("DeviceFaceChoices", "FACE_FRONT=front FACE_REAR=rear")
DeviceRedundancyGroupFailoverStrategyChoices = choice_set(
    "DeviceRedundancyGroupFailoverStrategyChoices",
    "FAILOVER_UNSPECIFIED= FAILOVER_ACTIVE_ACTIVE=active-active "
    "FAILOVER_ACTIVE_PASSIVE=active-passive",
)
DeviceRedundancyGroupStatusChoices = choice_set(
    "DeviceRedundancyGroupStatusChoices",
    "STATUS_PLANNED=planned STATUS_STAGING=staging STATUS_ACTIVE=active "
    "STATUS_DECOMMISSIONING=decommissioning STATUS_RETIRED=retired",
)
DeviceStatusChoices = choice_set(
    "DeviceStatusChoices",
    "STATUS_OFFLINE=offline STATUS_ACTIVE=active STATUS_PLANNED=planned "
    "STATUS_STAGED=staged STATUS_FAILED=failed STATUS_INVENTORY=inventory "
    "STATUS_DECOMMISSIONING=decommissioning",
)
InterfaceDuplexChoices = choice_set(
    "InterfaceDuplexChoices", "DUPLEX_AUTO=auto DUPLEX_FULL=full DUPLEX_HALF=half"
)
InterfaceModeChoices = choice_set(
    "InterfaceModeChoices", "MODE_ACCESS=access MODE_TAGGED=tagged MODE_TAGGED_ALL=tagged-all"
)
InterfaceRedundancyGroupProtocolChoices = choice_set(
    "InterfaceRedundancyGroupProtocolChoices", "HSRP=hsrp VRRP=vrrp GLBP=glbp CARP=carp"
)
InterfaceRedundancyGroupStatusChoices = choice_set(
    "InterfaceRedundancyGroupStatusChoices",
    "STATUS_PLANNED=planned STATUS_STAGING=staging STATUS_ACTIVE=active "
    "STATUS_DECOMMISSIONING=decommissioning STATUS_RETIRED=retired",
)
InterfaceSpeedChoices = choice_set(
    "InterfaceSpeedChoices",
    "SPEED_1M=#1000 SPEED_10M=#10000 SPEED_100M=#100000 SPEED_1G=#1000000 "
    "SPEED_2_5G=#2500000 SPEED_5G=#5000000 SPEED_10G=#10000000 SPEED_25G=#25000000 "
    "SPEED_40G=#40000000 SPEED_50G=#50000000 SPEED_100G=#100000000 SPEED_200G=#200000000 "
    "SPEED_400G=#400000000 SPEED_800G=#800000000 SPEED_1_6T=#1600000000",
)
InterfaceStatusChoices = choice_set(
    "InterfaceStatusChoices",
    "STATUS_PLANNED=planned STATUS_FAILED=failed STATUS_ACTIVE=active "
    "STATUS_DECOMMISSIONING=decommissioning STATUS_MAINTENANCE=maintenance",
)
LocationStatusChoices = choice_set(
    "LocationStatusChoices",
    "STATUS_PLANNED=planned STATUS_STAGING=staging STATUS_ACTIVE=active "
    "STATUS_DECOMMISSIONING=decommissioning STATUS_RETIRED=retired",
)
PowerFeedBreakerPoleChoices = choice_set(
    "PowerFeedBreakerPoleChoices", "POLE_1=#1 POLE_2=#2 POLE_3=#3"
)
PowerFeedPhaseChoices = choice_set(
    "PowerFeedPhaseChoices", "PHASE_SINGLE=single-phase PHASE_3PHASE=three-phase"
)
PowerFeedStatusChoices = choice_set(
    "PowerFeedStatusChoices",
    "STATUS_OFFLINE=offline STATUS_ACTIVE=active STATUS_PLANNED=planned STATUS_FAILED=failed",
)
PowerFeedSupplyChoices = choice_set("PowerFeedSupplyChoices", "SUPPLY_AC=ac SUPPLY_DC=dc")
PowerFeedTypeChoices = choice_set(
    "PowerFeedTypeChoices", "TYPE_PRIMARY=primary TYPE_REDUNDANT=redundant"
)
PowerOutletFeedLegChoices = choice_set(
    "PowerOutletFeedLegChoices", "FEED_LEG_A=A FEED_LEG_B=B FEED_LEG_C=C"
)
PowerPanelTypeChoices = choice_set(
    "PowerPanelTypeChoices",
    "TYPE_UTILITY=utility TYPE_GENERATOR=generator TYPE_SWITCHGEAR=switchgear "
    "TYPE_MDP=mdp TYPE_UPS=ups TYPE_TRANSFER_SWITCH=transfer-switch TYPE_PDU=pdu "
    "TYPE_PANELBOARD=panelboard TYPE_MLC=mlc TYPE_RPP=rpp",
)
PowerPathChoices = choice_set("PowerPathChoices", "PATH_A=a PATH_B=b")
RackDimensionUnitChoices = choice_set(
    "RackDimensionUnitChoices", "UNIT_MILLIMETER=mm UNIT_INCH=in"
)
RackElevationDetailRenderChoices = choice_set(
    "RackElevationDetailRenderChoices", "RENDER_JSON=json RENDER_SVG=svg"
)
RackStatusChoices = choice_set(
    "RackStatusChoices",
    "STATUS_RESERVED=reserved STATUS_AVAILABLE=available STATUS_PLANNED=planned "
    "STATUS_ACTIVE=active STATUS_DEPRECATED=deprecated",
)
RackTypeChoices = choice_set(
    "RackTypeChoices",
    "TYPE_2POST=2-post-frame TYPE_4POST=4-post-frame TYPE_CABINET=4-post-cabinet "
    "TYPE_WALLFRAME=wall-frame TYPE_WALLFRAME_VERTICAL=wall-frame-vertical "
    "TYPE_WALLCABINET=wall-cabinet TYPE_WALLCABINET_VERTICAL=wall-cabinet-vertical "
    "TYPE_OTHER=other",
)
RackWidthChoices = choice_set(
    "RackWidthChoices", "WIDTH_10IN=#10 WIDTH_19IN=#19 WIDTH_21IN=#21 WIDTH_23IN=#23"
)
SiteStatusChoices = choice_set(
    "SiteStatusChoices",
    "STATUS_PLANNED=planned STATUS_STAGING=staging STATUS_ACTIVE=active "
    "STATUS_DECOMMISSIONING=decommissioning STATUS_RETIRED=retired",
)
SoftwareImageFileHashingAlgorithmChoices = choice_set(
    "SoftwareImageFileHashingAlgorithmChoices",
    "MD5=md5 SHA1=sha1 SHA224=sha224 SHA384=sha384 SHA256=sha256 SHA512=sha512 SHA3=sha3 "
    "BLAKE2=blake2 BLAKE3=blake3",
)
SoftwareImageFileStatusChoices = choice_set(
    "SoftwareImageFileStatusChoices",
    "STATUS_ACTIVE=active STATUS_EXTENDED_SUPPORT=extended-support "
    "STATUS_END_OF_LIFE=end-of-life",
)
SoftwareVersionStatusChoices = choice_set(
    "SoftwareVersionStatusChoices",
    "STATUS_ACTIVE=active STATUS_EXTENDED_SUPPORT=extended-support "
    "STATUS_END_OF_LIFE=end-of-life",
)
SubdeviceRoleChoices = choice_set("SubdeviceRoleChoices", "ROLE_PARENT=parent ROLE_CHILD=child")
