"""What every model of the inventory can do."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any, ClassVar

from jobdesk.inventory.core.checked import CheckedModel
from jobdesk.inventory.core.linked import LinkedModel
from jobdesk.inventory.core.orm import models, transaction
from jobdesk.inventory.core.querysets import InventoryManager

_DISPLAYED = 200


class BaseModel(CheckedModel):
    """An object with a UUID, validation on demand, and a name to show."""

    natural_key_names: ClassVar[Sequence[str]] = ()
    """Fields that find the object; empty: its `name`, or the first rule of uniqueness."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    _jobdesk_is_restored = False
    """A revert brings it back: what came with it comes back by itself."""

    objects = InventoryManager()

    class Meta:
        abstract = True

    @property
    def present_in_database(self) -> bool:
        """It has been saved."""
        return not self._state.adding

    @property
    def display(self) -> str:
        """Its name where objects are chosen from."""
        return str(self)

    def validated_save(self, *args: Any, **more: Any) -> None:
        """Check all rules, then save; ValidationError names the fields."""
        self.full_clean()
        self.save(*args, **more)

    def save(self, *args: Any, **more: Any) -> None:
        """Save the object and its change in one transaction."""
        with transaction.atomic():
            super().save(*args, **more)

    def delete(self, *args: Any, **more: Any) -> Any:
        """Delete the object, what hangs on it, and write their changes, in one transaction."""
        with transaction.atomic():
            return super().delete(*args, **more)

    @classmethod
    def natural_key_field_lookups(cls) -> list[str]:
        """Lookups that find one object: `name`, or `device__name`, `name`."""
        if cls.natural_key_names:
            return list(cls.natural_key_names)
        names = {field.name for field in cls._meta.concrete_fields}
        for rule in cls._meta.constraints:
            if isinstance(rule, models.UniqueConstraint) and rule.fields:
                return list(rule.fields)
        return ["name"] if "name" in names else ["pk"]

    def natural_key(self) -> list[Any]:
        """The values for `natural_key_field_lookups`."""
        found: list[Any] = []
        for path in self.natural_key_field_lookups():
            value: Any = self
            for name in path.split("__"):
                value = getattr(value, name, None) if value is not None else None
            found.append(value)
        return found

    def get_absolute_url(self, api: bool = False) -> str:
        """The path of the object's page, as in the original."""
        meta = self._meta
        plural = str(meta.verbose_name_plural).lower().replace(" ", "-")
        start = "/api" if api else ""
        return f"{start}/{meta.app_label}/{plural}/{self.pk}/"

    def __str__(self) -> str:
        return str(getattr(self, "name", None) or self.pk)[:_DISPLAYED]


def labelled(name: str, label: str) -> str:
    """A name with the label on the thing beside it, as upstream writes it (2.4)."""
    return f"{name} ({label})" if label else name


class ChangeLoggedModel(models.Model):
    """Says when it was made and touched; its changes are kept (SPEC §24)."""

    created = models.DateTimeField(auto_now_add=True, blank=True, null=True)
    last_updated = models.DateTimeField(auto_now=True, blank=True, null=True)

    is_change_logged: ClassVar[bool] = True

    class Meta:
        abstract = True


class CustomFieldModel(models.Model):
    """Carries the values of custom fields."""

    _custom_field_data = models.JSONField(
        default=dict, blank=True, db_column="_custom_field_data"
    )

    class Meta:
        abstract = True

    @property
    def custom_field_data(self) -> dict[str, Any]:
        """The values by key of the field; writable."""
        return self._custom_field_data

    @property
    def cf(self) -> dict[str, Any]:
        """The same, shorter, for reading."""
        return self._custom_field_data

    def get_custom_fields(self) -> dict[Any, Any]:
        """The fields of this model and their values."""
        from jobdesk.inventory.extras.customfields import CustomField

        fields = CustomField.objects.get_for_model(type(self))
        return {field: self._custom_field_data.get(field.key) for field in fields}

    def clean(self) -> None:
        """Check each value by its field; fill in defaults."""
        from jobdesk.inventory.extras.customfields import clean_values

        super().clean()
        clean_values(self)


class OrganizationalModel(ChangeLoggedModel, CustomFieldModel, LinkedModel, BaseModel):
    """A thing that others are sorted by: without tags."""

    class Meta:
        abstract = True


class PrimaryModel(ChangeLoggedModel, CustomFieldModel, LinkedModel, BaseModel):
    """A thing of the network: with tags."""

    tags = models.ManyToManyField("extras.Tag", blank=True)

    class Meta:
        abstract = True
