"""What the data of config contexts should look like."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError

from jobdesk.inventory.core.named import NamedKind
from jobdesk.inventory.core.orm import models
from jobdesk.inventory.extras.documents import problems, unknown_words

_TOLD = 5  # problems of one document


class ConfigContextSchema(NamedKind):
    """A JSON schema that contexts, and the own data of devices, are checked by."""

    data_schema = models.JSONField()

    class Meta(NamedKind.Meta):
        verbose_name = "config context schema"

    def clean(self) -> None:
        """It is a schema whose words are all understood, and what uses it fits."""
        super().clean()
        schema = self.data_schema
        if not isinstance(schema, dict) or not ({"type", "properties"} & schema.keys()):
            words = "A schema is a JSON object with “type” and “properties”."
            raise ValidationError({"data_schema": words})
        strange = sorted(unknown_words(schema))
        if strange:
            words = f"JobDesk does not understand {', '.join(strange)} in a schema."
            raise ValidationError({"data_schema": words})


def require_form(field: str, data: Any, schema: ConfigContextSchema | None) -> None:
    """Refuse data that is no document, or not of the form that its schema wants."""
    if not isinstance(data, dict):
        raise ValidationError({field: "This data is a JSON object: {…}."})
    if schema is not None:
        found = list(problems(data, schema.data_schema))
        if found:
            raise ValidationError({field: [f"{schema}: {one}" for one in found[:_TOLD]]})
