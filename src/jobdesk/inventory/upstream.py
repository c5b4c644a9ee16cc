"""Settings of the original that job files read from `django.conf.settings`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

SETTINGS: Mapping[str, Any] = {
    "ALLOWED_HOSTS": ["localhost"],
    "BASE_PATH": "",
    "CELERY_TASK_DEFAULT_QUEUE": "default",
    "CELERY_TASK_SOFT_TIME_LIMIT": 300,
    "CELERY_TASK_TIME_LIMIT": 600,
    "CHANGELOG_RETENTION": 0,
    "DEBUG": False,
    "GIT_ROOT": "",
    "JOBS_ROOT": "",
    "MAX_PAGE_SIZE": 1000,
    "METRICS_ENABLED": False,
    "NAPALM_ARGS": {},
    "NAPALM_PASSWORD": "",
    "NAPALM_TIMEOUT": 30,
    "NAPALM_USERNAME": "",
    "PAGINATE_COUNT": 50,
    "PLUGINS": [],
    "PLUGINS_CONFIG": {},
    "ROOT_URLCONF": "jobdesk.compat.urls",
    "VERSION": "2.4.36",
}
"""Pages have addresses, so that `reverse` and `get_absolute_url` agree; none is served."""
