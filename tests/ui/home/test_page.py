import pytest

from jobdesk.ui.home.checks import examine_computer
from jobdesk.ui.home.page import FirstRunPage


@pytest.fixture
def page(qtbot, tmp_path):
    made = FirstRunPage(tmp_path)
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_sample_is_one_click_away(qtbot, page):
    with qtbot.waitSignal(page.sample_requested):
        page.sample.button.click()


def test_only_the_first_way_in_is_filled(page):
    kinds = [card.button.property("kind") for card in (page.sample, page.folder)]

    assert kinds == ["primary", "secondary"]


def test_a_folder_is_chosen_in_the_systems_own_dialog(qtbot, page, tmp_path):
    from PySide6.QtWidgets import QFileDialog

    page.choose_folder()
    dialog = page.findChild(QFileDialog)

    with qtbot.waitSignal(page.folder_chosen) as heard:
        dialog.fileSelected.emit(str(tmp_path))
    dialog.close()

    assert heard.args == [str(tmp_path)]


def test_this_computer_is_looked_at(qtbot, page):
    page.check_computer()

    qtbot.waitUntil(lambda: page._computer.isVisible())


def test_a_fit_computer_has_nothing_to_complain_of(tmp_path):
    findings = examine_computer(tmp_path)

    assert [finding.verdict for finding in findings] == ["ok", "ok", "ok"]


def test_wrong_settings_are_said_in_their_own_words(tmp_path):
    (tmp_path / "settings.toml").write_text("slots = 'many'\n")

    finding = examine_computer(tmp_path)[2]

    assert finding.verdict == "bad"
    assert "slots" in finding.sentence
