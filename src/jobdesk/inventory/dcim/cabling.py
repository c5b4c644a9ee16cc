"""Cables, and the ways that they make through panels."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError

from jobdesk.inventory.core.bases import PrimaryModel
from jobdesk.inventory.core.fields import Link, StatusLink, TextLine
from jobdesk.inventory.core.orm import models, transaction

_MOST_HOPS = 200


class Termination(models.Model):
    """An end that a cable can be put into."""

    cable = models.ForeignKey(
        "dcim.Cable", models.SET_NULL, related_name="+", null=True, blank=True, editable=False
    )
    _cable_peer_type = models.ForeignKey(
        ContentType, models.SET_NULL, related_name="+", null=True, blank=True, editable=False
    )
    _cable_peer_id = models.UUIDField(null=True, blank=True, editable=False)
    _cable_peer = GenericForeignKey("_cable_peer_type", "_cable_peer_id")

    class Meta:
        abstract = True

    def get_cable_peer(self) -> Any:
        """The other end of its cable; None without one."""
        return self._cable_peer

    def trace(self) -> list[tuple[Any, Any, Any]]:
        """The way from here: near end, cable, far end of every hop."""
        hops: list[tuple[Any, Any, Any]] = []
        positions: list[int] = []  # in the trunks that the way is inside of
        near: Any = self
        while near is not None and len(hops) < _MOST_HOPS:
            far = near.get_cable_peer() if near.cable_id is not None else None
            hops.append((near, near.cable if far is not None else None, far))
            near = far.passes_to(positions) if far is not None else None
        return hops

    def passes_to(self, positions: list[int]) -> Any:
        """The port behind this one through which a way goes on; None where it ends.

        A way that goes into a trunk notes its position there; one that comes out takes it.
        """
        del positions
        return None

    @property
    def connected_endpoint(self) -> Any:
        """What is at the end of the way; None while it ends in the open."""
        far = self.trace()[-1][2]
        return None if far is None or hasattr(far, "rear_ports_behind") else far

    @property
    def path(self) -> Any:
        """The whole way, as `trace`; None without a cable."""
        return self.trace() if self.cable_id is not None else None


class Cable(PrimaryModel):
    """A cable between two ends."""

    termination_a_type = models.ForeignKey(
        ContentType, models.PROTECT, related_name="+", null=False
    )
    termination_a_id = models.UUIDField()
    termination_a = GenericForeignKey("termination_a_type", "termination_a_id")
    termination_b_type = models.ForeignKey(
        ContentType, models.PROTECT, related_name="+", null=False
    )
    termination_b_id = models.UUIDField()
    termination_b = GenericForeignKey("termination_b_type", "termination_b_id")
    type = TextLine(max_length=50)
    status = StatusLink(related_name="cables")
    label = TextLine()
    color = TextLine(max_length=6)
    length = models.PositiveSmallIntegerField(null=True, blank=True)
    length_unit = TextLine(max_length=50)
    _termination_a_device = Link(
        "dcim.Device", models.CASCADE, related_name="+", null=True, blank=True, editable=False
    )
    _termination_b_device = Link(
        "dcim.Device", models.CASCADE, related_name="+", null=True, blank=True, editable=False
    )

    natural_key_names = ("pk",)

    class Meta:
        ordering = ("termination_a_type", "termination_a_id")
        constraints = (
            models.UniqueConstraint(
                fields=("termination_a_type", "termination_a_id"), name="cable_end_a"
            ),
            models.UniqueConstraint(
                fields=("termination_b_type", "termination_b_id"), name="cable_end_b"
            ),
        )

    @property
    def ends(self) -> tuple[Any, Any]:
        """What it connects."""
        return self.termination_a, self.termination_b

    def clean(self) -> None:
        """Two ends that exist, can be connected and have no other cable."""
        super().clean()
        for name, end in zip(("termination_a_id", "termination_b_id"), self.ends, strict=True):
            if end is None:
                raise ValidationError({name: "There is nothing with this key."})
            if end.cable_id not in (None, self.pk):
                raise ValidationError({name: f"{end} of {_owner(end)} has a cable already."})
            if getattr(end, "is_virtual", False):
                raise ValidationError({name: f"{end} is {end.type}: no cable fits in."})
        self._require_fit()
        if self.length is not None and not self.length_unit:
            raise ValidationError({"length_unit": "A length needs its unit."})

    def _require_fit(self) -> None:
        near, far = self.ends
        kinds = (_kind(near), _kind(far))
        if near == far:
            raise ValidationError("A cable cannot connect an end with itself.")
        if kinds[1] not in FITTING.get(kinds[0], ()):
            raise ValidationError(f"A {kinds[0]} cannot be connected to a {kinds[1]}.")

    def save(self, *args: Any, **more: Any) -> None:
        """Save it and tell both ends."""
        near, far = self.ends
        self._termination_a_device = getattr(near, "device", None)
        self._termination_b_device = getattr(far, "device", None)
        with transaction.atomic():
            super().save(*args, **more)
            _plug(near, self, far)
            _plug(far, self, near)

    def delete(self, *args: Any, **more: Any) -> Any:
        """Take it out of both ends."""
        with transaction.atomic():
            for end in self.ends:
                if end is not None:
                    _plug(end, None, None)
            return super().delete(*args, **more)

    def __str__(self) -> str:
        return self.label or f"#{self.pk}"


def _plug(end: Any, cable: Any, peer: Any) -> None:
    end.cable, end._cable_peer = cable, peer
    values = {
        "cable": cable,
        "_cable_peer_type": None if peer is None else ContentType.objects.get_for_model(peer),
        "_cable_peer_id": None if peer is None else peer.pk,
    }
    models.QuerySet.update(type(end)._base_manager.filter(pk=end.pk), **values)


def _kind(end: Any) -> str:
    return str(end._meta.model_name)


def _owner(end: Any) -> str:
    return str(getattr(end, "parent", None) or getattr(end, "circuit", ""))


_PORTS = ("interface", "frontport", "rearport", "circuittermination")
FITTING: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(_PORTS, _PORTS),
    "consoleport": ("consoleserverport", "frontport", "rearport"),
    "consoleserverport": ("consoleport", "frontport", "rearport"),
    "powerport": ("poweroutlet", "powerfeed"),
    "poweroutlet": ("powerport",),
    "powerfeed": ("powerport",),
}
FITTING["frontport"] = FITTING["rearport"] = (*_PORTS, "consoleport", "consoleserverport")
