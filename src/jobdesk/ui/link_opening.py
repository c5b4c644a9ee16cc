"""LinkOpener: shows what links name, once the workspace is open; it never runs anything."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from jobdesk.errors import JobDeskError, Refused
from jobdesk.ui.background import run_in_background
from jobdesk.ui.form.filling import Filling
from jobdesk.ui.opening import Opener
from jobdesk.ui.session import Session

if TYPE_CHECKING:
    from jobdesk.operations.calls import Call
    from jobdesk.operations.services import Services

Target = int | tuple[str, Filling]  # a run, or a job's id with what fills its form


class LinkOpener(QObject):
    """Opens runs and filled forms; what a link says wrong is told."""

    def __init__(self, session: Session, opener: Opener) -> None:
        super().__init__(opener)
        self._session = session
        self._opener = opener
        self._waiting: list[str] = []
        session.loaded.connect(self._on_loaded)

    def open(self, links: Sequence[str]) -> None:
        """Show what these links name."""
        self._waiting += links
        if self._session.services is not None:
            self._on_loaded()

    @Slot()
    def _on_loaded(self) -> None:
        waiting, self._waiting = self._waiting, []
        services = self._session.ready
        for link in waiting:
            run_in_background(self, lambda link=link: _target(services, link), self._show)

    def _show(self, target: Target) -> None:
        if isinstance(target, int):
            self._opener.open_run(target)
        else:
            self._opener.open_filled_form(*target)


def _target(services: Services, link: str) -> Target:
    """What a link names in this workspace; in a thread.

    Raises:
        Refused: it is no link, or names nothing that is here.
    """
    from jobdesk.operations.links import read_link

    found = read_link(link)
    if not isinstance(found, int):
        return _form(services, found)
    if services.results.by_no(found) is None:
        raise Refused(f"The link names run {found}, which is not in this workspace.")
    return found


def _form(services: Services, call: Call) -> Target:
    from jobdesk.operations.jobs import find_job

    try:
        job = find_job(services, call.job)
    except JobDeskError:
        raise Refused(f"The link names a job that is not here: {call.job}") from None
    options = {"profile": call.profile, **({"queue": call.queue} if call.queue else {})}
    if call.dry_run:
        options |= {"dry_run": True, "commit": False}
    return job.id, Filling(call.inputs, options, origin="what the link says")
