import shutil

import pytest
from PySide6.QtWidgets import QApplication, QMenu, QMessageBox, QPushButton
from tests.support.starter_desk import StarterDesk

from jobdesk.ui import background
from jobdesk.ui.widgets.object_buttons import ObjectButtons

TENANT = ("tenancy.tenant",)


@pytest.fixture
def desk(prepared_home, tmp_path):
    made = StarterDesk(shutil.copytree(prepared_home, tmp_path / "Backbone lab"))
    yield made
    background.shut_down()
    made.close()


def new_tenant():
    from jobdesk.inventory.tenancy.models import Tenant

    made = Tenant(name="acme")
    made.validated_save()
    return str(made.pk)


@pytest.fixture
def buttons(desk, qtbot):
    job = desk.receiver("Check", for_hooks=False)
    desk.button("plain", job, "Check {{ obj }}", TENANT, confirmation=False)
    desk.button("asks", job, "Ask {{ obj }}", TENANT, button_class="warning")
    desk.button("broken", job, "{{ 1/0 }}", TENANT)
    desk.button("grouped", job, "In group", TENANT, group_name="More", button_class="danger")
    desk.button("empty", job, "{{ nothing }}", TENANT, group_name="Gone")
    widget = ObjectButtons(desk.session)
    qtbot.addWidget(widget)
    widget.resize(600, 60)
    key = desk.services.inventory.change(new_tenant, detail="a test")
    with qtbot.waitSignal(widget.shown):
        widget.show_object("tenancy.tenant", key)
    return widget


def by_text(widget):
    return {one.text(): one for one in widget.findChildren(QPushButton) if not one.isHidden()}


def test_buttons_are_shown_as_they_are_for_the_object(buttons):
    shown = by_text(buttons)

    assert list(shown) == ["Ask acme", "broken", "Check acme", "More"]
    assert not shown["broken"].isEnabled()
    assert "division by zero" in shown["broken"].toolTip()
    assert shown["More"].property("kind") == "danger"
    assert [one.text() for one in shown["More"].menu().actions()] == ["In group"]


def test_a_press_runs_the_job(buttons, desk, qtbot):
    with qtbot.waitSignal(buttons.run_started) as started:
        by_text(buttons)["Check acme"].click()

    assert desk.services.results.by_no(started.args[0]).name == "Check"


def test_a_double_click_presses_once(buttons, desk, qtbot):
    started = []
    buttons.run_started.connect(started.append)

    for _ in range(2):
        by_text(buttons)["Check acme"].click()
    qtbot.waitUntil(lambda: bool(started) and not background.is_busy())

    assert desk.services.results.count() == 1
    by_text(buttons)["Check acme"].click()
    qtbot.waitUntil(lambda: len(started) == 2)


def test_a_button_that_asks_runs_after_the_answer(buttons, desk, qtbot):
    by_text(buttons)["Ask acme"].click()
    [box] = [w for w in QApplication.topLevelWidgets() if isinstance(w, QMessageBox)]
    assert "Run “Check” with acme?" in box.text()
    assert desk.services.results.count() == 0

    with qtbot.waitSignal(buttons.run_started):
        next(one for one in box.buttons() if "Run" in one.text()).click()


def test_the_menu_of_an_object_offers_them_too(buttons, qtbot):
    menu = QMenu()
    qtbot.addWidget(menu)
    buttons.fill_menu(menu)
    entries = {one.text(): one for one in menu.actions() if not one.isSeparator()}

    assert list(entries) == ["Ask acme", "broken", "Check acme", "More"]
    assert not entries["broken"].isEnabled()
    with qtbot.waitSignal(buttons.run_started):
        entries["Check acme"].trigger()


def test_without_an_object_there_are_none(buttons):
    buttons.forget()

    assert buttons.isHidden()
    assert by_text(buttons) == {}
