"""Places, devices and what they consist of."""

from jobdesk.compat.served.table import Names, names, placed

MODELS: Names = names(
    "jobdesk.inventory.dcim.models",
    "Cable ConsolePort ConsolePortTemplate ConsoleServerPort ConsoleServerPortTemplate "
    "Controller ControllerManagedDeviceGroup Device "
    "DeviceBay DeviceBayTemplate DeviceFamily DeviceRedundancyGroup DeviceRole DeviceType "
    "FrontPort FrontPortTemplate Interface InterfaceRedundancyGroup "
    "InterfaceRedundancyGroupAssociation InterfaceTemplate InventoryItem Location LocationType "
    "Manufacturer Platform PowerFeed PowerOutlet PowerOutletTemplate PowerPanel PowerPort "
    "PowerPortTemplate Rack RackGroup RackReservation RackRole RearPort RearPortTemplate "
    "Region Site SoftwareImageFile SoftwareVersion VirtualChassis",
)

_PLACES = {
    "cables": "Cable CablePath",
    "device_component_templates": "ConsolePortTemplate ConsoleServerPortTemplate "
    "DeviceBayTemplate FrontPortTemplate InterfaceTemplate PowerOutletTemplate "
    "PowerPortTemplate RearPortTemplate",
    "device_components": "ConsolePort ConsoleServerPort DeviceBay FrontPort Interface "
    "InterfaceRedundancyGroup InterfaceRedundancyGroupAssociation InventoryItem PowerOutlet "
    "PowerPort RearPort",
    "devices": "Controller ControllerManagedDeviceGroup Device DeviceFamily "
    "DeviceRedundancyGroup DeviceRole DeviceType Manufacturer "
    "Platform SoftwareImageFile SoftwareVersion VirtualChassis",
    "locations": "Location LocationType",
    "power": "PowerFeed PowerPanel",
    "racks": "Rack RackGroup RackReservation RackRole",
    "sites": "Region Site",
}

CHOICES: Names = {
    **names(
        "jobdesk.inventory.choices.ports",
        "CableTypeChoices ConsolePortTypeChoices InterfaceTypeChoices PortTypeChoices "
        "PowerOutletTypeChoices PowerPortTypeChoices",
    ),
    **names(
        "jobdesk.inventory.choices.dcim",
        "CableLengthUnitChoices CableStatusChoices DeviceFaceChoices "
        "DeviceRedundancyGroupFailoverStrategyChoices DeviceRedundancyGroupStatusChoices "
        "DeviceStatusChoices InterfaceDuplexChoices InterfaceModeChoices "
        "InterfaceRedundancyGroupProtocolChoices InterfaceRedundancyGroupStatusChoices "
        "InterfaceSpeedChoices InterfaceStatusChoices LocationStatusChoices "
        "PowerFeedBreakerPoleChoices PowerFeedPhaseChoices PowerFeedStatusChoices "
        "PowerFeedSupplyChoices PowerFeedTypeChoices PowerOutletFeedLegChoices "
        "PowerPanelTypeChoices PowerPathChoices RackDimensionUnitChoices "
        "RackElevationDetailRenderChoices RackStatusChoices RackTypeChoices RackWidthChoices "
        "SiteStatusChoices SoftwareImageFileHashingAlgorithmChoices "
        "SoftwareImageFileStatusChoices SoftwareVersionStatusChoices SubdeviceRoleChoices",
    ),
}

MODULES: dict[str, Names] = {
    **placed("nautobot.dcim.models", MODELS, _PLACES),
    "nautobot.dcim.choices": CHOICES,
    "nautobot.dcim.constants": names(
        "jobdesk.inventory.choices.constants",
        "COMPATIBLE_TERMINATION_TYPES COPPER_TWISTED_PAIR_IFACE_TYPES INTERFACE_MTU_MAX "
        "INTERFACE_MTU_MIN NONCONNECTABLE_IFACE_TYPES POWERFEED_AMPERAGE_DEFAULT "
        "POWERFEED_MAX_UTILIZATION_DEFAULT POWERFEED_VOLTAGE_DEFAULT RACK_U_HEIGHT_DEFAULT "
        "RACK_U_HEIGHT_MAXIMUM REARPORT_POSITIONS_MAX REARPORT_POSITIONS_MIN "
        "VIRTUAL_IFACE_TYPES WIRELESS_IFACE_TYPES",
    ),
}
