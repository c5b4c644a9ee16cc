"""What is searched for, and in which runs; it can be written down. No widgets in this file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, cast

from jobdesk.models.records import JobId, Status
from jobdesk.ui.log.query import LogQuery

if TYPE_CHECKING:  # it brings the stores
    from jobdesk.operations.search import SearchScope

STATUS_WORDS: Mapping[str, Status] = {
    "Completed": Status.SUCCESS,
    "Failed": Status.FAILURE,
    "Revoked": Status.REVOKED,
    "Running": Status.STARTED,
    "Pending": Status.PENDING,
}
"""The states to choose from, by their words."""

TODAY = "Today"
PERIOD_DAYS: Mapping[str, int] = {TODAY: 0, "7 days": 7, "30 days": 30}
"""The periods to choose from: days before this moment; 0 is since midnight."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A text in the log language (or one regular expression), and a scope; empty is any."""

    text: str = ""
    case_sensitive: bool = False
    regex: bool = False
    job_id: str = ""
    job_name: str = ""
    status: str = ""  # of STATUS_WORDS
    period: str = ""  # of PERIOD_DAYS

    @property
    def query(self) -> LogQuery:
        """The text as the log reads it: its problem, what it marks."""
        return LogQuery(None, self.text, self.case_sensitive, self.regex)

    @property
    def language(self) -> str:
        """The text in the log language, also where it is one regular expression."""
        if self.regex and self.text:
            return "/" + self.text.replace("/", "\\/") + "/"
        return self.text.strip()

    @property
    def has_scope(self) -> bool:
        """Not all runs are searched."""
        return bool(self.job_id or self.status or self.period)

    @property
    def scope_words(self) -> str:
        """The scope as it is told: `Backup configurations, failed, today`; empty for all."""
        period = self.period.lower() if self.period == TODAY else f"last {self.period}"
        parts = (self.job_name, self.status.lower(), period if self.period else "")
        return ", ".join(part for part in parts if part)

    def without_scope(self) -> Asked:
        """The same text in all runs."""
        return replace(self, job_id="", job_name="", status="", period="")

    def scope(self, now: datetime) -> SearchScope:
        """The scope as the search takes it; `now` is aware and local."""
        from jobdesk.operations.search import SearchScope

        return SearchScope(
            job_id=JobId(self.job_id) if self.job_id else None,
            status=STATUS_WORDS.get(self.status),
            since=self._since(now),
        )

    def _since(self, now: datetime) -> datetime | None:
        days = PERIOD_DAYS.get(self.period)
        if days is None:
            return None
        if days == 0:
            return now.replace(hour=0, minute=0, second=0, microsecond=0)
        return now - timedelta(days=days)

    def to_text(self) -> str:
        """To be kept."""
        return json.dumps(asdict(self), ensure_ascii=False)


def asked_of(text: str) -> Asked:
    """What was kept; what another version wrote is left out."""
    try:
        found: Any = json.loads(text or "{}")
    except ValueError:
        return Asked()
    if not isinstance(found, dict):
        return Asked()
    known = cast("dict[str, Any]", found)
    usual = Asked()
    taken = {
        field.name: known[field.name]
        for field in fields(Asked)
        if isinstance(known.get(field.name), type(getattr(usual, field.name)))
    }
    return Asked(**taken)
