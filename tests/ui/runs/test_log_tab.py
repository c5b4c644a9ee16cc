"""What a user does with the log of a run, over real stores."""

import csv
import io
import json
import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from tests.ui.log.memory_log import MemoryLog

from jobdesk.ui.log.source import StoreSource

LOG = [
    ("debug", "ssh 10.42.7.11:22", "connect", "ber-acc-07"),
    ("info", "running configuration read", "fetch", "ber-acc-07"),
    ("success", "unchanged", "store", "ber-acc-07", "https://netops.example/7"),
    ("warning", "host key changed", "connect", "ber-acc-10"),
    ("failure", "authentication failed", "connect", "ber-acc-12"),
    ("error", 'he said "no", twice', "run"),
]


@pytest.fixture
def page(desk, open_page):
    no = desk.ask(desk.job()).no
    desk.begin(no)
    desk.append(no, LOG * 50)
    return open_page(no)


def chosen(page, *chips):
    for name in chips:
        page.log.tools.chips.chips[name].click()


def shown(page, count):
    view = page.log.view
    return [view.line(row).message for row in range(min(count, view.count))]


def test_chips_count_each_level_and_failure_counts_errors_too(page):
    counts = {name: chip._count for name, chip in page.log.tools.chips.chips.items()}

    assert counts == {"debug": 50, "info": 50, "success": 50, "warning": 50, "failure": 100}


def counts_of(page):
    return {name: chip._count for name, chip in page.log.tools.chips.chips.items()}


def test_chips_count_the_matches_when_only_these_are_shown(qtbot, desk, page):
    search, whole = page.log.tools.search, counts_of(page)
    search.search_for("object:ber-acc-1 -failed")
    assert counts_of(page) == whole

    search.only_switch.click()
    among = {"debug": 0, "info": 0, "success": 0, "warning": 50, "failure": 0}
    qtbot.waitUntil(lambda: counts_of(page) == among)
    chosen(page, "failure")
    qtbot.waitUntil(lambda: page.log.view.count == 0)
    assert counts_of(page) == among, "a chip says what it would show"
    desk.append(page.no, LOG)
    qtbot.waitUntil(lambda: counts_of(page)["warning"] == 51)

    search.only_switch.click()
    assert counts_of(page)["debug"] >= 50


def test_a_chip_shows_its_level_only(qtbot, page):
    page.log.view.scroll_to(0)

    chosen(page, "warning")
    qtbot.waitUntil(lambda: page.log.view.count == 50)

    assert shown(page, 2) == ["host key changed"] * 2


def test_lines_that_come_later_pass_the_filter_too(qtbot, desk, page):
    chosen(page, "failure")
    qtbot.waitUntil(lambda: page.log.view.count == 100)

    desk.append(page.no, LOG * 10)

    qtbot.waitUntil(lambda: page.log.view.count == 120)


def test_a_search_says_its_hits_and_walks_through_them(qtbot, page):
    search, view = page.log.tools.search, page.log.view
    search.setFocus()
    page.log.view.scroll_to(0)
    qtbot.keyClicks(search, "HOST key")
    qtbot.waitUntil(lambda: search._hits.text() == "50 lines")

    qtbot.keyClick(search, Qt.Key.Key_Return)
    assert view.current_line().seq == 3
    assert search.hits == "1 of 50 lines"
    qtbot.keyClick(search, Qt.Key.Key_F3)
    assert view.current_line().seq == 9
    qtbot.mouseClick(page.log.tools.previous, Qt.MouseButton.LeftButton)
    qtbot.keyClick(search, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)

    assert view.current_line().seq == 297
    assert search.hits == "50 of 50 lines"


def test_case_and_regular_expressions_are_switches(qtbot, page):
    search = page.log.tools.search
    search.search_for("HOST")
    search.case_switch.click()
    qtbot.waitUntil(lambda: search._hits.text() == "0 lines")

    search.case_switch.click()
    search.regex_switch.click()
    search.search_for(r"host|auth\w+")

    qtbot.waitUntil(lambda: search._hits.text() == "100 lines")


def test_a_wrong_expression_is_told_in_words_and_breaks_nothing(page):
    search = page.log.tools.search
    search.regex_switch.click()

    search.search_for("(")

    assert search.property("error")
    assert search.toolTip().startswith("Not a regular expression: ")
    assert page.log.problem_line.words == search.toolTip()
    assert page.log.view.count == 300


def test_a_wrong_query_keeps_what_was_found_and_says_why(qtbot, desk, page):
    search, line = page.log.tools.search, page.log.problem_line
    search.search_for("level:failure -object:ber")
    qtbot.waitUntil(lambda: search._hits.text() == "50 lines")

    search.search_for("level:fail")

    assert line.isVisible()
    assert "“fail” is no level" in line.words
    desk.append(page.no, LOG)
    qtbot.waitUntil(lambda: page.log.lookup.matches.count == 51)
    assert line.isVisible(), "also while the run goes on"

    search.search_for("(level:error or group:fetch) -configuration")
    qtbot.waitUntil(lambda: search.hits == "51 lines")
    assert not line.isVisible()


def test_matching_lines_only_is_a_filter(qtbot, page):
    page.log.view.scroll_to(0)
    page.log.tools.search.search_for("authentication")
    page.log.tools.search.only_switch.click()

    qtbot.waitUntil(lambda: page.log.view.count == 50)
    assert shown(page, 2) == ["authentication failed"] * 2

    qtbot.keyClick(page.log.tools.search, Qt.Key.Key_Escape)
    assert page.log.view.count == 300


def test_a_line_stays_in_view_when_the_filter_goes(qtbot, page):
    chosen(page, "failure")
    qtbot.waitUntil(lambda: page.log.view.count == 100)
    page.log.view.select_row(60)
    seq = page.log.view.current_line().seq

    chosen(page, "failure")

    assert page.log.view.count == 300
    assert seq in page.log.view.rows_in_view()
    assert page.log.view.current_line().seq == seq


def test_who_scrolls_while_a_search_runs_stays_where_he_is(qtbot, page):
    page.log.tools.search.search_for("key")
    page.log.view.scroll_to(40)

    qtbot.waitUntil(lambda: page.log.tools.search._hits.text() == "50 lines")

    assert page.log.view.rows_in_view().start == 40
    assert not page.log.tools.follow.isChecked()


def test_scrolling_up_releases_the_end_and_the_button_takes_it_again(qtbot, desk, page):
    tools, view = page.log.tools, page.log.view
    assert tools.follow.isChecked()

    view.scroll_to(10)
    assert not tools.follow.isChecked()
    desk.append(page.no, LOG * 7)
    qtbot.waitUntil(lambda: view.pill.isVisible())
    assert view.pill.text() == "42 new lines"
    assert view.rows_in_view().start == 10

    qtbot.mouseClick(tools.follow, Qt.MouseButton.LeftButton)
    assert view.rows_in_view()[-1] == 341
    assert not view.pill.isVisible()


def test_reaching_the_end_by_scrolling_follows_again(qtbot, page):
    page.log.view.scroll_to(10)

    page.log.view.scroll_to(page.log.view.verticalScrollBar().maximum())

    assert page.log.tools.follow.isChecked()


def test_ctrl_c_copies_the_selected_lines_as_text(qtbot, page, clipboard, said):
    page.log.view.select_row(3)
    page.log.view.select_row(5, extend=True)

    qtbot.keyClick(page.log.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: clipboard.text() != "nothing")

    lines = clipboard.text().splitlines()
    assert [line.split()[-1] for line in lines] == ["changed", "failed", "twice"]
    assert said == ["Copied 3 lines."]


def test_single_rows_are_copied_and_dragged_as_text(qtbot, page, clipboard):
    view, exporter = page.log.view, page.log._exporter
    view.select_row(3)
    view.toggle_row(5)

    page.log.rows.of_log.copy_as("message")
    qtbot.waitUntil(lambda: clipboard.text() == 'host key changed\nhe said "no", twice\n')

    exporter.dragged.startDrag = lambda actions: None
    exporter.drag(page.log.lookup.shown, view.selection, "text")
    dragged = exporter.dragged.model()
    assert dragged.stringList() == ["2 lines"]
    assert exporter.dragged.selectedIndexes(), "else Qt drags nothing"
    assert len(dragged.mimeData([]).text().splitlines()) == 2


def test_a_huge_selection_is_copied_and_dragged_in_part_and_that_is_said(
    qtbot, page, clipboard, said
):
    view, exporter = page.log.view, page.log._exporter
    view.show_source(StoreSource(MemoryLog(10_000_000), 1, 10_000_000), following=False)
    view.select_all()

    exporter.copy(view._source, view.selection, "message")
    qtbot.waitUntil(lambda: bool(said))
    assert said == ["Copied the first 20,000 of 10,000,000 lines; Export saves all of them."]
    assert clipboard.text().count("\n") == 20_000

    exporter.dragged.startDrag = lambda actions: None
    exporter.drag(view._source, view.selection, "message")
    assert said[1].startswith("Dragging the first 2,000 of 10,000,000 lines")


def test_the_message_alone_can_be_copied(qtbot, page, clipboard):
    page.log.view.select_row(4)

    page.log.rows.of_log.copy_as("message")

    qtbot.waitUntil(lambda: clipboard.text() == "authentication failed\n")


def export(qtbot, page, tmp_path, form, title, said):
    menu = page.log.tools.export.menu()
    menu.aboutToShow.emit()
    kinds = [a.menu() for a in menu.actions() if a.isEnabled()]
    next(a for kind in kinds for a in kind.actions() if a.data() == (form, title)).trigger()
    dialog = page.findChild(QFileDialog)
    assert dialog.acceptMode() == QFileDialog.AcceptMode.AcceptSave
    suggested = dialog.selectedFiles()[0].rpartition("/")[2]
    file = tmp_path / suggested
    dialog.selectFile(str(file))
    dialog.accept()
    qtbot.waitUntil(lambda: bool(said))
    return file


def test_the_whole_log_is_saved_as_text(qtbot, page, tmp_path, said):
    file = export(qtbot, page, tmp_path, "text", "all", said)

    assert file.name == f"run-{page.no}-log.log"
    assert len(file.read_text().splitlines()) == 300
    assert said == [f"Saved 300 lines in {file.name}."]


def test_the_whole_log_is_saved_as_json(qtbot, page, tmp_path, said):
    file = export(qtbot, page, tmp_path, "json", "all", said)

    entries = [json.loads(line) for line in file.read_text().splitlines()]
    assert len(entries) == 300
    assert entries[5]["message"] == 'he said "no", twice'


def test_the_lines_shown_are_saved_as_csv(qtbot, page, tmp_path, said):
    chosen(page, "failure")
    qtbot.waitUntil(lambda: page.log.view.count == 100)

    file = export(qtbot, page, tmp_path, "csv", "shown", said)

    assert file.name == f"run-{page.no}-log-filtered.csv"
    with file.open(newline="") as text:
        found = list(csv.DictReader(text))
    assert len(found) == 100
    assert {row["level"] for row in found} == {"failure", "error"}
    assert found[1]["message"] == 'he said "no", twice'


def test_the_selected_lines_are_saved_as_markdown(qtbot, page, tmp_path, said):
    page.log.view.select_row(5)
    page.log.view.select_row(7, extend=True)

    file = export(qtbot, page, tmp_path, "markdown", "selected", said)

    assert file.name == f"run-{page.no}-log-selected.md"
    lines = file.read_text().splitlines()
    assert lines[0].startswith("| Time | Level |")
    assert len(lines) == 5
    assert 'he said "no", twice' in lines[2]


def test_the_export_menu_says_how_many_lines_each_saves(page):
    menu = page.log.tools.export.menu()
    menu.aboutToShow.emit()

    assert [a.text() for a in menu.actions()] == [
        "All lines (300)",
        "Lines shown (300)",
        "Selected lines (0)",
    ]
    assert [a.isEnabled() for a in menu.actions()] == [True, True, False]


def test_cells_are_copied_for_a_spreadsheet(qtbot, page, clipboard):
    page.log.view.select_row(4)
    page.log.view.select_row(5, extend=True)

    page.log.rows.of_log.copy_as("tsv")

    qtbot.waitUntil(lambda: clipboard.text().count("\n") == 2)
    rows = list(csv.reader(io.StringIO(clipboard.text()), "excel-tab"))
    assert rows[0][4] == "authentication failed"
    assert rows[1][4] == 'he said "no", twice'
    assert clipboard.mimeData().html().count("<tr>") == 2


def test_saving_can_be_cancelled_and_leaves_the_old_file(qtbot, page, tmp_path, said):
    file = tmp_path / "run.log"
    file.write_text("old")
    exporter, asked = page.log._exporter, threading.Event()
    source = StoreSource(MemoryLog(10_000_000), 1, 10_000_000)
    exporter.ask("text", source, "").close()
    exporter._written.connect(lambda _: asked.set())

    exporter._on_file_selected(str(file))
    qtbot.waitUntil(asked.is_set)
    assert exporter.bar.isVisible()
    qtbot.mouseClick(exporter.bar.stop, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: bool(said))
    assert said == ["run.log was not saved: cancelled."]
    assert not exporter.bar.isVisible()
    assert [each.name for each in tmp_path.iterdir() if each.is_file()] == ["run.log"]
    assert file.read_text() == "old"


def test_an_export_that_fails_says_why_and_leaves_no_file(qtbot, page, tmp_path, said):
    folder = tmp_path / "taken"
    folder.mkdir()
    page.log._exporter.ask("text", page.log.lookup.whole, "").close()

    page.log._exporter._on_file_selected(str(folder))

    qtbot.waitUntil(lambda: bool(said))
    assert said[0].startswith(f"The log was not saved: {folder}: ")
    assert list(tmp_path.glob("*.part")) == list(tmp_path.glob(".*.part")) == []


def test_the_whole_message_of_a_cut_line_is_shown_below(qtbot, desk, page):
    desk.append(page.no, [("info", "first line\nsecond line")])
    qtbot.waitUntil(lambda: page.log.view.count == 301)

    page.log.view.select_row(300)

    assert page.log.place.detail.isVisible()
    assert page.log.place.detail.text.toPlainText() == "first line\nsecond line"


def test_ctrl_f_goes_to_the_search_and_escape_back(qtbot, page):
    page.log.view.setFocus()
    qtbot.keyClick(page.log.view, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.log.tools.search.hasFocus()

    qtbot.keyClick(page.log.tools.search, Qt.Key.Key_Escape)
    assert page.log.view.hasFocus()
