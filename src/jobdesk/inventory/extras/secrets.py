"""Secrets: where a password is to be found; the database never holds one."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, ValidationError

from jobdesk.inventory.core.bases import (
    BaseModel,
    ChangeLoggedModel,
    CustomFieldModel,
    PrimaryModel,
)
from jobdesk.inventory.core.fields import Link, NameField, TextLine
from jobdesk.inventory.core.orm import models

ENVIRONMENT, FILE = "environment-variable", "text-file"


class SecretError(Exception):
    """A secret cannot be read."""

    def __init__(self, secret: Any, provider: str, message: str) -> None:
        super().__init__(message)
        self.secret, self.secret_provider, self.message = secret, provider, message

    def __str__(self) -> str:
        return f'{type(self).__name__}: Secret "{self.secret}": {self.message}'


class SecretParametersError(SecretError):
    """It does not say where to look."""


class SecretValueNotFoundError(SecretError):
    """There is nothing where it says."""


class SecretProviderError(SecretError):
    """Where the value is kept cannot be asked."""


class Secret(PrimaryModel):
    """Where a secret value is."""

    name = NameField(unique=True)
    description = TextLine()
    provider = models.CharField(
        max_length=100, choices=tuple((one, one) for one in (ENVIRONMENT, FILE))
    )
    parameters = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ("name",)

    def clean(self) -> None:
        """Its provider gets the parameter that it needs."""
        super().clean()
        needed = _PARAMETER.get(self.provider)
        if needed and not self.parameters.get(needed):
            raise ValidationError(
                {"parameters": f"A secret in {self.provider} needs “{needed}”."}
            )

    def get_value(self, obj: Any = None) -> str:
        """The value itself.

        Raises:
            SecretError: it is not to be had; the message never holds a value.
        """
        parameters = {name: _filled(text, obj) for name, text in self.parameters.items()}
        needed = _PARAMETER[self.provider]
        if not parameters.get(needed):
            raise SecretParametersError(self, self.provider, f"“{needed}” is missing.")
        return _READERS[self.provider](self, str(parameters[needed]))

    def check_value(self, obj: Any = None) -> None:
        """Find out whether the value is to be had; SecretError when not."""
        self.get_value(obj)


class SecretsGroup(CustomFieldModel, ChangeLoggedModel, BaseModel):
    """The secrets that one needs together: user name and password."""

    name = NameField(unique=True)
    description = TextLine()
    secrets = models.ManyToManyField(
        Secret,
        through="extras.SecretsGroupAssociation",
        related_name="secrets_groups",
        blank=True,
    )

    class Meta:
        ordering = ("name",)

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
            raise ObjectDoesNotExist(
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


def _filled(text: Any, obj: Any) -> Any:
    """Texts may name the object: `{{ obj.name }}`."""
    if not isinstance(text, str) or "{{" not in text:
        return text
    from jinja2.sandbox import SandboxedEnvironment

    return SandboxedEnvironment().from_string(text).render(obj=obj)


def _from_environment(secret: Secret, name: str) -> str:
    try:
        return os.environ[name]
    except KeyError:
        raise SecretValueNotFoundError(
            secret, ENVIRONMENT, f"There is no environment variable {name}."
        ) from None


def _from_file(secret: Secret, name: str) -> str:
    try:
        return Path(name).read_text(encoding="utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        words = getattr(error, "strerror", None) or "it is no text"
        raise SecretValueNotFoundError(
            secret, FILE, f"{name} cannot be read: {words}."
        ) from None


_PARAMETER = {ENVIRONMENT: "variable", FILE: "path"}
_READERS = {ENVIRONMENT: _from_environment, FILE: _from_file}
