"""Who is at the desk."""

import getpass

from jobdesk.errors import NotFound
from jobdesk.models.records import UserRecord
from jobdesk.operations.services import Services


def current_actor(services: Services, name: str | None = None) -> UserRecord:
    """The operating-system user, who is a superuser here, or the user called `name`.

    Raises:
        NotFound: there is no user of that name.
    """
    own = own_name()
    if name is None or name == own:
        return services.users.ensure_superuser(own)
    found = services.users.by_name(name)
    if found is None:
        raise NotFound(f"There is no user {name!r} in this workspace.")
    return found


def own_name() -> str:
    """What the operating system calls who is at the desk."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # an account without a name, as in some containers
        return "local"
