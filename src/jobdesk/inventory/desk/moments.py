"""Moments: whether what was read is still so."""

from __future__ import annotations

import threading


def moment_of_reading() -> object:
    """Another one as soon as somebody has written, and for each thread."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA data_version")
        version = cursor.fetchone()
    place, changes = str(connection.settings_dict["NAME"]), connection.connection.total_changes
    return threading.get_ident(), place, version, changes
