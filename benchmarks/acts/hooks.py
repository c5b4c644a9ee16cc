"""A person at work while a thousand changes fire three job hooks."""

import threading
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from benchmarks.stage import Stage
from jobdesk.models.hook_records import HookFields
from jobdesk.ui.main_window import HOOKS, JOBS, RUNS
from jobdesk.ui.runs.view import RunsPage

_CHANGES, _HOOKS = 1_000, 3


def act(stage: Stage) -> None:
    """All of it; what is still to be run at the end is left."""
    services, actor = stage.services, stage.workspace.actor
    job = services.jobs.by_class_path("reactions.TellOfChange")
    assert job is not None
    for number in range(_HOOKS):
        fields = HookFields(f"hook {number}", ("tenancy.tenant",), job.id)
        services.hooks.save(actor.id, "new", fields)
    stage.desk.show_place(HOOKS)
    stage.desk.show_place(RUNS)
    page = stage.page
    assert isinstance(page, RunsPage)
    edit = partial(services.inventory.change, _make, detail="burst")
    begin = threading.Thread(target=edit, daemon=True).start
    stage.act("hooks_burst", begin, lambda: page.model.rowCount() > 0)
    for _ in range(6):
        stage.act("hooks_burst", lambda: stage.settle(1000))
        stage.act("hooks_choose", lambda: QTest.keyClick(page.table, Qt.Key.Key_Down))
    search = page.filters.search
    for letter in "tell":
        stage.act("hooks_type", lambda letter=letter: QTest.keyClicks(search, letter))
    for place in (HOOKS, JOBS, RUNS):
        stage.act("hooks_place", partial(stage.desk.show_place, place))
    services.queues.set_all_paused(True)
    services.host.announce("queues")


def _make() -> None:
    from jobdesk.inventory.tenancy.models import Tenant

    for number in range(_CHANGES):
        Tenant(name=f"tenant {number}").validated_save()
