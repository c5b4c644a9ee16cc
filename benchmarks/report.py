"""The figures: what each promises, whether it holds, as a table and as a JSON file.

A slow figure is told, never raised. No Qt and no database in this file.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.blocks import FIGURES


@dataclass(frozen=True, slots=True)
class Promise:
    """A bound of DESIGN §10: on the value itself, or on its ratio to the limit."""

    text: str
    at_least: float | None = None
    at_most: float | None = None
    is_ratio: bool = False

    def holds(self, value: float | None, ratio: float | None) -> bool:
        """The figure keeps it; a figure that is missing does not."""
        figure = ratio if self.is_ratio else value
        if value is None or figure is None:
            return False
        is_enough = self.at_least is None or figure >= self.at_least
        return is_enough and (self.at_most is None or figure <= self.at_most)


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure. `note` is for the table only, `is_spoiled` a second condition that failed."""

    name: str
    unit: str
    promise: Promise
    value: float | None = None
    limit: float | None = None
    note: str = ""
    is_spoiled: bool = False

    @property
    def ratio(self) -> float | None:
        """Value over limit; None without one of them."""
        if self.value is None or not self.limit:
            return None
        return self.value / self.limit

    @property
    def holds(self) -> bool:
        """The promise is kept."""
        return not self.is_spoiled and self.promise.holds(self.value, self.ratio)

    def document(self) -> dict[str, object]:
        """What the JSON file says."""
        return {
            "value": _rounded(self.value),
            "unit": self.unit,
            "limit": _rounded(self.limit),
            "ratio": _rounded(self.ratio),
            "promise": self.promise.text,
            "holds": self.holds,
        }

    def row(self) -> tuple[str, ...]:
        """What the table says."""
        holds = "yes" if self.holds else "no" if self.value is not None else "not measured"
        figures = [_shown(self.value), _shown(self.limit), _shown(self.ratio)]
        value, limit, ratio = figures
        return (self.name, value, self.unit, limit, ratio, self.promise.text, holds, self.note)


def _of_limit(text: str, **bounds: float) -> Promise:
    return Promise(text, is_ratio=True, **bounds)


_STALLS = "% of beats below 16 ms"
_BLANKS = (
    Measure(
        "log_burst", "entries/s", _of_limit("at least 0.30 of raw executemany", at_least=0.30)
    ),
    Measure("log_delay", "ms p95", Promise("at most 25 ms", at_most=25)),
    Measure("log_lost", "entries", Promise("none", at_most=0)),
    Measure("stalls_paced", _STALLS, Promise("at least 99 %, none above 50 ms", at_least=99)),
    Measure("stalls_burst", _STALLS, Promise("at least 95 %, none above 50 ms", at_least=95)),
    Measure("submit_warm", "ms p50", Promise("at most 10 ms", at_most=10)),
    Measure("submit_cold", "ms p50", Promise("none; told beside a bare interpreter")),
    Measure("submit_models", "ms p50", Promise("none; its import of a model included")),
    Measure(
        "preview_run",
        "s",
        _of_limit("at most 1.2 of the same run and the copy", at_most=1.2),
    ),
    Measure("noop_models", "runs/s", Promise("at least 5/s", at_least=5)),
    Measure("noop_runs", "runs/s", Promise("at least 25/s", at_least=25)),
    Measure("log_open", "ms", Promise("at most 100 ms", at_most=100)),
    Measure("log_jump", "ms", Promise("at most 16 ms", at_most=16)),
    Measure("log_search_1m", "ms", _of_limit("at most 1.2 of one LIKE scan", at_most=1.2)),
    Measure("search_build", "rows/s", Promise("none; told beside raw executemany")),
    Measure("search_all_1m", "ms", Promise("below 300 ms", at_most=300)),
    Measure("job_filter_10k", "ms per key", Promise("at most 16 ms", at_most=16)),
    Measure("first_paint", "ms", _of_limit("at most 1.5 of a bare window", at_most=1.5)),
    Measure("usable_list", "ms", Promise("at most 2000 ms", at_most=2000)),
    *(Measure(name, "ms", Promise("at most 50 ms", at_most=50)) for name in FIGURES),
    Measure("cli_help", "ms", Promise("at most 300 ms", at_most=300)),
    Measure("cli_jobs", "ms", Promise("at most 600 ms", at_most=600)),
    Measure(
        "inventory_save",
        "saves/s",
        _of_limit("at least 0.15 of raw inserts, a commit each", at_least=0.15),
    ),
    Measure("inventory_start", "ms", _of_limit("at most 1.5 of SQLAlchemy's ORM", at_most=1.5)),
    Measure("inventory_list", "ms", Promise("at most 100 ms", at_most=100)),
    Measure("inventory_import", "rows/s", Promise("no bound: told beside raw inserts")),
    Measure("inventory_export", "rows/s", Promise("no bound: told beside a plain read")),
    Measure("choose_first", "ms", Promise("at most 100 ms", at_most=100)),
    Measure("idle_memory", "MB PSS", Promise("at most 250 MB", at_most=250)),
    Measure("idle_cpu", "% of a core", Promise("below 1 %", at_most=0.999)),
)
BLANKS = {blank.name: blank for blank in _BLANKS}
_HEADS = ("measure", "value", "unit", "limit", "ratio", "promise", "holds", "note")


def measured(
    name: str,
    value: float,
    limit: float | None = None,
    note: str = "",
    *,
    is_spoiled: bool = False,
) -> Measure:
    """A figure of this name, beside the limit that was measured in the same run."""
    return replace(BLANKS[name], value=value, limit=limit, note=note, is_spoiled=is_spoiled)


def table(measures: Iterable[Measure]) -> str:
    """All figures as aligned text."""
    rows = [_HEADS, *(measure.row() for measure in measures)]
    widths = [max(len(row[at]) for row in rows) for at in range(len(_HEADS))]
    lines = [
        "  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
    lines.insert(1, "  ".join("-" * width for width in widths[:-1]) + "  ----")
    return "\n".join(lines)


def write_json(file: Path, measures: Iterable[Measure]) -> None:
    """One object per figure."""
    document = {measure.name: measure.document() for measure in measures}
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")


def _rounded(figure: float | None) -> float | None:
    return None if figure is None else float(f"{figure:.6g}")


def _shown(figure: float | None) -> str:
    if figure is None:
        return "-"
    return f"{figure:,.0f}" if abs(figure) >= 1000 else f"{figure:.3g}"
