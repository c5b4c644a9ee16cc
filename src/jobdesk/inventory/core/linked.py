"""What hangs on any object: relationships, groups, contacts, notes, worked-out fields."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.fields import GenericRelation

from jobdesk.inventory.core.orm import models


def _hanging(model: str, name: str) -> Any:
    return GenericRelation(
        model, content_type_field=f"{name}_type", object_id_field=f"{name}_id"
    )


class LinkedModel(models.Model):
    """Others refer to it by kind and key; they go with it."""

    source_for_associations = _hanging("extras.RelationshipAssociation", "source")
    destination_for_associations = _hanging("extras.RelationshipAssociation", "destination")
    static_group_association_set = _hanging(
        "extras.StaticGroupAssociation", "associated_object"
    )
    associated_contacts = _hanging("extras.ContactAssociation", "associated_object")
    associated_object_metadata = _hanging("extras.ObjectMetadata", "assigned_object")
    notes = _hanging("extras.Note", "assigned_object")

    class Meta:
        abstract = True

    def get_relationships(self, include_hidden: bool = False, **more: Any) -> dict[str, Any]:
        """Its links by side and relationship: `{"source": {relationship: links}, …}`."""
        from jobdesk.inventory.extras.relationships import relationships_of

        del more
        found = relationships_of(self)
        if include_hidden:
            return found
        return {
            side: {one: links for one, links in held.items() if not _is_hidden(one, side)}
            for side, held in found.items()
        }

    @property
    def associations(self) -> dict[str, Any]:
        """All its links, hidden ones too."""
        return self.get_relationships(include_hidden=True)

    @property
    def dynamic_groups(self) -> Any:
        """The groups that it is in."""
        from jobdesk.inventory.extras.groups import groups_of

        return groups_of(self)

    dynamic_groups_cached = dynamic_groups

    def get_computed_field(self, key: str, render: bool = True) -> Any:
        """A worked-out text, or its field."""
        from jobdesk.inventory.extras.notes import ComputedField

        field = ComputedField.objects.get_for_model(type(self)).get(key=key)
        return field.render({"obj": self}) if render else field.template

    def get_computed_fields(self, label_as_key: bool = False, **more: Any) -> dict[str, str]:
        """All its worked-out texts by key or label."""
        from jobdesk.inventory.extras.notes import ComputedField

        del more
        fields = ComputedField.objects.get_for_model(type(self))
        return {
            (one.label if label_as_key else one.key): one.render({"obj": self})
            for one in fields
        }


def _is_hidden(relationship: Any, side: str) -> bool:
    return bool(getattr(relationship, f"{side}_hidden", False))
