"""Custom fields: columns of one's own, kept as a document with each object."""

from __future__ import annotations

import re
from typing import Any

from django.core.exceptions import ValidationError

from jobdesk.inventory.core import kinds
from jobdesk.inventory.core.bases import BaseModel, ChangeLoggedModel
from jobdesk.inventory.core.fields import Link, TextLine
from jobdesk.inventory.core.names import renamed
from jobdesk.inventory.core.orm import models
from jobdesk.inventory.extras.fieldvalues import (
    BOOLEAN,
    DATE,
    INTEGER,
    JSON,
    MARKDOWN,
    MULTISELECT,
    SELECT,
    TEXT,
    URL,
    checked,
)

_TYPES = (TEXT, INTEGER, BOOLEAN, DATE, URL, SELECT, MULTISELECT, JSON, MARKDOWN)


class CustomField(ChangeLoggedModel, BaseModel):
    """A field of one's own for objects of some kinds."""

    content_types = models.ManyToManyField(
        "contenttypes.ContentType", related_name="custom_fields", blank=True
    )
    key = TextLine(unique=True)
    label = TextLine()
    type = models.CharField(
        max_length=50, choices=tuple((kind, kind) for kind in _TYPES), default=TEXT
    )
    grouping = TextLine()
    description = TextLine()
    required = models.BooleanField(default=False)
    filter_logic = models.CharField(max_length=50, default="loose")
    default = models.JSONField(null=True, blank=True)
    weight = models.PositiveSmallIntegerField(default=100)
    validation_minimum = models.BigIntegerField(null=True, blank=True)
    validation_maximum = models.BigIntegerField(null=True, blank=True)
    validation_regex = TextLine(max_length=500)
    advanced_ui = models.BooleanField(default=False)

    natural_key_names = ("key",)
    older_names = {"name": renamed("key")}

    class Meta:
        ordering = ("weight", "label")

    @property
    def name(self) -> str:
        """Its key, under the name of 1.x; writable."""
        return self.key

    @name.setter
    def name(self, value: str) -> None:
        self.key = value

    @property
    def choices(self) -> list[str]:
        """What it offers, in order."""
        return kinds.remembered(
            ("choices", self.pk),
            lambda: list(self.custom_field_choices.values_list("value", flat=True)),
        )

    def _settle(self) -> None:
        """A key of its own label where none is given, and the other way round."""
        self.key = self.key or re.sub(r"\W+", "_", self.label.lower()).strip("_")
        self.label = self.label or self.key

    def clean_fields(self, exclude: Any = None) -> None:
        """Fill in key and label, then check each field."""
        self._settle()
        super().clean_fields(exclude=exclude)

    def clean(self) -> None:
        """Its default is one of its values; only texts and numbers have limits."""
        super().clean()
        if self.validation_regex:
            self._require_pattern()
        is_chosen = self.type in (SELECT, MULTISELECT) and not self.present_in_database
        if self.default is not None and not is_chosen:
            try:
                self.default = self.validate(self.default)
            except ValidationError as error:
                raise ValidationError({"default": error.messages}) from None

    def _require_pattern(self) -> None:
        if self.type not in (TEXT, URL, MARKDOWN, SELECT, MULTISELECT):
            words = f"A field of the type {self.type} has no pattern."
            raise ValidationError({"validation_regex": words})
        try:
            re.compile(self.validation_regex)
        except re.error as error:
            raise ValidationError({"validation_regex": f"No pattern: {error}."}) from None

    def save(self, *args: Any, **more: Any) -> None:
        """Save it, with a key and a label."""
        self._settle()
        super().save(*args, **more)

    def to_form_field(self, *, set_initial: bool = True, **more: Any) -> Any:
        """A field of Django's forms for its values."""
        from jobdesk.inventory.extras.formfields import form_field

        return form_field(self, set_initial=set_initial, **more)

    def validate(self, value: Any) -> Any:
        """The value as it is kept; ValidationError in words."""
        if value in (None, "", []):
            if self.required:
                raise ValidationError(f"{self.label} is required.")
            return None
        return checked(self, value)

    def __str__(self) -> str:
        return self.label


class CustomFieldChoice(ChangeLoggedModel, BaseModel):
    """One value that a select field offers."""

    custom_field = Link(CustomField, models.CASCADE, related_name="custom_field_choices")
    value = models.CharField(max_length=255)
    weight = models.PositiveSmallIntegerField(default=100)

    natural_key_names = ("custom_field__key", "value")

    class Meta:
        ordering = ("custom_field", "weight", "value")
        constraints = (
            models.UniqueConstraint(fields=("custom_field", "value"), name="choice_in_field"),
        )

    def __str__(self) -> str:
        return self.value


kinds.watch(CustomField, CustomFieldChoice)


def clean_values(instance: Any) -> None:
    """Check an object's values by the fields of its kind; defaults where it has none."""
    data, wrong = instance.custom_field_data, list[str]()
    for field in fields_of(type(instance)):
        if field.key not in data and field.default is not None:
            data[field.key] = field.default
        try:
            value = field.validate(data.get(field.key))
        except ValidationError as error:
            wrong += [str(message) for message in error.messages]
        else:
            if field.key in data:
                data[field.key] = value
    if wrong:
        raise ValidationError(wrong)


def fields_of(model: Any) -> list[CustomField]:
    """The custom fields of a model, read once until one changes."""
    return kinds.remembered(
        ("custom fields", model), lambda: list(CustomField.objects.get_for_model(model))
    )
