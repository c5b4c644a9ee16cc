"""Functions of the original's `utils` modules that work on models; they need the inventory."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any


def get_model_from_name(model_name: str) -> Any:
    """The model of a name such as `dcim.device`; TypeError for an unknown one."""
    from django.apps import apps

    try:
        return apps.get_model(model_name)
    except (LookupError, ValueError) as error:
        raise TypeError(f"{model_name} is no model.") from error


def get_changes_for_model(model: Any) -> Any:
    """The change log of a model's objects, or of one object."""
    from django.contrib.contenttypes.models import ContentType

    from jobdesk.inventory.extras.models import ObjectChange

    found = ObjectChange.objects.filter(
        changed_object_type=ContentType.objects.get_for_model(model)
    )
    return found if isinstance(model, type) else found.filter(changed_object_id=model.pk)


def get_route_for_model(model: Any, action: str, api: bool = False) -> str:
    """The name of a page, for `reverse`: `dcim:device_list`, `dcim-api:device-list`."""
    meta = (get_model_from_name(model) if isinstance(model, str) else model)._meta
    if api:
        return f"{meta.app_label}-api:{meta.model_name}-{action}"
    return f"{meta.app_label}:{meta.model_name}{f'_{action}' if action else ''}"


def get_permission_for_model(model: Any, action: str) -> str:
    """The name of a right: `dcim.view_device`."""
    return f"{model._meta.app_label}.{action}_{model._meta.model_name}"


def get_all_concrete_models(base_class: Any) -> list[Any]:
    """The models that derive from a base and have a table."""
    from django.apps import apps

    return [model for model in apps.get_models() if issubclass(model, base_class)]


def get_default_namespace() -> Any:
    """The namespace Global."""
    from jobdesk.inventory.ipam.namespaces import Namespace, global_namespace

    return Namespace.objects.get(pk=global_namespace())


def is_taggable(instance: Any) -> bool:
    """The object can have tags."""
    return hasattr(instance, "tags")


def serialize_object(
    obj: Any, extra: Mapping[str, Any] | None = None, exclude: Iterable[str] | None = None
) -> dict[str, Any]:
    """An object as plain data, as the change log keeps it."""
    from jobdesk.inventory.snapshots import snapshot

    left_out = set(exclude or ())
    data = {name: value for name, value in snapshot(obj).items() if name not in left_out}
    return {**data, **(extra or {})}


def serialize_object_v2(obj: Any) -> dict[str, Any]:
    """The same."""
    return serialize_object(obj)


def count_related(model: Any, field: str, **more: Any) -> Any:
    """How many objects of a model refer to each object of a query, for `annotate`."""
    from django.db.models import Count, OuterRef, Subquery
    from django.db.models.functions import Coalesce

    conditions = more.get("filter_dict") or {}
    found = model.objects.filter(**{field: OuterRef("pk")}, **conditions).order_by()
    counted = found.values(field).annotate(c=Count("*")).values("c")
    return Coalesce(Subquery(counted), 0)


def get_settings_or_config(variable_name: str, fallback: Any = None) -> Any:
    """A setting of the original, where JobDesk has one."""
    from django.conf import settings

    return getattr(settings, variable_name, fallback)
