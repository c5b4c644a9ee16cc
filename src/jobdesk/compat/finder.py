"""Serve `nautobot.*` and Celery names to job code; installed in children only (DESIGN §6)."""

from __future__ import annotations

import importlib
import sys
from importlib.machinery import ModuleSpec
from types import ModuleType

from jobdesk.compat.names import SERVED_MODULES, SERVED_ROOTS, is_served_package
from jobdesk.compat.opening import note_import
from jobdesk.compat.placeholders import make_placeholder

TYPE_CHECKING = False  # typing and importlib.abc are slow to import; every run starts a process
if TYPE_CHECKING:
    from collections.abc import Sequence
    from importlib.abc import Loader, MetaPathFinder
    from typing import Any
else:
    MetaPathFinder = type("MetaPathFinder", (), {})
    Loader = type("Loader", (), {})


class CompatModule(ModuleType):
    """A module under a served root: real names where JobDesk has them, else placeholders."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        full = f"{self.__name__}.{name}"
        target = SERVED_MODULES.get(self.__name__, {}).get(name)
        if target is not None:
            module, _, attribute = target.partition(":")
            value = getattr(importlib.import_module(module), attribute)
        elif is_served_package(full):
            value = importlib.import_module(full)
        else:
            value = make_placeholder(full)
        setattr(self, name, value)
        return value


class CompatFinder(MetaPathFinder, Loader):
    """Finds every module under the served roots, also when the real package is installed."""

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None = None,  # noqa: ARG002 - importlib's signature
        target: ModuleType | None = None,  # noqa: ARG002 - importlib's signature
    ) -> ModuleSpec | None:
        """A spec for anything under the served roots, nothing else."""
        note_import(fullname)
        if fullname.partition(".")[0] not in SERVED_ROOTS:
            return None
        return ModuleSpec(fullname, self, is_package=True)

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """An empty compat module; its names are made when asked for."""
        return CompatModule(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Say what a star import takes."""
        names = SERVED_MODULES.get(module.__name__)
        if names is not None:
            module.__all__ = sorted(names)  # pyright: ignore[reportAttributeAccessIssue]  # a module takes any name


def install() -> None:
    """Put the finder in front; a second call changes nothing."""
    if not any(isinstance(finder, CompatFinder) for finder in sys.meta_path):
        sys.meta_path.insert(0, CompatFinder())
