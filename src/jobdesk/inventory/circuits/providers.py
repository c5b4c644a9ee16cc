"""Who provides circuits, and of which kinds."""

from __future__ import annotations

from jobdesk.inventory.core.bases import PrimaryModel
from jobdesk.inventory.core.fields import Link, NameField, TextLine
from jobdesk.inventory.core.named import NamedKind, NamedThing
from jobdesk.inventory.core.orm import models
from jobdesk.inventory.core.slugs import SlugField


class Provider(NamedThing):
    """Who provides circuits."""

    slug = SlugField()
    asn = models.BigIntegerField("ASN", null=True, blank=True)
    account = TextLine("account number")
    portal_url = models.URLField("portal", blank=True)
    noc_contact = models.TextField("NOC contact", blank=True)
    admin_contact = models.TextField(blank=True)
    comments = models.TextField(blank=True)


class ProviderNetwork(PrimaryModel):
    """A network of a provider, seen from outside."""

    name = NameField()
    slug = SlugField()
    provider = Link(Provider, models.PROTECT, related_name="provider_networks")
    description = TextLine()
    comments = models.TextField(blank=True)

    natural_key_names = ("provider__name", "name")

    class Meta:
        ordering = ("provider", "name")
        constraints = (
            models.UniqueConstraint(fields=("provider", "name"), name="network_of_provider"),
        )

    @property
    def display(self) -> str:
        """Its name behind that of its provider."""
        return f"{self.provider} {self.name}"


class CircuitType(NamedKind):
    """A kind of circuit."""
