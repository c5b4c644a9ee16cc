"""Addresses of pages, for `reverse`: those of the original for every model; nobody serves them.

`dcim:device` with a key, `dcim:device_list`, `dcim:device_add`, `dcim-api:device-detail` …
"""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.urls import include, path

_PAGES = {
    "_list": "",
    "_add": "add/",
    "_import": "import/",
    "_bulk_edit": "edit/",
    "_bulk_delete": "delete/",
    "": "<uuid:pk>/",
    "_edit": "<uuid:pk>/edit/",
    "_delete": "<uuid:pk>/delete/",
    "_changelog": "<uuid:pk>/changelog/",
    "_notes": "<uuid:pk>/notes/",
}


def _nobody(request: object, *args: object, **more: object) -> None:
    """What stands at an address: nothing."""


def _pages(model: Any) -> list[Any]:
    name, folder = model._meta.model_name, _folder(model)
    return [path(folder + end, _nobody, name=name + page) for page, end in _PAGES.items()]


def _api_pages(model: Any) -> list[Any]:
    name, folder = model._meta.model_name, _folder(model)
    return [
        path(folder, _nobody, name=f"{name}-list"),
        path(f"{folder}<uuid:pk>/", _nobody, name=f"{name}-detail"),
    ]


def _folder(model: Any) -> str:
    return str(model._meta.verbose_name_plural).lower().replace(" ", "-") + "/"


def _of_app(label: str) -> list[Any]:
    models = list(apps.get_app_config(label).get_models())
    pages = [page for model in models for page in _pages(model)]
    api = [page for model in models for page in _api_pages(model)]
    return [
        path(f"{label}/", include((pages, label), namespace=label)),
        path(f"api/{label}/", include((api, f"{label}-api"), namespace=f"{label}-api")),
    ]


urlpatterns = [page for config in apps.get_app_configs() for page in _of_app(config.label)]
