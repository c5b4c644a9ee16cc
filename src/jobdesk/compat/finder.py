"""Serve `nautobot.*` and Celery names to job code; installed in children only (DESIGN §6)."""

from __future__ import annotations

import importlib
import sys
from importlib.machinery import ModuleSpec
from types import ModuleType

from jobdesk.compat.names import is_served, is_served_package, served_modules, target_of
from jobdesk.compat.opening import note_import, open_now
from jobdesk.compat.placeholders import make_placeholder

TYPE_CHECKING = False  # typing and importlib.abc are slow to import; every run starts a process
if TYPE_CHECKING:
    from collections.abc import Sequence
    from importlib.abc import Loader, MetaPathFinder
    from typing import Any
else:
    MetaPathFinder = type("MetaPathFinder", (), {})
    Loader = type("Loader", (), {})

_INVENTORY = "jobdesk.inventory."


class CompatModule(ModuleType):
    """A module under a served root: real names where JobDesk has them, else placeholders."""

    def __getattr__(self, name: str) -> Any:
        target = target_of(self.__name__, name)
        if name.startswith("__") and not target:
            raise AttributeError(name)
        value = _served(target) if target else None
        if value is None:
            full = f"{self.__name__}.{name}"
            value = (
                importlib.import_module(full)  # before a placeholder hides it
                if is_served_package(full)
                else make_placeholder(full)
            )
        setattr(self, name, value)
        return value


def _served(target: str) -> Any:
    """What stands behind a name; None for a model where there is no inventory."""
    module, _, attribute = target.partition(":")
    if module.startswith(_INVENTORY) and not _is_open():
        return None
    return getattr(importlib.import_module(module), attribute)


def _is_open() -> bool:
    """The inventory can be used; it is opened now when that was prepared."""
    open_now()
    from jobdesk.inventory.start import is_started

    return is_started()


class CompatFinder(MetaPathFinder, Loader):
    """Finds every module under the served roots, also when the real package is installed."""

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None = None,  # noqa: ARG002 - importlib's signature
        target: ModuleType | None = None,  # noqa: ARG002 - importlib's signature
    ) -> ModuleSpec | None:
        """A spec for anything under the served roots, nothing else."""
        was_there = fullname in sys.modules
        note_import(fullname)
        if fullname in sys.modules and not was_there:  # opening the inventory needed it itself
            return _spec_of_present(sys.modules[fullname])
        if not is_served(fullname):
            return None
        return ModuleSpec(fullname, self, is_package=True)

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """An empty compat module; its names are made when asked for."""
        return CompatModule(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Say what a star import takes."""
        names = served_modules().get(module.__name__)
        if names is not None:
            module.__all__ = sorted(names)  # pyright: ignore[reportAttributeAccessIssue]  # a module takes any name


class _Present(Loader):
    """Gives a module that was imported while it was being looked for; it is not run again."""

    def __init__(self, module: ModuleType) -> None:
        self._module = module
        self._spec = module.__spec__

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """The module that is there."""
        del spec
        return self._module

    def exec_module(self, module: ModuleType) -> None:
        """It has been run; it keeps its own spec."""
        module.__spec__ = self._spec


def _spec_of_present(module: ModuleType) -> ModuleSpec:
    spec = ModuleSpec(module.__name__, _Present(module))
    module.__spec__ = spec  # the import goes by the spec of what it finds loaded meanwhile
    return spec


def install() -> None:
    """Put the finder in front; a second call changes nothing."""
    if not any(isinstance(finder, CompatFinder) for finder in sys.meta_path):
        sys.meta_path.insert(0, CompatFinder())
