"""Notes, errors that stay, and the offer to undo for ten seconds."""

import pytest
from PySide6.QtWidgets import QFrame, QWidget

from jobdesk.ui.widgets.toast import Toast


@pytest.fixture
def toast(qtbot):
    window = QWidget()
    window.resize(800, 600)
    qtbot.addWidget(window)
    made = Toast(window)
    made.around = window  # else Python deletes it
    window.show()
    return made


def test_an_offer_is_taken_once_and_then_over(qtbot, toast):
    taken = []
    toast.offer_undo("The view is deleted.", lambda: taken.append(1))
    assert (toast.text, toast._left.text()) == ("The view is deleted.", "10 s")
    assert toast.undo.isVisible()

    toast.undo.click()

    assert taken == [1]
    assert not toast.isVisible()
    assert not toast._clock.isActive()


def test_an_offer_counts_its_seconds_and_goes(toast):
    toast.offer_undo("Deleted.", lambda: None)

    for _ in range(9):
        toast._clock.timeout.emit()
    assert toast._left.text() == "1 s"
    assert toast.isVisible()
    toast._clock.timeout.emit()

    assert not toast.isVisible()


def test_its_seconds_stand_still_while_the_keyboard_is_on_it(qtbot, toast):
    toast.offer_undo("Deleted.", lambda: None)
    toast.around.activateWindow()
    toast.undo.setFocus()
    qtbot.waitUntil(toast.undo.hasFocus)

    toast._clock.timeout.emit()

    assert toast._left.text() == "10 s"


def test_a_note_waits_for_the_end_of_an_offer(toast):
    toast.offer_undo("Deleted.", lambda: None)
    toast.say("Refreshed.")
    assert toast.text == "Deleted."

    toast._close.click()

    assert toast.text == "Refreshed."
    assert not toast.undo.isVisible()
    assert toast._timer.isActive()


def test_an_error_does_not_wait(toast):
    toast.offer_undo("Deleted.", lambda: None)

    toast.say("The disk is full.", is_error=True)

    assert toast.text == "The disk is full."
    assert not toast.undo.isVisible()
    assert not toast._clock.isActive()


def test_it_covers_no_bar_of_buttons(toast):
    bar = QFrame(toast.around)
    bar.setObjectName("dialogFooter")
    bar.setGeometry(0, 520, 800, 54)  # the status line is below it
    bar.show()

    toast.say("Refreshed.")
    assert toast.geometry().bottom() < 520
    bar.hide()
    toast.say("Refreshed.")

    assert toast.geometry().bottom() > 520


def test_an_offer_after_a_note_is_high_enough_for_its_words(qapp, toast):
    toast.say("There is nothing to undo.")
    qapp.processEvents()
    toast.hide()
    qapp.processEvents()

    toast.offer_undo("4 created, 0 updated.", lambda: None)
    qapp.processEvents()

    assert toast._text.height() >= toast._text.sizeHint().height()
