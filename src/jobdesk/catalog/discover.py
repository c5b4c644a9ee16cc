"""The discovery child: imports job files one by one and writes down what they declare.

Job code runs here, so nothing of it may reach the answer but through `describe_job`. Imports
no PySide6, SQLAlchemy, settings or paths; the request carries all it needs. It writes no byte
code, and the answer goes to a private file, line by line, so that a file that ends the process
takes only itself along.
"""

import json
import os
import sys
from collections.abc import Iterable, Mapping
from itertools import groupby
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

from jobdesk.catalog.failure import failure_of, plain_failure
from jobdesk.catalog.tracing import ImportTrace
from jobdesk.jobs.description import describe_job
from jobdesk.jobs.loading import code_version, import_module_from, job_classes

_INVENTORY = ("django", "jobdesk.inventory.")


class _Answer:
    """The answer file, opened anew for each line: job code may close every descriptor."""

    def __init__(self, path: str) -> None:
        self._path = path

    def write(self, event: str, **fields: Any) -> None:
        line = json.dumps({"e": event, **fields}, allow_nan=False) + "\n"
        handle = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(handle, line.encode("utf-8", "surrogatepass"))
        finally:
            os.close(handle)


class _Look:
    """One look at the modules of one root."""

    def __init__(self, root: Path, files: Mapping[str, Path], answer: _Answer) -> None:
        self._root = root
        self._files = files
        self._answer = answer
        self._trace = ImportTrace(files)

    def run(self, wanted: Iterable[str]) -> None:
        with self._trace:
            for top, modules in groupby(sorted(wanted), key=lambda name: name.split(".")[0]):
                self._look_at(top, list(modules))

    def _look_at(self, top: str, names: list[str]) -> None:
        loaded: dict[str, ModuleType] = {}
        for name in names:
            module = self._load(name)
            if module is not None:
                loaded[name] = module
        jobs: list[dict[str, Any]] = []
        for cls in job_classes(loaded):
            described = self._describe(cls)
            if described is not None:
                jobs.append(described)
        self._answer.write("top", name=top, jobs=jobs)

    def _load(self, name: str) -> ModuleType | None:
        self._answer.write("start", module=name)
        _silence_streams()  # an earlier file may have closed or replaced them
        before = set(sys.modules)
        try:
            module = import_module_from(self._root, name)
        except BaseException as error:  # noqa: BLE001 - the border to job code, sys.exit too
            self._broken(name, error)
            return None
        self._trace.note_loaded(name, before)
        return module

    def _describe(self, cls: type) -> dict[str, Any] | None:
        name = cls.__module__
        self._answer.write("start", module=name)
        try:
            described = dict(describe_job(cls))
            self._check_json(described)
        except BaseException as error:  # noqa: BLE001 - the border to job code, sys.exit too
            self._broken(name, error, cls)
            return None
        files = self._loaded_files(name)
        return described | {
            "root": str(self._root),
            "files": files,
            "uses_inventory": self._uses_inventory(cls),
            "code_version": code_version(self._root, files),
        }

    def _check_json(self, described: Mapping[str, Any]) -> None:
        """A value that JSON does not know is the job's fault, found here and told there."""
        json.dumps(described, allow_nan=False)

    def _loaded_files(self, module: str) -> list[str]:
        paths = (self._files[name] for name in self._trace.closure(module))
        return sorted(path.relative_to(self._root).as_posix() for path in paths)

    def _uses_inventory(self, cls: type) -> bool:
        """A run of it will need the models: for the worker that waits with them."""
        loaded = [sys.modules.get(name) for name in self._trace.closure(cls.__module__)]
        held = (value for module in loaded if module for value in [*vars(module).values()])
        return any(map(_is_of_inventory, held)) or _takes_objects(cls)

    def _broken(self, name: str, error: BaseException, cls: type | None = None) -> None:
        try:
            data = failure_of(error, self._files[name], self._root)
        except BaseException:  # noqa: BLE001 - an exception class of job code may do anything
            data = plain_failure(self._files[name], type(error).__name__)
        if cls is not None:
            data["message"] = f"{cls.__name__}: {error}"
            data["line"] = data["line"] or _line_of(cls)
        self._answer.write("broken", module=name, error=data)


def _is_of_inventory(value: object) -> bool:
    """A module, class or function from there; nothing of job code is called to tell."""
    if not isinstance(value, ModuleType | FunctionType | type):
        return False
    key = "__name__" if isinstance(value, ModuleType) else "__module__"
    home = value.__module__ if isinstance(value, FunctionType) else vars(value).get(key)
    return isinstance(home, str) and home.startswith(_INVENTORY)


def _takes_objects(cls: type) -> bool:
    from jobdesk.jobs.declaration import variables_of
    from jobdesk.jobs.variables.objects import ObjectVar

    return any(isinstance(one, ObjectVar) for one in variables_of(cls).values())


def _line_of(cls: type) -> int | None:
    """The line of the class statement, told by the first thing it holds."""
    import inspect

    try:
        return inspect.getsourcelines(cls)[1]
    except (OSError, TypeError):
        return None


def _silence_streams() -> None:
    """Nothing to read, and output goes nowhere."""
    null = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(null, number)
    if null > 2:
        os.close(null)
    sys.stdin, sys.stdout, sys.stderr = sys.__stdin__, sys.__stdout__, sys.__stderr__


def _install_compat(request: Mapping[str, Any]) -> None:
    from jobdesk.compat import opening
    from jobdesk.compat.finder import install

    install()

    def open_inventory() -> None:
        from jobdesk.inventory.deskdata.access import DeskPlace
        from jobdesk.inventory.reading import open_for_reading

        inventory, gate, desk, logs = (
            Path(request[name]) for name in ("inventory", "gate", "desk", "logs")
        )
        open_for_reading(inventory, gate, DeskPlace(desk, logs))

    opening.open_with(open_inventory)


def _ask_for_choices(request: Mapping[str, Any], answer: _Answer) -> None:
    from jobdesk.catalog.choosing import ask_for_choices

    _silence_streams()
    root, file = Path(request["root"]), Path(request["file"])
    (module,) = request["modules"]
    ask_for_choices(root, file, module, request["class_name"], request["names"], answer)


def main() -> int:
    """Read one request from standard input and answer it; the exit code says nothing."""
    request: dict[str, Any] = json.loads(sys.stdin.buffer.read())
    sys.dont_write_bytecode = True
    if request["compat"]:
        _install_compat(request)
    answer = _Answer(request["answer"])
    if "class_name" in request:
        _ask_for_choices(request, answer)
    else:
        files = {name: Path(file) for name, file in request["files"].items()}
        _Look(Path(request["root"]), files, answer).run(request["modules"])
    answer.write("done")
    # Threads, exit handlers and child processes of job files must not hold the answer back.
    os._exit(0)
