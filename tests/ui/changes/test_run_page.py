"""The tab "Changes" of a run: objects by kind, fields of one, and the way back."""

import csv
import json
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from jobdesk.errors import JobDeskError
from jobdesk.inventory.history.records import ChangeFilter
from jobdesk.ui.changes.exporting import save
from jobdesk.ui.changes.feed_model import FeedModel
from jobdesk.ui.changes.run_page import RunChanges
from jobdesk.ui.changes.source import LogSource
from jobdesk.ui.runs.page import RunPage


@pytest.fixture
def changes(desk, qtbot):
    """The tab, with its figures read."""
    page = RunChanges(LogSource(desk.inventory), desk.no, None, is_preview=False)
    qtbot.addWidget(page)
    page.resize(1100, 700)
    page.show()
    with qtbot.waitSignal(page.outlined):
        page.show_run(desk.services.results.by_no(desk.no))
    qtbot.waitUntil(lambda: page.list.entry(1) is not None)
    return page


def choose(page, qtbot, name, action=None):
    """Go to the entry of an object, wait for its fields."""
    qtbot.waitUntil(lambda: row_of(page, name, action) >= 0)
    page.list.choose(row_of(page, name, action))
    qtbot.waitUntil(lambda: page.detail.found is not None)
    qtbot.waitUntil(lambda: page.detail.found.row.name == name)
    return page.detail


def row_of(page, name, action=None):
    for row in range(page.model.rowCount()):
        entry = page.list.entry(row)
        if entry is not None and entry.name == name and action in (None, entry.action):
            return row
    return -1


def test_kinds_come_in_the_order_of_the_run_with_their_figures(changes):
    heads = [kind.kind for kind in changes.model.grouped.kinds]

    assert heads[:3] == ["Location", "Rack", "Device"]
    assert changes.model.data(changes.model.index(0, 0)) == "Location: 1 created"
    assert changes.chips.chips["update"].accessibleName().startswith("Update: 3,")


def test_the_fields_of_an_object_stand_before_and_after(changes, qtbot):
    fold(changes, "dcim.interface")
    detail = choose(changes, qtbot, "ber-core-02")

    told = {row.field.label: row.words for row in detail.fields.fields.rows if not row.line}

    assert told["Comments"] == "Comments\tspare uplinks Te1/0/7-8\tuplinks to BER-Mitte 04"
    assert told["Tags"] == "Tags\t\N{EN DASH}\tbranch-hub"
    signs = [row.line.sign for row in detail.fields.fields.rows if row.line]
    assert "+" in signs
    assert "-" in signs


def fold(page, model):
    kinds = [kind.model for kind in page.model.grouped.kinds]
    page.model.fold(kinds.index(model), is_folded=True)


def test_all_fields_are_told_when_asked_for(changes, qtbot):
    fold(changes, "dcim.interface")
    detail = choose(changes, qtbot, "ber-core-02")
    few = detail.fields.fields.rowCount()

    detail.only.trigger()

    assert detail.fields.fields.rowCount() > few


def test_a_chip_and_a_text_narrow_the_list(changes, qtbot):
    changes.chips.chips["delete"].click()
    qtbot.waitUntil(lambda: changes.model.grouped.outline.total == 1)
    assert changes.said.text() == "1 deleted"

    changes.chips.chips["delete"].click()
    changes.field.setText("ber-m04-acc")
    qtbot.waitUntil(lambda: changes.model.grouped.outline.total == 2)


def test_left_and_right_close_and_open_a_kind(changes, qtbot):
    count = changes.model.rowCount()
    changes.list.choose(1)

    qtbot.keyClick(changes.list, Qt.Key.Key_Left)
    assert changes.list.current_row == 0
    qtbot.keyClick(changes.list, Qt.Key.Key_Left)
    assert changes.model.rowCount() == count - 1
    qtbot.keyClick(changes.list, Qt.Key.Key_Right)
    assert changes.model.rowCount() == count


def test_one_entry_is_copied_with_its_fields(changes, qtbot):
    choose(changes, qtbot, "BER-Mitte 04")

    changes.menu.copy()

    text = QApplication.clipboard().text()
    assert text.startswith("Create Location BER-Mitte 04\n")
    assert "Status\t\N{EN DASH}\tPlanned" in text


def test_the_menu_of_an_entry_acts_on_that_entry(changes, qtbot):
    asked = []
    changes.object_requested.connect(lambda kind, key: asked.append(kind))
    changes.revert_requested.connect(lambda wanted, only: asked.append(only))
    choose(changes, qtbot, "BER-Mitte 04")
    entry = changes.list.entry(changes.list.current_row)

    menu = changes.menu.make_menu()

    words = [each.text() for each in menu.actions() if each.text()]
    assert words == [
        "&Open object",
        "Revert t&his change…",
        "Export as CS&V…",
        "Export as &JSON…",
        "&Copy",
    ]
    menu.actions()[0].trigger()
    next(each for each in menu.actions() if "Revert" in each.text()).trigger()
    assert asked == ["dcim.location", frozenset({entry.id})]


def test_the_menu_of_a_head_folds_its_kind(changes):
    changes.list.choose(0)
    count = changes.model.rowCount()

    changes.menu.make_menu().actions()[0].trigger()

    assert changes.model.rowCount() < count
    assert changes.menu.make_menu().actions()[0].text() == "Unfol&d"


def test_a_run_is_taken_back_after_its_plan_was_looked_at(desk, qtbot, said):
    page = RunPage(desk.session, desk.no)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: "changes" in page.tabs.shown)
    page.show_part("changes")
    qtbot.waitUntil(lambda: page.changes.actions_here["changes.revert"].isEnabled())
    page.changes.revert.click()
    dialog = page._reverter.dialog
    qtbot.waitUntil(lambda: dialog.plan is not None)
    assert dialog.go.text() == "&Revert 64 changes"

    with qtbot.waitSignal(page._reverter.reverted):
        dialog.go.click()

    assert said == ["Reverted run #1: 1 created, 3 updated, 60 deleted."]
    rows = desk.page(text="Revert of run 1").rows
    assert rows[0].detail == "Revert of run 1"
    assert {row.result_no for row in rows} == {0}


def test_what_has_changed_since_is_told_in_the_plan(desk, changes, qtbot):
    from jobdesk.ui.changes.reverting import Reverter

    desk.edit()
    reverter = Reverter(desk.session, changes)
    changes.revert_requested.connect(lambda wanted, only: reverter.ask(wanted, only, "run #1"))
    changes.revert.click()
    dialog = reverter.dialog
    qtbot.waitUntil(lambda: dialog.plan is not None)

    first = dialog.model.data(dialog.model.index(0, 0))

    assert first == (
        "Update Device ber-core-02 (Local context, Comments, Tags): Not possible. "
        "Comments changed since by k.tanaka."
    )
    dialog.reject()


@pytest.mark.parametrize("form", ["csv", "json"])
def test_changes_are_saved_field_by_field(desk, changes, qtbot, tmp_path, form, said):
    target = tmp_path / f"changes.{form}"
    source = LogSource(desk.inventory)

    save(changes, target, partial(source.export, changes.wanted, form))
    qtbot.waitUntil(lambda: bool(said))

    assert said == [f"Saved 64 changes to changes.{form}."]
    if form == "json":
        found = json.loads(target.read_text())
        device = next(one for one in found if one["object"] == "ber-core-02")
        assert device["fields"]["comments"]["after"] == "uplinks to BER-Mitte 04"
    else:
        lines = list(csv.DictReader(target.read_text().splitlines()))
        told = [one for one in lines if one["object"] == "ber-core-02"]
        assert {one["field"] for one in told} == {
            "comments",
            "tags",
            "local_config_context_data",
        }


def test_the_models_are_sound(changes, qtmodeltester, qtbot):
    choose(changes, qtbot, "BER-Mitte 04")

    qtmodeltester.check(changes.model)
    qtmodeltester.check(changes.detail.fields.fields)


class _Shaky(LogSource):
    """Its inventory is away for a moment."""

    is_away = False

    def _require(self):
        if self.is_away:
            raise JobDeskError("The inventory is away.")

    def outline(self, wanted):
        self._require()
        return super().outline(wanted)

    def page(self, wanted, after):
        self._require()
        return super().page(wanted, after)

    def detail(self, change_id):
        self._require()
        return super().detail(change_id)

    def rows(self, wanted, kind, start):
        self._require()
        return super().rows(wanted, kind, start)


@pytest.fixture
def shaky(desk, qtbot):
    source = _Shaky(desk.inventory)
    page = RunChanges(source, desk.no, None, is_preview=False)
    qtbot.addWidget(page)
    page.resize(1100, 700)
    return source, page


def test_a_page_that_could_not_be_read_is_asked_for_again(desk, shaky, qtbot, said):
    source, page = shaky
    with qtbot.waitSignal(page.outlined):
        page.show_run(desk.services.results.by_no(desk.no))
    source.is_away = True
    page.model.need(0, 5)
    qtbot.waitUntil(lambda: "The inventory is away." in said)
    assert page.list.entry(1) is None
    source.is_away = False

    page.model.need(0, 5)

    qtbot.waitUntil(lambda: page.list.entry(1) is not None)


def test_figures_that_could_not_be_read_are_asked_for_again(desk, shaky, qtbot, said):
    source, page = shaky
    source.is_away = True
    page.show_run(desk.services.results.by_no(desk.no))
    qtbot.waitUntil(lambda: "The inventory is away." in said)
    source.is_away = False

    with qtbot.waitSignal(page.outlined):
        page.show_run(desk.services.results.by_no(desk.no))


def test_an_entry_that_could_not_be_read_leaves_none_to_be_taken_back(desk, shaky, qtbot, said):
    source, page = shaky
    with qtbot.waitSignal(page.outlined):
        page.show_run(desk.services.results.by_no(desk.no))
    page.show()
    choose(page, qtbot, "ber-core-02")
    source.is_away = True

    page.list.choose(row_of(page, "BER-Mitte 04"))

    qtbot.waitUntil(lambda: "The inventory is away." in said)
    assert page.detail.found is None


def test_changes_of_one_question_are_not_shown_for_another(desk, qtbot, said):
    source = _Shaky(desk.inventory)
    model = FeedModel(source)
    with qtbot.waitSignal(model.read):
        model.ask(ChangeFilter())
    assert model.rowCount()
    source.is_away = True

    with qtbot.waitSignal(model.failed):
        model.ask(ChangeFilter(model="dcim.device"))

    assert (model.rowCount(), said) == (0, ["The inventory is away."])
