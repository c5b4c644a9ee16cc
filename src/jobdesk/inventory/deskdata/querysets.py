"""Query sets of records that a job may only read."""

from __future__ import annotations

from typing import Any

from jobdesk.inventory.core.orm import models
from jobdesk.inventory.deskdata.access import refuse

_SEQ_BITS = 32  # of a row id in logs.db: (number of the run << 32) | line
_KEYS = ("job_result", "job_result_id", "job_result__id", "job_result__pk", "job_result__no")


class DeskQuerySet(models.QuerySet[Any]):
    """Reads; every way to write says whose the records are."""

    def restrict(self, *_: object, **__: object) -> DeskQuerySet:
        """All: a job may read what JobDesk keeps."""
        return self.all()

    def update(self, **values: Any) -> int:
        """Refused."""
        del values
        refuse(self.model)

    def delete(self) -> Any:
        """Refused."""
        refuse(self.model)

    def bulk_create(self, objs: Any, *args: Any, **more: Any) -> Any:
        """Each of them as if it was saved by itself."""
        del args, more
        made = list(objs)
        for one in made:
            one.save(force_insert=True)
        return made

    def bulk_update(self, objs: Any, fields: Any, **more: Any) -> int:
        """Refused."""
        del objs, fields, more
        refuse(self.model)

    delete.alters_data = True  # type: ignore[attr-defined]
    update.alters_data = True  # type: ignore[attr-defined]


class JobQuerySet(DeskQuerySet):
    """Jobs; found by their class path too."""

    def get_for_class_path(self, class_path: str) -> Any:
        """The job with this path, as 2.x or 1.x (`local/module/Class`) spell it."""
        path = ".".join(class_path.split("/")[-2:])
        module, _, name = path.rpartition(".")
        return self.get(module_name=module, job_class_name=name)


class LogQuerySet(DeskQuerySet):
    """Lines of logs; `job_result` is read from their row ids."""

    def filter(self, *args: Any, **lookups: Any) -> LogQuerySet:
        """As Django's."""
        return super().filter(*args, **_by_row(lookups))

    def exclude(self, *args: Any, **lookups: Any) -> LogQuerySet:
        """As Django's."""
        return super().exclude(*args, **_by_row(lookups))


def _by_row(lookups: dict[str, Any]) -> dict[str, Any]:
    """The same with the run's range of row ids in place of `job_result`."""
    found = [name for name in _KEYS if name in lookups]
    if not found:
        return lookups
    first = number_of(lookups.pop(found[0])) << _SEQ_BITS
    return {**lookups, "id__gte": first, "id__lt": first + (1 << _SEQ_BITS)}


def number_of(result: Any) -> int:
    """The number of a run given as an object, its number or its key."""
    if isinstance(result, int):
        return result
    number = getattr(result, "no", None)
    if number is not None:
        return int(number)
    from jobdesk.inventory.deskdata.models import JobResult

    return int(JobResult.objects.filter(pk=result).values_list("no", flat=True).first() or 0)


def run_of_row(row_id: int) -> int:
    """The number of the run that a line belongs to."""
    return row_id >> _SEQ_BITS
