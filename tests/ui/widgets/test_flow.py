import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QWidget

from jobdesk.ui.widgets.flow import FlowLayout


class Box(QWidget):
    def __init__(self, width):
        super().__init__()
        self._hint = QSize(width, 20)

    def sizeHint(self):
        return self._hint


@pytest.fixture
def holder(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def flow(holder):
    layout = FlowLayout(holder, gap=10)
    layout.setContentsMargins(0, 0, 0, 0)
    for width in (100, 100, 50):
        layout.addWidget(Box(width))
    return layout


def places(flow):
    return [flow.itemAt(at).geometry().topLeft().toTuple() for at in range(flow.count())]


@pytest.mark.parametrize(
    ("width", "height", "expected"),
    [
        (270, 20, [(0, 0), (110, 0), (220, 0)]),
        (269, 50, [(0, 0), (110, 0), (0, 30)]),
        (100, 80, [(0, 0), (0, 30), (0, 60)]),
        (10, 80, [(0, 0), (0, 30), (0, 60)]),
    ],
)
def test_what_does_not_fit_goes_into_the_next_line(flow, width, height, expected):
    flow.parentWidget().show()
    flow.setGeometry(QRect(0, 0, width, height))

    assert flow.heightForWidth(width) == height
    assert places(flow) == expected


def test_a_hidden_part_takes_no_room(flow):
    flow.parentWidget().show()
    flow.itemAt(0).widget().hide()

    assert flow.sizeHint().width() == 160
    assert flow.minimumSize().width() <= 100
