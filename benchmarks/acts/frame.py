"""Another palette for a window that shows jobs, runs, a log and a form."""

from benchmarks.scale import LONG_FORM
from benchmarks.stage import Stage
from jobdesk.ui.main_window import JOBS, QUEUES, RUNS
from jobdesk.ui.theming import CONTRAST, DARK, LIGHT


def act(stage: Stage, logs: dict[int, int]) -> None:
    """All of it."""
    desk = stage.desk
    for place in (RUNS, QUEUES, JOBS):
        desk.show_place(place)
        stage.rest(500)
    desk.opener.open_job_settings(stage.workspace.job(LONG_FORM).id)
    stage.rest(500)
    desk.opener.open_run(logs[max(logs)])
    stage.rest(800)
    for choice in (DARK, CONTRAST, LIGHT):
        stage.act("theme", lambda choice=choice: stage.session.theming.choose(choice))
    for _ in range(3):
        stage.act("tabs", lambda: stage.window.strip.bar.setCurrentIndex(0))
        stage.act("tabs", lambda: stage.window.strip.bar.setCurrentIndex(1))
        stage.act("tabs", lambda: stage.window.strip.bar.setCurrentIndex(2))
