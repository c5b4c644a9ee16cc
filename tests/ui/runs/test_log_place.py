"""Coming back to a run's log shows it as it was left."""

import pytest

from jobdesk.models.records import Status
from jobdesk.ui.log.keeping import LogKeeper
from jobdesk.ui.log.reading_place import PLACES, LogPlace, ReadingPlace

LOG = [
    ("info", "plan read", "plan"),
    ("info", "site created", "create"),
    ("failure", "rack refused: " + "x" * 300, "create"),
    ("info", "device created", "create"),
    ("warning", "cabled", "cable"),
    ("debug", "tested", "cable"),
]


@pytest.fixture
def no(desk):
    no = desk.ask(desk.job()).no
    desk.begin(no)
    desk.append(no, LOG * 100)
    return no


@pytest.fixture
def ended(desk, no):
    desk.end(no, Status.SUCCESS)
    return no


def left_and_opened(qtbot, page, open_page, desk):
    """Leave the page as a kill would: only what was written in time is there."""
    kept, user = desk.services.kept, str(desk.session.user.id)
    wanted = page.log.placing
    wanted.note()
    qtbot.waitUntil(lambda: not wanted._late.isActive())
    qtbot.waitUntil(lambda: not page.log.keeper._waiting)
    assert kept.get(user, PLACES, str(page.no)) is not None
    page.shut_down()
    page.log.keeper.setParent(None)
    return open_page(page.no)


def test_lines_current_line_and_detail_are_as_they_were(qtbot, desk, open_page, ended):
    page = open_page(ended)
    page.log.view.select_row(302)
    page.log.view.scroll_to(295)
    assert page.log.place.is_showing

    other = left_and_opened(qtbot, page, open_page, desk).log

    assert other.view.rows_in_view().start == 295
    assert other.view.current_line().seq == 302
    qtbot.waitUntil(lambda: other.place.is_showing)


def test_a_closed_detail_stays_closed(qtbot, desk, open_page, ended):
    page = open_page(ended)
    page.log.view.select_row(302)
    page.log.place.closed.emit()

    other = left_and_opened(qtbot, page, open_page, desk).log

    assert other.view.current_line().seq == 302
    assert not other.place.is_showing


def test_the_filter_is_as_it_was(qtbot, desk, open_page, ended):
    page = open_page(ended)
    page.log.tools.chips.chips["warning"].click()
    page.log.tools.search.search_for("CABLED")
    page.log.tools.search.only_switch.click()
    page.log.tools.search.regex_switch.click()
    qtbot.waitUntil(lambda: page.log.view.count == 100)
    page.log.view.select_row(70)
    top = page.log.view.line(page.log.view.rows_in_view().start).seq

    other = left_and_opened(qtbot, page, open_page, desk).log

    qtbot.waitUntil(lambda: other.view.current_line() is not None)
    assert other.tools.search.text() == "CABLED"
    assert other.tools.search.regex_switch.isChecked()
    assert other.tools.chips.chosen == {"warning"}
    assert other.view.count == 100
    assert other.view.line(other.view.rows_in_view().start).seq == top
    assert other.view.current_line().seq == 70 * 6 + 4


def test_opened_folds_are_open_again(qtbot, desk, open_page, ended):
    page = open_page(ended)
    page.log.folding.set_on(True)
    qtbot.waitUntil(lambda: page.log.view.count == 300)
    page.log.folding._on_fold_requested(1, True)
    page.log.folding._on_fold_requested(153, True)
    page.log.view.scroll_to(120)
    assert page.log.view.count == 304
    first = page.log.view.line(120).seq

    other = left_and_opened(qtbot, page, open_page, desk).log

    qtbot.waitUntil(lambda: other.view.count == 304)
    qtbot.waitUntil(lambda: other.view.rows_in_view().start == 120)
    assert other.view.line(120).seq == first


def test_a_live_log_that_was_followed_is_followed_again(qtbot, desk, open_page, no):
    page = open_page(no)
    page.log.view.scroll_to(10)
    page.log.view.go_to_end()
    page.log.tools.chips.chips["info"].click()

    other = left_and_opened(qtbot, page, open_page, desk).log

    assert other.view.is_following
    qtbot.waitUntil(lambda: other.view.count == 300)
    desk.append(no, LOG)
    qtbot.waitUntil(lambda: other.view.count == 303)
    assert other.view.rows_in_view()[-1] == 302


def test_a_live_log_that_was_read_above_stays_there(qtbot, desk, open_page, no):
    page = open_page(no)
    page.log.view.scroll_to(40)

    other = left_and_opened(qtbot, page, open_page, desk).log

    assert not other.view.is_following
    assert other.view.rows_in_view().start == 40


def test_a_followed_run_that_ended_shows_its_end_or_its_first_failure(
    qtbot, desk, open_page, no
):
    page = open_page(no)
    page.log.view.go_to_end()
    page.log.placing.note()
    qtbot.waitUntil(lambda: not page.log.placing._late.isActive())
    desk.end(no, Status.SUCCESS)
    page.shut_down()

    other = open_page(no).log

    assert other.view.rows_in_view()[-1] == 599
    assert not other.view.is_following


def test_the_end_of_a_failed_run_is_a_place_like_others(qtbot, desk, open_page, no):
    desk.end(no, Status.FAILURE)
    page = open_page(no)
    qtbot.waitUntil(lambda: page.log.view.current_line() is not None)
    page.log.view.go_to_end()

    other = left_and_opened(qtbot, page, open_page, desk).log

    assert other.view.rows_in_view()[-1] == 599


def test_who_goes_to_a_line_is_not_taken_back(qtbot, desk, open_page, ended):
    page = open_page(ended)
    page.log.view.scroll_to(400)

    other = left_and_opened(qtbot, page, open_page, desk).log
    other.go_to(17)

    qtbot.waitUntil(lambda: other.lookup.matches.is_complete)
    assert other.view.current_line().seq == 17
    assert 17 in other.view.rows_in_view()


@pytest.mark.parametrize(
    "kept", [None, 7, [1], {"top": "x", "chips": [1, "red"], "opened": [None], "current": True}]
)
def test_what_is_no_place_is_the_start(qapp, kept):
    keeper = LogKeeper(None, "", None)
    keeper.keep(PLACES, "1", kept)

    assert (LogPlace(keeper, 1).read() or ReadingPlace()) == ReadingPlace()


def test_the_usual_place_is_not_written(qapp):
    keeper = LogKeeper(None, "", None)
    place = LogPlace(keeper, 1)

    place.keep(ReadingPlace(top=5, follows=True))
    assert keeper.read(PLACES, "1")["top"] == 0
    place.keep(ReadingPlace())

    assert keeper.read(PLACES, "1") is None
