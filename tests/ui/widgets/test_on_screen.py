import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget

from jobdesk.ui.widgets.on_screen import move_on_screen


@pytest.mark.parametrize(
    ("wanted", "size", "place"),
    [
        ((50, 60), (300, 200), (50, 60)),
        ((-400, -90), (300, 200), (0, 0)),
        ((5000, 5000), (300, 200), (500, 600)),
        ((100, 100), (2000, 2000), (0, 0)),
    ],
    ids=["there is room", "left and above", "right and below", "larger than the screen"],
)
def test_a_window_is_moved_where_all_or_at_least_its_head_is_seen(qtbot, wanted, size, place):
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(*size)
    assert window.screen().availableGeometry() == QRect(0, 0, 800, 800)

    move_on_screen(window, QPoint(*wanted))

    assert window.pos() == QPoint(*place)
