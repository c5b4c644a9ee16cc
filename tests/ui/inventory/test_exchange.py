"""Files and other systems, from the page: looked at first, refused by row, done in one step."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMenu
from tests.support.stub_nautobot import TOKEN, Stub, nautobot_lists, serving

from jobdesk.ui.inventory.exchange_import import ImportDialog
from jobdesk.ui.inventory.exchange_remote import RemoteDialog


def cells(dialog):
    model = dialog.table.lines
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def file_of(tmp_path, text):
    file = tmp_path / "tenants.csv"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.fixture
def hand(open_page):
    found = open_page()
    found.page.show_kind("tenancy.tenant")
    found.until(lambda: found.page.shape and found.page.shape.kind.label == "tenancy.tenant")
    found.until(lambda: found.page.source.total)
    return found


def opened(hand, file):
    hand.page.exchange.open_import(str(file))
    dialog = hand.dialog()
    assert isinstance(dialog, ImportDialog)
    hand.until(lambda: dialog.report is not None)
    return dialog


def names(hand):
    def read():
        from jobdesk.inventory.tenancy.models import Tenant

        return set(Tenant.objects.values_list("name", flat=True))

    return hand.ask(read)


def test_what_a_file_does_is_shown_and_done_on_demand(hand, tmp_path):
    file = file_of(tmp_path, "name,description,display\nNew one,first,x\nAnother,,\n")
    before = names(hand)

    dialog = opened(hand, file)

    assert [row[:3] for row in cells(dialog)] == [
        ["2", "New", "New one"],
        ["3", "New", "Another"],
    ]
    assert names(hand) == before
    assert (dialog.go.text(), dialog.go.isEnabled()) == ("&Import 2", True)
    hand.qtbot.keyClick(dialog.go, Qt.Key.Key_Space)
    hand.until(hand.is_alone)
    assert names(hand) == before | {"New one", "Another"}
    hand.until(lambda: "New one" in hand.rows())
    hand.page.edits.undo_last()
    hand.until(lambda: "New one" not in hand.rows())
    assert names(hand) == before
    hand.page.edits.stack.redo()
    hand.until(lambda: names(hand) == before | {"New one", "Another"})

    again = opened(hand, file)
    assert [row[1] for row in cells(again)] == ["The same", "The same"]
    assert (again.go.isEnabled(), again.go.toolTip()) == (False, "Nothing would change.")


def test_wrong_rows_stand_on_top_with_their_reason(hand, tmp_path):
    before = names(hand)
    dialog = opened(hand, file_of(tmp_path, "name,tenant_group\nFine,\nBad,Nobody\n"))

    assert cells(dialog)[0] == [
        "3", "Wrong", "Bad", "tenant_group: There is no tenant group called Nobody.",
    ]  # fmt: skip
    assert (dialog.go.isEnabled(), dialog.go.toolTip()) == (False, "Some rows are wrong.")
    dialog.reject()
    hand.until(hand.is_alone)
    assert names(hand) == before


def test_a_file_that_was_put_right_is_read_again(hand, tmp_path):
    file = file_of(tmp_path, "name,tenant_group\nNew one,Nobody\n")
    dialog = opened(hand, file)
    assert [row[1] for row in cells(dialog)] == ["Wrong"]

    file_of(tmp_path, "name\nNew one\n")
    dialog.again.click()

    assert not dialog.again.isEnabled()
    hand.until(lambda: [row[1] for row in cells(dialog)] == ["New"])
    assert dialog.go.isEnabled()
    assert dialog.again.isEnabled()


def test_a_column_that_means_nothing_is_asked_for(hand, tmp_path):
    dialog = opened(hand, file_of(tmp_path, "name,Remarks\nNoted,hello\n"))
    assert "Remarks" in cells(dialog)[0][3]
    choice = dialog._choices["Remarks"]

    choice.setCurrentIndex(choice.findData("description"))
    choice.activated.emit(choice.currentIndex())
    hand.until(lambda: dialog.go.isEnabled())
    dialog.go.click()
    hand.until(hand.is_alone)

    def read():
        from jobdesk.inventory.tenancy.models import Tenant

        return Tenant.objects.get(name="Noted").description

    assert hand.ask(read) == "hello"


def test_a_file_that_cannot_be_read_is_told(hand, tmp_path):
    hand.page.exchange.open_import(str(file_of(tmp_path, "")))
    dialog = hand.dialog()
    hand.until(
        lambda: "is empty" in dialog.banner.accessibleName() + dialog.banner._rest.text()
    )
    assert not dialog.go.isEnabled()
    dialog.reject()


def test_the_list_goes_into_a_file(hand, tmp_path):
    hand.page.exchange.export()
    dialog = hand.dialog()
    assert isinstance(dialog, QFileDialog)
    dialog.reject()
    file = tmp_path / "out.json"
    hand.page.exchange.export_to(str(file))
    hand.until(file.exists)
    assert all(f'"name": "{name}"' in file.read_text() for name in names(hand))

    hand.page.grid.choose_row(0, 0)
    hand.page.exchange.export_selected()
    chosen = hand.dialog()
    chosen.reject()
    one = tmp_path / "one.csv"
    hand.page.exchange.export_to(str(one))
    hand.until(one.exists)
    assert len(one.read_text().splitlines()) == 2


def test_the_menu_of_the_page_has_all_of_it(hand):
    hand.page.actions_here["inventory.exchange"].trigger()
    [menu] = [one for one in hand.page.grid.findChildren(QMenu) if one.isVisible()]
    words = [action.text().replace("&", "") for action in menu.actions() if action.text()]
    menu.close()
    assert words == [
        "Import from a file…", "Import from Nautobot…", "Export the list…",
        "Export the selected rows…", "Make a sample network",
    ]  # fmt: skip


def test_a_certificate_that_nobody_trusts_is_told_where_it_is_asked_for(hand):
    with serving(Stub(nautobot_lists(), {}), is_encrypted=True) as stub:
        hand.page.exchange.import_remote()
        dialog = hand.dialog()
        dialog.url.setText(stub.url)
        dialog.token.setText(TOKEN)
        dialog.look.click()
        hand.until(lambda: stub.url in dialog.banner._rest.text())

        assert "have this machine trust its issuer" in dialog.banner._rest.text()
        assert dialog.look.isEnabled()
        assert not stub.asked  # the token was not sent
        dialog.reject()


def test_another_system_is_compared_and_brought_in(hand):
    with serving(Stub(nautobot_lists(), {"nautobot-version": "2.4.10"})) as stub:
        hand.page.exchange.import_remote()
        dialog = hand.dialog()
        assert isinstance(dialog, RemoteDialog)
        assert not dialog.look.isEnabled()
        dialog.url.setText(stub.url)
        dialog.token.setText("wrong")
        hand.qtbot.keyClick(dialog.token, Qt.Key.Key_Return)
        hand.until(lambda: "403" in dialog.banner._rest.text())
        assert "wrong" not in dialog.banner._rest.text()

        dialog.token.setText(TOKEN)
        dialog.look.click()
        hand.until(lambda: dialog.report is not None)
        assert ["Devices", "2", "2"] in [row[:3] for row in cells(dialog)]
        dialog.delete.click()  # what it would do then was not told
        assert not dialog.go.isEnabled()
        dialog.look.click()
        dialog.delete.click()  # while it is read
        hand.until(dialog.look.isEnabled)
        assert not dialog.go.isEnabled()
        dialog.look.click()
        hand.until(lambda: dialog.report is not None)
        dialog.go.click()
        hand.until(lambda: dialog.report.is_done)
        dialog.reject()

    def read():
        from jobdesk.inventory.dcim.models import Device

        return Device.objects.filter(name__in=("sw1", "sw2")).count()

    assert hand.ask(read) == 2
