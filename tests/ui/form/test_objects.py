"""Object fields of the run dialog, on a real inventory."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from jobdesk.jobs import BooleanVar, Job, MultiObjectVar, ObjectVar
from jobdesk.ui.form.drafts import Drafts

pytestmark = pytest.mark.process


class OnDevices(Job):
    region = ObjectVar(
        "dcim.Location",
        query_params={"location_type": "Region"},
        display_field="name",
        null_option="no region",
        required=False,
    )
    site = ObjectVar(
        "dcim.Location",
        query_params={"location_type": "Site", "parent": "$region"},
        display_field="name",
        required=False,
    )
    devices = MultiObjectVar("dcim.Device", query_params={"location": "$site"})
    sure = BooleanVar(default=True)

    class Meta:
        name = "On devices"
        has_sensitive_variables = False

    def run(self, **inputs):
        return inputs


class Wanting(Job):
    device = ObjectVar("dcim.Device", query_params={"role": "Firewall", "location": "Berlin"})
    odd = ObjectVar("dcim.Device", query_params={"colour": "red"}, required=False)

    class Meta:
        has_sensitive_variables = False

    def run(self, **inputs):
        return inputs


def build():
    from tests.support.small_network import build

    build()


def pk(label, name):
    from django.apps import apps

    return str(apps.get_model(label).objects.get(name=name).pk)


@pytest.fixture
def key(session):
    """The key of an object, by name."""
    session.ready.inventory.call(build)

    def key_(name, label="dcim.Device"):
        return session.ready.inventory.call(pk, label, name)

    return key_


def titles(editor):
    model = editor.popup.model
    return [model.item(row).title for row in range(model.rowCount())]


def opened(qtbot, editor, text=""):
    """Open the list of a field and wait until it shows something."""
    editor.open_list(text)
    qtbot.waitUntil(lambda: not editor.popup._is_waiting)
    return editor.popup


def choose(qtbot, editor, text):
    popup = opened(qtbot, editor, text)
    qtbot.keyClick(popup.search, Qt.Key.Key_Return)


@pytest.fixture
def form(key, add_job, open_dialog):
    return open_dialog(add_job(OnDevices)).form


def fields(form):
    return (form.fields[name].editor for name in ("region", "site", "devices"))


def test_an_object_is_chosen_by_keys_alone(qtbot, form, key):
    region, *_ = fields(form)

    qtbot.keyClick(region.box, Qt.Key.Key_Down)
    popup = region.popup
    qtbot.waitUntil(lambda: popup.model.rowCount() == 3)
    assert titles(region) == ["no region", "Asia", "Europe"]
    qtbot.keyClick(popup.search, Qt.Key.Key_Down)
    qtbot.keyClick(popup.search, Qt.Key.Key_Return)

    assert region.value() == key("Asia", "dcim.Location")
    assert region.box.currentText() == "Asia"
    assert not popup.isVisible()


def test_typing_in_the_closed_field_searches(qtbot, form, key):
    region, *_ = fields(form)

    qtbot.keyClick(region.box, "e")
    qtbot.keyClick(region.popup.search, "u")
    qtbot.keyClick(region.popup.search, Qt.Key.Key_Return)  # before anything has come

    qtbot.waitUntil(lambda: region.value() == key("Europe", "dcim.Location"))


def test_another_field_narrows_the_list(qtbot, form):
    region, site, _ = fields(form)
    opened(qtbot, site)
    assert titles(site) == ["Berlin", "Empty", "Paris", "Tokyo"]
    site.popup.close()

    choose(qtbot, region, "Asia")
    opened(qtbot, site)

    assert titles(site) == ["Empty", "Tokyo"]


def test_none_on_purpose_is_sent_as_null(qtbot, form):
    region, site, _ = fields(form)

    choose(qtbot, region, "")
    assert region.value() == "null"
    assert region.box.currentText() == "no region"
    opened(qtbot, site)

    assert titles(site) == []


def test_a_child_that_does_not_fit_any_more_is_flagged_and_never_dropped(qtbot, form, key):
    region, site, devices = fields(form)
    choose(qtbot, site, "Paris")
    devices.set_value([key("par-sw-1")])
    qtbot.waitUntil(lambda: devices.chosen.entries[0].shown is not None)
    assert not form.problems()

    choose(qtbot, region, "Asia")
    qtbot.waitUntil(lambda: bool(form.problems()))

    (problem,) = form.problems()
    assert problem.field == "site"
    assert "is not among those where parent is Asia" in problem.sentence
    assert site.value() == key("Paris", "dcim.Location")
    help_line = form.fields["site"].help
    assert help_line.repair.text() == "Take it away"
    qtbot.mouseClick(help_line.repair, Qt.MouseButton.LeftButton)
    assert site.value() is None
    assert not form.problems()


def test_several_are_chosen_one_after_the_other_and_taken_away(qtbot, form, key):
    *_, devices = fields(form)
    popup = opened(qtbot, devices, "ber")
    assert titles(devices) == ["ber-rt-1", "ber-sw-1", "ber-sw-2"]

    qtbot.keyClick(popup.search, Qt.Key.Key_Return)
    qtbot.keyClick(popup.search, Qt.Key.Key_Down)
    qtbot.keyClick(popup.search, Qt.Key.Key_Return)
    assert popup.isVisible()
    assert devices.value() == [key("ber-rt-1"), key("ber-sw-1")]
    assert popup.model.item(0).mark == "chosen"
    qtbot.keyClick(popup.search, Qt.Key.Key_Return)  # chosen again: not any more
    popup.close()
    assert devices.value() == [key("ber-rt-1")]
    qtbot.keyClick(devices.line, Qt.Key.Key_Backspace)

    assert devices.value() == []


def test_a_pasted_list_of_names_and_keys_is_matched(qtbot, form, key):
    *_, devices = fields(form)
    QGuiApplication.clipboard().setText(f"ber-sw-1, par-sw-1\nnobody\n{key('ber-rt-1')}")

    qtbot.keyClick(devices.line, "v", Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(devices.complaint()))

    names = ["ber-sw-1", "par-sw-1", "ber-rt-1"]
    found = [entry.value for entry in devices.chosen.entries if not entry.problem]
    assert found == [key(name) for name in names]
    assert devices.complaint() == "There is no device 'nobody'."
    repair = devices.repair()
    assert repair.value == found


def test_drafts_keep_keys_and_show_names_again(qtbot, form, key, add_job, open_dialog, session):
    *_, devices = fields(form)
    choose(qtbot, devices, "par-sw-1")
    dialog = form.window()
    job = dialog._job
    dialog.keeper.flush()
    dialog.close()
    assert Drafts.of(session).draft(job).raw["devices"] == [key("par-sw-1")]

    again = open_dialog(job)

    editor = again.form.fields["devices"].editor
    qtbot.waitUntil(lambda: [chip.label for chip in editor.field.chips] == ["par-sw-1"])
    assert editor.value() == [key("par-sw-1")]


def test_an_empty_list_says_what_each_filter_leaves(qtbot, key, add_job, open_dialog):
    form = open_dialog(add_job(Wanting)).form
    device, odd = (form.fields[name].editor for name in ("device", "odd"))

    popup = opened(qtbot, device)
    qtbot.waitUntil(lambda: "leaves" in popup.words.text() or "no role" in popup.words.text())
    popup.close()
    assert "There is no role 'Firewall'" in popup.words.text()
    assert "location is Berlin leaves 3" in popup.words.text()

    opened(qtbot, odd)
    assert len(titles(odd)) == 6
    qtbot.waitUntil(lambda: "without effect: colour is red" in odd.popup.words.text())
    odd.popup.close()
    qtbot.waitUntil(lambda: "6 devices" in form.fields["odd"].help.help.text())


def test_a_run_is_asked_for_with_keys(qtbot, form, key, session):
    *_, devices = fields(form)
    choose(qtbot, devices, "tok-sw")
    devices.popup.close()
    dialog = form.window()

    with qtbot.waitSignal(dialog.run_started):
        qtbot.mouseClick(dialog.footer.run, Qt.MouseButton.LeftButton)

    (run,) = session.ready.results.recent(1)
    assert run.inputs["devices"] == [key("TOK-SW-1")]


def test_an_object_is_shown_where_it_is_kept(qtbot, form, key):
    region, _, devices = fields(form)
    choose(qtbot, region, "Asia")
    dialog = form.window()

    with qtbot.waitSignal(dialog.object_requested) as asked:
        qtbot.keyClick(region.box, Qt.Key.Key_F4)
    assert asked.args == ["dcim.location", key("Asia", "dcim.Location")]

    devices.set_value(["par-sw-1"])
    qtbot.waitUntil(lambda: devices.meant_key() == key("par-sw-1"))
    with qtbot.waitSignal(dialog.object_requested) as asked:
        devices.commands["object.show"].trigger()
    assert asked.args == ["dcim.device", key("par-sw-1")]


def test_the_first_three_are_run_and_the_rest_stays_in_the_form(qtbot, form, key, session):
    *_, devices = fields(form)
    names = ["ber-rt-1", "ber-sw-1", "ber-sw-2", "par-sw-1", "TOK-SW-1"]
    devices.set_value(names)
    qtbot.waitUntil(lambda: devices.value() == [key(name) for name in names])
    dialog = form.window()

    with qtbot.waitSignal(dialog.run_started):
        qtbot.mouseClick(devices.few, Qt.MouseButton.LeftButton)

    (run,) = session.ready.results.recent(1)
    assert run.inputs["devices"] == [key(name) for name in names[:3]]
    assert dialog.isVisible()
    assert devices.value() == [key(name) for name in names[3:]]
    assert dialog.notice.text.startswith(f"Run {run.no} has the first 3.")
    assert not devices.few.isVisible()
    qtbot.mouseClick(dialog.footer.run, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(session.ready.results.recent(5)) == 2)
    assert session.ready.results.recent(1)[0].inputs["devices"] == [
        key(name) for name in names[3:]
    ]


def test_earlier_inputs_are_said_with_names(qtbot, form, key, session):
    *_, devices = fields(form)
    devices.set_value(["ber-sw-1", "par-sw-1"])
    qtbot.waitUntil(lambda: devices.value() == [key("ber-sw-1"), key("par-sw-1")])
    dialog = form.window()
    with qtbot.waitSignal(dialog.run_started):
        qtbot.mouseClick(dialog.footer.run, Qt.MouseButton.LeftButton)
    again = dialog.__class__(session, dialog._job)
    qtbot.addWidget(again)
    again.show()

    again.shelf.open_history()

    model = again.shelf.history.model
    qtbot.waitUntil(
        lambda: (item := model.item(0)) is not None and "ber-sw-1, par-sw-1" in item.note
    )
    again.shelf.history.close()


def test_what_was_deleted_meanwhile_is_told(qtbot, add_job, open_dialog, key):
    gone = "3f2504e0-4f89-41d3-9a0c-0305e82c3301"
    dialog = open_dialog(add_job(OnDevices), {"devices": [gone], "site": None, "region": None})

    qtbot.waitUntil(lambda: bool(dialog.form.problems()))

    assert f"“Devices”: there is no device '{gone}'" in dialog.footer.reason.text()
    assert not dialog.footer.run.isEnabled()


def test_a_thousand_objects_are_forty_chips_and_a_number(qtbot, form):
    *_, devices = fields(form)

    devices.set_value([f"d{n}" for n in range(1000)])

    assert len(devices.field.chips) == 40
    assert devices.more.text() == "and 960 more, 1,000 in all"
    qtbot.mouseClick(devices.clear, Qt.MouseButton.LeftButton)
    assert devices.value() == []
