"""Every table model of the runs keeps Qt's contract, whatever happens to it."""

import random

import pytest

from jobdesk.models.records import RunFile, Status
from jobdesk.ui.runs.files_model import FilesModel
from jobdesk.ui.runs.history import RunFilter, find_runs
from jobdesk.ui.runs.model import COLUMNS, RunsModel


@pytest.fixture
def records(desk):
    job = desk.job()
    for at in range(12):
        no = desk.ask(job).no
        desk.begin(no)
        if at % 3:
            desk.end(no, (Status.SUCCESS, Status.FAILURE)[at % 2], reason="worker lost: gone")
    return list(find_runs(desk.services, RunFilter(), None).records)


def test_the_runs_keep_the_contract(records, qtmodeltester):
    model = RunsModel()
    qtmodeltester.check(model, force_py=True)

    model.show_records(records[4:8])
    model.append(records[8:])
    model.merge_newest(records[:6])
    model.update(records[2])
    model.remove(records[5].no)
    model.touch()

    qtmodeltester.check(model, force_py=True)
    assert model.columnCount() == len(COLUMNS)


def test_the_files_keep_the_contract(qtmodeltester, tmp_path):
    model = FilesModel(tmp_path)
    files = [RunFile(f"{at}.cfg", at, f"runs/1/files/{at}.cfg") for at in range(5)]

    model.show_files(files[:2])
    model.show_files(files)
    qtmodeltester.check(model, force_py=True)
    model.show_files(files[3:])

    qtmodeltester.check(model, force_py=True)
    assert model.rowCount() == 2


def test_more_files_keep_the_rows_that_are_there(qtbot, tmp_path):
    model = FilesModel(tmp_path)
    files = [RunFile(f"{at}.cfg", at, "x") for at in range(3)]
    model.show_files(files[:1])

    with qtbot.waitSignal(model.rowsInserted), qtbot.assertNotEmitted(model.modelReset):
        model.show_files(files)


def test_any_order_of_news_ends_with_what_the_store_says(records):
    chance = random.Random(7)
    for _ in range(60):
        model = RunsModel()
        first, gone = chance.randrange(6), chance.choice(records)
        model.show_records(records[first:])
        fresh = [record for record in records[: 8 + first] if record.no != gone.no]

        model.merge_newest(fresh)

        older = [record for record in records if record.no < fresh[-1].no]
        assert list(model.records) == fresh + older


def test_a_run_says_its_status_in_words_with_the_reason_as_tooltip(records):
    model = RunsModel()
    model.show_records(records)
    lost = next(row for row, r in enumerate(records) if r.status is Status.FAILURE)

    index = model.index(lost, 2)

    assert index.data() == "Lost"
    assert index.data(3) == "worker lost: gone"
