"""Names of fields and kinds as people write them. Standard library only."""

from __future__ import annotations

_WRITTEN = {
    **{
        word: word.upper()
        for word in (
            *("ip", "vc", "asn", "vlan", "vrf", "dns", "mtu", "mac", "nat", "rir", "lag"),
            *("url", "ui", "http", "ca", "napalm", "id", "pp", "vm"),
        )
    },
    "vlans": "VLANs",
    "vrfs": "VRFs",
    "ips": "IPs",
}
_FIELDS = {
    "local config context data": "Local context",
    "local config context schema": "Local context schema",
    "device redundancy group": "Redundancy group",
    "device redundancy group priority": "Redundancy priority",
    "controller managed device group": "Controller group",
    "termination a type": "End A is",
    "termination a id": "End A",
    "termination b type": "End B is",
    "termination b id": "End B",
    "circuit termination a": "Side A",
    "circuit termination z": "Side Z",
    "pre release": "Pre-release",
    "is active": "Active",
    "is full depth": "Full depth",
}
"""Fields whose name says more, or other, than is read in a list."""


def in_words(text: str) -> str:
    """Words with a capital first, and abbreviations as they are written: `Untagged VLAN`."""
    words = " ".join(_WRITTEN.get(word, word) for word in text.strip().split(" "))
    return words[:1].upper() + words[1:]


def field_words(text: str) -> str:
    """What a field is called, from what its model calls it."""
    return _FIELDS.get(text.strip()) or in_words(text)
