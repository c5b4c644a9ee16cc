"""What was typed into run dialogs and not yet run: kept soon, and found again after a crash.

Law: of a sensitive job, and of a sensitive variable, nothing leaves the memory (DESIGN §11).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Slot

from jobdesk.ui.background import run_in_background

if TYPE_CHECKING:
    from jobdesk.models.records import JobRecord
    from jobdesk.operations.services import Services
    from jobdesk.ui.session import Session

KIND = "draft"
_WRITE_MS = 300  # after a key at the latest; a killed window loses no more than that


@dataclass(frozen=True, slots=True)
class Draft:
    """One dialog as it was left."""

    raw: Mapping[str, Any]
    options: Mapping[str, Any] = field(default_factory=dict[str, Any])
    at: datetime = field(default_factory=lambda: datetime.now().astimezone())

    def document(self, secret: frozenset[str]) -> dict[str, Any]:
        """What may be kept of it, as JSON."""
        raw = {name: value for name, value in self.raw.items() if name not in secret}
        return {"raw": raw, "options": dict(self.options), "at": self.at.isoformat()}


class Drafts(QObject):
    """The drafts of one session, by job; on disk soon after they changed.

    Lives on the main thread. Writes go through the background; what is not yet written when the
    program ends is written then.
    """

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._drafts: dict[str, Draft | None] = {}  # None: thrown away or run
        self._clean: set[str] = set()  # sensitive jobs of which nothing is on the disk
        self._unwritten: dict[str, dict[str, Any] | None] = {}  # None: forget it
        self._gate = Lock()  # for `_unwritten`, held for no longer than a look
        self._writing = Lock()  # one writer at a time, so that the newest comes last
        self._timer = QTimer(self, singleShot=True, interval=_WRITE_MS)
        self._timer.timeout.connect(self.flush)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self._on_about_to_quit)

    @staticmethod
    def of(session: Session) -> Drafts:
        """The drafts that live as long as this session."""
        found = session.findChild(Drafts)
        return found if isinstance(found, Drafts) else Drafts(session)

    def draft(self, job: JobRecord) -> Draft | None:
        """What was typed for this job, in this session or before it."""
        if job.id in self._drafts:
            return self._drafts[job.id]
        services = self._session.services
        if services is None:
            return None
        kept = services.kept.get(self._session.user.id, KIND, job.id)
        if kept is not None and job.has_sensitive_variables:  # it has become so since
            self._write_later(job.id, None)
            return None
        return _draft_of(kept)

    def keep(self, job: JobRecord, draft: Draft) -> None:
        """Remember what is typed for this job."""
        from jobdesk.operations.requests import secret_names

        self._drafts[job.id] = draft
        self._write_of(job, draft.document(secret_names(job)))

    def forget(self, job: JobRecord) -> None:
        """It was run or thrown away."""
        self._drafts[job.id] = None
        self._write_of(job, None)

    def _write_of(self, job: JobRecord, document: dict[str, Any] | None) -> None:
        """Of a sensitive job nothing; what is there from before it was one goes."""
        if not job.has_sensitive_variables:
            self._clean.discard(job.id)
            self._write_later(job.id, document)
        elif job.id not in self._clean:
            self._clean.add(job.id)
            self._write_later(job.id, None)

    def _write_later(self, job_id: str, document: dict[str, Any] | None) -> None:
        with self._gate:
            self._unwritten[job_id] = document
        if not self._timer.isActive():  # not put off by each further key
            self._timer.start()

    @Slot()
    def flush(self) -> None:
        """Write now, in the background."""
        self._timer.stop()
        services = self._session.services
        if services is not None and self._unwritten:
            run_in_background(self, partial(self._write, services, self._session.user.id))

    def _write(self, services: Services, user_id: str) -> None:
        """Write what is unwritten, as it stands at this moment; on any thread."""
        with self._writing:
            with self._gate:
                waiting = dict(self._unwritten)
            for job_id, document in waiting.items():
                services.kept.put(user_id, KIND, job_id, document)
                with self._gate:
                    if self._unwritten.get(job_id) is document:
                        del self._unwritten[job_id]

    @Slot()
    def _on_about_to_quit(self) -> None:
        """Work in the background is dropped when the program ends, so this is done here."""
        services = self._session.services
        if services is not None and self._unwritten:
            self._timer.stop()
            self._write(services, self._session.user.id)


def _draft_of(kept: object) -> Draft | None:
    if not isinstance(kept, dict):
        return None
    found = cast("dict[str, Any]", kept)
    try:
        return Draft(found["raw"], found["options"], datetime.fromisoformat(found["at"]))
    except (KeyError, TypeError, ValueError):
        return None  # of another version: better no draft than no dialog
