"""What a user can change in the settings of a workspace."""

import json
import os
import re
from dataclasses import replace
from pathlib import Path

from jobdesk.errors import Refused
from jobdesk.models.records import UserRecord
from jobdesk.operations.permissions import require
from jobdesk.operations.services import Services
from jobdesk.settings import Settings, load_settings

_JOBS_ROOT = re.compile(
    r"^jobs_root\s*=\s*(\[.*?\]|\"[^\"\n]*\"|'[^'\n]*')[ \t]*$", re.MULTILINE | re.DOTALL
)
_OWN_FOLDER = "jobs"  # of the workspace, as a setting spells it
_VARIABLE = "JOBDESK_JOBS_ROOT"


def add_jobs_folder(services: Services, actor: UserRecord, folder: Path) -> Services:
    """Let job files of one more folder be found; returns the services with the new settings.

    The workspace's own folder stays among them. Nothing is written into `folder`, now or later.

    Raises:
        Refused: it is no folder, or an environment variable decides about the folders.
    """
    require(actor, "change", "settings")
    if os.environ.get(_VARIABLE):
        raise Refused(f"{_VARIABLE} names the folders of job files here; change it there.")
    if not folder.is_dir():
        raise Refused(f"{folder} is not a folder.")
    known = services.settings.jobs_root or (_OWN_FOLDER,)
    place = folder.absolute()
    if any((services.paths.home / Path(text).expanduser()) == place for text in known):
        return services
    return replace(services, settings=_write_roots(services, (*known, str(place))))


def keep_own_folder(services: Services) -> Services:
    """Let job files of the workspace's own folder be found again, where another replaced it."""
    known = services.settings.jobs_root
    own = services.paths.jobs
    if not known or any(
        (services.paths.home / Path(text).expanduser()) == own for text in known
    ):
        return services
    if os.environ.get(_VARIABLE):
        raise Refused(f"{_VARIABLE} names the folders of job files here; add {own} to it.")
    return replace(services, settings=_write_roots(services, (_OWN_FOLDER, *known)))


def _write_roots(services: Services, roots: tuple[str, ...]) -> Settings:
    file = services.paths.settings_file
    line = f"jobs_root = {json.dumps(list(roots), ensure_ascii=False)}"
    text = file.read_text(encoding="utf-8") if file.is_file() else ""
    if _JOBS_ROOT.search(text):
        text = _JOBS_ROOT.sub(lambda _: line, text, count=1)
    else:
        text = f"{line}\n{text}"
    part = file.with_suffix(".part")
    try:
        part.write_text(text, encoding="utf-8")
        part.replace(file)
    except OSError as error:
        raise Refused(f"{file} cannot be written: {error.strerror or error}.") from None
    return load_settings(file)
