"""All models of this app, for Django's registry."""

from jobdesk.inventory.dcim.cables import Cable
from jobdesk.inventory.dcim.chassis import DeviceRedundancyGroup, VirtualChassis
from jobdesk.inventory.dcim.components import (
    ConsolePort,
    ConsoleServerPort,
    PowerOutlet,
    PowerPort,
)
from jobdesk.inventory.dcim.controllers import Controller, ControllerManagedDeviceGroup
from jobdesk.inventory.dcim.devices import Device
from jobdesk.inventory.dcim.devicetypes import DeviceFamily, DeviceType, Manufacturer, Platform
from jobdesk.inventory.dcim.interfaces import Interface
from jobdesk.inventory.dcim.locations import Location, LocationType
from jobdesk.inventory.dcim.older import DeviceRole, RackRole, Region, Site
from jobdesk.inventory.dcim.ports import DeviceBay, FrontPort, InventoryItem, RearPort
from jobdesk.inventory.dcim.power import PowerFeed, PowerPanel
from jobdesk.inventory.dcim.racks import Rack, RackGroup, RackReservation
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
    "ConsoleServerPortTemplate", "Controller", "ControllerManagedDeviceGroup", "Device",
    "DeviceBay", "DeviceBayTemplate", "DeviceFamily",
    "DeviceRedundancyGroup", "DeviceRole", "DeviceType", "FrontPort", "FrontPortTemplate",
    "Interface", "InterfaceRedundancyGroup", "InterfaceRedundancyGroupAssociation",
    "InterfaceTemplate", "InventoryItem", "Location", "LocationType", "Manufacturer",
    "Platform", "PowerFeed", "PowerOutlet", "PowerOutletTemplate", "PowerPanel",
    "PowerPort", "PowerPortTemplate", "Rack", "RackGroup", "RackReservation", "RackRole",
    "RearPort", "RearPortTemplate", "Region", "Site", "SoftwareImageFile",
    "SoftwareVersion", "VirtualChassis",
]  # fmt: skip
