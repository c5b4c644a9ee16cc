"""The window is not blocked by a run with ten thousand changes."""

import pytest
from benchmarks.gallery import changes_data
from tests.support.watchdog import Guard

from jobdesk.ui.runs.page import RunPage


@pytest.mark.slow
def test_ten_thousand_changes_are_shown_and_scrolled(desk, qtbot):
    no = desk.ask(desk.job("Import", "Import"), {}).no
    desk.begin(no)
    desk.inventory.call(changes_data.many_changes, no, 10_000)
    desk.end(no, changes=desk.inventory.call(changes_data.figures, no))
    page = RunPage(desk.session, no)
    qtbot.addWidget(page)
    page.resize(1100, 700)
    page.show()
    qtbot.waitUntil(lambda: "changes" in page.tabs.shown)
    guard = Guard(qtbot)

    guard.act(
        "open",
        lambda: page.show_part("changes"),
        lambda: page.changes.list.entry(1) is not None,
    )
    bar = page.changes.list.verticalScrollBar()
    for place in (9_000, 20, 5_000):
        guard.act(
            f"scroll to {place}",
            lambda at=place: bar.setValue(bar.maximum() * at // 10_000),
            lambda at=place: page.changes.list.entry(page.changes.list.rowAt(40)) is not None,
        )
    guard.act(
        "filter",
        lambda: page.changes.field.setText("Customer 0999"),
        lambda: page.changes.model.grouped.outline.total == 11,
    )

    assert guard.blocks == []
