"""Makes the tables of a new inventory."""

from __future__ import annotations

from typing import Any


def make_ready() -> None:
    """Make the tables and what every inventory holds, where they are missing.

    Of two processes that come at once the second finds the work done.
    """
    from django.db import connection

    from jobdesk.inventory import defaults
    from jobdesk.inventory.core.orm import transaction

    if _is_made(connection):
        return
    with transaction.atomic():
        connection.open_gate()
        if not _is_made(connection):
            create_tables()
            defaults.fill()


def _is_made(connection: Any) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM sqlite_master WHERE name = 'django_content_type'")
        return cursor.fetchone() is not None


def create_tables() -> None:
    """All tables of all models, in one transaction; 0.3 s where `migrate` takes ten."""
    from django.apps import apps
    from django.db import connection

    from jobdesk.inventory.core.orm import transaction

    with transaction.atomic(), _without_checks(connection) as editor:
        for model in (one for one in apps.get_models() if not one._meta.proxy):
            editor.create_model(model)


def _without_checks(connection: Any) -> Any:
    return _Editor(connection, atomic=False)


def _editor_class() -> Any:
    from django.db.backends.sqlite3.schema import DatabaseSchemaEditor

    class Editor(DatabaseSchemaEditor):
        """References may be made before what they refer to: all comes in one transaction."""

        def __enter__(self) -> Any:
            self.deferred_sql: list[Any] = []
            return self

        def __exit__(self, kind: Any, error: Any, trace: Any) -> None:
            if kind is None:
                for statement in self.deferred_sql:
                    self.execute(statement)

    return Editor


def _Editor(connection: Any, *, atomic: bool) -> Any:  # noqa: N802 - a class made when Django is there
    return _editor_class()(connection, atomic=atomic)
