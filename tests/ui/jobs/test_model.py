from PySide6.QtCore import Qt
from tests.support.job_records import make_broken_file, make_job

from jobdesk.ui.jobs.columns import ENABLED, NAME
from jobdesk.ui.jobs.model import JobsModel
from jobdesk.ui.jobs.rows import RowFilter, group_rows, make_rows, select


def make_model():
    model = JobsModel()
    rows = make_rows(
        [make_job(1, grouping="Alpha"), make_job(2, grouping="Beta", enabled=False)],
        [make_broken_file()],
    )
    model.show_selection(select(group_rows(rows), RowFilter()))
    return model


def test_the_model_keeps_the_rules_of_qt(qtmodeltester):
    qtmodeltester.check(make_model())


def test_headings_stand_over_their_jobs():
    model = make_model()

    said = [model.index(row, NAME).data() for row in range(model.rowCount())]

    assert said == [
        "Broken files, 1 file",
        "cables.py",
        "Alpha, 1 job",
        "Create pop 1",
        "Beta, 1 job",
        "Create pop 2",
    ]


def test_a_folded_group_keeps_its_heading_and_says_that_it_is_folded():
    model = make_model()
    model.fold({"Alpha"})

    role = Qt.ItemDataRole.AccessibleTextRole
    assert model.rowCount() == 5
    assert model.index(2, NAME).data(role) == "Alpha, 1 job, folded"


def test_whether_a_job_is_enabled_is_a_check_state():
    model = make_model()
    role = Qt.ItemDataRole.CheckStateRole

    assert model.index(3, ENABLED).data(role) == Qt.CheckState.Checked
    assert model.index(5, ENABLED).data(role) == Qt.CheckState.Unchecked
