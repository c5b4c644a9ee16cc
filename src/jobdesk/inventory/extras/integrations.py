"""Other systems, and saved queries."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError

from jobdesk.inventory.core.bases import BaseModel, ChangeLoggedModel
from jobdesk.inventory.core.fields import NameField, OptionalLink, TextLine
from jobdesk.inventory.core.named import NamedThing
from jobdesk.inventory.core.orm import models
from jobdesk.inventory.core.slugs import SlugField


class ExternalIntegration(NamedThing):
    """How another system is reached."""

    remote_url = models.CharField("remote URL", max_length=500)
    secrets_group = OptionalLink("extras.SecretsGroup", models.SET_NULL)
    verify_ssl = models.BooleanField("verify SSL", default=True)
    timeout = models.PositiveIntegerField(default=30, help_text="seconds")
    extra_config = models.JSONField(null=True, blank=True)
    http_method = TextLine(max_length=10)
    headers = models.JSONField(null=True, blank=True)
    ca_file_path = TextLine()

    def __str__(self) -> str:
        return f"{self.name} ({self.remote_url})"


class GraphQLQuery(ChangeLoggedModel, BaseModel):
    """A saved query, for `execute_saved_query` of a job."""

    name = NameField(unique=True)
    slug = SlugField()
    query = models.TextField()
    variables = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ("name",)
        verbose_name = "GraphQL query"
        verbose_name_plural = "GraphQL queries"

    def clean(self) -> None:
        """It is a query; whether its names are right shows when it is asked."""
        super().clean()
        from jobdesk.inventory.graphql.saved import problem_of

        problem = problem_of(self.query)
        if problem:
            raise ValidationError({"query": problem})

    def save(self, *args: Any, **more: Any) -> None:
        """With the variables that the query names, as the original."""
        from jobdesk.inventory.graphql.saved import problem_of, variables_of

        if not problem_of(self.query):
            self.variables = variables_of(self.query)
        super().save(*args, **more)
