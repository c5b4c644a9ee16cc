"""The objects of a run's inputs: found in the inventory, which is opened for the first."""

from __future__ import annotations

from jobdesk.compat import opening

TYPE_CHECKING = False  # typing is slow to import, and every run starts a process
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from jobdesk.jobs.variables.objects import ObjectLookup


class RunObjects:
    """An ObjectLookup (`jobs/variables/objects.py`) that costs nothing before it is asked."""

    def one(self, model: str, key: Any, query_params: Mapping[str, Any]) -> Any:
        """The object with this key; VariableError in words."""
        return _lookup().one(model, key, query_params)

    def several(self, model: str, keys: Sequence[Any], query_params: Mapping[str, Any]) -> Any:
        """The objects with these keys as a query set; VariableError in words."""
        return _lookup().several(model, keys, query_params)


def _lookup() -> ObjectLookup:
    opening.open_now()
    from jobdesk.inventory.lookup import InventoryLookup

    return InventoryLookup()
