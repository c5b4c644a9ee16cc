from PySide6.QtWidgets import QMessageBox, QWidget

from jobdesk.ui import messages


def test_what_is_said_before_a_window_listens_is_kept():
    heard = []
    messages.show("one")
    messages.show_error("two", "details")

    messages.bridge().listen(heard.append)
    messages.show("three")

    assert [message.text for message in heard] == ["one", "two", "three"]


def test_the_verb_of_a_question_does_it(qtbot):
    parent, done = QWidget(), []
    qtbot.addWidget(parent)

    box = messages.ask(
        parent, "Kill run 812?", "3 processes end.", "Kill run", lambda: done.append(1)
    )
    verb = next(button for button in box.buttons() if button.text() == "&Kill run")
    verb.click()

    assert done == [1]


def test_leaving_a_question_does_nothing(qtbot):
    parent, done = QWidget(), []
    qtbot.addWidget(parent)

    box = messages.ask(
        parent, "Kill run 812?", "3 processes end.", "Kill run", lambda: done.append(1)
    )
    assert isinstance(box, QMessageBox)
    box.escapeButton().click()

    assert done == []
