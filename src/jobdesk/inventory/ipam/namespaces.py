"""Spaces in which an address means one thing, and who gives out addresses."""

from __future__ import annotations

from typing import Any

from jobdesk.inventory.core.fields import OptionalLink, TextLine
from jobdesk.inventory.core.named import NamedKind, NamedThing
from jobdesk.inventory.core.orm import models

GLOBAL = "Global"


class Namespace(NamedThing):
    """Addresses are unique in it."""

    description = TextLine()
    location = OptionalLink("dcim.Location", models.PROTECT, related_name="namespaces")
    tenant = OptionalLink("tenancy.Tenant", models.PROTECT, related_name="namespaces")


def global_namespace() -> Any:
    """Key of the namespace that is meant when none is named; made when it is missing."""
    found = Namespace.objects.filter(name=GLOBAL).values_list("pk", flat=True).first()
    if found is not None:
        return found
    made, _ = Namespace.objects.get_or_create(
        name=GLOBAL, defaults={"description": "Default Global namespace."}
    )
    return made.pk


class RIR(NamedKind):
    """Who gives out address space."""

    is_private = models.BooleanField("private", default=False)

    class Meta(NamedKind.Meta):
        verbose_name = "RIR"
        verbose_name_plural = "RIRs"
