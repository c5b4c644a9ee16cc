"""Log rows as jobs on a network write them: names, addresses, numbers that never come back."""

import random
from collections.abc import Callable, Iterator

from jobdesk.models.plans import LogRow

RARE = "power supply 2 failed"
_EVERY = 250_000  # lines, one says RARE
_SERIAL = "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789"
_SITES = ("ber", "ham", "muc", "fra", "cgn", "lej", "str", "dus")
_GROUPS = ("collect", "verify", "main")

_Text = Callable[[random.Random, str], str]


def rows(first: int, count: int, began: int) -> Iterator[LogRow]:
    """So many rows; `first` is the number of the first one among all."""
    dice = random.Random(first)
    site = f"{dice.choice(_SITES)}{dice.randrange(12):02d}"
    texts, weights = zip(*_KINDS, strict=True)
    for number in range(first, first + count):
        device = f"{site}-acc-{dice.randrange(60):03d}"
        level, text = dice.choices(texts, weights)[0]
        message = text(dice, device)
        if number % _EVERY == 171_717:
            message = f"{RARE} in slot 7, fault code QX-{number}"
        yield (began + number * 200, level, dice.choice(_GROUPS), message, device, "")


def _address(dice: random.Random) -> str:
    return f"10.{dice.randrange(256)}.{dice.randrange(256)}.{dice.randrange(1, 255)}"


def _interface(dice: random.Random, _device: str) -> str:
    return (
        f"Interface GigabitEthernet{dice.randrange(1, 5)}/0/{dice.randrange(48)} is up, line "
        f"protocol is up, MTU 1500, input rate {dice.randrange(10**6)} bits/sec"
    )


def _learned(dice: random.Random, _device: str) -> str:
    mac = ":".join(f"{dice.randrange(256):02x}" for _ in range(6))
    return f"learned {mac} on ge-0/0/{dice.randrange(48)} vlan {dice.randrange(4000)}"


def _prefix(dice: random.Random, _device: str) -> str:
    count = dice.randrange(60)
    return f"Verified prefix {_address(dice)}/24 against the inventory: {count} addresses"


def _request(dice: random.Random, device: str) -> str:
    return (
        f"GET https://nms.example.net/api/dcim/interfaces/?device={device}&offset="
        f"{dice.randrange(5000)} -> 200 in {dice.random() * 500:.1f} ms"
    )


def _flapped(dice: random.Random, device: str) -> str:
    port, times = dice.randrange(48), dice.randrange(20)
    return f"Interface ge-0/0/{port} flapped {times} times in the last hour on {device}"


def _transceiver(dice: random.Random, _device: str) -> str:
    serial, power = "".join(dice.choices(_SERIAL, k=11)), dice.random() * 20
    return f"Transceiver in port {dice.randrange(48)}: serial {serial}, rx -{power:.2f} dBm"


def _saved(dice: random.Random, device: str) -> str:
    return f"Saved configuration of {device} (sha256 {dice.getrandbits(256):064x})"


def _timed_out(dice: random.Random, _device: str) -> str:
    return f"ssh: connect to host {_address(dice)} port 22: Connection timed out"


_KINDS: tuple[tuple[tuple[int, _Text], float], ...] = (
    ((20, _interface), 25),
    ((20, _learned), 20),
    ((25, _prefix), 15),
    ((10, _request), 18),
    ((30, _flapped), 8),
    ((20, _transceiver), 6),
    ((20, _saved), 4),
    ((40, _timed_out), 4),
)
