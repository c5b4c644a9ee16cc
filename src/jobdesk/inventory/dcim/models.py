"""All models of this app, for Django's registry."""

from jobdesk.inventory.dcim.cabling import Cable
from jobdesk.inventory.dcim.components import (
    ConsolePort,
    ConsoleServerPort,
    DeviceBay,
    FrontPort,
    Interface,
    InventoryItem,
    PowerOutlet,
    PowerPort,
    RearPort,
)
from jobdesk.inventory.dcim.devices import (
    Device,
    DeviceFamily,
    DeviceRedundancyGroup,
    DeviceType,
    Manufacturer,
    Platform,
    VirtualChassis,
)
from jobdesk.inventory.dcim.locations import Location, LocationType
from jobdesk.inventory.dcim.older import DeviceRole, RackRole, Region, Site
from jobdesk.inventory.dcim.racks import PowerFeed, PowerPanel, Rack, RackGroup, RackReservation
from jobdesk.inventory.dcim.software import (
    InterfaceRedundancyGroup,
    InterfaceRedundancyGroupAssociation,
    SoftwareImageFile,
    SoftwareVersion,
)
from jobdesk.inventory.dcim.templates import (
    ConsolePortTemplate,
    ConsoleServerPortTemplate,
    DeviceBayTemplate,
    FrontPortTemplate,
    InterfaceTemplate,
    PowerOutletTemplate,
    PowerPortTemplate,
    RearPortTemplate,
)

__all__ = [
    "Cable", "ConsolePort", "ConsolePortTemplate", "ConsoleServerPort",
    "ConsoleServerPortTemplate", "Device", "DeviceBay", "DeviceBayTemplate", "DeviceFamily",
    "DeviceRedundancyGroup", "DeviceRole", "DeviceType", "FrontPort", "FrontPortTemplate",
    "Interface", "InterfaceRedundancyGroup", "InterfaceRedundancyGroupAssociation",
    "InterfaceTemplate", "InventoryItem", "Location", "LocationType", "Manufacturer",
    "Platform", "PowerFeed", "PowerOutlet", "PowerOutletTemplate", "PowerPanel",
    "PowerPort", "PowerPortTemplate", "Rack", "RackGroup", "RackReservation", "RackRole",
    "RearPort", "RearPortTemplate", "Region", "Site", "SoftwareImageFile",
    "SoftwareVersion", "VirtualChassis",
]  # fmt: skip
