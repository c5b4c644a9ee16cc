"""Job buttons on an object: under its name, and in its menu."""

import shutil

import pytest
from tests.support.starter_desk import StarterDesk

from jobdesk.ui import background
from jobdesk.ui.inventory import questions
from jobdesk.ui.inventory.page import InventoryPage


@pytest.fixture
def desk(prepared_home, tmp_path):
    made = StarterDesk(shutil.copytree(prepared_home, tmp_path / "Backbone lab"))
    yield made
    background.shut_down()
    made.close()


def test_they_stand_under_the_name_and_in_the_menu(desk, qtbot):
    job = desk.receiver("Check", for_hooks=False)
    desk.button("plain", job, "Check {{ obj }}", ("tenancy.tenant",), confirmation=False)
    add = lambda: questions.create("tenancy.tenant", {"name": "acme"})  # noqa: E731
    desk.services.inventory.change(add, detail="a test")
    desk.session.layout_state.setValue("inventory/place", "tenancy.tenant")
    page = InventoryPage(desk.session)
    qtbot.addWidget(page)
    page.show()

    qtbot.waitUntil(lambda: bool(page.detail.buttons.buttons))

    assert [one.text for one in page.detail.buttons.buttons] == ["Check acme"]
    assert page.detail.buttons.isVisible()
    assert page.make_menu().actions()[-1].text() == "Check acme"
