"""Names that a file uses while it is loaded and nowhere binds; read from its syntax tree."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator

_GIVEN = frozenset(dir(builtins)) | {
    "__file__", "__name__", "__doc__", "__package__", "__spec__", "__loader__", "__path__",
    "__annotations__", "__builtins__", "__module__", "__qualname__", "__class__",
}  # fmt: skip
_LATER = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)


def undefined_names(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and name of each, once; nothing where a star import may bring anything."""
    if _has_star(tree):
        return
    bound = _GIVEN | set(_bound(tree))
    is_lazy = _has_lazy_annotations(tree)
    told: set[str] = set()
    for node in _used_at_load(tree, is_lazy=is_lazy):
        if node.id not in bound and node.id not in told:
            told.add(node.id)
            yield node.lineno, node.id


def _has_star(tree: ast.Module) -> bool:
    imports = (node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom))
    return any(alias.name == "*" for node in imports for alias in node.names)


def _has_lazy_annotations(tree: ast.Module) -> bool:
    imports = (node for node in tree.body if isinstance(node, ast.ImportFrom))
    return any(
        node.module == "__future__" and any(one.name == "annotations" for one in node.names)
        for node in imports
    )


def _bound(tree: ast.Module) -> Iterator[str]:
    """All names that are bound anywhere in the file; rather one too many."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            yield node.id
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Import | ast.ImportFrom):
            yield from (one.asname or one.name.partition(".")[0] for one in node.names)
        elif isinstance(node, ast.arg):
            yield node.arg
        else:
            yield from _other_names(node)


def _other_names(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.ExceptHandler | ast.MatchAs | ast.MatchStar) and node.name:
        yield node.name
    elif isinstance(node, ast.Global | ast.Nonlocal):
        yield from node.names


def _used_at_load(node: ast.AST, *, is_lazy: bool) -> Iterator[ast.Name]:
    """Names read outside of functions; of these only what stands in their heads."""
    for child in _parts_run_at_load(node, is_lazy=is_lazy):
        if isinstance(child, ast.Name) and isinstance(child.ctx, ast.Load):
            yield child
        yield from _used_at_load(child, is_lazy=is_lazy)


def _parts_run_at_load(node: ast.AST, *, is_lazy: bool) -> Iterator[ast.AST]:
    if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
        yield from node.orelse
    elif isinstance(node, ast.Try):
        yield from (*node.orelse, *node.finalbody)  # the rest is prepared for errors
    elif isinstance(node, _LATER):
        yield from _head(node, is_lazy=is_lazy)
    elif isinstance(node, ast.AnnAssign):
        yield from (part for part in (node.target, node.value) if part is not None)
        if not is_lazy:
            yield node.annotation
    else:
        yield from ast.iter_child_nodes(node)


def _head(
    node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda, *, is_lazy: bool
) -> Iterator[ast.AST]:
    """Defaults, decorators and annotations of a function."""
    arguments = node.args
    yield from (one for one in (*arguments.defaults, *arguments.kw_defaults) if one is not None)
    yield from getattr(node, "decorator_list", ())
    if is_lazy:
        return
    every = (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)
    yield from (one.annotation for one in every if one.annotation is not None)
    returns = getattr(node, "returns", None)
    if returns is not None:
        yield returns
