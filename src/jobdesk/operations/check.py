"""Say from the syntax tree whether a job file will load and what it lacks; runs nothing."""

import ast
import importlib.util
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from jobdesk.errors import NotFound
from jobdesk.models.records import JobRecord
from jobdesk.operations.imports import ImportedName, imported_names, neighbours_wanted
from jobdesk.operations.services import Services
from jobdesk.operations.undefined import undefined_names

ALL_KNOWN, LACKING, UNREADABLE = 0, 1, 2
_JOBS = "jobdesk.jobs"
_DOORS = (_JOBS, "jobdesk.inventory.models")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing about a file.

    Attributes:
        file: path of the file.
        line: where it stands.
        kind: "syntax", "missing" (the import fails), "undefined" (a name without a meaning, the
            file does not load) or "placeholder" (it loads, its use fails).
        name: what is meant, dotted.
        sentence: for people.
        uses: lines that use it, where that is known.
    """

    file: str
    line: int
    kind: str
    name: str
    sentence: str
    uses: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What was found in the files under one path."""

    files: tuple[str, ...]
    findings: tuple[Finding, ...]

    @property
    def exit_code(self) -> int:
        """0 all is known, 1 something lacks, 2 a file cannot be parsed."""
        if any(finding.kind == "syntax" for finding in self.findings):
            return UNREADABLE
        return LACKING if self.findings else ALL_KNOWN

    def document(self) -> dict[str, Any]:
        """The report as JSON."""
        return {"files": list(self.files), "findings": [asdict(one) for one in self.findings]}

    def sentences(self) -> list[str]:
        """The report for people, a line per finding."""
        said = [f"{one.file}:{one.line}: {one.sentence}" for one in self.findings]
        if not self.files:
            return ["There is no Python file here."]
        if not said:
            count = len(self.files)
            said = [f"{count} file{'s' * (count != 1)} checked: all that they import is known."]
        return said


def check(path: Path) -> CheckReport:
    """Check one file, or all job files under a folder.

    Raises:
        NotFound: there is nothing at this path.
    """
    if not path.exists():
        raise NotFound(f"{path}: there is no such file or folder.")
    return check_files(path if path.is_dir() else path.parent, _job_files(path))


def lacking_in_run(record: JobRecord) -> tuple[Finding, ...]:
    """What a job that loads uses and JobDesk lacks: the run would end there."""
    said = record.description_json
    own = Path(record.file)
    root = Path(str(said.get("root") or own.parent))
    files = [root / str(name) for name in said.get("files") or ()] or [own]
    found = check_files(root, files).findings
    return tuple(one for one in found if one.kind == "placeholder" and one.uses)


def lacking_before_first_run(services: Services, record: JobRecord) -> tuple[Finding, ...]:
    """The same, as long as nobody has run the job; reads its files, so in a thread."""
    if not record.installed or record.error is not None:
        return ()
    return () if services.results.for_job(record.id, 1) else lacking_in_run(record)


def check_files(root: Path, files: Sequence[Path]) -> CheckReport:
    """Check these files of a source, whose folder is `root`."""
    neighbours = {entry.stem for entry in root.glob("*") if entry.is_dir() or _is_python(entry)}
    findings = [found for file in files for found in _check_file(file, neighbours)]
    return CheckReport(tuple(str(file) for file in files), tuple(findings))


def _job_files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    from jobdesk.jobs.loading import find_modules

    found = list(find_modules(path).values())
    return found or sorted(_files_below(path))


def _files_below(folder: Path) -> Iterator[Path]:
    """All Python files of a folder that is no package, as cloned repositories often are."""
    for file in folder.rglob("*.py"):
        if not any(part.startswith(".") for part in file.relative_to(folder).parts):
            yield file


def _is_python(path: Path) -> bool:
    return path.suffix == ".py"


def _check_file(file: Path, neighbours: set[str]) -> Iterator[Finding]:
    try:
        tree = ast.parse(file.read_bytes(), filename=str(file))
    except (SyntaxError, ValueError, RecursionError, OSError) as error:
        line = getattr(error, "lineno", None) or 1
        reason = getattr(error, "msg", None) or str(error)
        yield Finding(str(file), line, "syntax", "", f"the file cannot be parsed: {reason}.")
        return
    for line, name in undefined_names(tree):
        reason = f"the name {name} is not defined here, so the file does not load."
        yield Finding(str(file), line, "undefined", name, reason)
    for line, name, place in neighbours_wanted(tree, file):
        reason = f"there is no {place.name} beside it, so the file does not load."
        yield Finding(str(file), line, "missing", name, reason)
    for entry in imported_names(tree):
        if entry.module.partition(".")[0] in neighbours or entry.is_optional:
            continue
        yield from _judge(file, entry)


def _judge(file: Path, entry: ImportedName) -> Iterator[Finding]:
    from jobdesk.compat.names import SERVED_ROOTS

    top = entry.module.partition(".")[0]
    if top in SERVED_ROOTS:
        yield from _judge_served(file, entry)
    elif reason := _why_missing(entry):
        name = ".".join(filter(None, (entry.module, entry.name)))
        yield Finding(str(file), entry.line, "missing", name, reason)


def _judge_served(file: Path, entry: ImportedName) -> Iterator[Finding]:
    """A name of Nautobot or Celery: served, or a placeholder whose use is told."""
    from jobdesk.compat.names import is_served_package, lacking_name

    if entry.name == "*":
        if not is_served_package(entry.module):
            yield _placeholder(file, entry.line, f"{entry.module}.*", [])
        return
    if entry.name:
        full = lacking_name(entry.module, entry.name)
        lines = [line for line, _ in entry.uses]
        if full:
            yield _placeholder(file, entry.line, full, lines)
        return
    told: set[str] = set()
    for line, rest in entry.uses:
        module, _, name = _dotted(entry, rest).rpartition(".")
        full = lacking_name(module, name)
        if full and full not in told:
            told.add(full)
            yield _placeholder(file, line, full, [line])


def _dotted(entry: ImportedName, rest: str) -> str:
    """What `import a.b` and then `a.b.c` means: the longer of both when one holds the other."""
    top = entry.module.partition(".")[0]
    spelled = f"{top}.{rest}" if rest else top
    return spelled if spelled.startswith(entry.module) else f"{entry.module}.{rest}"


def _placeholder(file: Path, line: int, full: str, uses: list[int]) -> Finding:
    lines = tuple(sorted(set(uses)))
    where = ", ".join(str(number) for number in lines[:5])
    used = f"it is used in line {where}" if where else "it is not used directly"
    sentence = f"{full} is not in JobDesk: the file loads, but using it ends the run; {used}."
    return Finding(str(file), line, "placeholder", full, sentence, lines)


def _why_missing(entry: ImportedName) -> str:
    top = entry.module.partition(".")[0]
    if top in sys.stdlib_module_names or top in sys.builtin_module_names:
        return ""
    if top == "jobdesk":
        return _why_missing_of_ours(entry)
    if not _is_installed(top):
        return f"the module {top} is not installed here, so the file does not load."
    return ""


def _why_missing_of_ours(entry: ImportedName) -> str:
    if not _is_installed(entry.module):
        return f"JobDesk has no module {entry.module}."
    offered = _offered_by(entry.module)
    if not offered or entry.name in ("", "*", *offered):
        return ""
    if entry.module == _JOBS and _is_installed(f"{_JOBS}.{entry.name}"):
        return ""
    return f"{entry.module} has no {entry.name}."


def _offered_by(module: str) -> tuple[str, ...]:
    """What an author's door offers; empty for any other module, about which nothing is said."""
    if module not in _DOORS:
        return ()
    spec = importlib.util.find_spec(module)
    tree = ast.parse(Path(str(spec and spec.origin)).read_bytes())  # importing needs Django
    lists = (
        node.value
        for node in tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"
    )
    return tuple(str(name) for value in lists for name in ast.literal_eval(value))


def _is_installed(module: str) -> bool:
    try:
        return importlib.util.find_spec(module) is not None
    except (ImportError, ValueError, AttributeError):
        return False
