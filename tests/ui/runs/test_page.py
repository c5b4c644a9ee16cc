"""The Run page over real stores: live, stopping, ended, gone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QMessageBox

from jobdesk.models.records import Progress, Status


def rows(count, level="info", words="line"):
    return [(level, f"{words} {at}", "fetch", "ber-acc-01") for at in range(count)]


@pytest.fixture
def live(desk):
    """A run that is on, with 100 lines."""
    no = desk.ask(desk.job(), {"site": "Berlin"}).no
    desk.begin(no)
    desk.append(no, rows(100))
    return no


def question():
    boxes = [w for w in QApplication.topLevelWidgets() if isinstance(w, QMessageBox)]
    return next((box for box in boxes if box.isVisible()), None)


def click(qtbot, box, words):
    buttons = box.findChildren(QAbstractButton)
    found = next(b for b in buttons if b.text().replace("&", "") == words)
    qtbot.mouseClick(found, Qt.MouseButton.LeftButton)


def test_a_tick_makes_the_log_grow(qtbot, desk, live, open_page):
    page = open_page(live)
    page.feed._poll.stop()

    desk.append(live, rows(50))
    desk.session.log_advanced.emit(live, 149)

    qtbot.waitUntil(lambda: page.log.view.count == 150)
    assert page.log.view.rows_in_view()[-1] == 149


def test_counts_and_gauges_wait_for_the_next_look(desk, live, open_page):
    page = open_page(live)
    page.feed._poll.stop()
    desk.append(live, rows(50))

    desk.session.log_advanced.emit(live, 149)
    counted_at_tick = page.tabs.count_of("log")
    page.feed.look()

    assert counted_at_tick == "100"
    assert page.tabs.count_of("log") == "150"


def test_a_lost_tick_costs_one_period(qtbot, desk, live, open_page):
    page = open_page(live)

    desk.append(live, rows(50))

    qtbot.waitUntil(lambda: page.log.view.count == 150)


def test_ticks_of_other_runs_and_old_ones_change_nothing(desk, live, open_page):
    page = open_page(live)

    desk.session.log_advanced.emit(live + 1, 5000)
    desk.session.log_advanced.emit(live, 20)

    assert page.feed.lines == 100
    assert not page.feed._tick.isActive()


def test_a_hidden_page_rests_and_catches_up_when_it_is_shown(desk, live, open_page):
    page = open_page(live)

    page.hide()
    desk.append(live, rows(50))
    desk.session.log_advanced.emit(live, 149)
    assert not page.feed._poll.isActive()
    assert page.log.view.count == 100

    page.show()
    assert page.log.view.count == 150


def test_an_ended_run_is_not_asked_again_and_again(qtbot, desk, live, open_page):
    page = open_page(live)
    assert page.feed._poll.isActive()

    desk.end(live)
    desk.session.run_changed.emit(live)

    assert not page.feed._poll.isActive()
    assert not page.log.tools.follow.isVisible()
    assert not page.gauges.isVisible()
    assert page.head.again.isVisible()


def test_gauges_say_progress_and_elapsed_time_against_its_limits(desk, live, open_page):
    desk.append(live, [], progress=Progress(318, 512, "now ber-acc-19"))

    page = open_page(live)

    assert page.gauges.progress.accessibleName().startswith("318 of 512, 62 %, now ber-acc-19")
    said = page.gauges.elapsed.accessibleName()
    assert said.startswith("Elapsed 2:5")
    assert said.endswith("stops itself at 5:00, is killed at 10:00")


def test_a_run_that_waits_shows_no_gauge_and_can_be_cancelled_but_not_killed(desk, open_page):
    no = desk.ask(desk.job()).no

    page = open_page(no)

    assert not page.gauges.isVisible()
    assert page.head.cancel.isVisible()
    assert not page.head.kill.isVisible()
    assert page.head.accessibleName() == f"Backup configurations, run {no}: Pending"


def test_cancel_asks_the_host_and_then_offers_to_kill(qtbot, desk, live, open_page):
    page = open_page(live)
    assert not page.head.kill.isVisible()

    qtbot.mouseClick(page.head.cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(page.head.kill.isVisible)

    user = desk.session.user.username
    assert desk.door.cancelled == [(live, user, False)]
    assert not page.head.cancel.isVisible()
    assert page.head.cancel.toolTip() == f"{user} has asked it to stop"
    assert page.head.state.text() == f"Cancelling, asked by {user}"


def test_kill_is_confirmed_with_its_number_and_what_it_does(qtbot, desk, live, open_page):
    desk.services.results.request_stop(live, "k.tanaka", False)
    page = open_page(live)

    qtbot.mouseClick(page.head.kill, Qt.MouseButton.LeftButton)
    box = question()
    assert box.text() == f"Kill run {live}?"
    assert "cannot clean up" in box.informativeText()
    assert box.defaultButton().text() == "&Cancel"
    click(qtbot, box, f"Kill run {live}")
    qtbot.waitUntil(lambda: bool(desk.door.cancelled))

    assert desk.door.cancelled == [(live, desk.session.user.username, True)]
    qtbot.waitUntil(lambda: not page.head.kill.isEnabled())
    assert page.head.state.text() == f"Being killed, asked by {desk.session.user.username}"


def test_a_kill_that_is_not_confirmed_does_nothing(qtbot, desk, live, open_page):
    desk.services.results.request_stop(live, "k.tanaka", False)
    page = open_page(live)

    qtbot.mouseClick(page.head.kill, Qt.MouseButton.LeftButton)
    click(qtbot, question(), "Cancel")

    assert desk.door.cancelled == []


def test_a_cancel_that_comes_too_late_says_so(qtbot, desk, live, open_page, said):
    page = open_page(live)
    page.feed._poll.stop()
    desk.end(live)

    qtbot.mouseClick(page.head.cancel, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: bool(said))
    assert said == [f"Run {live} has already ended (SUCCESS)."]


def test_a_failed_run_opens_at_its_first_failure(qtbot, desk, open_page, clipboard):
    no = desk.ask(desk.job()).no
    desk.begin(no)
    desk.append(no, rows(300))
    desk.append(no, [*rows(1, "failure", "no such port"), *rows(200)])
    reason = "LookupError: no such port"
    desk.end(no, Status.FAILURE, reason=reason, traceback=f"Traceback …\n{reason}\n")

    page = open_page(no)
    qtbot.waitUntil(lambda: page.log.view.current_line() is not None)

    assert page.log.view.current_line().seq == 300
    assert 300 in page.log.view.rows_in_view()
    assert page.log.tools.search.hits == "Failure 1 of 1"
    assert page.banner.accessibleName() == "LookupError: no such port."
    assert page.tabs.shown == ["log", "traceback"]

    qtbot.mouseClick(page.banner._button, Qt.MouseButton.LeftButton)
    assert f"Run {no}: Backup configurations (backup.Backup)" in clipboard.text()
    assert reason in clipboard.text()


def test_only_tabs_with_content_are_there(desk, live, open_page):
    page = open_page(live)
    assert page.tabs.shown == ["log", "inputs"]

    desk.append(live, [], console=[(1, "hello\n")])
    desk.end(live, result={"devices": 2}, summary="**two** devices")
    desk.session.run_changed.emit(live)

    assert page.tabs.shown == ["log", "console", "inputs", "result"]
    assert page.tabs.count_of("console") == "1"


def test_a_run_deleted_elsewhere_closes_its_page(qtbot, desk, live, open_page):
    desk.end(live)
    page = open_page(live)
    desk.services.logs.delete_run(live)
    desk.services.results.delete(live)

    with qtbot.waitSignal(page.closed):
        desk.session.results_changed.emit()


def test_a_closed_page_looks_for_nothing_any_more(qtbot, desk, live, open_page):
    page = open_page(live)
    page.log.tools.search.search_for("line")

    page.close()
    desk.append(live, rows(50))
    desk.session.log_advanced.emit(live, 149)
    desk.session.run_changed.emit(live)

    assert page.log.view.count == 100
    assert not page.feed._poll.isActive()


def test_its_tab_is_told_title_and_state(qtbot, desk, live, open_page):
    page = open_page(live)
    states = []
    page.status_changed.connect(states.append)

    desk.end(live, Status.FAILURE, reason="worker lost: killed by signal 9")
    desk.session.run_changed.emit(live)

    assert page.title == f"#{live} Backup configurations"
    assert states == ["lost"]
