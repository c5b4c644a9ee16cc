"""Links: the rows of a long list in the order of what they refer to."""

from __future__ import annotations

import heapq
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from typing import Any

from jobdesk.inventory.core.orm import models
from jobdesk.inventory.desk.columns import in_order, is_indexed
from jobdesk.inventory.desk.lengths import is_short
from jobdesk.inventory.desk.rownumbers import answers, numbers_of, rows_of

_FEW = 3_000  # objects that are referred to: they are put in order themselves
_STEP = 4_000  # of many others: so many are looked at in their order
_SAME = 50_000  # of these with one name
_NAMESAKES = 20  # of these whose rows are found one after the other

_REFERRED_TO = """
WITH RECURSIVE found(k) AS (
    SELECT MIN({column}) FROM {table}
    UNION ALL SELECT (SELECT MIN({column}) FROM {table} WHERE {column} > found.k)
    FROM found WHERE found.k IS NOT NULL
) SELECT k FROM found WHERE k IS NOT NULL LIMIT %s
"""
_USED = (
    "SELECT value FROM json_each(%s) "
    "WHERE EXISTS (SELECT 1 FROM {table} WHERE {column} = value)"
)


def link_behind(model: Any, paths: Sequence[str], *, is_down: bool) -> Link | None:
    """The reference that an order goes by; None where it goes by none, or by several."""
    name, _, rest = paths[0].partition("__")
    field = model._meta.get_field(name)
    titles = tuple(path.removeprefix(f"{name}__") for path in paths)
    if not rest or not field.is_relation or any("__" in title for title in titles):
        return None
    return Link(model, field, titles, is_down)


@dataclass(frozen=True, slots=True)
class Link:
    """A reference of the objects of a list.

    Attributes:
        model: of the objects.
        field: of the reference.
        titles: the columns by which what is referred to is in order.
        is_down: the last of these first.
    """

    model: Any
    field: Any
    titles: Sequence[str]
    is_down: bool

    def nothing(self, limit: int) -> list[int] | None:
        """The first rows without a name to go by: without a reference, or to what has none."""
        without = self._rows("IS NULL", (), limit) if self.field.null else []
        if not self.field.related_model._meta.get_field(self.titles[0]).null:
            return without
        nameless = self._related.filter(**{f"{self.titles[0]}__isnull": True})
        if nameless[_FEW : _FEW + 1].exists():
            return None
        found = heapq.merge(without, self._of(nameless, limit), reverse=self.is_down)
        return list(islice(found, limit))

    def something(self, limit: int) -> list[int] | None:
        """The first of the others; None where it cannot be told quickly."""
        found: list[int] = []
        for group in self._groups():
            if group is None:
                return None
            found += self._of(group, limit - len(found))
            if len(found) >= limit:
                break
        return found

    @property
    def _related(self) -> Any:
        return self.field.related_model._base_manager.order_by()

    @property
    def _sort(self) -> str:
        return "-" if self.is_down else ""

    def _groups(self) -> Iterator[Any]:
        """What is referred to, those with one name together; a None at last: there are more."""
        named = self._related.filter(**{f"{self.titles[0]}__isnull": False})
        keys = self._asked(_REFERRED_TO, _FEW + 1)
        if len(keys) <= _FEW:
            some = self._in_order(named.filter(pk__in=_listed(keys)))
            yield from self._by_name(named, rows_of(some, "pk", *self.titles))
            return
        if not is_indexed(named.model, self.titles) and not is_short(named.model):
            yield None
            return
        some = rows_of(self._in_order(named)[:_STEP], "pk", *self.titles)
        used = set(self._asked(_USED, json.dumps([row[1] for row in some])))
        used.add(some[-1][1])  # others of its name may follow
        yield from self._by_name(named, [row for row in some if row[1] in used])
        if len(some) == _STEP:
            yield None

    def _in_order(self, related: Any) -> Any:
        return in_order(related, self._sort, models.F, self.titles)

    def _by_name(self, named: Any, some: Sequence[tuple[Any, ...]]) -> Iterator[Any]:
        for name, _ in groupby(some, key=lambda row: row[2:]):
            group = named.filter(**dict(zip(self.titles, name, strict=True)))
            yield None if group[_SAME : _SAME + 1].exists() else group

    def _of(self, group: Any, limit: int) -> list[int]:
        """The first rows that refer to one of a group."""
        keys = [row[1] for row in rows_of(group[: _NAMESAKES + 1], "pk")]
        if len(keys) > _NAMESAKES:
            sql, params = group.values("pk").query.sql_with_params()
            return self._rows(f"IN ({sql})", params, limit)
        each = [self._rows("= %s", (key,), limit) for key in keys]
        return list(islice(heapq.merge(*each, reverse=self.is_down), limit))

    def _rows(self, condition: str, params: Sequence[Any], limit: int) -> list[int]:
        from django.db.models.expressions import RawSQL

        table, column = self._names
        rows = self.model._base_manager.filter(
            RawSQL(f"{table}.{column} {condition}", params, models.BooleanField())  # noqa: S611 - a column of our own
        )
        return numbers_of(in_order(rows, self._sort, models.F, ())[:limit])

    @property
    def _names(self) -> tuple[str, str]:
        """Of table and column, as SQL has them."""
        return f'"{self.model._meta.db_table}"', f'"{self.field.column}"'

    def _asked(self, question: str, *params: Any) -> list[Any]:
        """The first column of what a question about the reference is answered with."""
        table, column = self._names
        return [row[0] for row in answers(question.format(table=table, column=column), params)]


def _listed(keys: Sequence[Any]) -> Any:
    """They travel as one value, however many they are."""
    from django.db.models.expressions import RawSQL

    return RawSQL("SELECT value FROM json_each(%s)", [json.dumps(keys)])
