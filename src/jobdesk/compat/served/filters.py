"""FilterSets: one for each served model, under the original's `filters` modules."""

from jobdesk.compat.served import dcim, extras, networks
from jobdesk.compat.served.table import Names, names

_SETS = "jobdesk.inventory.filters.sets"
_BASES = names(
    "jobdesk.inventory.filters.base",
    "BaseFilterSet=InventoryFilterSet NautobotFilterSet=InventoryFilterSet",
)
_MODELS = {
    "dcim": dcim.MODELS,
    "extras": {
        name: target
        for name, target in extras.MODELS.items()
        if target == f"jobdesk.inventory.extras.models:{name}"
    },
    **{app: networks.MODULES[f"nautobot.{app}.models"] for app in networks.APPS},
    "users": networks.USERS,
}


def _filtersets(models: Names) -> Names:
    """`DeviceFilterSet` for Device, and so on."""
    found = (f"{model}FilterSet" for model in models if model[:1].isupper())
    return {name: f"{_SETS}:{name}" for name in found}


BY_APP = {app: _filtersets(models) for app, models in _MODELS.items()}

MODULES: dict[str, Names] = {
    **{f"nautobot.{app}.filters": sets for app, sets in BY_APP.items()},
    "nautobot.core.filters": _BASES,
    "nautobot.utilities.filters": _BASES,
    "nautobot.apps.filters": {
        **_BASES,
        **{name: target for sets in BY_APP.values() for name, target in sets.items()},
    },
}
