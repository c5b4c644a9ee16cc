"""Downloaded objects into the inventory: compared first, then taken in portions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast
from uuid import UUID

from jobdesk.inventory.dcim.templates import parts_come_along
from jobdesk.inventory.desk.kinds import model_of
from jobdesk.inventory.exchange.columns import Meaning, meaning_of
from jobdesk.inventory.exchange.documents import RawRow
from jobdesk.inventory.exchange.references import References, as_key
from jobdesk.inventory.exchange.report import Action, RowError
from jobdesk.inventory.exchange.rows import Refusal, RowTaker
from jobdesk.inventory.remote.report import RefusedObject, RemoteReport
from jobdesk.inventory.remote.translate import foreign_reason

Row = Mapping[str, Any]
_KINDS = "content_types"
_NAMES = ("display", "name", "address", "prefix", "cid", "model", "label", "id")


class Applier:
    """Takes the objects of one system; lives in the inventory's thread."""

    def __init__(self, report: RemoteReport, *, is_trial: bool) -> None:
        self.report, self._is_trial = report, is_trial
        self._references = References()
        self._spaces: dict[UUID, UUID] = {}
        self._expected: set[UUID] = set()  # in a preview: keys of what would be here by now

    def portion(self, label: str, rows: Sequence[Row], *, is_second: bool = False) -> list[Row]:
        """Take some objects of a kind; those come back that refer to what is not there yet.

        Args:
            label: of the kind.
            rows: in our words.
            is_second: a second turn, for references to later kinds: no object is counted twice.
        """
        rows = [
            self._completed(label, _with_known_kinds(row))
            for row in rows
            if not self._is_foreign(label, row)
        ]
        self._expected.update(map(_key_of, rows))
        taker = self._taker(label, rows)
        raw = [RawRow(number, row) for number, row in enumerate(rows)]
        taker.prepare(raw)
        later: list[Row] = []
        with parts_come_along():
            for one in raw:
                found = taker.take(one, is_trial=self._is_trial)
                if isinstance(found, Refusal):
                    later.append(one.values)
                elif not is_second:
                    self._count(label, found.action)
        return later

    def _is_foreign(self, label: str, row: Row) -> bool:
        """It belongs to something that there is not in this inventory; that is told."""
        reason = foreign_reason(row)
        if reason:
            self.report.refuse(RefusedObject(label, _name_of(row), reason))
        return bool(reason)

    def _taker(self, label: str, rows: Sequence[Row]) -> RowTaker:
        meaning = self._meaning(label, rows)
        return RowTaker(label, meaning, self._references, keeps_kinds=True)

    def give_up(self, label: str, rows: Sequence[Row]) -> None:
        """These cannot be taken; the report tells why."""
        taker = self._taker(label, rows)
        for number, row in enumerate(rows):
            found = taker.take(RawRow(number, row), is_trial=self._is_trial)
            if not isinstance(found, Refusal):
                self._count(label, found.action)
                continue
            errors = self._unexpected(found) if self._is_trial else found.errors
            if errors:
                self._expected.discard(_key_of(row))
                where = f"{errors[0].field}: " if errors[0].field else ""
                reason = f"{where}{errors[0].reason}"
                self.report.refuse(RefusedObject(label, _name_of(row), reason))
            else:
                self._count(label, self._guess(label, row))

    def _unexpected(self, found: Refusal) -> Sequence[RowError]:
        """In a preview: what is wrong beside references to what would be here by now."""
        coming = {
            name for name, key in found.missing.items() if key is None or key in self._expected
        }
        return [one for one in found.errors if one.field not in coming]

    def _guess(self, label: str, row: Row) -> Action:
        """In a preview, what refers to objects that are not here yet is new or changed."""
        known = model_of(label)._base_manager.filter(pk=_key_of(row)).exists()
        return Action.UPDATED if known else Action.CREATED

    def _count(self, label: str, action: Action) -> None:
        count = self.report.of(label)
        setattr(count, action.value, getattr(count, action.value) + 1)

    def _meaning(self, label: str, rows: Sequence[Row]) -> Meaning:
        """What the columns mean; those that mean nothing here are left out."""
        columns = dict.fromkeys(name for row in rows for name in row)
        found = meaning_of(label, list(columns))
        unknown = {column for column, _ in found.unknown}
        return meaning_of(label, [column for column in columns if column not in unknown])

    def _completed(self, label: str, row: Row) -> Row:
        """An address says its namespace by its prefix."""
        parent = row.get("parent")
        if label != "ipam.ipaddress" or row.get("namespace") or not isinstance(parent, Mapping):
            return row
        key = as_key(parent.get("id"))
        if key is None:
            return row
        if key not in self._spaces:
            from jobdesk.inventory.ipam.models import Prefix

            space = Prefix.objects.filter(pk=key).values_list("namespace_id", flat=True).first()
            if space is None:
                return row
            self._spaces[key] = space
        return {**row, "namespace": {"id": str(self._spaces[key])}}

    # What is not there any more

    def gone(self, label: str, keys: Sequence[str]) -> list[str]:
        """Which of these objects are still here."""
        found: list[str] = []
        for first in range(0, len(keys), 900):
            some = keys[first : first + 900]
            here = (
                model_of(label)._base_manager.filter(pk__in=some).values_list("pk", flat=True)
            )
            found += [str(key) for key in here]
        self.report.of(label).gone += len(found)
        return found

    def delete(self, label: str, keys: Sequence[str]) -> None:
        """Delete objects that are gone there, as somebody asked for."""
        from django.db.models import ProtectedError, RestrictedError

        for one in model_of(label)._base_manager.filter(pk__in=list(keys)):
            name = str(one)
            try:
                one.delete()
                self.report.of(label).deleted += 1
            except (ProtectedError, RestrictedError):
                self.report.refuse(
                    RefusedObject(label, name, "It is gone there, but others refer to it here.")
                )


def _with_known_kinds(row: Row) -> Row:
    """Without kinds of objects that are not here: apps and newer releases have more."""
    kinds = row.get(_KINDS)
    if not isinstance(kinds, list):
        return row
    from django.apps import apps

    known = {model._meta.label_lower for model in apps.get_models()}
    named = cast("list[Any]", kinds)
    return {**row, _KINDS: [one for one in named if str(one).lower() in known]}


def _key_of(row: Row) -> UUID:
    return UUID(str(row["id"]))


def _name_of(row: Row) -> str:
    return next((str(row[name]) for name in _NAMES if row.get(name)), "")
