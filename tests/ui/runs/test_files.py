"""The output files of a run."""

import zipfile
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
    assert page._about.text() == "3 files, 1.4 MB, kept until the run is deleted"
    assert page.table.model().index(1, 1).data() == "1.4 MB"


def test_return_opens_a_file(qtbot, page, opened, tmp_path):
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Return)

    assert opened == [(tmp_path / "home/runs/7/files/report.csv").resolve()]


def test_its_folder_can_be_shown(page, opened, tmp_path):
    page.reveal.click()

    assert opened == [(tmp_path / "home/runs/7/files").resolve()]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (1, "gone.csv is not there any more."),
        (2, "passwd does not lie in the folder of its run."),
    ],
)
def test_what_is_gone_or_outside_is_not_opened(page, opened, said, row, words):
    page.table.selectRow(row)

    page.open.click()

    assert opened == []
    assert said == [words]


def test_what_is_gone_is_told_instead_of_a_preview(qtbot, page):
    page.table.selectRow(1)

    qtbot.waitUntil(lambda: page.problem.isVisible())
    assert page.problem._reason.text() == "gone.csv is not there any more."


def test_a_file_is_previewed_as_what_it_is(qtbot, page):
    qtbot.waitUntil(lambda: page.preview.content.grid is not None)

    assert page.preview.current == "table"
    assert page.preview.said.text() == "4 bytes, UTF-8"


def test_a_program_is_not_started(page, opened, said, tmp_path):
    path = tmp_path / "home/runs/7/files/tool.sh"
    path.write_text("rm -rf x")
    page.show_files([RunFile("tool.sh", 8, "runs/7/files/tool.sh")])
    page.table.selectRow(0)

    page.open.click()

    assert opened == []
    assert said[0].startswith("tool.sh is a program that the run wrote")


def test_files_are_dragged_out_and_only_those_that_are_there(page, tmp_path):
    model = page.table.model()

    data = model.mimeData([model.index(row, 0) for row in range(3)])

    assert [Path(url.toLocalFile()).name for url in data.urls()] == ["report.csv"]
    assert model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsDragEnabled


def test_the_model_keeps_the_rules_of_qt(qtmodeltester, page):
    qtmodeltester.check(page.table.model())


def test_all_files_are_saved_as_one_zip(qtbot, page, said, tmp_path):
    page.save_all.click()
    dialog = page.findChild(QFileDialog)

    dialog.fileSelected.emit(str(tmp_path / "all.zip"))
    dialog.close()

    qtbot.waitUntil(lambda: bool(said))
    assert said == ["Saved 1 file in all.zip. 2 could not be read."]
    with zipfile.ZipFile(tmp_path / "all.zip") as archive:
        assert archive.namelist() == ["report.csv"]
    assert not page.zip_line.isVisible()


def test_a_page_that_goes_gives_its_zip_up(qtbot, page, said, tmp_path):
    page.zip_line.start(tmp_path / "home", page._model.files, tmp_path / "all.zip")

    page.shut_down()

    qtbot.waitUntil(lambda: bool(said))
    assert list(tmp_path.glob("*.zip*")) + list(tmp_path.glob(".*")) == [] or "Saved" in said[0]


def test_a_copy_is_saved_where_the_user_says(qtbot, page, said, tmp_path):
    page.save.click()
    dialog = page.findChild(QFileDialog)
    dialog.selectFile(str(tmp_path / "copy.csv"))
    dialog.accept()

    qtbot.waitUntil(lambda: bool(said))
    assert said == ["Saved copy.csv."]
    assert (tmp_path / "copy.csv").read_text() == "a,b\n"


def test_the_file_that_was_asked_for_is_saved_whatever_the_list_shows_now(
    qtbot, page, said, tmp_path
):
    page.save.click()
    dialog = page.findChild(QFileDialog)
    page.show_files([RunFile("gone.csv", 1_400_000, "runs/7/files/gone.csv")])
    dialog.selectFile(str(tmp_path / "copy.csv"))
    dialog.accept()

    qtbot.waitUntil(lambda: bool(said))
    assert said == ["Saved copy.csv."]


def test_the_chosen_file_stays_chosen_when_others_grow(page):
    page.table.selectRow(1)

    page.show_files(
        [
            RunFile("report.csv", 9, "runs/7/files/report.csv"),
            RunFile("early.csv", 1, "runs/7/files/early.csv"),
            RunFile("gone.csv", 1_400_000, "runs/7/files/gone.csv"),
        ]
    )

    assert page._current().name == "gone.csv"


def test_a_copy_that_fails_says_why(qtbot, page, said, tmp_path):
    page.save.click()
    dialog = page.findChild(QFileDialog)

    dialog.fileSelected.emit(str(tmp_path / "missing" / "copy.csv"))
    dialog.close()

    qtbot.waitUntil(lambda: bool(said))
    assert said[0].startswith("copy.csv was not saved: ")


def test_a_program_that_is_missing_is_told(page, said, monkeypatch):
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: False)

    page.open.click()

    page.reveal.click()

    folder = page._home.resolve() / "runs" / "7" / "files"
    assert said == [
        "No program opens report.csv; use Save as.",
        f"No program shows folders here; look for it at {folder}.",
    ]
