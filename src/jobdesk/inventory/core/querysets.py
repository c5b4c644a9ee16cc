"""What a manager of the inventory offers beyond Django's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from jobdesk.inventory.core.names import NamesQuery
from jobdesk.inventory.core.orm import models, transaction


class InventoryQuerySet(models.QuerySet[Any]):
    """Understands the older names, keeps bulk writes in the change log, and checks by key.

    `restrict` is that of the original (2.4); who runs a job in JobDesk may read all of the
    inventory, so it filters nothing.
    """

    def __init__(
        self, model: Any = None, query: Any = None, using: Any = None, hints: Any = None
    ) -> None:
        super().__init__(model, query or NamesQuery(model), using, hints)

    def restrict(self, user: object = None, action: str = "view") -> InventoryQuerySet:
        """Everything: rights inside the inventory are the author's duty (SPEC §27)."""
        del user, action
        return self.all()

    def check_perms(self, user: object, *, instance: object = None, **more: object) -> bool:
        """True, for the same reason."""
        del user, instance, more
        return True

    def get_for_model(self, model: Any) -> InventoryQuerySet:
        """Those that are meant for objects of a model, by their kinds or kind of objects."""
        from django.contrib.contenttypes.models import ContentType

        content_type = ContentType.objects.get_for_model(model)
        names = {field.name for field in self.model._meta.get_fields()}
        name = "content_types" if "content_types" in names else "content_type"
        return self.filter(**{name: content_type})

    def get_by_natural_key(self, *values: Any) -> Any:
        """The object with this natural key."""
        names = self.model.natural_key_field_lookups()
        return self.get(**dict(zip(names, values, strict=True)))

    def update(self, **values: Any) -> int:
        """As Django's, with older names, and each row's change in the change log."""
        from jobdesk.inventory import changes

        values = self.query.translated(values)
        with transaction.atomic(using=self.db, savepoint=False):
            before = changes.rows_before(self)
            done = super().update(**values)
            changes.log_updated(self.model, before)
        return done

    def bulk_create(self, objs: Iterable[Any], *args: Any, **more: Any) -> list[Any]:
        """As Django's, with each object in the change log."""
        from jobdesk.inventory import changes

        with transaction.atomic(using=self.db, savepoint=False):
            made = super().bulk_create(objs, *args, **more)
            changes.log_created(made)
        return made

    def bulk_update(self, objs: Iterable[Any], fields: Iterable[str], **more: Any) -> int:
        """As Django's, with each object in the change log."""
        from jobdesk.inventory import changes

        found = tuple(objs)
        with transaction.atomic(using=self.db, savepoint=False):
            before = changes.rows_before(
                self.model.objects.filter(pk__in=[o.pk for o in found])
            )
            done = super().bulk_update(found, list(fields), **more)
            changes.log_updated(self.model, before)
        return done

    bulk_update.alters_data = True  # type: ignore[attr-defined]
    bulk_create.alters_data = True  # type: ignore[attr-defined]
    update.alters_data = True  # type: ignore[attr-defined]


class InventoryManager(models.Manager.from_queryset(InventoryQuerySet)):  # type: ignore[misc]
    """`objects` of all models; `fixed` are values that every object of it has."""

    def __init__(self, fixed: Mapping[str, Any] | None = None) -> None:
        super().__init__()
        self._fixed = dict(fixed or {})

    def get_queryset(self) -> InventoryQuerySet:
        """All objects, or those with the fixed values."""
        found = super().get_queryset()
        return found.filter(**self._fixed) if self._fixed else found
