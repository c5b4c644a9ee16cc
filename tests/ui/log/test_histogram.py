"""The log over time on screen: it shows, scrolls and tells; live logs append."""

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QAccessible
from tests.ui.log.memory_log import MemoryLog, MemorySearch

from jobdesk.models.records import LogCounts
from jobdesk.ui.log.histogram import Histogram
from jobdesk.ui.log.panel import LogPanel
from jobdesk.ui.log.time_axis import clock, ticks
from jobdesk.ui.log.timeline import Timeline
from jobdesk.ui.theme import Theme

LINE = Timeline(0, 60_000_000, (0, 100, 100, 400), 500, 239_000_000, (0, 0, 7, 0), (1, 0, 0, 2))


@pytest.fixture
def histogram(qtbot):
    made = Histogram()
    qtbot.addWidget(made)
    made.resize(440, 48)
    made.show()
    made.show_timeline(LINE)
    made.show_lines(100, 140)
    return made


@pytest.fixture
def panel(qtbot):
    def make(count, *, is_live=False):
        log = MemoryLog(count)
        made = LogPanel(log, lambda: MemorySearch(log), 1)
        qtbot.addWidget(made)
        made.log = log
        made.resize(1200, 700)
        made.show()
        made.open(LogCounts(), count, is_live=is_live, at_failure=False)
        panels.append(made)
        return made

    panels = []
    yield make
    for each in panels:
        each.shut_down()


def _color(histogram, x, y):
    picture = histogram.grab().toImage()
    ratio = picture.devicePixelRatio()
    return picture.pixelColor(int(x * ratio), int(y * ratio))


def test_bars_are_as_high_as_their_lines_and_failures_lie_at_the_foot(histogram):
    theme = Theme.current()

    assert _color(histogram, 70, 26) == theme.color("warnFill")
    assert _color(histogram, 70, 23) == theme.color("bar")
    assert _color(histogram, 70, 10) == theme.color("sunken")
    assert _color(histogram, 290, 26) == theme.color("badFill")
    assert _color(histogram, 290, 8) == theme.color("bar")


def test_a_click_asks_for_the_line_of_that_time(histogram, qtbot):
    with qtbot.waitSignal(histogram.seq_requested) as asked:
        qtbot.mouseClick(histogram, Qt.MouseButton.LeftButton, pos=QPoint(20 + 250, 15))

    assert asked.args == [250]


def test_dragging_goes_on_asking(histogram, qtbot):
    asked = []
    histogram.seq_requested.connect(asked.append)
    qtbot.mousePress(histogram, Qt.MouseButton.LeftButton, pos=QPoint(30, 15))
    qtbot.mouseMove(histogram, QPoint(320, 15))
    qtbot.mouseMove(histogram, QPoint(900, 15))
    qtbot.mouseRelease(histogram, Qt.MouseButton.LeftButton, pos=QPoint(900, 15))

    assert asked == [10, 400, 499]


@pytest.mark.parametrize(
    ("key", "seq"),
    [
        (Qt.Key.Key_Right, 400),
        (Qt.Key.Key_Left, 100),
        (Qt.Key.Key_Home, 0),
        (Qt.Key.Key_End, 499),
        (Qt.Key.Key_PageUp, 0),
    ],
)
def test_keys_go_through_the_time(histogram, qtbot, key, seq):
    histogram.show_lines(100, 140)
    with qtbot.waitSignal(histogram.seq_requested) as asked:
        qtbot.keyClick(histogram, key)

    assert asked.args == [seq]


def test_it_tells_where_one_is_and_what_is_there(histogram):
    face = QAccessible.queryAccessibleInterface(histogram)

    assert face.text(QAccessible.Text.Name) == "Log over time"
    assert face.text(QAccessible.Text.Description).endswith("line 101 of 500")
    assert face.valueInterface().currentValue() == 100
    assert histogram.words_at(20 + 250) == f"{clock(150)} · 300 lines · 7 failures"
    assert histogram.words_at(20 + 350) == f"{clock(210)} · 100 lines · 2 warnings"


def test_matches_are_marked_at_the_top(histogram):
    histogram.show_matches([False, False, True, False])

    assert _color(histogram, 290, 2) == Theme.current().color("accent")
    assert "matches" in histogram.words_at(290)
    assert _color(histogram, 70, 2) == Theme.current().color("sunken")


def test_it_is_drawn_again_only_when_its_frame_has_moved(histogram, qtbot):
    drawn = []

    class Watch(QObject):
        def eventFilter(self, watched, event):
            if event.type() == QEvent.Type.Paint:
                drawn.append(1)
            return False

    watch = Watch()
    qtbot.wait(20)
    histogram.installEventFilter(watch)

    histogram.show_lines(101, 140)
    qtbot.wait(30)
    assert histogram.value() == 101
    assert drawn == []

    histogram.show_lines(300, 340)
    qtbot.waitUntil(lambda: bool(drawn))


def test_round_times_begin_with_the_start_and_fit():
    found = list(ticks(30.0, 600.0, 6))

    assert found[0][0] == 30.0
    assert [moment % 120 for moment, _ in found[1:]] == [0] * 5


def test_a_click_scrolls_the_log_and_scrolling_moves_the_frame(panel, qtbot):
    made = panel(20_000)
    histogram = made.over_time.histogram
    qtbot.waitUntil(lambda: histogram.timeline.total == 20_000)

    middle = QPoint(histogram.width() // 2, 15)
    qtbot.mouseClick(histogram, Qt.MouseButton.LeftButton, pos=middle)

    assert abs(made.view.rows_in_view().start - 10_000) < 200
    assert abs(histogram.value() - made.view.rows_in_view().start) < 2

    made.view.scroll_to(15_000)
    assert histogram.value() == 15_000


def test_a_live_log_appends_and_leaving_the_end_by_a_click_ends_following(panel, qtbot):
    made = panel(50, is_live=True)
    histogram = made.over_time.histogram
    qtbot.waitUntil(lambda: histogram.timeline.total == 50)

    made.log.count = 5000
    made.advance(5000)
    qtbot.waitUntil(lambda: histogram.timeline.total == 5000)
    assert sum(histogram.timeline.counts) == 5000
    assert sum(histogram.timeline.failures) == 625
    assert made.view.is_following

    qtbot.mouseClick(histogram, Qt.MouseButton.LeftButton, pos=QPoint(40, 15))
    assert not made.view.is_following


def test_a_short_ended_run_has_no_histogram(panel):
    assert panel(11).over_time.histogram.isHidden()


def test_a_search_marks_the_times_of_its_matches(panel, qtbot):
    made = panel(5000)
    histogram = made.over_time.histogram
    qtbot.waitUntil(lambda: histogram.timeline.total == 5000)

    made.tools.search.search_for("line 4999")

    qtbot.waitUntil(lambda: any(histogram.matches))
    assert histogram.matches.index(True) == histogram.timeline.bucket_of(4999)


def test_nothing_is_read_when_the_panel_has_gone(panel, qtbot):
    made = panel(5000)
    made.shut_down()
    reads = len(made.log.reads)
    qtbot.wait(300)

    assert len(made.log.reads) == reads
    assert made.over_time.histogram.timeline.total == 0
