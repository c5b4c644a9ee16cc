"""Pages and dialogs are opened and closed many times: what stays behind?"""

import gc
import weakref
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import psutil
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

from benchmarks.acts.form import dialogs_of
from benchmarks.scale import LONG_FORM
from benchmarks.stage import Stage

_RUNS, _DIALOGS, _JOBS = 50, 20, 30
_ROUNDS = 3
_REST_MS = 60  # between opening and closing: what is read comes home

Open = Callable[[int], QWidget]
Close = Callable[[QWidget], object]


def act(stage: Stage, logs: dict[int, int]) -> dict[str, dict[str, int]]:
    """Counts of widgets and windows, and memory, before and after each kind."""
    strip, opener = stage.window.strip, stage.desk.opener
    nos = [run.no for run in stage.services.results.recent(_RUNS, status=None)]
    keys = [row.key for row in stage.desk.jobs_page.data.rows if row.record is not None]

    def open_run(place: int) -> QWidget:
        opener.open_run(logs[max(logs)] if place % 10 == 0 else nos[place])
        return strip.current_page

    def open_job(place: int) -> QWidget:
        opener.open_job_settings(keys[place])
        return strip.current_page

    def open_dialog(_: int) -> QWidget:
        job = stage.workspace.job(LONG_FORM).id
        opener.open_run_dialog(job)
        stage.wait(lambda: job in dialogs_of(stage), "the dialog")
        stage.wait(dialogs_of(stage)[job].isVisible, "the dialog on the screen")
        return dialogs_of(stage)[job]

    def close_tab(_: QWidget) -> None:
        strip.close_current()

    return {
        "runs": _often(stage, _RUNS, open_run, close_tab),
        "dialogs": _often(stage, _DIALOGS, open_dialog, QWidget.close),
        "jobs": _often(stage, _JOBS, open_job, close_tab),
    }


def _often(stage: Stage, count: int, open_: Open, close: Close) -> dict[str, int]:
    """Do it for what is made once, then in earnest: what leaks grows in every round."""
    seen: list[weakref.ref[QWidget]] = []
    _round(stage, 3, open_, close, seen)
    widgets, windows = _widgets(), _windows()
    seen.clear()
    sizes: list[int] = []
    for _ in range(_ROUNDS):
        _round(stage, count, open_, close, seen)
        sizes.append(_kilobytes())
    return {
        "alive": sum(one() is not None for one in seen),
        "widgets_before": widgets,
        "widgets_after": _widgets(),
        "windows_before": windows,
        "windows_after": _windows(),
        "kb_grown": min(after - before for before, after in pairwise(sizes)),
    }


def _round(
    stage: Stage, count: int, open_: Open, close: Close, seen: list[weakref.ref[Any]]
) -> None:
    for place in range(count):
        page = open_(place)
        seen.append(weakref.ref(page))
        stage.settle(_REST_MS)
        close(page)
        del page
        stage.settle(5)
    stage.rest(300)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.unfreeze()
    gc.collect()


def _widgets() -> int:
    return len(QApplication.allWidgets())


def _windows() -> int:
    return len(QApplication.topLevelWidgets())


def _kilobytes() -> int:
    return psutil.Process().memory_full_info().uss // 1024
