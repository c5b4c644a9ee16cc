"""Prefixes, VLANs and addresses of a site."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jobdesk.inventory.sample.catalogue import Catalogue
from jobdesk.inventory.sample.kinds import DOWN, LOOPBACK, MANAGEMENT, UP
from jobdesk.inventory.sample.places import Site
from jobdesk.inventory.sample.rows import Row, Writer
from jobdesk.inventory.sample.wiring import INTERFACE, Faults, Standing

_NO_LOOPBACK_EVERY, _NO_PARENT_EVERY, _WRONG_PARENT_EVERY = 9, 4, 5
_VLANS = (
    (10, "Users", "User Access"), (20, "Voice", "Voice"), (30, "Guests", "Guest"),
    (99, "Management", "Management"),
)  # fmt: skip
_ADDRESS = "ipam.IPAddress"
_DOMAIN = "corp.example.com"


@dataclass(slots=True)
class Space:
    """What all sites share: the namespace and the prefixes around theirs."""

    namespace: str
    v4: str
    v6: str
    bits: int
    """Length of a site's network: 16, or 18 where there are many."""


def make_space(writer: Writer, catalogue: Catalogue, sites: int) -> Space:
    """The company's own networks."""
    from jobdesk.inventory.ipam.namespaces import global_namespace

    namespace = global_namespace().hex
    status = catalogue.statuses["Active"]
    writer.usual("ipam.Prefix", namespace_id=namespace, status_id=status)
    writer.usual(_ADDRESS, status_id=status)
    keys = [
        writer.add("ipam.Prefix", **_columns(net), type="container", description=words)["id"]
        for net, words in (("10.0.0.0/8", "All sites"), ("2001:db8::/32", "All sites, IPv6"))
    ]
    return Space(namespace, keys[0], keys[1], 16 if sites <= 250 else 18)


class Numbers:
    """Gives out the addresses of a site, until its share is used up."""

    def __init__(
        self,
        writer: Writer,
        catalogue: Catalogue,
        space: Space,
        site: Site,
        faults: Faults,
        share: int,
    ) -> None:
        self._writer, self._catalogue, self._site = writer, catalogue, site
        self._space, self._faults, self._left = space, faults, share
        parents = ipaddress.IPv4Network("10.0.0.0/8")
        step = 2 ** (32 - space.bits)
        self._net = ipaddress.IPv4Network(
            (int(parents.network_address) + (site.number + 1) * step, space.bits)
        )
        self._six = ipaddress.IPv6Network(f"2001:db8:{site.number + 1:x}::/48")
        self._parent = self._prefix(self._net, space.v4, "container", "", "All of the site")
        self._parent6 = self._prefix(self._six, space.v6, "container", "", "All of the site")
        self.vlans: dict[str, str] = {}
        self._parts = iter(self._net.subnets(new_prefix=24))
        self._make_networks()

    # Networks

    def _make_networks(self) -> None:
        group = self._writer.add(
            "ipam.VLANGroup", name=f"{self._site.code.upper()} LAN", location_id=self._site.key
        )
        for vid, name, role in _VLANS:
            row = self._writer.add(
                "ipam.VLAN", vid=vid, name=name, vlan_group_id=group["id"],
                status_id=self._catalogue.statuses["Active"],
                role_id=self._catalogue.roles[role],
            )  # fmt: skip
            self.vlans[name] = row["id"]
            self._writer.link("ipam.VLAN", "locations", vlan_id=row["id"], **self._here)
        self._loopback = self._next("Loopbacks", "Loopbacks")
        self._managed = self._next("Management", "Management", "Management")
        next(self._parts)  # room to grow
        self._users = self._next("Users", "User Access", "Users")
        voice = self._next("Voice", "Voice", "Voice")
        self._hosts = self._give(self._users), self._give(voice)
        self._six_loopback = ipaddress.IPv6Network((self._six.network_address, 64))
        self._six_key = self._prefix(
            self._six_loopback, self._parent6, "network", "Loopbacks", "Loopbacks"
        )

    @property
    def _here(self) -> Row:
        return {"location_id": self._site.key}

    def _next(self, words: str, role: str, vlan: str = "") -> tuple[ipaddress.IPv4Network, str]:
        net = next(self._parts)
        return net, self._prefix(net, self._parent, "network", role, words, vlan)

    def _prefix(
        self,
        net: ipaddress.IPv4Network | ipaddress.IPv6Network,
        parent: str,
        kind: str,
        role: str,
        words: str,
        vlan: str = "",
    ) -> str:
        row = self._writer.add(
            "ipam.Prefix", **_columns(str(net)), type=kind, parent_id=parent, description=words,
            role_id=self._catalogue.roles.get(role), vlan_id=self.vlans[vlan] if vlan else None,
        )  # fmt: skip
        self._writer.link("ipam.Prefix", "locations", prefix_id=row["id"], **self._here)
        return row["id"]

    # Addresses

    def _give(self, net: tuple[ipaddress.IPv4Network, str]) -> Iterator[tuple[str, str]]:
        """Addresses and the prefix of each, for ever: the next network when one is full."""
        words = "Users" if net[0] == self._users[0] else "Voice"
        while True:
            for host in net[0].hosts():
                yield str(host), net[1]
            net = self._next(f"{words}, more", "User Access")

    def _add(self, host: str, length: int, parent: str | None, **more: object) -> Row | None:
        if self._left <= 0:
            return None
        self._left -= 1
        packed = ipaddress.ip_address(host).packed
        return self._writer.add(
            _ADDRESS, host=packed, mask_length=length, parent_id=parent,
            ip_version=4 if len(packed) == 4 else 6, **more,
        )  # fmt: skip

    def _assign(self, address: Row | None, port: Row) -> None:
        if address is not None:
            self._writer.add(
                "ipam.IPAddressToInterface",
                ip_address_id=address["id"],
                interface_id=port["id"],
            )

    def number(self, devices: Sequence[Standing]) -> None:
        """Loopbacks and management addresses; each device is reached at the latter."""
        loopbacks, managed = self._loopback[0].hosts(), self._management_hosts()
        for device in devices:
            name = device.row["name"]
            for port in device.ports.get(MANAGEMENT, ())[:1]:
                host, parent = next(managed)
                one = self._add(host, 24, parent, dns_name=f"{name}.{_DOMAIN}")
                self._assign(one, port)
                device.row["primary_ip4_id"] = one["id"] if one else None
            for port in device.ports.get(LOOPBACK, ()):
                host = next(loopbacks, None)
                if host is not None:
                    self._loop(device, port, str(host))

    def _management_hosts(self) -> Iterator[tuple[str, str]]:
        net = self._managed
        while True:
            for host in net[0].hosts():
                yield str(host), net[1]
            net = self._next("Management, more", "Management")

    def _loop(self, device: Standing, port: Row, host: str) -> None:
        is_router = device.kind.short == "rtr"
        if is_router and self._faults.strikes("no loopback address", _NO_LOOPBACK_EVERY):
            return
        role = self._catalogue.roles["Loopback"]
        name = f"lo0.{device.row['name']}.{_DOMAIN}"
        self._assign(self._add(host, 32, self._loopback[1], role_id=role, dns_name=name), port)
        if is_router:
            last = int(ipaddress.ip_address(host)) & 0xFF
            six = str(self._six_loopback[last])
            self._assign(self._add(six, 128, self._six_key, role_id=role), port)

    def leave_faults(self) -> None:
        """Addresses outside of every prefix, or not under the nearest one."""
        if self._faults.strikes("no parent prefix", _NO_PARENT_EVERY):
            host = str(ipaddress.IPv4Address("192.0.2.1") + self._site.number % 250)
            self._add(host, 24, None, description="Found by a scan; nobody knows it")
        if self._faults.strikes("wrong parent prefix", _WRONG_PARENT_EVERY):
            host = str(self._managed[0][-2])
            self._add(host, 24, self._parent, dns_name=f"gw.{self._site.code}.{_DOMAIN}")

    def fill(self) -> None:
        """Hosts in the networks of users, for what is left of the share."""
        turn = 0
        kinds = ("desk", "phone")
        while self._left > 0:
            host, parent = next(self._hosts[turn % 2])
            name = f"{kinds[turn % 2]}-{turn // 2 + 1}.{self._site.code}.{_DOMAIN}"
            kind = "dhcp" if turn % 4 < 2 else "host"
            self._add(host, 24, parent, dns_name=name, type=kind)
            turn += 1

    def put_into_vlans(self, device: Standing) -> None:
        """Ports for others are in a VLAN, uplinks carry all of them."""
        if device.kind.short not in ("sw", "tor"):
            return
        names = list(self.vlans)
        for turn, port in enumerate(device.ports.get(DOWN, ())):
            port["mode"], port["untagged_vlan_id"] = "access", self.vlans[names[turn % 3]]
        for port in device.ports.get(UP, ())[:2]:
            port["mode"] = "tagged"
            for key in self.vlans.values():
                self._writer.link(
                    INTERFACE, "tagged_vlans", interface_id=port["id"], vlan_id=key
                )


def _columns(text: str) -> Row:
    net = ipaddress.ip_network(text)
    return {
        "network": net.network_address.packed,
        "broadcast": net.broadcast_address.packed,
        "prefix_length": net.prefixlen,
        "ip_version": net.version,
    }
