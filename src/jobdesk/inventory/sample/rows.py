"""Rows of many objects at once: plain SQL with the columns and defaults of the models.

Ten times as fast as objects; what is written is checked by a test that reads objects back and
cleans them.
"""

from __future__ import annotations

import random
import uuid
from collections import Counter
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import connection

from jobdesk.inventory.core.fields import OrderField, natural_order
from jobdesk.inventory.core.orm import models
from jobdesk.inventory.core.slugs import SlugField, slug_of

Row = dict[str, Any]
"""Values by attribute (`device_id`) as the database takes them; changeable until flushed."""

_BATCH = 5_000


class Table:
    """The rows of one model that wait to be written."""

    def __init__(self, model: Any, /, **usual: Any) -> None:
        self.model, self.rows = model, list[Row]()
        fields = [
            field
            for field in model._meta.concrete_fields
            if not isinstance(field, models.AutoField)
        ]
        instance = model(**usual)
        self._usual: Row = {}
        for field in fields:
            value = field.pre_save(instance, add=True)
            self._usual[field.attname] = field.get_db_prep_save(value, connection)
        self._columns = [field.attname for field in fields]
        self._derived = [
            (
                field.attname,
                field.of,
                natural_order if isinstance(field, OrderField) else slug_of,
            )
            for field in fields
            if isinstance(field, (OrderField, SlugField))
        ]
        quote = connection.ops.quote_name
        names = ", ".join(quote(field.column) for field in fields)
        marks = ", ".join(["%s"] * len(fields))
        self._statement = (  # names of our own models
            f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({marks})"  # noqa: S608
        )

    def flush(self) -> int:
        """Write what waits; how many rows that were."""
        done = len(self.rows)
        with connection.cursor() as cursor:
            for first in range(0, done, _BATCH):
                batch = self.rows[first : first + _BATCH]
                cursor.executemany(self._statement, [self._tuple(row) for row in batch])
        self.rows = []
        return done

    def _tuple(self, row: Row) -> tuple[Any, ...]:
        for name, of, made in self._derived:
            row[name] = made(str(row.get(of) or ""))
        usual = self._usual
        return tuple(row[name] if name in row else usual[name] for name in self._columns)


class Writer:
    """All tables of a sample, and the chance that it is drawn by."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - a sample, no secret
        self.counts: Counter[str] = Counter()
        self._tables: dict[str, Table] = {}
        self._types: dict[str, int] = {}

    def key(self) -> str:
        """A new key, as the database keeps it: 32 hex digits."""
        return uuid.UUID(int=self.chance.getrandbits(128), version=4).hex

    def usual(self, label: str, /, **values: Any) -> None:
        """Say what the rows of a model share, before the first one."""
        self._tables[label] = Table(apps.get_model(label), **values)

    def add(self, label: str, /, **values: Any) -> Row:
        """A row of `dcim.Interface`; it has its key, and may be changed until `flush`."""
        row: Row = {"id": self.key(), **values}
        self._table(label).rows.append(row)
        return row

    def link(self, label: str, field: str, /, **keys: Any) -> None:
        """A row of the table behind a link to many."""
        name = f"{label}.{field}"
        if name not in self._tables:
            through = getattr(apps.get_model(label), field).through
            self._tables[name] = Table(through)
        table = self._tables[name]
        has_key = not table.model._meta.auto_created  # a model of its own, not counted either
        table.rows.append({"id": self.key(), **keys} if has_key else dict(keys))

    def type_id(self, label: str) -> int:
        """Key of a content type."""
        if label not in self._types:
            found = ContentType.objects.get_for_model(apps.get_model(label))
            self._types[label] = found.pk
        return self._types[label]

    def flush(self) -> None:
        """Write what waits in all tables; references may cross, they are checked at commit."""
        for label, table in self._tables.items():
            done = table.flush()
            if done and label.count(".") == 1:  # no link
                self.counts[str(table.model._meta.verbose_name_plural)] += done

    def _table(self, label: str) -> Table:
        if label not in self._tables:
            self._tables[label] = Table(apps.get_model(label))
        return self._tables[label]
