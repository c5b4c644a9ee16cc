"""What a job file imports and where it uses it, read from its syntax tree; nothing is run."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(slots=True)
class ImportedName:
    """One imported name: `module` "" for a plain `import module`.

    Attributes:
        module: the module it comes from.
        name: the name taken out of it; "" when the module itself is imported.
        line: where it is imported.
        is_optional: the file does without it (inside `try … except ImportError`).
        uses: lines where it, or an attribute of it, is used, with the dotted rest.
    """

    module: str
    name: str
    line: int
    is_optional: bool = False
    uses: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])


def imported_names(tree: ast.Module) -> list[ImportedName]:
    """All absolute imports of a file with their uses; those for type checkers left out."""
    bound: dict[str, ImportedName] = {}
    found: list[ImportedName] = []
    for node, is_optional in _imports(tree.body, is_optional=False):
        for local, entry in _entries(node, is_optional=is_optional):
            found.append(entry)
            bound[local] = entry
    for line, chain in _uses(tree):
        entry = bound.get(chain[0])
        if entry is not None:
            entry.uses.append((line, ".".join(chain[1:])))
    return found


def neighbours_wanted(tree: ast.Module, file: Path) -> Iterator[tuple[int, str, Path]]:
    """Line, name and place of each neighbour that a relative import needs and nobody has."""
    for node, is_optional in _imports(tree.body, is_optional=False):
        if is_optional or not isinstance(node, ast.ImportFrom) or not node.level:
            continue
        folder = file.resolve().parent
        for _ in range(node.level - 1):
            folder = folder.parent
        if node.module:
            place = folder.joinpath(*node.module.split("."))
            if not (place.with_name(place.name + ".py").exists() or place.is_dir()):
                yield node.lineno, node.module, place.with_name(place.name + ".py")


def _imports(
    body: list[ast.stmt], *, is_optional: bool
) -> Iterator[tuple[ast.Import | ast.ImportFrom, bool]]:
    for node in body:
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield node, is_optional
        elif isinstance(node, ast.Try):
            forgives = is_optional or any(_is_import_handler(h) for h in node.handlers)
            yield from _imports(node.body, is_optional=forgives)
            for block in (*(h.body for h in node.handlers), node.orelse, node.finalbody):
                yield from _imports(block, is_optional=is_optional)
        elif not _is_for_type_checkers(node):
            for block in _blocks(node):
                yield from _imports(block, is_optional=is_optional)


def _blocks(node: ast.stmt) -> Iterator[list[ast.stmt]]:
    for name in ("body", "orelse"):
        block = getattr(node, name, None)
        if isinstance(block, list):
            yield block


def _is_import_handler(handler: ast.ExceptHandler) -> bool:
    if handler.type is None:
        return True
    named = {node.id for node in ast.walk(handler.type) if isinstance(node, ast.Name)}
    return bool(named & {"ImportError", "ModuleNotFoundError", "Exception"})


def _is_for_type_checkers(node: ast.stmt) -> bool:
    return isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)


def _entries(
    node: ast.Import | ast.ImportFrom, *, is_optional: bool
) -> Iterator[tuple[str, ImportedName]]:
    """Each name that the statement binds, with what it is bound to."""
    if isinstance(node, ast.ImportFrom):
        if node.level or node.module is None:
            return  # a neighbour in the same source
        for alias in node.names:
            entry = ImportedName(node.module, alias.name, node.lineno, is_optional)
            yield alias.asname or alias.name, entry
        return
    for alias in node.names:
        entry = ImportedName(alias.name, "", node.lineno, is_optional)
        yield alias.asname or alias.name.partition(".")[0], entry


def _uses(tree: ast.Module) -> Iterator[tuple[int, list[str]]]:
    """Every dotted chain that begins with a plain name, longest first only."""
    inner: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute | ast.Name) and id(node) not in inner:
            chain = _chain(node, inner)
            if chain:
                yield node.lineno, chain


def _chain(node: ast.expr, inner: set[int]) -> list[str]:
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
        inner.add(id(node))
    if not isinstance(node, ast.Name):
        return []
    return [node.id, *reversed(parts)]
