"""What a preview would change, as lines for the terminal."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from jobdesk.inventory.preview import PreviewedChange, PreviewResult

_SHOWN = 200  # lines; the rest is counted
_SIGNS = {"create": "+", "update": "~", "delete": "-"}
_STAMPS = frozenset({"created", "last_updated"})


def print_preview(run_dir: Path) -> None:
    """Print the preview in a run's folder; nothing when there is none."""
    from jobdesk.inventory.preview import read_preview

    result = read_preview(run_dir)
    if result is not None:
        for line in preview_lines(result):
            typer.echo(line)


def preview_lines(result: "PreviewResult") -> Iterator[str]:
    """One line per object; of the change log first, then what left no entry there."""
    if not result.logged_count and not result.unlogged_count:
        yield "Nothing in the inventory would change."
        return
    names = result.names
    yield from _part("Would change:", result.logged, result.logged_count, names)
    also = "Would change without an entry in the change log:"
    yield from _part(also, result.unlogged, result.unlogged_count, names)


def _part(
    title: str, changes: "tuple[PreviewedChange, ...]", count: int, names: Mapping[str, str]
) -> Iterator[str]:
    if not count:
        return
    yield title
    shown = changes[:_SHOWN]
    for change in shown:
        sign, fields = _SIGNS[change.action], _fields(change, names)
        yield f"  {sign} {change.model} {change.name}{fields}"
    if count > len(shown):
        yield f"  … and {count - len(shown):,} more"


def _fields(change: "PreviewedChange", names: Mapping[str, str]) -> str:
    before, after = change.before, change.after
    if change.action != "update" or before is None or after is None:
        return ""
    differing = [
        f"{name} {_text(before.get(name), names)} → {_text(value, names)}"
        for name, value in after.items()
        if before.get(name) != value and name not in _STAMPS
    ]
    return f": {', '.join(differing)}" if differing else ""


def _text(value: Any, names: Mapping[str, str]) -> str:
    if value is None or value == "":
        return "nothing"
    return names.get(str(value), str(value))
