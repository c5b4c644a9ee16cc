"""Custom fields as fields of Django's forms, for job files that ask for them."""

from __future__ import annotations

from typing import Any

from django import forms

from jobdesk.inventory.extras.fieldvalues import (
    BOOLEAN,
    DATE,
    INTEGER,
    JSON,
    MULTISELECT,
    SELECT,
    URL,
)

_BLANK: tuple[None, str] = (None, "---------")
_PLAIN: dict[str, Any] = {DATE: forms.DateField, URL: forms.URLField, JSON: forms.JSONField}


def form_field(
    field: Any, *, set_initial: bool = True, enforce_required: bool = True, **more: Any
) -> Any:
    """A form field with its choices, limits and default; `more` of upstream is not used."""
    del more
    usual: dict[str, Any] = {
        "required": bool(field.required and enforce_required),
        "initial": field.default if set_initial else None,
        "label": str(field),
        "help_text": field.description,
    }
    made = _made(field, usual)
    made.model = field
    return made


def _made(field: Any, usual: dict[str, Any]) -> Any:
    if field.type == INTEGER:
        return forms.IntegerField(
            min_value=field.validation_minimum, max_value=field.validation_maximum, **usual
        )
    if field.type == BOOLEAN:
        choices = (_BLANK, (True, "True"), (False, "False"))
        return forms.NullBooleanField(widget=forms.Select(choices=choices), **usual)
    if field.type in (SELECT, MULTISELECT):
        return _choosing(field, usual)
    if field.type in _PLAIN:
        return _PLAIN[field.type](**usual)
    return forms.CharField(
        min_length=field.validation_minimum, max_length=field.validation_maximum, **usual
    )


def _choosing(field: Any, usual: dict[str, Any]) -> Any:
    choices: list[Any] = [(value, value) for value in field.choices]
    if field.type == MULTISELECT:
        return forms.MultipleChoiceField(choices=choices, **usual)
    if not usual["required"] or usual["initial"] is None:
        choices = [_BLANK, *choices]
    return forms.ChoiceField(choices=choices, **usual)
