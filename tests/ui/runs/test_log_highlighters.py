"""Highlighters, as a user meets them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QFileDialog

from jobdesk.ui.log.highlighter_editor import HighlighterEditor
from jobdesk.ui.log.highlighter_files import HighlighterFiles
from jobdesk.ui.log.highlighters import COLORS, MOST_RULES, Highlighter, highlighters_of
from jobdesk.ui.log.keeping import HIGHLIGHTERS, LogKeeper
from jobdesk.ui.theme import Theme

LOG = [
    ("info", "running configuration read", "fetch", "ber-acc-07"),
    ("debug", "port 17 is down", "connect", "ber-acc-07"),
    ("info", "unchanged", "store", "ber-acc-07"),
]


@pytest.fixture
def no(desk):
    no = desk.ask(desk.job()).no
    desk.begin(no)
    desk.append(no, LOG)
    return no


@pytest.fixture
def page(no, open_page):
    return open_page(no)


def has_color(page, row, token):
    rect = page.log.view.row_rect(row)
    picture = page.log.view.viewport().grab(rect).toImage()
    wanted = QColor(Theme.current().color(token))
    middle = picture.height() // 2
    return any(
        picture.pixelColor(x, y) == wanted
        for x in range(picture.width())
        for y in (2, middle, picture.height() - 3)
    )


def test_a_rule_is_made_with_keys_shows_at_once_and_is_kept(qtbot, desk, page, open_page, no):
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(page.log.view, Qt.Key.Key_H, keys)
    editor = page.log.findChild(HighlighterEditor)
    qtbot.keyClick(editor.add, Qt.Key.Key_Space)
    line = editor.lines[0]
    qtbot.keyClicks(line.text, "configuration")

    assert has_color(page, 0, "hlBlue")
    assert not has_color(page, 1, "hlBlue")
    line.color.setCurrentText("Pink")
    assert has_color(page, 0, "hlPink")

    kept, user = desk.services.kept, str(desk.session.user.id)
    qtbot.waitUntil(lambda: bool(kept.get(user, HIGHLIGHTERS, "rules")))
    assert has_color(open_page(no), 0, "hlPink")

    line.is_on.setChecked(False)
    assert not has_color(page, 0, "hlPink")


def test_a_change_shows_in_every_log_of_the_window(page, open_page, no):
    other = open_page(no)

    page.log.highlighters.use([Highlighter(text="UNCHANGED", color="Teal", is_line=True)])

    assert has_color(other, 2, "hlTeal")


def test_a_wrong_expression_is_told_and_colours_nothing(qtbot, page):
    page.log.actions_here["log.highlighters"].trigger()
    editor = page.log.findChild(HighlighterEditor)
    editor.add.click()
    line = editor.lines[0]
    line.regex.setChecked(True)

    line.text.setText("(17")

    assert "Not a regular expression" in editor._problem.text()
    assert page.log.highlighters.painted == ()
    line.text.setText(r"\b1\d")
    assert editor._problem.text() == ""
    assert has_color(page, 1, "hlBlue")


def test_a_rule_is_removed(page):
    page.log.highlighters.use([Highlighter(text="a"), Highlighter(text="b", color="Pink")])
    page.log.actions_here["log.highlighters"].trigger()
    editor = page.log.findChild(HighlighterEditor)

    editor.lines[0].removed.emit()

    assert [rule.text for rule in page.log.highlighters.rules] == ["b"]


def test_h_gives_the_chosen_word_a_colour_and_takes_it_away(qtbot, page, said):
    view = page.log.view
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_H)
    assert said == ["Click a word of the log, or select text in the line in full."]

    view.select_row(0)
    for _ in range(2):
        qtbot.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert view.word == "configuration"
    qtbot.keyClick(view, Qt.Key.Key_H)
    assert has_color(page, 0, "hlBlue")
    view.step_word(1)
    qtbot.keyClick(view, Qt.Key.Key_H)
    assert [rule.color for rule in page.log.highlighters.rules] == ["Blue", "Teal"]

    qtbot.keyClick(view, Qt.Key.Key_H)
    assert [rule.text for rule in page.log.highlighters.rules] == ["configuration"]


def test_text_selected_in_the_line_in_full_is_highlighted(qtbot, page):
    view = page.log.view
    view.select_row(2)
    view.opened.emit(2)
    text = page.log.place.detail.text
    cursor = text.textCursor()
    cursor.setPosition(2)
    cursor.setPosition(7, cursor.MoveMode.KeepAnchor)
    text.setTextCursor(cursor)
    text.setFocus()

    qtbot.keyClick(text, Qt.Key.Key_H)

    assert [rule.text for rule in page.log.highlighters.rules] == ["chang"]
    qtbot.keyClick(page.log.tools.search, Qt.Key.Key_H)
    assert page.log.tools.search.text() == "h"


def test_the_upper_of_two_rules_lies_on_top_and_keys_move_it(qtbot, page):
    rules = [Highlighter(text="configuration"), Highlighter(text="config", color="Pink")]
    page.log.highlighters.use(rules)
    assert has_color(page, 0, "hlBlue")
    assert not has_color(page, 0, "hlPink")
    page.log.actions_here["log.highlighters"].trigger()
    editor = page.log.findChild(HighlighterEditor)
    pink = editor.lines[1]
    pink.text.setFocus()

    qtbot.keyClick(pink.text, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)

    assert [rule.color for rule in page.log.highlighters.rules] == ["Pink", "Blue"]
    assert has_color(page, 0, "hlPink")
    assert not pink.up.isEnabled()
    assert pink.text.nextInFocusChain() is not None
    qtbot.mouseClick(pink.down, Qt.MouseButton.LeftButton)
    assert [rule.color for rule in page.log.highlighters.rules] == ["Blue", "Pink"]


def test_rules_are_shared_by_a_file(qtbot, page, tmp_path, said):
    highlighters, file = page.log.highlighters, tmp_path / "ours.json"
    rules = [Highlighter("one", "configuration"), Highlighter("", r"\d+", "Teal", True, True)]
    highlighters.use(rules)
    page.log.actions_here["log.highlighters"].trigger()
    editor = page.log.findChild(HighlighterEditor)
    editor.save.click()
    dialog = page.log.findChild(QFileDialog)
    assert dialog.selectedFiles()[0].endswith("/highlighters.json")
    dialog.selectFile(str(file))
    dialog.accept()
    qtbot.waitUntil(lambda: said == ["Saved 2 highlighters in ours.json."])

    highlighters.use([Highlighter(text="configuration", color="Pink")])
    files = page.log.findChild(HighlighterFiles)
    files.ask_import().close()
    files._on_import_chosen(str(file))

    words = "Took 1 highlighter of ours.json. 1 was there already."
    qtbot.waitUntil(lambda: said[-1] == words)
    assert highlighters.rules == [Highlighter(text="configuration", color="Pink"), rules[1]]


@pytest.mark.parametrize("text", ["", "[]", '{"form": "other"}', "\x00\xff"])
def test_a_file_that_holds_no_rules_is_told(qtbot, page, tmp_path, said, text):
    file = tmp_path / "x.json"
    file.write_text(text)

    page.log.findChild(HighlighterFiles)._on_import_chosen(str(file))

    qtbot.waitUntil(lambda: said == ["x.json holds no highlighters of JobDesk."])


def test_there_are_at_most_so_many_rules(qtbot, page, tmp_path, said):
    page.log.highlighters.use([Highlighter(text=str(n)) for n in range(MOST_RULES)])
    page.log.view.select_row(0)
    page.log.view.step_word(1)
    qtbot.keyClick(page.log.view, Qt.Key.Key_H)

    assert said == ["There are 12 highlighters already; remove one first."]
    assert len({page.log.highlighters.free_color}) == 1


def test_a_plain_log_has_nothing_to_highlight(page):
    assert page.log.view._painter.highlights == ()


@pytest.mark.parametrize("kept", [None, "x", [1], [{"color": "Red"}], [{"colour": "Blue"}]])
def test_what_was_kept_otherwise_is_left_out(qapp, kept):
    keeper = LogKeeper(None, "", None)
    keeper.keep(HIGHLIGHTERS, "rules", kept)

    assert highlighters_of(keeper).rules == []


def test_every_colour_is_one_of_the_theme():
    for token in COLORS.values():
        assert Theme.current().color(token).isValid()
