"""The line in full: rendered, raw, coloured, at its place."""

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit
from tests.ui.log.memory_log import START, make_line

from jobdesk.ui.log.detail import LogDetail
from jobdesk.ui.log.detail_place import DetailPlace
from jobdesk.ui.log.line_facts import clock_words, looks_like_markdown, past_words
from jobdesk.ui.log.memory import LogMemory
from jobdesk.ui.theme import Theme

TABLE = "## Result\n\n| device | state |\n|---|---|\n| ber-01 | **ok** |\n"


@pytest.fixture
def settings(tmp_path):
    return QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def detail(qtbot, settings):
    made = LogDetail(LogMemory(settings, None))
    qtbot.addWidget(made)
    made.resize(800, 300)
    made.show()
    return made


def test_markdown_is_rendered_and_the_raw_text_is_one_click_away(detail, qtbot):
    detail.show_line(make_line(4, message=TABLE))
    assert detail.is_rendered
    assert "|---|" not in detail.markdown.toPlainText()

    qtbot.mouseClick(detail.raw, Qt.MouseButton.LeftButton)

    assert not detail.is_rendered
    assert detail.text.toPlainText() == TABLE


def test_that_raw_is_wanted_is_remembered(detail, qtbot, settings):
    detail.show_line(make_line(4, message=TABLE))
    qtbot.mouseClick(detail.raw, Qt.MouseButton.LeftButton)
    later = LogDetail(LogMemory(settings, None))
    qtbot.addWidget(later)

    later.show_line(make_line(5, message=TABLE))

    assert not later.is_rendered


def test_html_and_pictures_of_a_message_stay_words(detail):
    detail.show_line(make_line(4, message="# Hi\n<img src='https://x/a.png'><b>bold</b>"))

    assert detail.is_rendered
    assert "<b>bold</b>" in detail.markdown.toPlainText()
    assert detail.markdown.loadResource(2, "https://x/a.png") is None


def test_a_plain_message_has_no_raw_switch(detail):
    detail.show_line(make_line(4, message="running configuration read, 2 * 3 lines"))

    assert not detail.is_rendered
    assert detail.raw.isHidden()


def test_colours_of_a_terminal_are_shown_and_their_codes_only_when_raw(detail, qtbot):
    detail.show_line(make_line(4, message="all \x1b[31mbad\x1b[0m here"))

    assert detail.text.toPlainText() == "all bad here"
    cursor = detail.text.textCursor()
    cursor.setPosition(6)
    assert cursor.charFormat().foreground().color() == Theme.current().color("ansi1")

    qtbot.mouseClick(detail.raw, Qt.MouseButton.LeftButton)
    assert detail.text.toPlainText() == "all ␛[31mbad␛[0m here"


def test_copy_takes_the_words(detail):
    detail.show_line(make_line(4, message="all \x1b[31mbad\x1b[0m"))
    detail.copy()

    assert QGuiApplication.clipboard().text() == "all bad"


@pytest.mark.parametrize(
    ("url", "is_link"),
    [("https://x/1", True), ("http://x", True), ("javascript:1", False), ("file:///a", False)],
)
def test_only_web_links_can_be_opened(detail, url, is_link):
    detail.show_line(make_line(4, url=url))

    assert detail.link.isVisible() == is_link
    assert (url in detail.where.text()) != is_link


def test_time_is_told_on_the_clock_and_after_the_first_line():
    line = make_line(100)

    assert clock_words(line).endswith(f"{line.created.astimezone():%H:%M:%S}.700")
    assert past_words(line, START).startswith("3.700 s after the first line")


@pytest.mark.parametrize(
    "message",
    ["# Head", "- one\n- two", "```\nx\n```", "see [page](https://x)", "it is **bold**", "`x`"],
)
def test_what_looks_like_markdown(message):
    assert looks_like_markdown(message)


@pytest.mark.parametrize(
    "message",
    ["a * b * c", "#12 done", "2 ** 3 ** 4", "x_y_z", "<b>x</b>", "-1 lines", "# " * 20_000],
)
def test_what_does_not(message):
    assert not looks_like_markdown(message)


@pytest.fixture
def place(qtbot, settings):
    def make():
        memory = LogMemory(settings, None)
        made = DetailPlace(QPlainTextEdit(), memory)
        qtbot.addWidget(made)
        made.resize(1200, 700)
        made.show()
        made.show_line(make_line(1))
        return made

    return make


def test_the_pane_is_below_then_at_the_right_and_stays_there(place, qtbot):
    first = place()
    assert first.detail.geometry().top() > 300

    qtbot.mouseClick(first.detail.place, Qt.MouseButton.LeftButton)

    assert first.detail.geometry().left() > 500
    assert not first.is_overlay
    assert place().is_right


def test_at_the_right_of_a_narrow_log_it_lies_over_it(place):
    made = place()
    made.set_right(True)
    made.resize(600, 500)

    assert made.is_overlay
    assert made.detail.isVisible()
    assert made.detail.geometry().right() == made.width() - 1

    made.resize(1300, 500)
    assert not made.is_overlay
    assert made.detail.isVisible()


def test_escape_in_the_pane_closes_it(place, qtbot):
    made = place()

    with qtbot.waitSignal(made.detail.closed):
        qtbot.keyClick(made.detail.text, Qt.Key.Key_Escape)


def test_an_endless_line_is_broken_to_be_shown_and_copied_whole(detail):
    message = "x" * 90_000
    detail.show_line(make_line(4, message=message))

    assert detail.text.document().blockCount() == 45

    detail.copy()
    assert QGuiApplication.clipboard().text() == message
