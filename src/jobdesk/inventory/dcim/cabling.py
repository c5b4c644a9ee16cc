"""Ends that cables are put into, and the ways that cables make through panels and circuits."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.contenttypes.fields import GenericForeignKey, GenericRelation
from django.contrib.contenttypes.models import ContentType

from jobdesk.inventory.core.orm import models

_MOST_HOPS = 200
HOLDERS = ("device", "circuit", "power_panel")
"""By these fields ends name what they are a part of."""


class Termination(models.Model):
    """An end that a cable can be put into."""

    is_passed: ClassVar[bool] = False
    """A way goes on behind it: one that stops here ends in the open."""

    cable = models.ForeignKey(
        "dcim.Cable", models.SET_NULL, related_name="+", null=True, blank=True, editable=False
    )
    _cable_peer_type = models.ForeignKey(
        ContentType, models.SET_NULL, related_name="+", null=True, blank=True, editable=False
    )
    _cable_peer_id = models.UUIDField(null=True, blank=True, editable=False)
    _cable_peer = GenericForeignKey("_cable_peer_type", "_cable_peer_id")
    # So that a cable goes with the end that it is put into.
    _cabled_as_a = GenericRelation(
        "dcim.Cable",
        content_type_field="termination_a_type",
        object_id_field="termination_a_id",
    )
    _cabled_as_b = GenericRelation(
        "dcim.Cable",
        content_type_field="termination_b_type",
        object_id_field="termination_b_id",
    )

    class Meta:
        abstract = True

    def get_cable_peer(self) -> Any:
        """The other end of its cable; None without one."""
        return self._cable_peer if self.cable_id is not None else None

    def trace(self) -> list[tuple[Any, Any, Any]]:
        """The way from here: near end, cable, far end of every hop."""
        hops: list[tuple[Any, Any, Any]] = []
        positions: list[int] = []  # in the trunks that the way is inside of
        near: Any = self
        while near is not None and len(hops) < _MOST_HOPS:
            far = near.get_cable_peer()
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
        return _end_of(self.trace()) if self.cable_id is not None else None

    @property
    def connection_status(self) -> bool | None:
        """All cables on the way are connected; None while it ends in the open (1.x)."""
        hops = self.trace() if self.cable_id is not None else []
        if _end_of(hops) is None:
            return None
        return all(cable.status.name == "Connected" for _, cable, _ in hops if cable)

    @property
    def path(self) -> Any:
        """The whole way, as `trace`; None without a cable."""
        return self.trace() if self.cable_id is not None else None


def called(end: Any) -> str:
    """What an end of a cable is called, wherever one is named: by what it is a part of."""
    return f"{end.parent} {end}"


def _end_of(hops: list[tuple[Any, Any, Any]]) -> Any:
    """What a way ends at; None in the open."""
    far = hops[-1][2] if hops else None
    return None if far is None or far.is_passed else far
