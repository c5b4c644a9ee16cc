from tests.support.run_desk import RunDesk

from jobdesk.ui.jobs.histories import HistoryReader


def test_bars_are_read_once_for_a_row_and_again_when_runs_change(qtbot, tmp_path):
    desk = RunDesk(tmp_path / "home")
    job = desk.job()
    reader = HistoryReader(desk.session, desk.session)
    with qtbot.waitSignal(reader.read):
        reader.show_rows([job.id, "file:/jobs/broken.py"])
    assert reader.held == {job.id: []}
    with qtbot.assertNotEmitted(reader.read, wait=50):
        reader.show_rows([job.id])  # it is known

    run = desk.ask(job)
    desk.begin(run.no)
    desk.end(run.no, seconds=7.0)
    with qtbot.waitSignal(reader.read):
        for _ in range(100):  # a burst
            desk.session.results_changed.emit()

    assert [bar.seconds for bar in reader.held[job.id]] == [7.0]
    desk.close()
