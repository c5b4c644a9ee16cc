"""Objects of the inventory as inputs of jobs, for who may not touch the inventory itself."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from jobdesk.models.records import JobRecord
from jobdesk.operations.inventory import InventoryDoor
from jobdesk.operations.services import Services

if TYPE_CHECKING:
    from jobdesk.jobs.variables.objects import ObjectLookup

MANY = "MultiObjectVar"
_TYPES = frozenset({"ObjectVar", MANY})


class DoorLookup:
    """An ObjectLookup that asks through the door, and gives keys as text."""

    def __init__(self, door: InventoryDoor) -> None:
        self._door = door

    def one(self, model: str, key: Any, query_params: Mapping[str, Any]) -> str:
        """The key of the object that is meant.

        Raises:
            VariableError: there is none, or it may not be chosen.
        """
        from jobdesk.inventory.options import key_of

        return self._door.call(key_of, model, key, query_params)

    def several(
        self, model: str, keys: Sequence[Any], query_params: Mapping[str, Any]
    ) -> list[str]:
        """The keys of the objects that are meant.

        Raises:
            VariableError: names those that are not there or may not be chosen.
        """
        from jobdesk.inventory.options import keys_of

        return self._door.call(keys_of, model, keys, query_params) if keys else []


def object_fields(job: JobRecord) -> dict[str, Mapping[str, Any]]:
    """The descriptions of the variables that choose objects, by name."""
    return {
        str(variable["name"]): variable
        for variable in job.variables
        if _TYPES & {variable.get("type"), variable.get("base_type")}
    }


def object_keys(services: Services, job: JobRecord) -> "ObjectLookup | None":
    """What looks up the objects of a job's inputs; None for a job that takes none."""
    return DoorLookup(services.inventory) if object_fields(job) else None
