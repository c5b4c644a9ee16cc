"""Objects of the inventory as inputs of jobs, for who may not touch the inventory itself."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from jobdesk.jobs.plain import is_listed
from jobdesk.jobs.variables.references import NULL
from jobdesk.models.records import JobRecord
from jobdesk.operations.inventory import InventoryDoor
from jobdesk.operations.services import Services

if TYPE_CHECKING:
    from jobdesk.jobs.variables.objects import ObjectLookup

MANY = "MultiObjectVar"
_NAMED = 500  # objects of one field: nobody reads more names
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

        return self._door.ask(partial(key_of, model, key, query_params))

    def several(
        self, model: str, keys: Sequence[Any], query_params: Mapping[str, Any]
    ) -> list[str]:
        """The keys of the objects that are meant.

        Raises:
            VariableError: names those that are not there or may not be chosen.
        """
        from jobdesk.inventory.options import keys_of

        return self._door.ask(partial(keys_of, model, keys, query_params)) if keys else []


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


def object_names(
    services: Services, job: JobRecord, inputs: Iterable[Mapping[str, Any]]
) -> dict[str, str]:
    """What the objects in some inputs of a job are called, by key; those that are there.

    Asks the inventory, so not for the window's thread.
    """
    from jobdesk.inventory.options import Question, match

    found: dict[str, str] = {}
    given = list(inputs)
    for name, variable in object_fields(job).items():
        keys = dict.fromkeys(key for one in given for key in _keys_in(one.get(name)))
        if keys:
            shown = str(variable.get("display_field") or "display")
            asked = Question(str(variable["model"]), display_field=shown)
            known = services.inventory.ask(partial(match, asked, list(keys)[:_NAMED]))
            found.update({key: one.text for key, one in known.found.items()})
    return found


def _keys_in(value: object) -> list[str]:
    listed = list(value) if is_listed(value) else [value]
    return [str(key) for key in listed if isinstance(key, str | int) and key != NULL]
