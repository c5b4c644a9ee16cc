"""The places “Job hooks” and “Job buttons”: list, form, trace; all of it works by keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from tests.support.hook_desk import make

from jobdesk.errors import Refused
from jobdesk.models.hook_records import Batching
from jobdesk.ui import messages
from jobdesk.ui.hooks.trace_pane import PAST


@pytest.fixture
def said(monkeypatch):
    heard = []
    messages.bridge().listen(heard.append)
    return heard


def refuse(*args):
    raise Refused("The inventory is busy.")


def names(page):
    return [page.model.item(row).title for row in range(page.model.rowCount())]


def marks(page):
    return {i.title: i.mark for i in (page.model.item(r) for r in range(page.model.rowCount()))}


def choose(page, name):
    page.list.setCurrentIndex(page.model.index(names(page).index(name), 0))


def add_type(page, text):
    page.form.types.line.setFocus()
    QTest.keyClicks(page.form.types.line, text)
    QTest.keyClick(page.form.types.line, Qt.Key.Key_Return)


def test_a_kind_is_chosen_from_the_list_that_fits(desk, hooks_page, qtbot):
    desk.receiver("Push")
    page = hooks_page()
    page.actions_here["hooks.new"].trigger()
    field = page.form.types
    qtbot.waitUntil(lambda: "tenancy.tenant" in field._known)
    field.line.setFocus()
    QTest.keyClicks(field.line, "tenancy.t")
    popup = field._completer.popup()
    qtbot.waitUntil(popup.isVisible)

    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: field.labels == ("tenancy.tenant",))
    qtbot.waitUntil(lambda: not field.line.text())


def test_hooks_are_listed_with_what_keeps_them_from_firing(desk, hooks_page):
    desk.fill()
    page = hooks_page()

    assert names(page) == [
        "Addresses to DNS", "Device goes live", "Racks without power",
        "Ticket for removed devices",
    ]  # fmt: skip
    assert marks(page)["Racks without power"] == "off"
    assert marks(page)["Device goes live"].startswith("fired")
    assert page.counts == "4 job hooks, 2 not in use"
    choose(page, "Ticket for removed devices")
    assert page.problem.isVisible()
    assert "not enabled" in page.problem.accessibleName()


def test_a_hook_is_made_by_keys_alone(desk, hooks_page, qtbot, said):
    desk.receiver("Push")
    page = hooks_page()
    page.setFocus()
    QTest.keyClick(page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(page.form.name.hasFocus)
    QTest.keyClicks(page.form.name, "Tenants")
    add_type(page, "tenancy.tenant")
    page.form.job.setFocus()
    QTest.keyClick(page.form.job, Qt.Key.Key_Down)
    page.form.job.activated.emit(0)
    page.form.conditions.add_field.setFocus()
    QTest.keyClick(page.form.conditions.add_field, Qt.Key.Key_Space)
    [line] = page.form.conditions.lines
    line.field.setCurrentText("name")
    QTest.keyClicks(line.new, "acme")
    QTest.keyClick(page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(desk.services.hooks.all()))

    [hook] = desk.services.hooks.all()
    assert hook.fields.object_types == ("tenancy.tenant",)
    assert list(hook.fields.conditions) == [{"field": "name", "to": "acme"}]
    qtbot.waitUntil(lambda: page.current_key == hook.id)
    qtbot.waitUntil(lambda: names(page) == ["Tenants"])
    assert [one.text for one in said] == ["Saved hook Tenants."]


def test_what_is_wrong_stands_below_its_field(hooks_page, qtbot):
    page = hooks_page()
    page.begin_new()
    page.form.conditions.add_expression.click()
    page.save()

    qtbot.waitUntil(lambda: bool(page.form.error_of("name")))

    assert page.form.error_of("object_types") == "Choose at least one kind of objects."
    assert page.form.error_of("job") == "Choose a job hook receiver."
    assert page.form.name.hasFocus()


def test_what_is_typed_is_kept_for_each_hook(desk, hooks_page):
    desk.fill()
    page = hooks_page()
    choose(page, "Addresses to DNS")
    QTest.keyClicks(page.form.name, " now")
    choose(page, "Device goes live")
    assert page.form.name.text() == "Device goes live"
    assert not page.actions_here["hooks.save"].isEnabled()

    choose(page, "Addresses to DNS")

    assert page.form.name.text() == "Addresses to DNS now"
    assert marks(page)["Addresses to DNS"] == "not saved"
    page.revert()
    assert page.form.name.text() == "Addresses to DNS"
    assert page.form.fields().batching is Batching.CONTEXT


def test_a_hook_is_switched_off_and_on(desk, hooks_page, qtbot):
    hook = desk.hook("one", desk.receiver("Push"))
    page = hooks_page()

    page.actions_here["hooks.switch"].trigger()
    qtbot.waitUntil(lambda: marks(page).get("one") == "off")
    assert page.actions_here["hooks.switch"].text() == "Switch &on"
    page.actions_here["hooks.switch"].trigger()

    qtbot.waitUntil(lambda: marks(page).get("one") == "")
    assert desk.services.hooks.find(hook.id).fields.enabled


def test_a_deleted_hook_is_offered_back(desk, hooks_page, qtbot, said):
    desk.hook("one", desk.receiver("Push"))
    page = hooks_page()
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: page.model.rowCount() == 0)
    assert page.empty.isVisible()

    said[-1].undo()

    qtbot.waitUntil(lambda: names(page) == ["one"])


def test_the_offer_to_bring_a_hook_back_takes_no_other_edit_back(desk, hooks_page, qtbot, said):
    from jobdesk.operations.hooks import set_hook_enabled

    receiver = desk.receiver("Push")
    desk.hook("one", receiver)
    desk.hook("two", receiver)
    page = hooks_page()
    choose(page, "one")
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: names(page) == ["two"])
    offer, number = said[-1], len(said)
    set_hook_enabled(desk.services, desk.session.user, "two", enabled=False)

    offer.undo()

    qtbot.waitUntil(lambda: len(said) > number)
    assert not desk.services.hooks.find("two").fields.enabled
    assert names(page) == ["two"]


def test_the_trace_says_why_and_opens_the_run(desk, hooks_page, qtbot):
    desk.fill()
    page = hooks_page()
    choose(page, "Device goes live")
    trace = page.trace
    qtbot.waitUntil(lambda: len(trace.model.rows) == 5)

    assert [row.fires for row in trace.model.rows] == [True, True, False, False, False]
    with qtbot.waitSignal(page.open_run) as opened:
        trace.view.setFocus()
        QTest.keyClick(trace.view, Qt.Key.Key_Return)
    assert opened.args == [trace.model.rows[0].result_no]
    trace.view.setCurrentIndex(trace.model.index(4, 0))
    assert not trace.actions_here["hooks.open_run"].isEnabled()


def test_past_changes_are_tried_on_what_stands_in_the_form(desk, hooks_page, qtbot):
    desk.services.inventory.change(make, "acme", "umbrella", detail="a test")
    desk.hook("one", desk.receiver("Push"), ("tenancy.tenant",))
    page = hooks_page()
    page.trace.switch._buttons[PAST].click()
    rows = page.trace.model
    qtbot.waitUntil(lambda: [row.fires for row in rows.rows] == [True, True])

    page.form.conditions.add_field.click()
    line = page.form.conditions.lines[0]
    line.field.setCurrentText("name")
    QTest.keyClicks(line.new, "acme")

    qtbot.waitUntil(lambda: sorted(row.fires for row in rows.rows) == [False, True])
    assert desk.services.results.count() == 0


def test_fields_that_could_not_be_read_are_asked_for_again(
    desk, hooks_page, qtbot, said, monkeypatch
):
    desk.hook("Tenants", desk.receiver("Push"), ("tenancy.tenant",))
    with monkeypatch.context() as broken:
        broken.setattr("jobdesk.operations.started.object_fields", refuse)
        page = hooks_page()
        qtbot.waitUntil(lambda: bool(said))

    page.form.types.edited.emit()

    qtbot.waitUntil(lambda: "name" in page.form.conditions._fields)
    assert [one.text for one in said] == ["The inventory is busy."]


def test_keys_in_a_row_are_one_look_at_past_changes(desk, hooks_page, qtbot, monkeypatch):
    asked = []
    monkeypatch.setattr(
        "jobdesk.operations.hooks.try_hook", lambda *args: asked.append(args) or []
    )
    desk.fill()
    page = hooks_page()
    page.trace.switch._buttons[PAST].click()
    qtbot.waitUntil(lambda: len(asked) == 1)

    QTest.keyClicks(page.form.name, "twelve keys!")
    assert page.trace._typing.isActive()
    qtbot.waitUntil(lambda: len(asked) >= 2)

    assert len(asked) == 2
    assert asked[1][1].fields.name.endswith("twelve keys!")


def test_a_trace_that_cannot_be_read_can_be_tried_again(desk, hooks_page, qtbot, monkeypatch):
    hook = desk.fill()
    page = hooks_page()
    choose(page, hook.fields.name)
    pane = page.trace
    qtbot.waitUntil(lambda: pane.model.rowCount() == 5)
    with monkeypatch.context() as broken:
        broken.setattr("jobdesk.operations.hooks.trace_of", refuse)
        pane.reload()
        qtbot.waitUntil(pane.empty.isVisible)
        assert pane.model.rowCount() == 0

    pane.empty.clicked.emit()

    qtbot.waitUntil(lambda: pane.model.rowCount() == 5)


def test_a_past_change_is_run_again(desk, hooks_page, qtbot):
    desk.services.inventory.change(make, "acme", detail="a test")
    desk.hook("one", desk.receiver("Push"), ("tenancy.tenant",))
    page = hooks_page()
    page.trace.switch._buttons[PAST].click()
    qtbot.waitUntil(lambda: len(page.trace.model.rows) == 1)

    with qtbot.waitSignal(page.open_run) as opened:
        page.trace.actions_here["hooks.replay"].trigger()

    assert desk.services.results.by_no(opened.args[0]).change_id is not None


def test_fields_of_the_objects_are_offered_for_conditions(desk, hooks_page, qtbot):
    desk.hook("one", desk.receiver("Push"), ("tenancy.tenant",), conditions=({"field": "x"},))
    page = hooks_page()
    [line] = page.form.conditions.lines
    qtbot.waitUntil(lambda: line.field.findText("tenant_group") >= 0)
    assert line.field.currentText() == "x"
    assert not page.actions_here["hooks.save"].isEnabled()


def test_a_button_is_edited(desk, buttons_page, qtbot):
    desk.fill()
    page = buttons_page()
    assert names(page) == ["Check", "Drain", "Undrain"]
    choose(page, "Drain")
    assert page.form.queue.currentData() == "deploy"
    page.form.weight.selectAll()
    QTest.keyClicks(page.form.weight, "7")
    page.form.confirmation.click()
    page.form.weight.selectAll()
    QTest.keyClicks(page.form.weight, "+")  # on the way to a number
    QTest.keyClicks(page.form.weight, "7")

    page.save()

    qtbot.waitUntil(lambda: desk.services.buttons.find("Drain").fields.weight == 7)
    assert not desk.services.buttons.find("Drain").fields.confirmation


def test_pages_without_records_say_what_they_are_for(hooks_page, buttons_page):
    page = hooks_page()
    assert page.empty.isVisible()
    assert "JobHookReceiver" in page.empty._reason.text()
    assert "JobButtonReceiver" in buttons_page().empty._reason.text()


def test_news_leave_an_open_list_of_the_form_as_it_is(desk, buttons_page, qtbot):
    desk.fill()
    page = buttons_page()
    choose(page, "Drain")
    resets = []
    for box in (page.form.job, page.form.queue):
        box.model().rowsAboutToBeRemoved.connect(lambda *_: resets.append(1))
    page.form.types._left.modelReset.connect(lambda: resets.append(1))
    before = page.data

    page.reload()
    qtbot.waitUntil(lambda: page.data is not before)

    assert resets == []
    assert page.form.queue.currentData() == "deploy"
