"""Inputs, result, traceback, console and tabs of a run."""

import json
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QLabel

from jobdesk.ui.log.ansi import plain
from jobdesk.ui.log.console_page import ConsolePage
from jobdesk.ui.runs.inputs import InputsPage, value_text
from jobdesk.ui.runs.tabs import CountTabs


@pytest.fixture
def record(desk):
    return desk.ask(desk.job(), {"site": "Berlin", "only_changed": True})


@pytest.fixture
def show(keep):
    def show_(page):
        keep(page)
        page.resize(900, 600)
        page.show()
        return page

    return show_


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (None, "empty"),
        ("", "empty"),
        ([], "empty"),
        (True, "yes"),
        (False, "no"),
        (0, "0"),
        ("a\nb", "a ⏎ b"),
        (["x", None], "x, empty"),
        ({"name": "plan.csv", "size": 8214, "sha256": "0"}, "plan.csv, 8.21 kB"),
        ({"a": 1}, '{"a": 1}'),
    ],
)
def test_an_input_is_said_in_words(value, said):
    assert value_text(value) == said


def test_of_a_long_list_the_first_are_named_and_the_rest_counted():
    words = value_text([f"ber-acc-{number}" for number in range(10_000)])

    assert words.startswith("ber-acc-0, ber-acc-1, ")
    assert words.endswith("ber-acc-99, and 9,900 more")


def test_inputs_carry_the_labels_of_their_fields(show, record, clipboard):
    page = show(InputsPage())

    page.show_run(record, {"site": "Location"})

    words = [part.text() for part in page.values.findChildren(QLabel)]
    assert words == ["Location", "Berlin", "only_changed", "yes"]
    page.copy.click()
    assert json.loads(clipboard.text()) == {"site": "Berlin", "only_changed": True}


def test_objects_are_called_by_their_names_once_these_are_known(show, record):
    page = show(InputsPage())
    page.show_run(replace(record, inputs={"site": "k1", "devices": ["k2", "k3"]}), {})

    page.name_objects({"k1": "Berlin", "k2": "ber-sw-1"})

    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    words = [part.text() for part in page.values.findChildren(QLabel)]
    assert words == ["site", "Berlin", "devices", "ber-sw-1, k3"]


def test_how_a_run_was_asked_for_stands_below(show, record):
    page = show(InputsPage())

    page.show_run(record, {})

    words = [part.text() for part in page.options.findChildren(QLabel)]
    assert words[:4] == ["Queue", "default", "Time limits", "5 min soft, 10 min hard"]


def test_a_worker_that_came_later_is_named(show, record):
    page = show(InputsPage())
    page.show_run(record, {})

    page.show_run(replace(record, worker="worker 41877"), {})

    words = [part.text() for part in page.options.findChildren(QLabel)]
    assert "worker 41877" in words


def test_the_console_tells_both_streams_and_drops_what_a_terminal_eats(
    qtbot, desk, show, record, clipboard
):
    desk.begin(record.no)
    printed = [(1, "\x1b[32mok\x1b[0m\n"), (2, "oh no\n"), (1, "10 %\r20 %\r100 %\n")]
    desk.append(record.no, [], console=printed)
    page = show(ConsolePage(desk.services.logs, record.no))

    page.set_live(False)
    page.advance(3)

    lines = [page.view.line(row) for row in range(3)]
    assert [plain(line.message) for line in lines] == ["ok", "oh no", "100 %"]
    assert [line.level for line in lines] == ["stdout", "stderr", "stdout"]
    assert not page.view.pill.isVisible()
    page.view.select_all()
    qtbot.keyClick(page.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: clipboard.text() == "ok\noh no\n100 %\n")


def test_the_console_of_an_ended_run_opens_at_its_start_without_news(desk, show, record):
    desk.begin(record.no)
    desk.append(record.no, [], console=[(1, f"{at}\n") for at in range(500)])
    page = show(ConsolePage(desk.services.logs, record.no))

    page.set_live(False)
    page.advance(500)

    assert page.view.rows_in_view().start == 0
    assert not page.view.pill.isVisible()


def test_the_console_of_a_live_run_follows_its_end(desk, show, record):
    desk.begin(record.no)
    desk.append(record.no, [], console=[(1, f"{at}\n") for at in range(500)])
    page = show(ConsolePage(desk.services.logs, record.no))

    page.set_live(True)
    page.advance(400)
    page.advance(500)

    assert page.view.rows_in_view()[-1] == 499
    assert page.follow.isChecked()


@pytest.fixture
def tabs(show):
    pages = {name: (name.title(), QLabel) for name in ("log", "files")}
    return show(CountTabs(pages))


def test_a_count_belongs_to_its_tab(tabs):
    tabs.set_tab("log", shown=True, count=1234)
    narrow = tabs.bar.tabRect(0).width()

    tabs.set_tab("log", shown=True, count=12_345_678)

    assert tabs.count_of("log") == "12,345,678"
    assert tabs.bar.tabRect(0).width() > narrow
    assert tabs.bar.accessibleTabName(0) == "Log, 12,345,678"


def test_tabs_keep_their_order_however_they_come(tabs):
    tabs.set_tab("files", shown=True, count=2)
    tabs.set_tab("log", shown=True, count=5)

    assert [tabs.bar.tabText(at) for at in range(2)] == ["Log", "Files"]
    assert tabs.current == "files"
    tabs.set_tab("files", shown=False)
    assert tabs.current == "log"
    assert tabs.count_of("files") == ""


def test_arrow_keys_walk_through_the_tabs(qtbot, tabs):
    tabs.set_tab("log", shown=True)
    tabs.set_tab("files", shown=True)
    tabs.activateWindow()
    tabs.bar.setFocus()

    qtbot.keyClick(tabs.bar, Qt.Key.Key_Right)

    assert tabs.current == "files"
    assert tabs.bar.hasFocus()
