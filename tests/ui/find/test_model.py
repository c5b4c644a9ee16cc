from tests.ui.find.conftest import make_hits

from jobdesk.ui.find.model import FoundModel


def texts(model):
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_the_model_is_sound(qtmodeltester):
    model = FoundModel()
    model.add([make_hits(3, 2, more=True), make_hits(2, 1)])
    qtmodeltester.check(model)

    model.set_folded(0, is_folded=True)
    model.add([make_hits(1, 4)])
    model.set_folded(0, is_folded=False)
    model.add_lines(0, make_hits(3, 3).lines, has_more=False)
    qtmodeltester.check(model)

    assert model.rowCount() == 1 + 5 + 1 + 1 + 1 + 4


def test_rows_say_what_a_screen_reader_reads():
    model = FoundModel()
    model.add([make_hits(7, 1, more=True)])
    head, line, offer = texts(model)

    assert head.startswith("Run 7, Backup, Completed, ")
    assert head.endswith("1 line and more, open")
    assert line.startswith("info, ")
    assert line.endswith("fetch, line 0 of 7")
    assert offer == "More lines of #7"


def test_rows_come_at_the_end_and_nothing_is_reset(qtbot):
    model = FoundModel()
    model.add([make_hits(2)])
    resets, inserted = [], []
    model.modelReset.connect(lambda: resets.append(1))
    model.rowsInserted.connect(lambda _, first, last: inserted.append((first, last)))

    model.add([make_hits(1)])

    assert resets == []
    assert inserted == [(3, 5)]


def test_lines_of_a_folded_run_come_when_it_opens():
    model = FoundModel()
    model.add([make_hits(2, 1, more=True)])
    model.set_folded(0, is_folded=True)
    model.add_lines(0, make_hits(2, 2).lines, has_more=False)

    assert model.rowCount() == 1
    model.set_folded(0, is_folded=False)
    assert model.rowCount() == 4
