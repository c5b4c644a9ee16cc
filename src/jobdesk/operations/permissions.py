"""Who may do what (SPEC §27). In a local workspace the operating-system user may do all."""

from jobdesk.errors import PermissionRefused
from jobdesk.models.records import UserRecord


def require(actor: UserRecord, verb: str, thing: str) -> None:
    """Refuse when `actor` may not `verb` this `thing`.

    Raises:
        PermissionRefused: rights other than a superuser's are not given out yet.
    """
    if not actor.is_superuser:
        raise PermissionRefused(f"{actor.username} may not {verb} {thing}.")
