"""Other systems, and saved queries."""

from __future__ import annotations

from jobdesk.inventory.core.bases import BaseModel, ChangeLoggedModel, PrimaryModel
from jobdesk.inventory.core.fields import Link, NameField, TextLine
from jobdesk.inventory.core.orm import models
from jobdesk.inventory.core.slugs import SlugField


class ExternalIntegration(PrimaryModel):
    """How another system is reached."""

    name = NameField(unique=True)
    remote_url = models.CharField("remote URL", max_length=500)
    secrets_group = Link(
        "extras.SecretsGroup",
        models.SET_NULL,
        related_name="external_integrations",
        null=True,
        blank=True,
    )
    verify_ssl = models.BooleanField("verify SSL", default=True)
    timeout = models.PositiveIntegerField(default=30, help_text="seconds")
    extra_config = models.JSONField(null=True, blank=True)
    http_method = TextLine(max_length=10)
    headers = models.JSONField(null=True, blank=True)
    ca_file_path = TextLine()

    class Meta:
        ordering = ("name",)


class GraphQLQuery(ChangeLoggedModel, BaseModel):
    """A saved query; kept, since JobDesk answers no GraphQL inside a job."""

    name = NameField(unique=True)
    slug = SlugField()
    query = models.TextField()
    variables = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ("name",)
        verbose_name = "GraphQL query"
        verbose_name_plural = "GraphQL queries"
