"""Objects inside others of their kind: locations, groups of tenants."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError

from jobdesk.inventory.core.orm import models

_DEEPEST = 100


class TreeMixin(models.Model):
    """Has a parent of its own kind; never itself above itself."""

    parent = models.ForeignKey(
        "self", models.CASCADE, related_name="children", null=True, blank=True
    )

    class Meta:
        abstract = True

    def ancestors(self, *, ascending: bool = False, include_self: bool = False) -> list[Any]:
        """Those above, from the top, or from here on when `ascending`."""
        found: list[Any] = [self] if include_self else []
        above = self.parent
        while above is not None and len(found) < _DEEPEST:
            found.append(above)
            above = above.parent
        return found if ascending else found[::-1]

    def descendants(self, *, include_self: bool = False) -> Any:
        """Those below, as a queryset."""
        keys: list[Any] = [self.pk] if include_self else []
        level: list[Any] = [self.pk]
        while level:
            below = type(self)._base_manager.filter(parent__in=level)
            level = [key for key in below.values_list("pk", flat=True) if key not in keys]
            keys += level
        return type(self).objects.filter(pk__in=keys)

    @property
    def tree_depth(self) -> int:
        """How many are above."""
        return len(self.ancestors())

    @property
    def display(self) -> str:
        """The way down to it: `Europe → Germany → Berlin`."""
        return " → ".join(str(one) for one in self.ancestors(include_self=True))

    def clean(self) -> None:
        """Refuse a circle."""
        super().clean()
        above = self.parent
        while above is not None:
            if above.pk == self.pk:
                raise ValidationError({"parent": f"{self} cannot be inside itself."})
            above = above.parent
