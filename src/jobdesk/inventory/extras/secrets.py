"""Secrets: where a password is to be found; the database never holds one."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError

from jobdesk.inventory.core.bases import BaseModel
from jobdesk.inventory.core.fields import Link, TextLine
from jobdesk.inventory.core.named import NamedKind, NamedThing
from jobdesk.inventory.core.orm import models
from jobdesk.inventory.extras.providers import (
    NEEDED,
    SecretError,
    SecretParametersError,
    SecretProviderError,
    SecretValueNotFoundError,
    read,
    store,
)


class Secret(NamedThing):
    """Where a secret value is."""

    description = TextLine()
    provider = models.CharField(max_length=100, choices=tuple((one, one) for one in NEEDED))
    parameters = models.JSONField(default=dict, blank=True)

    def clean(self) -> None:
        """Its provider gets the parameter that it needs."""
        super().clean()
        needed = NEEDED.get(self.provider)
        if needed and not self.parameters.get(needed):
            raise ValidationError(
                {"parameters": f"A secret in {self.provider} needs “{needed}”."}
            )

    def get_value(self, obj: Any = None) -> str:
        """The value itself.

        Raises:
            SecretError: it is not to be had; the message never holds a value.
        """
        return read(self, self.provider, self.parameters, obj)

    def set_value(self, value: str) -> None:
        """Put a value into the key store of the system; SecretError if it is kept elsewhere."""
        store(self, value)

    def check_value(self, obj: Any = None) -> None:
        """Find out whether the value is to be had; SecretError when not."""
        self.get_value(obj)


class SecretsGroup(NamedKind):
    """The secrets that one needs together: user name and password."""

    secrets = models.ManyToManyField(
        Secret,
        through="extras.SecretsGroupAssociation",
        related_name="secrets_groups",
        blank=True,
    )

    def get_secret_value(
        self, access_type: str, secret_type: str, obj: Any = None, **more: Any
    ) -> str:
        """The value of one of its secrets.

        Raises:
            ObjectDoesNotExist: the group has none of this kind.
            SecretError: it has, but it is not to be had.
        """
        del more
        found = self.secrets_group_associations.filter(
            access_type=access_type, secret_type=secret_type
        ).first()
        if found is None:
            raise SecretsGroupAssociation.DoesNotExist(
                f"The secrets group {self.name} has no {secret_type} for {access_type}."
            )
        return found.secret.get_value(obj)


class SecretsGroupAssociation(BaseModel):
    """One secret of a group, and what it is for."""

    secrets_group = Link(
        SecretsGroup, models.CASCADE, related_name="secrets_group_associations"
    )
    secret = Link(Secret, models.PROTECT, related_name="secrets_group_associations")
    access_type = models.CharField(max_length=32, default="Generic")
    secret_type = models.CharField(max_length=32)

    is_change_logged = True

    class Meta:
        ordering = ("secrets_group", "access_type", "secret_type")
        constraints = (
            models.UniqueConstraint(
                fields=("secrets_group", "access_type", "secret_type"), name="secret_of_group"
            ),
        )


__all__ = [
    "Secret",
    "SecretError",
    "SecretParametersError",
    "SecretProviderError",
    "SecretValueNotFoundError",
    "SecretsGroup",
    "SecretsGroupAssociation",
]
