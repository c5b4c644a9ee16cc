"""The profile of a run on its page."""

import json

import pytest
from PySide6.QtCore import QPoint, QSettings, Qt

from jobdesk.models.records import RunFile, Status
from jobdesk.ui import background
from jobdesk.ui.runs.code_place import CodePlace
from jobdesk.ui.runs.profile.data import compare, profile_of
from jobdesk.ui.runs.profile.model import ProfileModel
from jobdesk.ui.runs.profile.others import OtherRun, other_profiles
from jobdesk.ui.runs.profile.page import ProfilePage


def table(folder, scale=1.0):
    functions = [
        [f"{folder}/branch.py", 1, "run", 1, 1, 0.5 * scale, 4.0 * scale],
        [f"{folder}/branch.py", 3, "cable", 2, 2, 1.0 * scale, 3.0 * scale],
        ["~", 0, "<built-in method time.sleep>", 4, 4, 2.5, 2.5],
    ]
    calls = [[0, 1, 2, 1.0, 3.0 * scale], [1, 2, 4, 2.0, 2.0]]
    total = 4.0 * scale
    return {"format": 1, "total": total, "left_out": 0, "functions": functions, "calls": calls}


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "jobs"
    made.mkdir()
    (made / "branch.py").write_text("def run():\n    pass\ndef cable():\n    pass\n")
    return made


@pytest.fixture
def profiled(desk, folder):
    """Makes an ended run with a profile."""
    job = desk.job()

    def profiled_(scale=1.0):
        no = desk.ask(job).no
        desk.begin(no)
        home = desk.paths.home
        place = home / "runs" / str(no) / "files"
        place.mkdir(parents=True)
        (place / "p.pstats.json").write_text(json.dumps(table(folder, scale)))
        file = RunFile("p.pstats", 10, f"runs/{no}/files/p.pstats")
        desk.append(no, [], files=[file])
        desk.end(no)
        return desk.services.results.by_no(no)

    return profiled_


@pytest.fixture
def page(qtbot, keep, desk, profiled, folder, tmp_path):
    store = QSettings(str(tmp_path / "w.ini"), QSettings.Format.IniFormat)
    made = keep(ProfilePage(desk.paths.home, store, lambda: CodePlace((str(folder),))))
    made.resize(1000, 500)
    made.show()
    made.show_run(profiled())
    qtbot.waitUntil(lambda: made.model.rowCount() == 3)
    return made


def names(page):
    return [page.model.row(at).now.title for at in range(page.model.rowCount())]


def test_the_longest_come_first(page):
    assert names(page) == ["run", "cable", "time.sleep"]
    assert page.said.text() == "4.000 s, 7 calls of 3 functions"


def test_a_click_on_the_head_sorts(page):
    head = page.table.horizontalHeader()

    head.setSortIndicator(page.model.place_of("Calls"), Qt.SortOrder.AscendingOrder)

    assert names(page) == ["run", "cable", "time.sleep"]
    head.setSortIndicator(page.model.place_of("Own s"), Qt.SortOrder.DescendingOrder)
    assert names(page) == ["time.sleep", "cable", "run"]


def test_typing_filters_by_name_and_place(qtbot, page):
    page.finder.field.setText("branch.py")

    qtbot.waitUntil(lambda: names(page) == ["run", "cable"])
    assert page.finder.said == "2 of 3"


def test_return_opens_the_code_at_the_line(qtbot, page):
    page.table.setFocus()
    page.table.selectRow(1)

    qtbot.keyClick(page.table, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: page.code.isVisible() and page.code.marked_line == 3)


def test_what_is_built_in_has_no_code(page, said):
    page.table.selectRow(2)
    page._on_activated(page.table.currentIndex())

    assert said == ["time.sleep is built in; there is no code to show."]


def test_the_flame_is_walked_and_zoomed_by_keys(qtbot, page):
    page.switch._buttons["flame"].click()
    flame = page.flame
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
        qtbot.keyClick(flame, key)
    zoomed = flame.zoomed.function.title
    width = flame.rect_of(flame.zoomed).width()
    qtbot.keyClick(flame, Qt.Key.Key_Escape)

    assert zoomed == "cable"
    assert width > 0.95 * flame.viewport().width()
    assert flame.zoomed is None
    assert "cable: 3.0000 s, 75.0% of the run" in flame.accessibleDescription()


def test_a_click_zooms_and_one_beside_goes_back(qtbot, page):
    page.switch._buttons["flame"].click()
    flame = page.flame
    cable = flame._nodes[1]

    left = Qt.MouseButton.LeftButton
    qtbot.mouseClick(flame.viewport(), left, pos=flame.rect_of(cable).center().toPoint())
    zoomed = flame.zoomed
    qtbot.mouseClick(flame.viewport(), left, pos=QPoint(20, flame.viewport().height() - 5))

    assert zoomed is cable
    assert flame.zoomed is None


def test_a_late_comparison_does_not_come_back(qtbot, page, profiled):
    other = OtherRun("#2", profiled(0.5).files[0])

    page.compare_with(other)
    page.compare_with(None)

    qtbot.waitUntil(lambda: not background.is_busy())
    assert page.said.text() == "4.000 s, 7 calls of 3 functions"


def test_another_run_is_set_beside(qtbot, page, profiled):
    other = profiled(0.5)

    page.compare_with(OtherRun("#2", other.files[0]))

    qtbot.waitUntil(lambda: page.model.columns[-2].title == "Cumulative longer")
    assert page.model.index(0, 6).data() == "+2.0000"
    assert page.said.text() == "4.000 s, +2.000 s against run #2"
    page.compare_with(None)
    assert page.model.columns[-2].title == "Per call"


def test_other_profiled_runs_of_the_job_are_offered(desk, profiled):
    first, second = profiled(), profiled()
    desk.ask(desk.services.jobs.by_id(first.job_id))

    offered = other_profiles(desk.services, second)

    assert [other.file for other in offered] == [first.files[0]]


def test_a_profile_without_a_table_is_told(qtbot, keep, desk, profiled):
    record = profiled()
    (desk.paths.home / record.files[0].path).with_suffix(".pstats.json").unlink()
    page = keep(ProfilePage(desk.paths.home))
    page.show()

    page.show_run(record)

    qtbot.waitUntil(page.problem.isVisible)


@pytest.mark.parametrize("is_compared", [False, True])
def test_the_model_keeps_the_rules_of_qt(qtmodeltester, is_compared):
    profile = profile_of(table("/srv"))
    model = ProfileModel()
    if is_compared:
        model.show_compared(compare(profile, profile))
    else:
        model.show_functions(profile.functions)

    qtmodeltester.check(model)


def test_a_run_with_a_profile_has_the_tab(qtbot, profiled, open_page):
    page = open_page(profiled().no)
    assert "profile" in page.tabs.shown

    page.tabs.show_page("profile")

    qtbot.waitUntil(lambda: page.profile.model.rowCount() == 3)


def test_a_run_without_one_has_not(desk, open_page):
    no = desk.ask(desk.job()).no
    desk.begin(no)
    desk.end(no, Status.SUCCESS)

    assert "profile" not in open_page(no).tabs.shown
