"""Write the data of the sample workspace: one fixed network, with a known number of faults.

The files are committed; run this again only to change the network. Addresses are of the private
and documentation ranges, vendors' address blocks are those of the public registry.
"""

import csv
import ipaddress
import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

Row = dict[str, object]
FOLDER = Path(__file__).resolve().parents[1] / "resources" / "sample" / "data"
SITES = ("ber", "ham", "muc", "fra", "cgn", "lej", "str", "dus", "nue", "bre")
ROLES = {
    "acc": ("C9200L-24P", 140),
    "dist": ("C9500-24Y4C", 30),
    "core": ("N9K-C93180", 10),
    "fw": ("PA-3410", 20),
}
OUIS = (
    "001B54",
    "F4CFE2",
    "001C73",
    "3C8AB0",
    "00505A",
    "B4FBE4",
    "001B21",
    "A0369F",
    "D4CA6D",
    "FFFFFF",
)


def main() -> None:
    """Write both files."""
    rng = random.Random(2026)
    devices = list(_devices())
    _plant_faults(devices, rng)
    _write("devices.csv", list(devices[0]), devices)
    _write("mac-table.csv", ["switch", "port", "vlan", "mac"], list(_mac_rows(devices, rng)))


def _devices() -> Iterator[dict[str, str]]:
    for number, site in enumerate(SITES):
        network = ipaddress.ip_network(f"10.{40 + number}.0.0/16")
        for role_number, (role, (model, count)) in enumerate(ROLES.items()):
            prefix = list(network.subnets(new_prefix=24))[role_number]
            for index in range(1, count + 1):
                yield {
                    "name": f"{site}-{role}-{index:03}",
                    "site": site.upper(),
                    "role": role,
                    "model": model,
                    "serial": f"FD{number}{role_number}{index:04}",
                    "address": f"{prefix[index]}",
                    "prefix": str(prefix),
                }


def _plant_faults(devices: list[dict[str, str]], rng: random.Random) -> None:
    chosen = rng.sample(range(len(devices)), 42)
    for row in chosen[:12]:
        devices[row]["name"] = devices[row]["name"].upper().replace("-", "_")
    for row in chosen[12:20]:
        devices[row]["address"] = devices[(row + 700) % len(devices)]["address"]
    for row in chosen[20:26]:
        devices[row]["address"] = devices[row]["address"].replace("10.", "10.300.", 1)
    for row in chosen[26:34]:
        devices[row]["address"] = str(
            ipaddress.ip_address(devices[row]["address"]) + 65536 * 40
        )
    for row in chosen[34:42]:
        devices[row]["name"] = devices[(row + 1) % len(devices)]["name"]


def _mac_rows(devices: list[dict[str, str]], rng: random.Random) -> Iterator[Row]:
    switches = [device["name"] for device in devices if device["role"] == "acc"][:60]
    for switch in switches:
        for port in range(1, 9):
            oui = rng.choice(OUIS)
            tail = f"{rng.randrange(1 << 24):06x}"
            mac = (oui + tail).lower()
            yield {
                "switch": switch,
                "port": f"Gi1/0/{port}",
                "vlan": rng.choice((10, 20, 30, 99)),
                "mac": ":".join(mac[i : i + 2] for i in range(0, 12, 2)),
            }


def _write(name: str, header: list[str], rows: Sequence[dict[str, str] | Row]) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / name).open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, header, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    print(f"{name}: {len(rows)} rows", file=sys.stderr)


if __name__ == "__main__":
    main()
