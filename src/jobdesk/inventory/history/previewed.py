"""What a preview would change, in the same shapes as the change log: figures, rows, fields.

The preview is in memory; Django is asked for words only, and for what has changed since.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from jobdesk.errors import JobDeskError
from jobdesk.inventory.history.detail import differences
from jobdesk.inventory.history.kinds import labels, model_of, words_for
from jobdesk.inventory.history.records import (
    CREATE,
    DELETE,
    PAGE,
    PREVIEW,
    UPDATE,
    ChangeDetail,
    ChangeFilter,
    ChangeRow,
    KindCount,
    Outline,
)
from jobdesk.inventory.history.state import differing, stored

if TYPE_CHECKING:
    from jobdesk.inventory.preview import PreviewedChange, PreviewResult

_LOGGED, _UNLOGGED = "entry", "table"
_CONTENT_TYPE = "contenttypes.contenttype"


class Preview:
    """A preview by kind; its entries are known as `entry 3` and `table 0`."""

    def __init__(self, result: PreviewResult) -> None:
        self.result = result

    def outline(self, wanted: ChangeFilter) -> Outline:
        """How many changes fit: first those with entries, then those without."""
        found = [
            _kind_count(model, changes, is_unlogged=part == _UNLOGGED)
            for part in (_LOGGED, _UNLOGGED)
            for model, changes in self._by_kind(part, wanted).items()
        ]
        return Outline(tuple(found))

    def rows(
        self, wanted: ChangeFilter, kind: KindCount, start: int, limit: int = PAGE
    ) -> tuple[ChangeRow, ...]:
        """Changes of one kind in their order."""
        part = _UNLOGGED if kind.is_unlogged else _LOGGED
        found = self._by_kind(part, wanted).get(kind.model, [])
        return tuple(
            self._row(part, number, change) for number, change in found[start : start + limit]
        )

    def detail(self, change_id: str) -> ChangeDetail:
        """A change with its fields.

        Raises:
            JobDeskError: there is no such change.
        """
        part, _, number = change_id.partition(" ")
        changes = self._part(part)
        if not number.isdigit() or int(number) >= len(changes):
            raise JobDeskError("There is no such change in this preview.")
        change = changes[int(number)]
        model = model_of(change.model)
        fields = differences(model, change.before, change.after, self._name_of)
        is_there = change.action != CREATE and _is_there(model, change.object_id)
        return ChangeDetail(self._row(part, int(number), change), fields, is_there)

    def details(self, wanted: ChangeFilter) -> Iterator[ChangeDetail]:
        """All changes that fit, with their fields."""
        for part in (_LOGGED, _UNLOGGED):
            for found in self._by_kind(part, wanted).values():
                for number, _ in found:
                    yield self.detail(f"{part} {number}")

    def _part(self, part: str) -> Sequence[PreviewedChange]:
        return self.result.logged if part == _LOGGED else self.result.unlogged

    def _by_kind(
        self, part: str, wanted: ChangeFilter
    ) -> dict[str, list[tuple[int, PreviewedChange]]]:
        words = wanted.text.casefold().split()
        found: dict[str, list[tuple[int, PreviewedChange]]] = {}
        for number, change in enumerate(self._part(part)):
            name = change.name.casefold()
            fits = not wanted.actions or change.action in wanted.actions
            if fits and all(word in name for word in words):
                found.setdefault(change.model, []).append((number, change))
        return found

    def _row(self, part: str, number: int, change: PreviewedChange) -> ChangeRow:
        return ChangeRow(
            f"{part} {number}",
            datetime.fromtimestamp(0, UTC),  # it has not happened
            "",
            change.action,
            change.model,
            words_for(change.model),
            change.object_id,
            change.name,
            PREVIEW,
            "without an entry in the change log" if part == _UNLOGGED else "",
            self.result.result_no,
            "",
            self.result.names.get(change.parent_id, ""),
        )

    def _name_of(self, label: str, key: str) -> str:
        if label == _CONTENT_TYPE and key.isdigit():
            return words_for(labels().get(int(key), ""))
        return self.result.names.get(key, "")


def _kind_count(
    model: str, found: Sequence[tuple[int, PreviewedChange]], *, is_unlogged: bool
) -> KindCount:
    actions = [change.action for _, change in found]
    created, updated, deleted = (actions.count(one) for one in (CREATE, UPDATE, DELETE))
    return KindCount(model, words_for(model), created, updated, deleted, is_unlogged)


def _is_there(model: Any, key: str) -> bool:
    from django.core.exceptions import ValidationError

    try:
        return model is not None and model._base_manager.filter(pk=key).exists()
    except (ValidationError, ValueError):
        return False


def changed_since(result: PreviewResult) -> tuple[str, ...]:
    """Names of the objects that are no longer as the preview found them."""
    by_kind: dict[str, dict[str, PreviewedChange]] = {}
    for change in result.logged:
        if change.before is not None:
            by_kind.setdefault(change.model, {})[change.object_id] = change
    found: list[str] = []
    for label, changes in by_kind.items():
        model = model_of(label)
        if model is None:
            continue
        now = stored(model, list(changes))
        found += [
            one.name for key, one in changes.items() if _is_other(model, one, now.get(key))
        ]
    return tuple(found)


def _is_other(model: Any, change: PreviewedChange, now: Mapping[str, Any] | None) -> bool:
    return now is None or bool(differing(model, now, change.before or {}))
