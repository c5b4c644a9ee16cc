"""Which limits a run gets (DESIGN §11). Pure."""

from jobdesk.models.records import JobRecord
from jobdesk.settings import Settings

_SOFT_SHARE = 0.9
_HARD_FACTOR = 2.0


def effective_limits(record: JobRecord, settings: Settings) -> tuple[float, float]:
    """Soft and hard limit in seconds; 0 in the record means the workspace's default.

    Two limits that are set stand as they are; a default gives way to one that is set.
    """
    soft, hard = record.soft_time_limit, record.time_limit
    if soft > 0 and hard > 0:
        return soft, hard
    if hard > 0:
        return min(settings.soft_time_limit, hard * _SOFT_SHARE), hard
    soft = soft if soft > 0 else settings.soft_time_limit
    return soft, max(settings.time_limit, soft * _HARD_FACTOR)
