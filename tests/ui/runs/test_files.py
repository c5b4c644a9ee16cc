"""The output files of a run."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from jobdesk.models.records import RunFile
from jobdesk.ui.runs.files import FilesPage


@pytest.fixture
def opened(monkeypatch):
    """What would be shown by the system."""
    asked = []
    monkeypatch.setattr(
        QDesktopServices, "openUrl", lambda url: asked.append(Path(url.toLocalFile())) or True
    )
    return asked


@pytest.fixture
def page(qtbot, tmp_path):
    folder = tmp_path / "home" / "runs" / "7" / "files"
    folder.mkdir(parents=True)
    (folder / "report.csv").write_text("a,b\n")
    made = FilesPage(tmp_path / "home")
    qtbot.addWidget(made)
    made.show_files(
        [
            RunFile("report.csv", 4, "runs/7/files/report.csv"),
            RunFile("gone.csv", 1_400_000, "runs/7/files/gone.csv"),
            RunFile("passwd", 9, "../../etc/passwd"),
        ]
    )
    made.resize(900, 400)
    made.show()
    return made


def test_the_first_file_is_selected_and_the_sum_is_said(page):
    assert page.table.currentIndex().row() == 0
    assert page._about.text() == "3 files, 1.4 MB"
    assert page.table.model().index(1, 1).data() == "1.4 MB"


def test_return_opens_a_file(qtbot, page, opened, tmp_path):
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Return)

    assert opened == [(tmp_path / "home/runs/7/files/report.csv").resolve()]


def test_its_folder_can_be_shown(page, opened, tmp_path):
    page.reveal.click()

    assert opened == [(tmp_path / "home/runs/7/files").resolve()]


@pytest.mark.parametrize(("row", "name"), [(1, "gone.csv"), (2, "passwd")])
def test_what_is_gone_or_outside_is_not_opened(page, opened, said, row, name):
    page.table.selectRow(row)

    page.open.click()

    assert opened == []
    assert said == [f"{name} is not there any more."]


def test_a_copy_is_saved_where_the_user_says(qtbot, page, said, tmp_path):
    page.save.click()
    dialog = page.findChild(QFileDialog)
    dialog.selectFile(str(tmp_path / "copy.csv"))
    dialog.accept()

    qtbot.waitUntil(lambda: bool(said))
    assert said == ["Saved copy.csv."]
    assert (tmp_path / "copy.csv").read_text() == "a,b\n"


def test_a_copy_that_fails_says_why(qtbot, page, said, tmp_path):
    page.save.click()
    dialog = page.findChild(QFileDialog)

    dialog.fileSelected.emit(str(tmp_path / "missing" / "copy.csv"))
    dialog.close()

    qtbot.waitUntil(lambda: bool(said))
    assert said[0].startswith("report.csv was not saved: ")


def test_a_program_that_is_missing_is_told(page, said, monkeypatch):
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: False)

    page.open.click()

    assert said == ["No program opens report.csv; use Save as."]
