"""Custom fields: columns of one's own, kept as a document with each object."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from jobdesk.inventory.core import kinds
from jobdesk.inventory.core.bases import BaseModel, ChangeLoggedModel
from jobdesk.inventory.core.fields import Link, NameField, TextLine
from jobdesk.inventory.core.orm import models

TEXT, INTEGER, BOOLEAN, DATE, URL = "text", "integer", "boolean", "date", "url"
SELECT, MULTISELECT, JSON, MARKDOWN = "select", "multi-select", "json", "markdown"
_TYPES = (TEXT, INTEGER, BOOLEAN, DATE, URL, SELECT, MULTISELECT, JSON, MARKDOWN)


class CustomField(ChangeLoggedModel, BaseModel):
    """A field of one's own for objects of some kinds."""

    content_types = models.ManyToManyField(
        "contenttypes.ContentType", related_name="custom_fields", blank=True
    )
    key = TextLine(unique=True)
    label = NameField()
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

    class Meta:
        ordering = ("weight", "label")

    @property
    def name(self) -> str:
        """Its key, under the name of 1.x."""
        return self.key

    def clean(self) -> None:
        """A key of its own label where none is given."""
        super().clean()
        self.key = self.key or re.sub(r"\W+", "_", self.label.lower()).strip("_")

    def save(self, *args: Any, **more: Any) -> None:
        """Save it, with a key of its own label where none is given."""
        self.key = self.key or re.sub(r"\W+", "_", self.label.lower()).strip("_")
        super().save(*args, **more)

    def validate(self, value: Any) -> Any:
        """The value as it is kept; ValidationError in words."""
        if value in (None, "", []):
            if self.required:
                raise ValidationError(f"{self.label} is required.")
            return None
        return _CHECKS.get(self.type, lambda _field, given: given)(self, value)

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
            checked = field.validate(data.get(field.key))
        except ValidationError as error:
            wrong += [str(message) for message in error.messages]
        else:
            if field.key in data:
                data[field.key] = checked
    if wrong:
        raise ValidationError(wrong)


def fields_of(model: Any) -> list[CustomField]:
    """The custom fields of a model, read once until one changes."""
    return kinds.remembered(
        ("custom fields", model), lambda: list(CustomField.objects.get_for_model(model))
    )


def _choices(field: CustomField) -> list[str]:
    return kinds.remembered(
        ("choices", field.pk),
        lambda: list(field.custom_field_choices.values_list("value", flat=True)),
    )


def _text(field: CustomField, value: Any) -> str:
    text = str(value)
    if field.validation_regex and not re.search(field.validation_regex, text):
        raise ValidationError(
            f"{field.label}: {text!r} does not match {field.validation_regex}."
        )
    low, high = field.validation_minimum, field.validation_maximum
    if (low is not None and len(text) < low) or (high is not None and len(text) > high):
        raise ValidationError(
            f"{field.label}: {text!r} is not {_span(low, high)} characters long."
        )
    return text


def _integer(field: CustomField, value: Any) -> int:
    try:
        number = int(value)
    except (TypeError, ValueError):
        raise ValidationError(f"{field.label}: {value!r} is no whole number.") from None
    low, high = field.validation_minimum, field.validation_maximum
    if (low is not None and number < low) or (high is not None and number > high):
        raise ValidationError(f"{field.label}: {number} is not {_span(low, high)}.")
    return number


def _boolean(field: CustomField, value: Any) -> bool:
    if value in (True, 1, "true", "True", "1"):
        return True
    if value in (False, 0, "false", "False", "0"):
        return False
    raise ValidationError(f"{field.label}: {value!r} is neither true nor false.")


def _date(field: CustomField, value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()[:10]
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError:
        raise ValidationError(f"{field.label}: {value!r} is no date like 2026-11-21.") from None


def _select(field: CustomField, value: Any) -> str:
    if value not in _choices(field):
        raise ValidationError(f"{field.label}: {value!r} is none of its choices.")
    return value


def _multiselect(field: CustomField, value: Any) -> list[str]:
    given = value if isinstance(value, list) else [value]
    return [_select(field, one) for one in given]


def _span(low: int | None, high: int | None) -> str:
    if low is None:
        return f"at most {high}"
    return f"at least {low}" if high is None else f"{low} to {high}"


_CHECKS: dict[str, Any] = {
    TEXT: _text,
    URL: _text,
    MARKDOWN: _text,
    INTEGER: _integer,
    BOOLEAN: _boolean,
    DATE: _date,
    SELECT: _select,
    MULTISELECT: _multiselect,
}
