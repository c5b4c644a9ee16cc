"""From files to job classes; worker and discovery load code by these rules and no others.

The caller sets `sys.dont_write_bytecode`: the folders of job files are never written to.
"""

from __future__ import annotations

import os
import sys

from jobdesk.errors import JobDefinitionError
from jobdesk.jobs.declaration import check_declaration
from jobdesk.jobs.receivers import is_job
from jobdesk.jobs.registry import has_registered, registered_jobs, top_level

TYPE_CHECKING = False  # typing is slow to import, and every run starts a process
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path
    from types import ModuleType

    from jobdesk.jobs.job import Job

_PACKAGE_MARKER = "__init__.py"
_HASH_LENGTH = 12


def find_modules(root: Path) -> dict[str, Path]:
    """All job files under `root`, by dotted name, sorted; nothing is imported.

    Folders count when they are packages. Hidden files, names that Python cannot import and
    `__main__` do not.
    """
    from pathlib import Path

    found = dict(_walk(str(root), "", set()))
    return {name: Path(found[name]) for name in sorted(found)}


def _walk(folder: str, prefix: str, seen: set[str]) -> Iterator[tuple[str, str]]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    seen.add(os.path.realpath(folder))
    for entry in entries:
        stem = entry.name.removesuffix(".py")
        if stem != entry.name and entry.is_file() and _is_importable(stem):
            yield prefix + stem, entry.path
    for entry in entries:  # after the files: Python prefers a package to a file of its name
        marker = os.path.join(entry.path, _PACKAGE_MARKER)  # noqa: PTH118 - pathlib is slow
        is_package = _is_importable(entry.name) and os.path.isfile(marker)  # noqa: PTH113 - as above
        if is_package and os.path.realpath(entry.path) not in seen:  # a link may lead back up
            yield prefix + entry.name, marker
            yield from _walk(entry.path, f"{prefix}{entry.name}.", seen)


def _is_importable(name: str) -> bool:
    from keyword import iskeyword

    is_special = name.startswith("__") and name.endswith("__")
    return name.isidentifier() and not iskeyword(name) and not is_special


def import_module_from(root: Path | str, module: str) -> ModuleType:
    """Import a job file; `root` stays in front of the search path for what it imports later.

    Raises:
        JobDefinitionError: an installed module has its name.
        BaseException: whatever the file itself raises.
    """
    folder = os.path.abspath(root)  # noqa: PTH100 - pathlib is slow to import
    if folder not in sys.path[:1]:
        sys.path[:] = [folder, *(entry for entry in sys.path if entry != folder)]
        sys.path_importer_cache.pop(folder, None)  # it may hold an older listing
    _refuse_installed_name(folder, top_level(module))
    __import__(module)
    loaded = sys.modules[module]
    if not _is_inside(folder, getattr(loaded, "__file__", None)):
        raise JobDefinitionError(_clash(module, "another module"))
    return loaded


def _refuse_installed_name(folder: str, name: str) -> None:
    present = sys.modules.get(name)
    if present is not None and _is_inside(folder, getattr(present, "__file__", None)):
        return
    if present is not None or name in sys.stdlib_module_names:
        raise JobDefinitionError(_clash(name, "a module of Python or of an installed package"))
    from importlib.machinery import PathFinder

    real = os.path.realpath(folder)
    others = [entry for entry in sys.path if entry and os.path.realpath(entry) != real]
    spec = PathFinder.find_spec(name, others)
    if spec is not None and spec.origin is not None:
        raise JobDefinitionError(_clash(name, f"the installed {spec.origin}"))


def _clash(name: str, other: str) -> str:
    return f"The name '{name}' is taken by {other}; rename the job file."


def _is_inside(folder: str, file: str | None) -> bool:
    if not file:
        return False
    real = os.path.realpath(folder)
    return file.startswith(folder + os.sep) or os.path.realpath(file).startswith(real + os.sep)


def load_class(root: Path | str, module: str, class_name: str) -> type[Job]:
    """Import a job file and give one job class of it.

    Raises:
        JobDefinitionError: there is no such job class, or it is not declared correctly.
        BaseException: whatever the file itself raises.
    """
    loaded = import_module_from(root, module)
    found = getattr(loaded, class_name, None)
    if found is None or not is_job(found):
        raise JobDefinitionError(
            f"{module} has no job class {class_name} any more.", loaded.__file__ or ""
        )
    check_declaration(found)
    return found


def job_classes(modules: Mapping[str, ModuleType]) -> list[type[Job]]:
    """The job classes of these modules (DESIGN §11).

    Where anything under a top-level name called `register_jobs`, the registered classes count;
    elsewhere every job class that is defined there.
    """
    found: dict[type[Job], None] = {}
    registered = registered_jobs()
    for name, module in modules.items():
        if has_registered(top_level(name)):
            classes = [cls for cls in registered if cls.__module__ == name]
        else:
            classes = [cls for cls in vars(module).values() if is_job(cls)]
            classes = [cls for cls in classes if cls.__module__ == module.__name__]
        found.update(dict.fromkeys(cls for cls in classes if is_job(cls)))
    return list(found)


def loaded_files(root: Path) -> list[str]:
    """The files under `root` that are loaded now, relative to it, sorted."""
    folder = os.path.abspath(root)  # noqa: PTH100 - pathlib is slow to import
    files = [getattr(module, "__file__", None) for module in list(sys.modules.values())]
    inside = {os.path.relpath(file, folder) for file in files if file and _starts(file, folder)}
    return sorted(name.replace(os.sep, "/") for name in inside)


def _starts(file: object, folder: str) -> bool:
    return isinstance(file, str) and file.startswith(folder + os.sep)


def code_version(root: Path, files: Iterable[str]) -> str:
    """A short hash of the files' names and bytes; a missing file counts as empty."""
    import hashlib

    digest = hashlib.sha256()
    for name in sorted(set(files)):
        try:
            with open(os.path.join(root, name), "rb") as stream:  # noqa: PTH118, PTH123 - pathlib is slow
                content = stream.read()
        except OSError:
            content = b""
        digest.update(f"{name}\0{len(content)}\0".encode("utf-8", "surrogateescape"))
        digest.update(content)
    return digest.hexdigest()[:_HASH_LENGTH]
