"""What is written about objects: notes, worked-out fields, templates for documents."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError

from jobdesk.inventory.core.bases import BaseModel, ChangeLoggedModel
from jobdesk.inventory.core.fields import NameField, OptionalLink, TextLine
from jobdesk.inventory.core.orm import models
from jobdesk.inventory.core.slugs import SlugField


class Note(ChangeLoggedModel, BaseModel):
    """What somebody wrote about an object."""

    assigned_object_type = models.ForeignKey(ContentType, models.CASCADE, related_name="notes")
    assigned_object_id = models.UUIDField(db_index=True)
    assigned_object = GenericForeignKey("assigned_object_type", "assigned_object_id")
    user = OptionalLink("users.User", models.SET_NULL, related_name="notes")
    user_name = TextLine(max_length=150, editable=False)
    note = models.TextField()

    natural_key_names = ("pk",)

    class Meta:
        ordering = ("created",)

    def save(self, *args: Any, **more: Any) -> None:
        """Save it, with the name of who wrote it."""
        if self.user is not None:
            self.user_name = self.user.username
        super().save(*args, **more)

    def __str__(self) -> str:
        return self.note.partition("\n")[0][:80]


class ComputedField(ChangeLoggedModel, BaseModel):
    """A text that is worked out from an object by a template."""

    content_type = models.ForeignKey(
        ContentType, models.CASCADE, related_name="computed_fields"
    )
    key = SlugField("label", unique=True, db_index=False)
    label = NameField()
    grouping = TextLine()
    description = TextLine()
    template = models.TextField()
    fallback_value = TextLine()
    weight = models.PositiveSmallIntegerField(default=100)
    advanced_ui = models.BooleanField(default=False)

    natural_key_names = ("key",)

    class Meta:
        ordering = ("weight", "label")

    def clean(self) -> None:
        """Its template is one."""
        super().clean()
        require_template("template", self.template)

    def render(self, context: dict[str, Any]) -> str:
        """The text for `{"obj": object}`; its fallback where the template fails."""
        try:
            return rendered(self.template, context) or self.fallback_value
        except Exception:  # noqa: BLE001 - a template may raise anything
            return self.fallback_value

    def __str__(self) -> str:
        return self.label


class ExportTemplate(ChangeLoggedModel, BaseModel):
    """A template that makes a document from a list of objects."""

    content_type = models.ForeignKey(
        ContentType, models.CASCADE, related_name="export_templates"
    )
    name = NameField()
    description = TextLine()
    template_code = models.TextField()
    mime_type = TextLine(max_length=255)
    file_extension = TextLine(max_length=15)

    natural_key_names = ("content_type__app_label", "content_type__model", "name")

    class Meta:
        ordering = ("content_type", "name")
        constraints = (
            models.UniqueConstraint(
                fields=("content_type", "name"), name="export_template_name"
            ),
        )

    def clean(self) -> None:
        """Its template is one."""
        super().clean()
        require_template("template_code", self.template_code)

    def render(self, queryset: Iterable[Any]) -> str:
        """The document."""
        return rendered(self.template_code, {"queryset": queryset}).replace("\r\n", "\n")


def rendered(template: str, context: dict[str, Any]) -> str:
    """A template filled in; it cannot reach what objects keep to themselves."""
    from jinja2.sandbox import SandboxedEnvironment

    return SandboxedEnvironment().from_string(template).render(**context)


def require_template(field: str, template: str) -> None:
    """Refuse what is no template, in words."""
    from jinja2 import TemplateSyntaxError
    from jinja2.sandbox import SandboxedEnvironment

    try:
        SandboxedEnvironment().parse(template)
    except TemplateSyntaxError as error:
        raise ValidationError({field: f"Line {error.lineno}: {error.message}"}) from None
