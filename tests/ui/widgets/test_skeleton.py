import pytest
from PySide6.QtWidgets import QLabel, QStackedWidget

from jobdesk.ui.theme import Theme
from jobdesk.ui.widgets.skeleton import Skeleton


@pytest.fixture
def stack(qtbot):
    made = QStackedWidget()
    qtbot.addWidget(made)
    made.rows = QLabel("rows")
    made.addWidget(made.rows)
    made.skeleton = Skeleton(made)
    made.resize(600, 300)
    made.show()
    return made


def test_bars_stand_for_rows_that_are_late_and_do_not_move(qtbot, stack):
    stack.skeleton.expect()
    assert stack.currentWidget() is stack.rows

    qtbot.waitUntil(lambda: stack.currentWidget() is stack.skeleton)

    picture = stack.grab().toImage()
    assert picture.pixelColor(60, 14) == Theme.current().color("track")
    assert stack.grab().toImage() == picture


def test_what_comes_in_time_is_seen_at_once(qtbot, stack):
    stack.skeleton.expect()
    stack.skeleton.done()

    assert not stack.skeleton._late.isActive()
    assert stack.currentWidget() is stack.rows
