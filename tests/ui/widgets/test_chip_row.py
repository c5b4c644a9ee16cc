from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from jobdesk.ui.widgets.chip import ChoiceChip, TriStateChip
from jobdesk.ui.widgets.chip_row import ChipRow

LABEL = "Label that the whole team has given"
HIDDEN = "Hidden from all lists of jobs"


@pytest.fixture
def window(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    made.field = QLineEdit()
    made.chips = [TriStateChip("Installed", "yes"), TriStateChip(HIDDEN), ChoiceChip(LABEL)]
    made.chips[2].set_choices(["net", "lab"])
    made.row = ChipRow(made.field, made.chips)
    made.row.setParent(made)
    made.show()
    return made


def shown(window):
    return [chip.title for chip in window.chips if chip.isVisible()]


def give(window, width):
    window.resize(width, 60)
    window.row.resize(width, window.row.sizeHint().height())


def width_without(window, *titles):
    """So wide that these chips have no room."""
    gone = [chip for chip in window.chips if chip.title in titles]
    least = window.row.sizeHint().width() - 28 + window.row.more.most_px + 6
    return least - sum(chip.sizeHint().width() + 6 for chip in gone)


def test_all_are_there_while_they_fit(window):
    give(window, window.row.sizeHint().width())

    assert shown(window) == ["Installed", HIDDEN, LABEL]
    assert not window.row.more.isVisible()


def test_the_field_gives_way_before_a_chip_goes(window):
    give(window, window.row.sizeHint().width() - 20)

    assert shown(window) == ["Installed", HIDDEN, LABEL]
    assert window.field.width() == window.field.sizeHint().width() - 20


def test_chips_that_filter_nothing_go_first_from_the_right(window):
    give(window, width_without(window, LABEL))
    assert shown(window) == ["Installed", HIDDEN]

    window.chips[2].set_value("net")
    give(window, width_without(window, HIDDEN))

    assert shown(window) == ["Installed", LABEL]
    assert window.row.more.accessibleName() == "More filters (1)"


def test_no_chip_leaves_the_row_and_none_overlap(window):
    for width in range(window.row.minimumSizeHint().width(), 700, 7):
        give(window, width)
        parts = [window.field, *window.chips, window.row.more]
        seen = [part.geometry() for part in parts if part.isVisible()]
        assert all(window.row.rect().contains(one) for one in seen), width
        ordered = sorted(seen, key=lambda one: one.x())
        assert all(a.right() < b.left() for a, b in pairwise(ordered))


def test_what_is_gone_is_a_menu_under_the_last_chip(qtbot, window):
    give(window, width_without(window, LABEL, HIDDEN))
    assert window.row.more.is_set is False

    qtbot.keyClick(window.row.more, Qt.Key.Key_Down)
    menu = window.row.more.make_menu()
    hidden, label = [action.menu() for action in menu.actions()]
    label.actions()[1].trigger()

    assert (hidden.title(), label.title()) == (f"{HIDDEN}: any", f"{LABEL}: any")
    assert window.chips[2].value == "net"


def test_a_chip_that_is_not_offered_is_nowhere(window):
    window.row.offer(window.chips[1], is_offered=False)
    give(window, width_without(window, LABEL))

    assert HIDDEN not in shown(window)
    assert window.chips[1] not in window.row.folded


def test_menus_of_folded_chips_go_with_the_menu_that_has_them(window, qtbot):
    give(window, width_without(window, LABEL, HIDDEN))
    inner = window.row.more.make_menu().findChildren(QMenu)

    menu = window.row.more.open_menu()
    menu.close()

    assert len(inner) == len(window.row.folded) > 0
    qtbot.waitUntil(lambda: not any(chip.findChildren(QMenu) for chip in window.chips))
