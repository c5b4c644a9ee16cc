"""Roles for some kinds of objects only, under the names of 1.x."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib.contenttypes.models import ContentType

from jobdesk.inventory.core.older import KindManager, become_twin
from jobdesk.inventory.extras.metadata import Role


class RoleOf:
    """What proxies of Role share; stands in front of Role among their bases."""

    meant_for: ClassVar[tuple[tuple[str, str], ...]] = ()

    def clean_fields(self: Any, exclude: Any = None) -> None:
        """In 1.x roles of other kinds could have its name: it becomes that role."""
        become_twin(self, name=self.name)
        super().clean_fields(exclude=exclude)  # type: ignore[misc]

    def save(self: Any, *args: Any, **more: Any) -> None:
        """Save it, and mean it for its kinds."""
        become_twin(self, name=self.name)
        if self.present_in_database:
            more.pop("force_insert", None)  # it may have become another one
        super().save(*args, **more)  # type: ignore[misc]
        for app, model in self.meant_for:
            self.content_types.add(ContentType.objects.get_by_natural_key(app, model))

    @classmethod
    def is_kind_of(cls, instance: Any) -> bool:
        """A role is one of these."""
        models = [model for _, model in cls.meant_for]
        return instance.content_types.filter(model__in=models).exists()


def roles_of(*models: str) -> KindManager:
    """The manager of roles for one of these models."""
    return KindManager(keys=_keys(models))


def _keys(models: tuple[str, ...]) -> Callable[[], Any]:
    def keys() -> Any:
        through = Role.content_types.through.objects
        return through.filter(contenttype__model__in=models).values("role_id")

    return keys
