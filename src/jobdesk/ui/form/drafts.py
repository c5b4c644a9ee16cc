"""What was typed into run dialogs and not yet run; in memory, for the life of the session."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject


@dataclass(frozen=True, slots=True)
class Draft:
    """One dialog as it was left."""

    raw: Mapping[str, Any]
    options: Mapping[str, Any] = field(default_factory=dict[str, Any])
    at: datetime = field(default_factory=lambda: datetime.now().astimezone())


class Drafts(QObject):
    """The drafts of one session, by job. Never written to a disk: inputs may be secret."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._drafts: dict[str, Draft] = {}

    @staticmethod
    def of(session: QObject) -> "Drafts":
        """The drafts that live as long as this session."""
        found = session.findChild(Drafts)
        return found if isinstance(found, Drafts) else Drafts(session)

    def draft(self, job_id: str) -> Draft | None:
        """What was typed for this job."""
        return self._drafts.get(job_id)

    def keep(self, job_id: str, draft: Draft) -> None:
        """Remember what is typed for this job."""
        self._drafts[job_id] = draft

    def forget(self, job_id: str) -> None:
        """It was run or thrown away."""
        self._drafts.pop(job_id, None)
