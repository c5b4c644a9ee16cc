"""How large a sample inventory is to be, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass

from jobdesk.errors import Refused

LEAST_LOCATIONS, MOST_LOCATIONS = 20, 1_000
_LEAST_DEVICES_A_SITE = 12


@dataclass(frozen=True, slots=True)
class SampleSizes:
    """How many of each; the rest follows from these.

    Attributes:
        locations: regions, countries and sites together.
        devices: of all kinds, power strips and access points too.
        interfaces: of devices.
        addresses: IPv4 and IPv6 together.
        seed: another one gives other names, keys and faults.
    """

    locations: int = 50
    devices: int = 2_000
    interfaces: int = 40_000
    addresses: int = 10_000
    seed: int = 1

    def check(self) -> None:
        """Refuse sizes that make no network.

        Raises:
            Refused: a number is too small or too large; the message says which and why.
        """
        if not LEAST_LOCATIONS <= self.locations <= MOST_LOCATIONS:
            raise Refused(
                f"locations: {self.locations} is not between {LEAST_LOCATIONS} "
                f"and {MOST_LOCATIONS}."
            )
        least = _LEAST_DEVICES_A_SITE * self.locations
        if self.devices < least:
            raise Refused(
                f"devices: {self.locations} locations need at least {least} devices, "
                f"not {self.devices}."
            )
        if self.interfaces < 4 * self.devices:
            raise Refused(
                f"interfaces: {self.devices} devices need at least {4 * self.devices}, "
                f"not {self.interfaces}."
            )
        if self.addresses < self.devices:
            raise Refused(
                f"addresses: {self.devices} devices need at least as many addresses, "
                f"not {self.addresses}."
            )


@dataclass(frozen=True, slots=True)
class SampleReport:
    """What was made.

    Attributes:
        counts: objects by the name of their kind in plural, most first.
        faults: what was left wrong on purpose, in words, so that checks find something.
    """

    counts: tuple[tuple[str, int], ...]
    faults: tuple[str, ...]
