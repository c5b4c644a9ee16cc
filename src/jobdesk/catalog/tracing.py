"""Which files a job file loads, watched while it is imported. The child imports it.

`sys.modules` alone does not tell: what an earlier file loaded is not loaded again.
"""

import builtins
import importlib.util
import sys
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Any


class ImportTrace:
    """Notes, for the modules of one root, who imports whom; a context manager."""

    def __init__(self, modules: Mapping[str, object]) -> None:
        self._modules = modules
        self._wanted: dict[str, set[str]] = {}
        self._real_import = builtins.__import__

    def __enter__(self) -> "ImportTrace":
        self._real_import = builtins.__import__
        builtins.__import__ = self._import
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        builtins.__import__ = self._real_import

    def note_loaded(self, module: str, before: set[str]) -> None:
        """Count everything that appeared since `before` as wanted by `module`.

        This catches what `importlib.import_module` loads.
        """
        new = {name for name in set(sys.modules) - before if name in self._modules}
        self._wanted.setdefault(module, set()).update(new - {module})

    def closure(self, module: str) -> list[str]:
        """The module, its packages, and all that these import, at any depth."""
        seen: set[str] = set()
        waiting = [module]
        while waiting:
            name = waiting.pop()
            if name in seen or name not in self._modules:
                continue
            seen.add(name)
            waiting.extend(self._wanted.get(name, ()))
            waiting.extend(_parents(name))
        return sorted(seen)

    def _import(
        self,
        name: str,
        globals: Mapping[str, object] | None = None,
        locals: Mapping[str, object] | None = None,
        fromlist: Sequence[str] | None = (),
        level: int = 0,
    ) -> Any:
        result = self._real_import(name, globals, locals, fromlist or (), level)
        importer = str((globals or {}).get("__name__"))
        if importer in self._modules:
            package = str((globals or {}).get("__package__") or "")
            self._note(importer, _absolute(name, package, level), fromlist or ())
        return result

    def _note(self, importer: str, target: str, fromlist: Sequence[str]) -> None:
        names = [target, *(f"{target}.{item}" for item in fromlist)]
        self._wanted.setdefault(importer, set()).update(
            name for name in names if name in self._modules
        )


def _absolute(name: str, package: str, level: int) -> str:
    if level == 0:
        return name
    try:
        return importlib.util.resolve_name("." * level + name, package)
    except ImportError:
        return name


def _parents(module: str) -> list[str]:
    parts = module.split(".")
    return [".".join(parts[:count]) for count in range(1, len(parts))]
