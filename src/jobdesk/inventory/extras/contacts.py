"""People and teams, and what they are responsible for."""

from __future__ import annotations

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError

from jobdesk.inventory.core.bases import OrganizationalModel, PrimaryModel, labelled
from jobdesk.inventory.core.fields import (
    NameField,
    OptionalLink,
    RoleLink,
    StatusLink,
    TextLine,
)
from jobdesk.inventory.core.orm import models


class Reachable(PrimaryModel):
    """Somebody who can be called."""

    name = NameField(db_index=True)
    phone = TextLine()
    email = models.EmailField(blank=True)
    address = models.TextField(blank=True)
    comments = models.TextField(blank=True)

    natural_key_names = ("name", "phone", "email")

    class Meta:
        abstract = True
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(
                fields=("name", "phone", "email"), name="%(class)s_reached_there"
            ),
        )

    def __str__(self) -> str:
        return labelled(labelled(self.name, self.phone), self.email)


class Contact(Reachable):
    """A person."""


class Team(Reachable):
    """People who work together."""

    contacts = models.ManyToManyField(Contact, related_name="teams", blank=True)


class ContactAssociation(OrganizationalModel):
    """Somebody is responsible for an object."""

    contact = OptionalLink(Contact, models.CASCADE, related_name="contact_associations")
    team = OptionalLink(Team, models.CASCADE, related_name="contact_associations")
    associated_object_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    associated_object_id = models.UUIDField(db_index=True)
    associated_object = GenericForeignKey("associated_object_type", "associated_object_id")
    role = RoleLink(related_name="contact_associations", null=False, blank=False)
    status = StatusLink(related_name="contact_associations")

    class Meta:
        ordering = ("associated_object_type", "associated_object_id")
        constraints = tuple(
            models.UniqueConstraint(
                fields=(who, "associated_object_type", "associated_object_id", "role"),
                name=f"{who}_of_object",
            )
            for who in ("contact", "team")
        )

    def clean(self) -> None:
        """It names one."""
        super().clean()
        if (self.contact_id is None) == (self.team_id is None):
            raise ValidationError("Responsible is one contact or one team.")

    def __str__(self) -> str:
        who = f"Contact {self.contact}" if self.contact else f"Team contact {self.team}"
        return f"{who} for {self.associated_object}"
