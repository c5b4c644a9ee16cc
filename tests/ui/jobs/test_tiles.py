import pytest
from PySide6.QtCore import Qt
from tests.support.job_records import make_broken_file, make_job

from jobdesk.ui.jobs.load import JobsData
from jobdesk.ui.jobs.page import JobsPage
from jobdesk.ui.jobs.rows import RowFilter, group_rows, make_rows, select
from jobdesk.ui.jobs.tile_paint import tile_parts
from jobdesk.ui.jobs.tiles_model import TilesModel
from jobdesk.ui.session import Session

JOBS = [
    make_job(n, name=f"Job {n}", grouping="Alpha" if n < 6 else "Beta") for n in range(1, 8)
]
Control = Qt.KeyboardModifier.ControlModifier


def make_model():
    model = TilesModel()
    model.show_selection(select(group_rows(make_rows(JOBS, [make_broken_file()])), RowFilter()))
    return model


@pytest.fixture
def page(qtbot, tmp_path):
    made = JobsPage(Session(tmp_path))
    qtbot.addWidget(made)
    made.resize(1400, 800)
    made.show()
    made.show_data(JobsData(make_rows(JOBS, [make_broken_file()])))
    made.asked.registry["jobs.tiles"].trigger()
    made.tiles.setFocus()
    return made


def current(page):
    entry = page.tiles.rows.entry_at(page.tiles.currentIndex())
    return getattr(entry, "title", "") or entry.name


def test_the_model_keeps_the_rules_of_qt(qtmodeltester):
    qtmodeltester.check(make_model())


def test_jobs_stand_in_lines_under_their_headings():
    model = make_model()

    said = [
        [model.index(row, column).data() for column in range(3)]
        for row in range(model.rowCount())
    ]

    assert said == [
        ["Broken files, 1 file", None, None],
        ["cables.py", None, None],
        ["Alpha, 5 jobs", None, None],
        ["Job 1", "Job 2", "Job 3"],
        ["Job 4", "Job 5", None],
        ["Beta, 2 jobs", None, None],
        ["Job 6", "Job 7", None],
    ]


def test_a_tile_says_its_state_in_words():
    model = make_model()
    index = model.index_of(JOBS[0].id)

    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Job 1, enabled, Never run"


def test_keys_walk_over_lines_and_headings(qtbot, page):
    assert page.tiles.tiles_model.across == 3
    page.choose(JOBS[2].id)
    walk = []
    for key in (
        Qt.Key.Key_Right,  # on to the next line
        Qt.Key.Key_Right,
        Qt.Key.Key_Down,  # the heading
        Qt.Key.Key_Down,
        Qt.Key.Key_Left,
        Qt.Key.Key_Up,
    ):
        qtbot.keyClick(page.tiles, key)
        walk.append(current(page))
    assert walk == ["Job 4", "Job 5", "Beta", "Job 6", "Beta", "Job 4"]

    qtbot.keyClick(page.tiles, Qt.Key.Key_End)
    assert current(page) == "Job 5"
    qtbot.keyClick(page.tiles, Qt.Key.Key_End, Control)
    assert current(page) == "Job 7"
    qtbot.keyClick(page.tiles, Qt.Key.Key_Home, Control)
    assert current(page) == "Broken files"


def test_space_enter_and_folding_work_on_tiles(qtbot, page):
    switched = []
    page.commands.switch = lambda keys, on: switched.append((keys, on))
    page.choose(JOBS[0].id)

    qtbot.keyClick(page.tiles, Qt.Key.Key_Space)
    with qtbot.waitSignal(page.run_requested) as heard:
        qtbot.keyClick(page.tiles, Qt.Key.Key_Return)
    page.asked.fold_all()

    assert switched == [([JOBS[0].id], False)]
    assert heard.args == [JOBS[0].id]
    assert page.tiles.tiles_model.rowCount() == 3
    assert current(page) == "Alpha"
    qtbot.keyClick(page.tiles, Qt.Key.Key_Right)
    assert page.tiles.tiles_model.rowCount() == 5


@pytest.mark.parametrize("part", ["run", "switch", "star", "row"])
def test_the_parts_of_a_tile_are_worked_with_the_mouse(qtbot, page, part):
    switched = []
    page.commands.switch = lambda keys, on: switched.append(keys)
    ran = []
    page.run_requested.connect(ran.append)
    key = JOBS[6].id
    cell = page.tiles.visualRect(page.tiles.rows.index_of(key))
    place = tile_parts(cell)[part].center() if part != "row" else cell.center()

    qtbot.mouseClick(page.tiles.viewport(), Qt.MouseButton.LeftButton, pos=place)

    assert page.tiles.current_key() == key
    assert ran == ([key] if part == "run" else [])
    assert switched == ([[key]] if part == "switch" else [])
    assert page.shelf.favourites == ({key} if part == "star" else set())


def test_table_and_tiles_share_what_is_current_folded_and_filtered(page, qtbot, tmp_path):
    page.choose(JOBS[6].id)
    page.filter.search.setText("job -5")
    page.tiles.fold({"Alpha"})

    page.asked.registry["jobs.tiles"].trigger()

    assert page.view is page.table
    assert page.table.current_key() == JOBS[6].id
    assert page.table.rows.folded == {"Alpha"}
    assert page.table.rows.index_of_group("Beta").isValid()


def test_the_mode_is_remembered(qtbot, page, tmp_path):
    page.save_state()

    again = JobsPage(Session(tmp_path))
    qtbot.addWidget(again)

    assert again.view is again.tiles
    assert again.asked.registry["jobs.tiles"].isChecked()
