from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from tests.support.layout import faults

from jobdesk.ui.widgets.code_view import CodeView, spans_by_line
from jobdesk.ui.widgets.facts import Facts
from jobdesk.ui.widgets.labels import ElidedLabel
from jobdesk.ui.widgets.markdown_view import MarkdownView
from jobdesk.ui.widgets.times import age_text, duration_text, limit_text

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [(None, "\N{EN DASH}"), (33, "0:33"), (281, "4:41"), (3723, "1:02:03")],
)
def test_durations_line_up(seconds, expected):
    assert duration_text(seconds) == expected


@pytest.mark.parametrize(
    ("ago", "start"),
    [
        (timedelta(seconds=5), "just now"),
        (timedelta(minutes=4), "4 min ago"),
        (timedelta(hours=2), "2 h ago"),
        (timedelta(days=1), "yesterday"),
    ],
)
def test_ages_are_words(ago, start):
    assert age_text(NOON - ago, NOON).startswith(start)


@pytest.mark.parametrize(
    ("seconds", "expected"), [(12.5, "12.5 s"), (300, "5 min"), (5400, "1 h 30 min")]
)
def test_limits_are_words(seconds, expected):
    assert limit_text(seconds) == expected


def test_markdown_shows_no_raw_html_and_loads_nothing(qtbot):
    view = MarkdownView("Description")
    qtbot.addWidget(view)

    view.show_markdown("**Bold** <script>alert(1)</script> ![x](http://example.com/a.png)")

    assert "script" not in view.document().toHtml().replace("alert", "").split("<body")[0]
    assert "<script>" in view.toPlainText()
    assert view.loadResource(2, "http://example.com/a.png") is None


def test_markdown_is_as_high_as_its_text(qtbot):
    view = MarkdownView("Description")
    qtbot.addWidget(view)
    view.resize(300, 10)
    view.show()

    view.show_markdown("one\n\ntwo\n\nthree")
    three = view.height()
    view.show_markdown("one")

    assert view.height() < three


def test_source_code_has_colours_line_by_line():
    lines = spans_by_line('def run(self):\n    """doc\n    more"""\n    return 1\n', "python")

    assert lines[0][0] == (0, 3, "kw")
    assert lines[2]
    assert all(token == "strg" for _, _, token in lines[2])
    assert ("num") in [token for _, _, token in lines[3]]


def test_an_unknown_language_stays_plain():
    assert spans_by_line("x", "no such language") == []


def test_a_marked_line_is_seen(qtbot):
    view = CodeView("Code")
    qtbot.addWidget(view)
    view.resize(400, 200)
    view.show()

    view.show_code("\n".join(f"line {n}" for n in range(400)), "text", line=300)

    assert view.marked_line == 300
    assert view.firstVisibleBlock().blockNumber() > 200


def test_facts_can_be_shown_again_and_again(qtbot):
    facts = Facts()
    qtbot.addWidget(facts)
    for _ in range(3):
        facts.clear()
        facts.add("Queue", "default")

    assert facts._rows == 1


def test_the_colours_of_code_come_a_moment_later(qtbot):
    view = CodeView("Code")
    qtbot.addWidget(view)

    view.show_code("return 1", "python")
    assert view.toPlainText() == "return 1"

    formats = view.document().firstBlock().layout().formats
    qtbot.waitUntil(lambda: len(formats()) == 2)


def test_a_description_is_as_high_as_its_text_whatever_the_width(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    view = MarkdownView("Description")
    column.addWidget(view)
    column.addStretch(1)
    view.show_markdown("Check every device of a list. " * 6 + "\n\nNothing is changed.")
    window.show()

    for width in (600, 308, 500, 250, 640):
        window.resize(width, 600)
        qtbot.waitUntil(lambda: faults(window) == [])
        assert view.viewport().height() == view.height() - 2  # a ring around it


def test_an_ampersand_in_the_name_of_a_field_is_seen(qtbot):
    field = QLineEdit()
    alone, named = ElidedLabel("R&D site", "label"), ElidedLabel("R&D site", "label")
    named.setBuddy(field)
    for each in (field, alone, named):
        qtbot.addWidget(each)
        each.resize(120, 24)

    assert named.grab().toImage() == alone.grab().toImage()
