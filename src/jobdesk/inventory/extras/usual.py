"""What is meant where nothing is said, as in 1.x."""

from __future__ import annotations

from typing import Any

from jobdesk.inventory.core.kinds import remembered
from jobdesk.inventory.extras.metadata import Status


def usual_status(model: Any) -> Any:
    """Active, for a kind of object that had no status in 1.x."""
    return remembered(
        ("usual status", model),
        lambda: Status.objects.get_for_model(model).filter(name="Active").first(),
    )
