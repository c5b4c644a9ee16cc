"""Circuits, power and virtual machines of the sample."""

from __future__ import annotations

import uuid
from typing import Any

from jobdesk.inventory.circuits.models import CircuitType, Provider, ProviderNetwork
from jobdesk.inventory.sample.catalogue import Catalogue
from jobdesk.inventory.sample.kinds import WAN
from jobdesk.inventory.sample.places import Site
from jobdesk.inventory.sample.rows import Row, Writer
from jobdesk.inventory.sample.wiring import CIRCUIT, FEED, INTERFACE, POWER, Standing, Wiring
from jobdesk.inventory.virtualization.models import ClusterType

_PROVIDERS = ("Lumen", "Colt", "NTT", "Telxius")
_MACHINES = ("web", "db", "app", "dns", "mail", "build", "proxy", "backup")


class Lines:
    """What circuits refer to, made once."""

    def __init__(self, writer: Writer, catalogue: Catalogue) -> None:
        self._writer, self._catalogue = writer, catalogue
        self._kinds = [
            self._save(CircuitType(name=name)).pk.hex for name in ("MPLS", "Internet access")
        ]
        self._networks: list[tuple[str, str]] = []
        for name in _PROVIDERS:
            provider = self._save(Provider(name=name))
            cloud = self._save(ProviderNetwork(name=f"{name} backbone", provider=provider))
            self._networks.append((provider.pk.hex, cloud.pk.hex))
        self._cluster_type = self._save(ClusterType(name="VMware vSphere")).pk.hex
        writer.counts.update(
            {"providers": len(_PROVIDERS), "provider networks": len(_PROVIDERS),
             "circuit types": 2, "cluster types": 1}
        )  # fmt: skip

    def _save(self, instance: Any) -> Any:
        instance.pk = uuid.UUID(self._writer.key())
        instance.validated_save()
        return instance

    def connect(self, site: Site, routers: list[Standing], wiring: Wiring) -> None:
        """A circuit for each router of a site."""
        for turn, router in enumerate(routers[:2]):
            provider, cloud = self._networks[(site.number + turn) % len(self._networks)]
            circuit = self._writer.add(
                "circuits.Circuit", cid=f"{site.code.upper()}-{turn + 1:03d}",
                provider_id=provider, circuit_type_id=self._kinds[turn % 2],
                status_id=self._catalogue.statuses["Active"],
                commit_rate=1_000_000 * (1 + site.is_data_centre * 9),
            )  # fmt: skip
            ends = [
                self._writer.add(
                    CIRCUIT,
                    circuit_id=circuit["id"],
                    term_side=side,
                    port_speed=10_000_000,
                    **at,
                )
                for side, at in (
                    ("A", {"location_id": site.key}),
                    ("Z", {"provider_network_id": cloud}),
                )
            ]
            for end in ends:
                circuit[f"circuit_termination_{end['term_side'].lower()}_id"] = end["id"]
            wiring.plug(INTERFACE, router.ports[WAN][0], CIRCUIT, ends[0], "smf")

    def feed(self, site: Site, rack: Row, strips: list[Standing], wiring: Wiring) -> None:
        """A panel with a line for each power strip."""
        panel = self._writer.add(
            "dcim.PowerPanel", name=f"{site.code.upper()} Panel", location_id=site.key
        )
        for number, strip in enumerate(strips, 1):
            line = self._writer.add(
                "dcim.PowerFeed", name=f"Feed {number}", power_panel_id=panel["id"],
                rack_id=rack["id"], status_id=self._catalogue.statuses["Active"], voltage=230,
                amperage=32, available_power=5888,
                type="primary" if number % 2 else "redundant",
            )  # fmt: skip
            wiring.plug(POWER, strip.parts[POWER][0], FEED, line, "power")

    def virtualise(self, site: Site) -> None:
        """A cluster with machines, at data centres."""
        if not site.is_data_centre:
            return
        add, catalogue = self._writer.add, self._catalogue
        cluster = add(
            "virtualization.Cluster", name=f"{site.code}-cluster",
            cluster_type_id=self._cluster_type, location_id=site.key,
        )  # fmt: skip
        for number in range(16):
            name = f"{site.code}-{_MACHINES[number % len(_MACHINES)]}{number // 8 + 1:02d}"
            machine = add(
                "virtualization.VirtualMachine", name=name, cluster_id=cluster["id"],
                status_id=catalogue.statuses["Active"], role_id=catalogue.roles["Application"],
                vcpus=2 + number % 3 * 2, memory=4096 * (1 + number % 4), disk=80,
            )  # fmt: skip
            add(
                "virtualization.VMInterface", virtual_machine_id=machine["id"], name="eth0",
                status_id=catalogue.statuses["Active"],
            )  # fmt: skip
