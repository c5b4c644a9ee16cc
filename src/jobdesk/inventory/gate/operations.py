"""How values and clauses are written for the gated database."""

from datetime import datetime
from typing import Any

from django.db.backends.sqlite3.operations import DatabaseOperations
from django.utils import timezone

_FOLDED = frozenset({"iexact", "icontains", "istartswith", "iendswith"})


class GateOperations(DatabaseOperations):
    """As SQLite, with PostgreSQL's rules for case, and times with six digits."""

    def lookup_cast(self, lookup_type: str, internal_type: str | None = None) -> Any:
        """Upper and lower case are the same for the lookups that say so, in any script."""
        if lookup_type in _FOLDED:
            return "CASEFOLD(%s)"
        return super().lookup_cast(lookup_type, internal_type)

    def for_update_sql(self, *args: Any, **more: Any) -> str:
        """Open the gate: whoever reads for an update writes next."""
        del args, more
        self.connection.open_gate()
        return ""

    def adapt_datetimefield_value(self, value: Any) -> Any:
        """UTC with six digits, as the other mapper writes it: else `=` misses whole seconds."""
        if not isinstance(value, datetime):
            return super().adapt_datetimefield_value(value)
        if timezone.is_aware(value):
            value = timezone.make_naive(value, self.connection.timezone)
        return value.isoformat(" ", "microseconds")
