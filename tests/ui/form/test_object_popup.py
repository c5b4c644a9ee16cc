"""The list of an object field has the room that there is, below its field or above it."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from jobdesk.inventory.options import Page, Shown
from jobdesk.ui.form.object_popup import ObjectPopup

OPTIONS = tuple(Shown(str(n), f"device {n}", "") for n in range(40))


@pytest.fixture
def open_at(qtbot, qapp):
    """Opens a list at a field of this place and height: both."""

    def open_(top, height, *, stays=False):
        field = QWidget()
        qtbot.addWidget(field)
        field.setGeometry(20, top, 300, height)
        field.show()
        popup = ObjectPopup(field, "Device", stays=stays)
        popup.open_under(field, "", (), ())
        popup.show_page("", 0, Page(OPTIONS, has_more=False))
        qtbot.waitUntil(popup.isVisible)
        return field, popup

    return open_


def test_a_list_that_opens_upwards_is_as_high_as_there_is_room(open_at, qapp):
    screen = qapp.primaryScreen().availableGeometry()
    field, popup = open_at(screen.top() + 180, screen.height() - 300)  # below 120, above 180

    assert popup.geometry().bottom() < field.mapToGlobal(QPoint(0, 0)).y()
    assert popup.geometry().top() >= screen.top()
    assert popup.list.height() >= popup.list.sizeHintForRow(0)
    popup.close()


def test_a_list_with_room_shows_its_rows_below_the_field(open_at, qapp):
    screen = qapp.primaryScreen().availableGeometry()
    field, popup = open_at(screen.top() + 60, 30)

    assert popup.geometry().top() > field.mapToGlobal(QPoint(0, field.height())).y()
    assert popup.list.height() == 7 * popup.list.sizeHintForRow(0)
    popup.close()


def test_a_double_click_chooses_once_where_several_are_chosen(open_at, qtbot):
    _, popup = open_at(60, 30, stays=True)
    picked = []
    popup.picked.connect(picked.append)
    place = popup.list.visualRect(popup.model.index(2, 0)).center()

    qtbot.mouseClick(popup.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(popup.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert picked == ["2"]

    qtbot.keyClick(popup.list, Qt.Key.Key_Return)
    assert picked == ["2", "2"]
    popup.close()
