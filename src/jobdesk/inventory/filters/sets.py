"""`DeviceFilterSet` and its like: one for each model, made when it is asked for."""

from __future__ import annotations

from typing import Any

from django.apps import apps

from jobdesk.inventory.filters.base import InventoryFilterSet

_END = "FilterSet"
_made: dict[Any, Any] = {}


def filterset_for(model: Any) -> Any:
    """The FilterSet class of a model."""
    if model not in _made:
        meta = type("Meta", (), {"model": model, "fields": "__all__"})
        name = f"{model.__name__}{_END}"
        _made[model] = type(InventoryFilterSet)(
            name, (InventoryFilterSet,), {"Meta": meta, "__module__": __name__}
        )
    return _made[model]


def __getattr__(name: str) -> Any:
    """The FilterSet of the model that stands before "FilterSet"."""
    model = _model_named(name.removesuffix(_END)) if name.endswith(_END) else None
    if model is None:
        raise AttributeError(name)
    return filterset_for(model)


def _model_named(name: str) -> Any:
    for model in apps.get_models():
        if model.__name__ == name:
            return model
    return None
