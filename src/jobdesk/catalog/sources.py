"""Where job files lie: the sources of a workspace. No code of a source is read here."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from jobdesk.errors import NotFound, Refused
from jobdesk.paths import WorkspacePaths, resources
from jobdesk.settings import Settings

LOCAL = "local"
SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Source:
    """A named place of job code; its roots are searched in order, each on its own."""

    name: str
    roots: tuple[Path, ...]


def sources(settings: Settings, paths: WorkspacePaths) -> list[Source]:
    """Every source of the workspace; "local" is JOBS_ROOT or the folders that replace it.

    JobDesk's own jobs work on the inventory, and come with it.
    """
    given = tuple((paths.home / Path(text).expanduser()) for text in settings.jobs_root)
    found = [Source(LOCAL, given or (paths.jobs,))]
    own = resources() / SYSTEM
    if paths.inventory_db.exists() and own.is_dir():
        found.append(Source(SYSTEM, (own,)))
    return found


def find_source(known: Sequence[Source], name: str) -> Source:
    """The source called `name`.

    Raises:
        NotFound: there is none; the message names those that exist.
    """
    for source in known:
        if source.name == name:
            return source
    names = ", ".join(source.name for source in known)
    raise NotFound(f"There is no source {name!r}; the sources are: {names}.")


def require_readable(source: Source) -> None:
    """Refuse a source with a missing folder, so that an absent drive uninstalls nothing.

    Raises:
        Refused: a folder is not there; the message names it.
    """
    for root in source.roots:
        if not root.is_dir():
            raise Refused(
                f"{root}: this folder of job files is not there; make it, "
                "or correct the setting jobs_root."
            )
