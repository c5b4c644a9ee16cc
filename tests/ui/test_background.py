import threading

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QThread

from jobdesk.errors import Refused, Superseded
from jobdesk.ui import background, messages
from jobdesk.ui.runs.zipping import ZipCancelled


def test_the_answer_comes_home_to_the_main_thread(qtbot):
    owner, seen = QObject(), []

    background.run_in_background(
        owner,
        threading.get_ident,
        lambda ident: seen.append((ident, QThread.currentThread())),
    )
    qtbot.waitUntil(lambda: bool(seen))

    ident, thread = seen[0]
    assert ident != threading.get_ident()
    assert thread is QCoreApplication.instance().thread()


def test_work_of_one_store_never_overlaps(qtbot):
    owner, order = QObject(), []
    gate = threading.Event()

    background.run_in_background(owner, lambda: (gate.wait(30), order.append(1)))
    background.run_in_background(owner, lambda: order.append(2), lambda _: order.append(3))
    gate.set()
    qtbot.waitUntil(lambda: 3 in order)

    assert order == [1, 2, 3]


def test_a_later_question_of_the_same_name_makes_the_earlier_answer_stale(qtbot):
    owner, seen = QObject(), []

    for number in (1, 2, 3):
        background.run_in_background(
            owner, lambda number=number: number, seen.append, name="read"
        )
    qtbot.waitUntil(lambda: bool(seen))

    assert seen == [3]


def test_it_is_busy_until_the_answer_has_come_home(qtbot):
    owner, seen, gate = QObject(), [], threading.Event()
    assert not background.is_busy()

    background.run_in_background(owner, lambda: gate.wait(30), seen.append)
    assert background.is_busy()
    gate.set()
    qtbot.waitUntil(lambda: bool(seen))

    assert not background.is_busy()


def test_a_question_that_is_asked_anew_is_stopped_or_never_begun(qtbot):
    owner, begun, dropped, seen = QObject(), [], [], []
    gate = threading.Event()

    def ask(number):
        background.run_in_background(
            owner,
            lambda: (begun.append(number), gate.wait(30), number)[-1],
            seen.append,
            name="read",
            drop=lambda: (dropped.append(number), gate.set()),
        )

    ask(1)
    qtbot.waitUntil(lambda: begun == [1])
    for number in (2, 3):
        background.run_in_background(
            owner, lambda number=number: begun.append(number), name="other"
        )
    ask(4)  # the first is stopped by it
    qtbot.waitUntil(lambda: seen == [4])

    assert dropped == [1]
    assert begun == [1, 3, 4]


def test_a_question_that_is_forgotten_brings_nothing_home(qtbot):
    owner, seen = QObject(), []

    background.run_in_background(owner, lambda: 1, seen.append, name="read")
    background.forget_question(owner, "read")
    background.run_in_background(owner, lambda: 2, seen.append)
    qtbot.waitUntil(lambda: bool(seen))

    assert seen == [2]


def test_an_answer_to_a_deleted_owner_is_dropped(qtbot):
    owner, seen, gate = QObject(), [], threading.Event()
    background.run_in_background(owner, lambda: gate.wait(30), seen.append)

    owner.deleteLater()
    QCoreApplication.sendPostedEvents(owner, QEvent.Type.DeferredDelete)
    gate.set()
    qtbot.wait(30)

    assert seen == []


@pytest.mark.parametrize(
    ("name", "error", "said"),
    [
        pytest.param("", Refused("The disk is full."), ["The disk is full."], id="deed"),
        pytest.param("", Superseded(), [], id="deed that nobody waits for"),
        pytest.param(
            "",
            ZipCancelled("a.zip was not saved."),
            ["a.zip was not saved."],
            id="deed that was given up",
        ),
        pytest.param("read", Refused("It cannot be read."), [], id="question"),
    ],
)
def test_a_deed_that_fails_is_told_when_its_page_is_gone(qtbot, name, error, said):
    owner, told, gate = QObject(), [], threading.Event()
    messages.bridge().listen(told.append)

    def work():
        gate.wait(30)
        raise error

    background.run_in_background(owner, work, name=name, failed=lambda _: told.append(None))
    owner.deleteLater()
    QCoreApplication.sendPostedEvents(owner, QEvent.Type.DeferredDelete)
    gate.set()
    qtbot.waitUntil(lambda: not background.is_busy())

    assert [message.text for message in told] == said


def test_an_expected_error_is_shown_in_its_own_words(qtbot):
    owner, said = QObject(), []
    messages.bridge().listen(said.append)

    def work():
        raise Refused("The disk is full.")

    background.run_in_background(owner, work)
    qtbot.waitUntil(lambda: bool(said))

    assert (said[0].kind, said[0].text) == ("error", "The disk is full.")


def test_our_own_error_is_shown_with_its_trace(qtbot, expected_log):
    owner, said = QObject(), []
    messages.bridge().listen(said.append)

    background.run_in_background(owner, lambda: 1 / 0)
    qtbot.waitUntil(lambda: bool(said))

    assert said[0].kind == "bug"
    assert "ZeroDivisionError" in said[0].details


def test_a_thread_never_holds_the_last_reference_to_what_asked(qtbot):
    """A widget that Python deletes in a thread ends the program."""
    ends = []

    class Asker(QObject):
        def ask(self):
            gone = Witness()
            background.run_in_background(
                self, lambda: (gone, 1 / 0), lambda _: gone, failed=lambda _: gone
            )

    class Witness:
        def __del__(self):
            ends.append(threading.get_ident())

    for _ in range(200):
        Asker().ask()
    qtbot.waitUntil(lambda: len(ends) == 200)

    assert set(ends) == {threading.get_ident()}


def test_deeds_that_wait_are_done_when_the_window_closes_and_questions_are_dropped():
    owner, done, gate = QObject(), [], threading.Event()
    run = background.run_in_background
    run(owner, lambda: gate.wait(30))
    run(owner, lambda: done.append("star"))
    run(owner, lambda: done.append("question"), name="read")
    run(owner, lambda: done.append("view"))
    run(owner, lambda: gate.wait(30), store="values")
    run(owner, lambda: done.append("elsewhere"), store="values")
    gate.set()

    background.shut_down()

    assert done == ["star", "view"]


def test_a_deed_that_takes_too_long_is_given_up_and_said_in_the_log(expected_log, caplog):
    owner, done, gate = QObject(), [], threading.Event()
    threading.Timer(0.3, gate.set).start()
    background.run_in_background(owner, lambda: gate.wait(30))
    background.run_in_background(owner, lambda: done.append("late"))

    background.shut_down(patience_s=0.05)

    assert done == []
    assert "not finished" in caplog.text


def test_a_deed_that_fails_while_the_window_closes_is_said_in_the_log(expected_log, caplog):
    background.run_in_background(QObject(), lambda: 1 / 0)

    background.shut_down()

    assert "ZeroDivisionError" in caplog.text


def test_an_answer_is_not_given_to_a_page_that_is_gone(qtbot):
    page = QObject()
    method = page.setObjectName
    assert background.is_alive(method)
    assert background.is_alive(lambda: None)

    page.deleteLater()
    QCoreApplication.sendPostedEvents(page, QEvent.Type.DeferredDelete)

    assert not background.is_alive(method)


def test_a_coroutine_waits_for_work_and_its_failure_is_told(qtbot, qapp, said):
    seen = []
    background.start_loop(qapp)

    async def ask():
        seen.append(await background.background(threading.get_ident))
        raise Refused("It cannot be asked twice.")

    background.start_task(ask(), "ask")
    qtbot.waitUntil(lambda: bool(said) and not background.is_busy())

    assert said == ["It cannot be asked twice."]
    assert seen[0] != threading.get_ident()
