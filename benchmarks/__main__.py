"""`python -m benchmarks [NAME…]`: measure all promises, or those named, beside their limits.

A group that breaks is told on stderr and the others go on; a slow figure is no failure.
"""

import importlib
import os
import platform
import sys
import time
import traceback
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from benchmarks.blocks import FIGURES
from benchmarks.report import BLANKS, Measure, table, write_json

REPORT = Path(__file__).resolve().parents[1] / "build" / "bench.json"

# module of this package, then the figures that its `measure(names)` yields
GROUPS: dict[str, tuple[str, ...]] = {
    "cli": ("cli_help", "cli_jobs"),
    "window": ("first_paint", "usable_list", "job_filter_10k"),
    "console": tuple(FIGURES),
    "stores": ("log_open", "log_jump", "log_search_1m"),
    "across": ("search_build", "search_all_1m"),
    "pipeline": ("log_burst", "stalls_burst", "log_delay", "stalls_paced"),
    "lost": ("log_lost",),
    "runs": (
        "submit_warm",
        "submit_cold",
        "noop_runs",
        "submit_models",
        "noop_models",
        "preview_run",
    ),
    "inventory": (
        "inventory_save",
        "inventory_start",
        "inventory_list",
        "inventory_import",
        "inventory_export",
    ),
    "choosing": ("choose_first",),
    "idle": ("idle_memory", "idle_cpu"),
}


def main(arguments: Sequence[str]) -> int:
    """Measure; 2 when a name is not known."""
    unknown = set(arguments) - set(GROUPS) - set(BLANKS)
    if unknown:
        print(f"There is no figure or group {', '.join(sorted(unknown))}.", file=sys.stderr)
        print(f"Figures: {', '.join(BLANKS)}; groups: {', '.join(GROUPS)}.", file=sys.stderr)
        return 2
    _settle()
    wanted = _wanted(arguments)
    before = _load()
    found = dict.fromkeys(wanted, None)
    for group, names in GROUPS.items():
        chosen = [name for name in names if name in wanted]
        if chosen:
            found.update({one.name: one for one in _measure(group, chosen)})
    measures = [found[name] or BLANKS[name] for name in BLANKS if name in found]
    print(
        f"Load average {before} before, {_load()} after; {os.cpu_count()} processors, "
        f"Python {platform.python_version()}, {platform.system()}."
    )
    print(table(measures))
    write_json(REPORT, measures)
    print(f"Written to {REPORT}.")
    return 0


def _settle() -> None:
    """Children find no workspace, no screen and no settings but those we give them."""
    for name in [name for name in os.environ if name.startswith("JOBDESK_")]:
        del os.environ[name]
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def _wanted(arguments: Sequence[str]) -> Collection[str]:
    named = [name for word in arguments for name in GROUPS.get(word, (word,))]
    return named or list(BLANKS)


def _measure(group: str, names: Sequence[str]) -> Iterator[Measure]:
    print(f"{group}: {', '.join(names)} …", file=sys.stderr, flush=True)
    began = time.monotonic()
    left = set(names)
    try:
        module = importlib.import_module(f"benchmarks.{group}")
        for measure in module.measure(names):
            left.discard(measure.name)
            if measure.name in names:
                yield measure
    except Exception as error:  # noqa: BLE001 - a border: the other groups are measured all the same
        traceback.print_exc()
        what = ", ".join(sorted(left)) or "its end"
        print(f"{group}: {what} not measured: {error!r}", file=sys.stderr)
    print(f"{group}: {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)


def _load() -> str:
    try:
        return "/".join(f"{figure:.1f}" for figure in os.getloadavg())
    except (AttributeError, OSError):  # Windows
        return "unknown"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
