"""The follow law."""

from jobdesk.ui.log.position import TailPosition


def _position(count=100, visible=10, *, following=True):
    position = TailPosition()
    position.resize(visible)
    position.begin(count, following=following)
    return position


def test_a_followed_log_stays_at_its_end_while_it_grows():
    position = _position()

    position.grow(130)

    assert position.first == 120
    assert position.new_lines == 0


def test_scrolling_up_releases_the_end_and_counts_what_comes():
    position = _position()

    position.scroll(60, by_user=True)
    position.grow(142)

    assert not position.is_following
    assert position.first == 60
    assert position.new_lines == 42


def test_scrolling_back_to_the_end_follows_again():
    position = _position()
    position.scroll(60, by_user=True)

    position.scroll(90, by_user=True)

    assert position.is_following


def test_scrolling_through_new_lines_lowers_their_number():
    position = _position()
    position.scroll(60, by_user=True)
    position.grow(150)

    position.scroll(100, by_user=True)

    assert position.new_lines == 40


def test_the_program_s_own_scrolling_does_not_count():
    position = _position()

    position.scroll(0, by_user=False)

    assert position.is_following


def test_a_finished_log_starts_at_its_first_row():
    position = _position(following=False)

    assert position.first == 0
    assert position.new_lines == 0


def test_a_larger_window_shows_more_before_and_no_empty_rows():
    position = _position(following=False)
    position.scroll(90, by_user=True)

    position.resize(30)

    assert position.first == 70


def test_a_shrunk_log_moves_the_view_back():
    position = _position(following=False)
    position.scroll(90, by_user=True)

    position.grow(20)

    assert position.first == 10
    assert position.new_lines == 0
