"""A process that works on an inventory: `python inventory_child.py DIR` reads code from stdin.

Each line that it prints is heard by the test; `turn()` waits for a line of the test's.
"""

import os
import sys
from pathlib import Path


def prepare() -> None:
    """What every one of them does first."""
    from jobdesk.inventory.start import load

    load()


def main() -> None:
    """Start the inventory of a folder, then do what the test wrote."""
    folder, code = Path(sys.argv[1]), sys.argv[2]
    from jobdesk.inventory.start import InventoryPlace, start

    waits = []
    place = InventoryPlace(
        folder / "inventory.db", folder / "inventory.gate", f"run of {os.getpid()}"
    )
    start(place, lambda holder, seconds: waits.append((holder, seconds)))

    def say(*words):
        print(*words, flush=True)

    def turn():
        return sys.stdin.readline()

    exec(compile(code, "<test>", "exec"), {"say": say, "turn": turn, "waits": waits})


if __name__ == "__main__":
    main()
