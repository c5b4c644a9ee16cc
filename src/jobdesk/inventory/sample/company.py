"""One site after the other: racks, devices, cables, addresses, circuits."""

from __future__ import annotations

from jobdesk.inventory.sample.catalogue import Catalogue
from jobdesk.inventory.sample.hardware import Hall, Staff, kept_share
from jobdesk.inventory.sample.kinds import PDU, ROUTER, plan
from jobdesk.inventory.sample.lines import Lines
from jobdesk.inventory.sample.numbers import Numbers, make_space
from jobdesk.inventory.sample.places import Site
from jobdesk.inventory.sample.rows import Writer
from jobdesk.inventory.sample.wiring import Faults, Standing, Wiring


class Company:
    """What the sites have in common, and how one is built."""

    def __init__(self, writer: Writer, catalogue: Catalogue, sites: int) -> None:
        self._writer, self._catalogue = writer, catalogue
        self._space = make_space(writer, catalogue, sites)
        self._lines = Lines(writer, catalogue)
        self.faults = Faults()

    def build(self, site: Site, *, devices: int, interfaces: int, addresses: int) -> None:
        """A site with so many of each; the rows wait to be flushed."""
        kinds = plan(devices, is_data_centre=site.is_data_centre)
        statuses = self._catalogue.statuses
        hall = Hall(self._writer, site, statuses)
        wiring = Wiring(self._writer, statuses, self.faults)
        staff = Staff(self._writer, self._catalogue, site, hall)
        numbers = Numbers(
            self._writer, self._catalogue, self._space, site, self.faults, addresses
        )
        keep = kept_share(kinds, interfaces)
        standing: list[Standing] = []
        for kind in kinds:
            one = staff.make(kind, keep)
            wiring.offer(one)
            wiring.connect(one)
            numbers.put_into_vlans(one)
            standing.append(one)
        staff.add_virtual(standing, interfaces - _ports(standing))
        numbers.number(standing)
        numbers.leave_faults()
        numbers.fill()
        self._lines.connect(site, [one for one in standing if one.kind is ROUTER], wiring)
        strips = [one for one in standing if one.kind is PDU]
        self._lines.feed(site, hall.racks[0], strips, wiring)
        self._lines.virtualise(site)


def _ports(standing: list[Standing]) -> int:
    return sum(len(ports) for one in standing for ports in one.ports.values())
