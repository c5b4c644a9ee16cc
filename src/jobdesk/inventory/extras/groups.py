"""Dynamic groups: objects that a filter, other groups, or a person's choice puts together."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError

from jobdesk.inventory.core.fields import OptionalLink, TextLine
from jobdesk.inventory.core.named import NamedThing
from jobdesk.inventory.core.orm import Condition, Q, models

FILTERED, COMBINED, STATIC = "dynamic-filter", "dynamic-set", "static"
_TYPES = {
    FILTERED: "Filter-defined",
    COMBINED: "Group of groups",
    STATIC: "Static assignment-based",
}
UNION, INTERSECTION, DIFFERENCE = "union", "intersection", "difference"


class DynamicGroup(NamedThing):
    """Objects of one kind. Members are looked up when they are asked for, never stale."""

    description = TextLine()
    group_type = models.CharField(
        max_length=16, choices=tuple(_TYPES.items()), default=FILTERED
    )
    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="dynamic_groups")
    tenant = OptionalLink(
        "tenancy.Tenant", models.PROTECT, related_name="managed_dynamic_groups"
    )
    filter = models.JSONField(default=dict, blank=True)
    children = models.ManyToManyField(
        "self",
        through="extras.DynamicGroupMembership",
        through_fields=("parent_group", "group"),
        symmetrical=False,
        related_name="parents",
        blank=True,
    )

    @property
    def model(self) -> Any:
        """Whose objects it groups."""
        return self.content_type.model_class()

    @property
    def filterset_class(self) -> Any:
        """What its filter is written for."""
        from jobdesk.inventory.filters.sets import filterset_for

        return filterset_for(self.model)

    @property
    def members(self) -> Any:
        """Its objects, as a queryset."""
        return self.model.objects.filter(self.generate_query())

    members_cached = members

    @property
    def count(self) -> int:
        """How many objects it has."""
        return self.members.count()

    def has_member(self, obj: Any) -> bool:
        """An object is one of them."""
        return isinstance(obj, self.model) and self.members.filter(pk=obj.pk).exists()

    def generate_query(self) -> Condition:
        """The condition that its members meet."""
        if self.group_type == STATIC:
            held = self.static_group_associations.order_by()
            return Q(pk__in=held.values("associated_object_id"))
        if self.group_type == FILTERED:
            return Q(pk__in=self._filtered()[0].order_by().values("pk"))
        return self._combined()

    def _filtered(self) -> tuple[Any, list[str]]:
        """The objects that fit its filter, and what is doubtful about it."""
        from jobdesk.inventory.filters.params import apply

        return apply(self.model, self.filter)

    def _combined(self) -> Condition:
        memberships = self.dynamic_group_memberships.select_related("group")
        query, is_first = Q(pk__in=[]), True
        for one in memberships.order_by("weight", "group__name"):
            inner = one.group.generate_query()
            if is_first and one.operator != UNION:
                query = Q()  # what the others are cut from: all objects
            is_first = False
            query = _joined(query, one.operator, inner)
        return query

    def set_filter(self, form_data: Any) -> None:
        """Take a filter, as the REST API would; not saved."""
        self.filter = dict(form_data)

    def update_cached_members(self, members: Any = None) -> Any:
        """Its members; nothing is kept that could be out of date."""
        return self.members if members is None else members

    # What a person puts together

    def add_members(self, objects_to_add: Iterable[Any]) -> None:
        """Put objects into a static group."""
        self._require_static()
        associations = self.static_group_associations
        held = set(associations.values_list("associated_object_id", flat=True))
        for obj in objects_to_add:
            if obj.pk not in held:
                made = associations.model(dynamic_group=self, associated_object=obj)
                made.validated_save()

    def remove_members(self, objects_to_remove: Iterable[Any]) -> None:
        """Take objects out of a static group."""
        self._require_static()
        keys = [obj.pk for obj in objects_to_remove]
        self.static_group_associations.filter(associated_object_id__in=keys).delete()

    def _require_static(self) -> None:
        if self.group_type != STATIC:
            raise ValidationError(f"The members of {self.name} follow from its filter.")

    def add_child(self, child: Any, operator: str, weight: int) -> Any:
        """Join, intersect or cut off the members of another group."""
        made = self.dynamic_group_memberships.model(
            parent_group=self, group=child, operator=operator, weight=weight
        )
        made.validated_save()
        return made

    def remove_child(self, child: Any) -> None:
        """Leave another group out."""
        self.dynamic_group_memberships.filter(group=child).delete()

    def clean(self) -> None:
        """Its filter is one of its kind of objects."""
        super().clean()
        if not isinstance(self.filter, dict):
            raise ValidationError({"filter": "A filter is a JSON object: {…}."})
        if self.group_type == FILTERED:
            doubts = self._filtered()[1]
            if doubts:
                raise ValidationError({"filter": doubts})
        elif self.filter:
            words = f"A group of the type {_TYPES[self.group_type]} has no filter."
            raise ValidationError({"filter": words})


def groups_of(instance: Any) -> Any:
    """The groups that an object is in."""
    content_type = ContentType.objects.get_for_model(instance)
    every = DynamicGroup.objects.filter(content_type=content_type)
    keys = [group.pk for group in every if group.has_member(instance)]
    return DynamicGroup.objects.filter(pk__in=keys)


def _joined(query: Condition, operator: str, inner: Condition) -> Condition:
    if operator == UNION:
        return query | inner
    return query & inner if operator == INTERSECTION else query & ~inner
