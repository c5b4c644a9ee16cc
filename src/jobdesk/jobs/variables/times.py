"""Variables for days and moments."""

from __future__ import annotations

from jobdesk.errors import VariableError
from jobdesk.jobs.plain import shown
from jobdesk.jobs.variables.base import Variable

TYPE_CHECKING = False  # typing is slow to import, and every run starts a process
if TYPE_CHECKING:
    import datetime
    from typing import Any


class DateVar(Variable, known=True):
    """A day, as in 2026-02-28."""

    def convert(self, raw: Any) -> datetime.date:
        """The day."""
        import datetime

        if isinstance(raw, datetime.datetime):
            return raw.date()
        if isinstance(raw, datetime.date):
            return raw
        try:
            return datetime.date.fromisoformat(raw.strip())
        except (ValueError, TypeError, AttributeError) as error:
            raise VariableError(f"{shown(raw)} is not a date such as 2026-02-28.") from error


class DateTimeVar(Variable, known=True):
    """A moment, as in 2026-02-28T12:30:00+01:00; without offset it is local time."""

    def convert(self, raw: Any) -> datetime.datetime:
        """The moment, always with an offset."""
        import datetime

        try:
            is_moment = isinstance(raw, datetime.datetime)
            value = raw if is_moment else datetime.datetime.fromisoformat(raw.strip())
            return value if value.utcoffset() is not None else value.astimezone()
        except (ValueError, TypeError, AttributeError, OverflowError, OSError) as error:
            message = f"{shown(raw)} is not a time such as 2026-02-28T12:30:00."
            raise VariableError(message) from error
