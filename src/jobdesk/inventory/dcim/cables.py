"""Cables."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db.models.signals import pre_delete

from jobdesk.inventory.core.bases import PrimaryModel
from jobdesk.inventory.core.fields import OptionalLink, StatusLink, TextLine
from jobdesk.inventory.core.indexes import said_index, unusual_index
from jobdesk.inventory.core.orm import models, transaction
from jobdesk.inventory.core.words import kind_of, with_article
from jobdesk.inventory.dcim.cabling import called

_ENDS = ("termination_a", "termination_b")


class Cable(PrimaryModel):
    """A cable between two ends."""

    termination_a_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    termination_a_id = models.UUIDField()
    termination_a = GenericForeignKey("termination_a_type", "termination_a_id")
    termination_b_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    termination_b_id = models.UUIDField()
    termination_b = GenericForeignKey("termination_b_type", "termination_b_id")
    type = TextLine(max_length=50)
    status = StatusLink(related_name="cables")
    label = TextLine()
    color = TextLine(max_length=6)
    length = models.PositiveSmallIntegerField(null=True, blank=True)
    length_unit = TextLine(max_length=50)
    _termination_a_device = OptionalLink(
        "dcim.Device", models.CASCADE, related_name="+", editable=False
    )
    _termination_b_device = OptionalLink(
        "dcim.Device", models.CASCADE, related_name="+", editable=False
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
        indexes = (
            models.Index(fields=("type",)),
            said_index("label"),
            unusual_index("length", None),
            said_index("length_unit"),
        )

    @property
    def ends(self) -> tuple[Any, Any]:
        """What it connects."""
        return self.termination_a, self.termination_b

    def get_status_class(self) -> str:
        """The colour of its status, under the name of 1.x."""
        return self.status.color

    def clean(self) -> None:
        """Two ends that fit, and stay; a length with its unit."""
        super().clean()
        self.require_ends()
        self._require_same_ends()
        if self.length is not None and not self.length_unit:
            raise ValidationError({"length_unit": "A length needs its unit."})

    def require_ends(self) -> None:
        """Two ends that exist, fit and have no other cable; ValidationError else."""
        if None in (self.termination_a_id, self.termination_b_id):
            return  # the fields say that they are required
        for name, end in zip(_ENDS, self.ends, strict=True):
            if end is None:
                raise ValidationError({f"{name}_id": "There is nothing with this key."})
            self._require_free(name, end)
        self._require_fit()

    def _require_free(self, name: str, end: Any) -> None:
        if end.cable_id not in (None, self.pk):
            words = f"{end} of {end.parent} has a cable already."
            raise ValidationError({f"{name}_id": words})
        if not getattr(end, "is_connectable", True):
            words = f"{end} of {end.parent} is {end.type}: no cable fits in."
            raise ValidationError({f"{name}_id": words})

    def _require_same_ends(self) -> None:
        """A cable stays where it was put in: its ends have been told of it."""
        stored = type(self)._base_manager.filter(pk=self.pk).first()
        for name in () if stored is None else _ENDS:
            if getattr(stored, f"{name}_id") != getattr(self, f"{name}_id"):
                words = "The ends of a cable stay: delete it, and make another one."
                raise ValidationError({f"{name}_id": words})

    def _require_fit(self) -> None:
        near: Any = self.termination_a
        far: Any = self.termination_b
        if near == far:
            raise ValidationError("A cable cannot connect an end with itself.")
        if far._meta.model_name not in FITTING.get(near._meta.model_name, ()):
            words = f"{with_article(kind_of(near))} cannot be connected to"
            raise ValidationError(f"{words} {with_article(kind_of(far), is_first=False)}.")
        for port, behind in ((near, far), (far, near)):
            if getattr(port, "rear_port", None) == behind:
                raise ValidationError(f"{port} is a position of {behind} already.")

    def save(self, *args: Any, **more: Any) -> None:
        """Save it and tell both ends."""
        near, far = self.ends
        self._termination_a_device = getattr(near, "device", None)
        self._termination_b_device = getattr(far, "device", None)
        with transaction.atomic():
            super().save(*args, **more)
            _plug(near, self, far)
            _plug(far, self, near)

    def get_compatible_types(self) -> tuple[str, ...]:
        """Names of the models that its first end can be connected to."""
        return FITTING.get(self.ends[0]._meta.model_name, ())

    @property
    def shown_as(self) -> str:
        """What people call it: its label, or what it connects where that is known."""
        if self.label:
            return self.label
        ends = [called(end) for end in self.ends if end is not None]
        return " \N{EN DASH} ".join(ends) or str(self)

    def __str__(self) -> str:
        return self.label or f"#{self.pk}"


def _plug(end: Any, cable: Any, peer: Any) -> None:
    """Tell an end; its change is in the log, as upstream."""
    if end is None:
        return
    peer_type = None if peer is None else ContentType.objects.get_for_model(peer)
    end.cable, end._cable_peer = cable, peer
    type(end).objects.filter(pk=end.pk).update(
        cable=cable,
        _cable_peer_type=peer_type,
        _cable_peer_id=None if peer is None else peer.pk,
    )


def _unplug(instance: Any, **more: Any) -> None:
    """A cable goes, by itself or with one of its ends: the others are free again."""
    del more
    for end in instance.ends:
        _plug(end, None, None)


pre_delete.connect(_unplug, sender=Cable, dispatch_uid="jobdesk cable")

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
