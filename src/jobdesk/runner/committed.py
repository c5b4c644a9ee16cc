"""What the end of a lost run says of the inventory (the crash table). No Django in the host."""

from collections.abc import Mapping
from pathlib import Path

from jobdesk.inventory.ledger import committed_by


def with_committed(
    database: Path, no: int, reason: str
) -> tuple[str, Mapping[str, int] | None]:
    """The reason with what the run left in the inventory for good, and that as counts.

    Where there is no inventory the reason stays as it is.
    """
    found = committed_by(database, no)
    if found is None:
        return reason, None
    return f"{reason.rstrip('.')}; {found}.", found.counts()
