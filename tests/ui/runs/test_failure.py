"""The traceback of a run: frames, code, whole text, report."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest

from jobdesk import __version__
from jobdesk.ui.runs.code_place import CodePlace, code_place
from jobdesk.ui.runs.failure import TracebackPage


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "jobs"
    made.mkdir()
    (made / "branch.py").write_text("def run():\n    a()\n    cable()\n")
    return made


@pytest.fixture
def record(desk, folder):
    text = (
        "Traceback (most recent call last):\n"
        f'  File "{folder}/branch.py", line 3, in run\n    cable()\n'
        '  File "/usr/lib/site-packages/netaddr/ip.py", line 3, in parse\n    return 1\n'
        "LookupError: password=hunter22\n"
    )
    return replace(desk.ask(desk.job()), traceback=text)


@pytest.fixture
def editors():
    return [""]


@pytest.fixture
def page(qtbot, keep, folder, record, editors, tmp_path):
    store = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    made = keep(TracebackPage(store, lambda: CodePlace((str(folder),)), lambda: editors[0]))
    made.resize(1000, 500)
    made.show()
    made.show_run(record)
    qtbot.waitUntil(lambda: made.code.marked_line == 3)
    return made


def test_the_jobs_innermost_frame_opens_at_its_line(page):
    assert page.code.toPlainText().startswith("def run():")
    assert page._said.text() == "1 of 2 frames are yours: LookupError: password=hunter22"
    assert not page.note.isVisible()


def test_code_that_changed_is_told(qtbot, page, folder, record):
    (folder / "branch.py").write_text("def run():\n    a()\n    other()\n")

    page.show_run(replace(record, traceback=record.traceback + "x"))

    qtbot.waitUntil(page.note.isVisible)


def test_return_unfolds_and_goes_to_the_code(qtbot, page):
    page.activateWindow()
    page.frames.setFocus()
    qtbot.keyClick(page.frames, Qt.Key.Key_Down)
    qtbot.keyClick(page.frames, Qt.Key.Key_Return)
    rows = page.model.rowCount()
    qtbot.keyClick(page.frames, Qt.Key.Key_Up)
    qtbot.keyClick(page.frames, Qt.Key.Key_Return)

    assert rows == 3
    assert page.code.hasFocus()


def test_return_unfolds_also_under_the_pointer_and_a_double_click_once(qtbot, page):
    page.activateWindow()
    page.frames.setFocus()
    qtbot.keyClick(page.frames, Qt.Key.Key_Down)
    at = page.frames.visualRect(page.frames.currentIndex()).center()
    QTest.mouseMove(page.frames.viewport(), at)
    qtbot.waitUntil(page.frames.underMouse)

    qtbot.keyClick(page.frames, Qt.Key.Key_Return)
    assert page.model.rowCount() == 3

    qtbot.mouseClick(page.frames.viewport(), Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseDClick(page.frames.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert page.model.rowCount() == 2


def test_the_whole_text_is_one_click_away_and_remembered(page, keep, folder, record, tmp_path):
    page.switch._buttons["text"].click()
    store = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    other = keep(TracebackPage(store, lambda: CodePlace((str(folder),))))
    other.show_run(record)

    assert page.text.isVisible()
    assert other.switch.current == "text"


def test_a_traceback_without_frames_is_text(keep, record):
    page = keep(TracebackPage())
    page.show()

    page.show_run(replace(record, traceback="KeyError: 1\n"))

    assert page.text.isVisible()
    assert page.text.toPlainText() == "KeyError: 1"


def test_the_report_has_versions_and_no_secrets(page, clipboard):
    page.report.click()

    assert f"JobDesk {__version__}, Python" in clipboard.text()
    assert "code: a41f9c2d0e11" in clipboard.text()
    assert "hunter22" not in clipboard.text()


def test_the_editor_of_the_settings_is_started(qtbot, page, editors, folder, tmp_path):
    out = tmp_path / "out.txt"
    script = tmp_path / "ed.sh"
    script.write_text(
        f'#!/bin/sh\nprintf "%s" "$1" > "{out}.part" && mv "{out}.part" "{out}"\n'
    )
    script.chmod(0o755)
    editors[0] = f"{script} {{file}}:{{line}}"

    page.edit.click()

    qtbot.waitUntil(out.is_file)
    assert out.read_text() == f"{folder}/branch.py:3"


def test_a_wrong_command_is_a_kind_sentence(page, editors, said):
    editors[0] = "/nowhere/no-such-editor {file}"

    page.edit.click()

    assert said == [
        "The editor /nowhere/no-such-editor could not be started. "
        "Look at the setting editor in settings.toml."
    ]


def test_without_the_setting_the_systems_program_opens(page, monkeypatch, folder):
    asked = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: asked.append(url) or True)

    page.edit.click()

    assert [Path(url.toLocalFile()) for url in asked] == [folder / "branch.py"]


def test_where_the_code_lies_is_asked_of_the_workspace(desk):
    job = desk.job()

    same = code_place(desk.services, job.id, job.code_version)
    other = code_place(desk.services, job.id, "0000")

    assert str(desk.paths.jobs) in same.roots
    assert not same.is_other_version
    assert other.is_other_version
    assert code_place(desk.services, None, "0000").is_other_version is False
