"""Circuits and their ends."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError

from jobdesk.inventory.circuits.providers import CircuitType, Provider, ProviderNetwork
from jobdesk.inventory.core.bases import PrimaryModel
from jobdesk.inventory.core.fields import Link, NameField, OptionalLink, StatusLink, TextLine
from jobdesk.inventory.core.older import AliasLink
from jobdesk.inventory.core.orm import models
from jobdesk.inventory.core.places import require_held
from jobdesk.inventory.dcim.cabling import Termination


class Circuit(PrimaryModel):
    """A line between two places."""

    cid = NameField("circuit ID")
    provider = Link(Provider, models.PROTECT, related_name="circuits")
    circuit_type = Link(CircuitType, models.PROTECT, related_name="circuits")
    status = StatusLink(related_name="circuits")
    tenant = OptionalLink("tenancy.Tenant", models.PROTECT, related_name="circuits")
    install_date = models.DateField(null=True, blank=True)
    commit_rate = models.PositiveIntegerField(null=True, blank=True, help_text="kbit/s")
    description = TextLine()
    comments = models.TextField(blank=True)
    circuit_termination_a = OptionalLink(
        "circuits.CircuitTermination", models.SET_NULL, related_name="+", editable=False
    )
    circuit_termination_z = OptionalLink(
        "circuits.CircuitTermination", models.SET_NULL, related_name="+", editable=False
    )

    type = AliasLink("circuits.CircuitType", "circuit_type")

    natural_key_names = ("provider__name", "cid")

    class Meta:
        ordering = ("provider", "cid")
        constraints = (
            models.UniqueConstraint(fields=("provider", "cid"), name="circuit_of_provider"),
        )
        indexes = (models.Index(fields=("cid",)),)

    def __str__(self) -> str:
        return self.cid


class CircuitTermination(PrimaryModel, Termination):
    """One end of a circuit: at a location or in a provider's network."""

    circuit = Link(Circuit, models.CASCADE, related_name="circuit_terminations")
    term_side = models.CharField("side", max_length=1, choices=(("A", "A"), ("Z", "Z")))
    location = OptionalLink(
        "dcim.Location", models.PROTECT, related_name="circuit_terminations"
    )
    provider_network = OptionalLink(
        ProviderNetwork, models.PROTECT, related_name="circuit_terminations"
    )
    port_speed = models.PositiveIntegerField(null=True, blank=True, help_text="kbit/s")
    upstream_speed = models.PositiveIntegerField(null=True, blank=True, help_text="kbit/s")
    xconnect_id = TextLine("cross-connect ID")
    pp_info = TextLine("patch panel and port")
    description = TextLine()
    site = AliasLink("dcim.Site", "location")

    natural_key_names = ("circuit__provider__name", "circuit__cid", "term_side")

    class Meta:
        ordering = ("circuit", "term_side")
        constraints = (
            models.UniqueConstraint(fields=("circuit", "term_side"), name="side_of_circuit"),
        )

    def passes_to(self, positions: list[int]) -> Any:
        """The other end of the circuit: a way goes on there."""
        del positions
        return self.get_peer_termination()

    @property
    def parent(self) -> Circuit:
        """Its circuit."""
        return self.circuit

    @property
    def change_parent(self) -> Any:
        """Its circuit shows its changes too."""
        return self.circuit

    def clean(self) -> None:
        """It ends at one place."""
        super().clean()
        if (self.location_id is None) == (self.provider_network_id is None):
            raise ValidationError("An end is at a location or in a provider's network.")
        require_held(self)

    def save(self, *args: Any, **more: Any) -> None:
        """Save it, and let the circuit know its end."""
        super().save(*args, **more)
        field = f"circuit_termination_{self.term_side.lower()}"
        models.QuerySet.update(
            Circuit._base_manager.filter(pk=self.circuit_id), **{field: self}
        )

    def get_peer_termination(self) -> Any:
        """The other end of the circuit; None while there is none."""
        side = "Z" if self.term_side == "A" else "A"
        return self.circuit.circuit_terminations.filter(term_side=side).first()

    def __str__(self) -> str:
        return f"Termination {self.term_side}: {self.location or self.provider_network}"
