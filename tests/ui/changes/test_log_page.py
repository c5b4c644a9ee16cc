"""The place "Change log": everybody's changes, the newest first."""

import pytest

from jobdesk.ui.changes.log_page import ChangeLogPage
from jobdesk.ui.changes.object_history import ObjectHistory


@pytest.fixture
def page(desk, qtbot):
    """The page, with its first entries."""
    desk.edit()
    made = ChangeLogPage(desk.session)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    with qtbot.waitSignal(made.model.read):
        made.show()
    qtbot.waitUntil(lambda: made._choices.users != ())
    return made


def names(page):
    return [page.model.entry(row).name for row in range(page.model.rowCount())]


def test_the_newest_come_first_with_who_did_it(page):
    first = page.model.data(page.model.index(0, 0)).split(", ", 1)[1]

    assert first == "Update, Device, ber-m04-acc-02, k.tanaka, Bulk edit of 2 devices"
    assert page.counts == "67 changes"


def test_parts_are_told_with_what_they_are_parts_of(page):
    said = [page.model.data(page.model.index(row, 0)) for row in range(10)]

    assert any("ber-core-02 Te1/0/7" in words for words in said)


def test_chips_and_text_filter(page, qtbot):
    page.user.set_value("k.tanaka")
    qtbot.waitUntil(lambda: page.model.rowCount() == 3)
    page.kind.set_value("Device")
    page.field.setText("acc-01")
    qtbot.waitUntil(lambda: names(page) == ["ber-m04-acc-01"])

    page.clear_filter()
    qtbot.waitUntil(lambda: page.model.rowCount() == 67)


def test_a_number_is_a_run_and_people_are_no_runs(page, qtbot):
    page.field.setText("#1")
    qtbot.waitUntil(lambda: page.model.rowCount() == 64)

    page.clear_filter()
    page.doer.set_value("People")
    qtbot.waitUntil(lambda: page.model.rowCount() == 3)


def test_nothing_that_fits_says_so_with_a_way_out(page, qtbot):
    page.field.setText("ams-core")
    qtbot.waitUntil(lambda: page.empty.isVisible())

    page.empty.clicked.emit()

    qtbot.waitUntil(lambda: page.list.isVisible())


def test_older_entries_follow_when_one_scrolls(desk, page, qtbot):
    from benchmarks.gallery import changes_data

    desk.inventory.call(changes_data.many_changes, 2, 250)
    page.refresh()
    qtbot.waitUntil(lambda: page.model.rowCount() == 100)
    assert page.counts == "100+ changes"

    while page.model.rowCount() < 317:
        before = page.model.rowCount()
        page.list.scrollToBottom()
        qtbot.waitUntil(lambda: page.model.rowCount() > before)  # noqa: B023 - asked at once

    assert page.counts == "317 changes"


def test_one_change_is_taken_back_from_here(desk, page, qtbot):
    page.list.choose(2)
    qtbot.waitUntil(lambda: page.detail.found is not None)
    qtbot.waitUntil(lambda: page.detail.found.row.name == "ber-core-02")
    page.detail.revert.click()
    dialog = page.reverter.dialog
    qtbot.waitUntil(lambda: dialog.plan is not None)
    with qtbot.waitSignal(page.reverter.reverted):
        dialog.go.click()

    (row,) = desk.page(text="Revert of this change").rows
    assert (row.action, row.name) == ("update", "ber-core-02")


def test_the_model_is_sound(page, qtmodeltester):
    qtmodeltester.check(page.model)


def test_an_object_tells_its_own_changes_and_those_of_its_parts(desk, qtbot):
    from benchmarks.gallery import changes_data

    desk.edit()
    key = desk.inventory.call(changes_data.key_of_device)
    history = ObjectHistory(desk.session)
    qtbot.addWidget(history)
    history.show()
    with qtbot.waitSignal(history.model.read):
        history.show_object("dcim.device", key)

    assert names(history) == ["ber-core-02", "Te1/0/8", "Te1/0/7", "ber-core-02"]


def test_an_object_without_changes_says_so(desk, qtbot):
    history = ObjectHistory(desk.session)
    qtbot.addWidget(history)
    history.show()
    with qtbot.waitSignal(history.model.read):
        history.show_object("dcim.device", "5b1c0000-0000-4000-8000-000000000000")

    assert history.empty.isVisible()


def test_the_entry_that_is_read_stays_when_newer_ones_come(desk, qtbot):
    page = ChangeLogPage(desk.session)
    qtbot.addWidget(page)
    with qtbot.waitSignal(page.model.read):
        page.show()
    page.list.choose(2)
    here, count = page.model.entry(2).id, page.model.rowCount()
    desk.edit()

    page.refresh()

    qtbot.waitUntil(lambda: page.model.rowCount() == count + 3)
    assert page.list.current_row == 5
    assert page.model.entry(5).id == here
