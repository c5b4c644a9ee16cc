"""What can be done with the run of a page: more time, and run it again."""

import hashlib

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from tests.support.keyboard import Keyboard

from jobdesk.jobs import FileVar, Job, StringVar
from jobdesk.jobs.description import describe_job
from jobdesk.ui import background


class Site(Job):
    site = StringVar()
    plan = FileVar(required=False)

    def run(self, site, plan):
        return site


@pytest.fixture
def job(desk):
    return desk.job(variables=describe_job(Site)["variables"])


@pytest.fixture
def live(desk, job):
    no = desk.ask(job, {"site": "Berlin"}).no
    desk.begin(no)
    return no


@pytest.fixture
def with_file(desk, job):
    """A run that has ended; its file was staged."""
    body = b"a,b"
    fact = {"name": "plan.csv", "size": 3, "sha256": hashlib.sha256(body).hexdigest()}
    no = desk.ask(job, {"site": "Berlin", "plan": fact}).no
    copy = desk.paths.run_dir(no) / "inputs" / "plan" / "plan.csv"
    copy.parent.mkdir(parents=True)
    copy.write_bytes(body)
    desk.begin(no)
    desk.end(no)
    return no


def menu():
    return QApplication.activePopupWidget()


def test_more_time_is_asked_for_in_three_steps(qtbot, desk, live, open_page):
    page = open_page(live)
    page.feed._poll.stop()
    desk.start = page.feed.now

    qtbot.mouseClick(page.head.extend, Qt.MouseButton.LeftButton)
    words = [action.text() for action in menu().actions()]
    menu().actions()[1].trigger()
    menu().close()
    qtbot.waitUntil(lambda: bool(desk.door.extended))

    assert words == ["5 minutes", "15 minutes", "1 hour"]
    assert desk.door.extended == [(live, desk.session.user.username, 900)]


def test_the_keyboard_extends_too(qtbot, desk, live, open_page):
    open_page(live)
    qtbot.waitUntil(Keyboard.is_somewhere)

    Keyboard.press("Ctrl+Shift+E")
    qtbot.waitUntil(lambda: menu() is not None)
    assert Keyboard.place() == "5 minutes"
    Keyboard.press("Return")
    qtbot.waitUntil(lambda: bool(desk.door.extended))

    assert desk.door.extended[0][2] == 300


@pytest.mark.parametrize(
    ("soft", "hard", "reason"),
    [(0, 0, "no time limit"), (60, 600, "soft limit is over"), (300, 600, "")],
)
def test_what_more_time_does_not_help_says_why(desk, job, open_page, soft, hard, reason):
    no = desk.ask(job, {"site": "x"}, soft=soft, hard=hard).no
    desk.begin(no)

    page = open_page(no)

    assert page.head.extend.isEnabled() is not bool(reason)
    assert reason in page.head.extend.toolTip()


def test_a_run_that_is_being_stopped_cannot_be_extended(desk, live, open_page):
    desk.services.results.request_stop(live, "k.tanaka")

    page = open_page(live)

    assert not page.head.extend.isVisible()
    assert not page.control.actions["run.extend"].isEnabled()


def test_run_again_asks_for_the_same_run_with_its_file(qtbot, desk, with_file, open_page):
    page = open_page(with_file)

    with qtbot.waitSignal(page.open_run) as heard:
        qtbot.mouseClick(page.head.again, Qt.MouseButton.LeftButton)

    again = desk.services.results.by_no(heard.args[0])
    assert again.no != with_file
    assert again.inputs == desk.services.results.by_no(with_file).inputs
    copy = desk.paths.run_dir(again.no) / "inputs" / "plan" / "plan.csv"
    assert copy.read_bytes() == b"a,b"


def test_a_double_click_on_run_again_asks_once(qtbot, desk, with_file, open_page):
    page = open_page(with_file)
    heard = []
    page.open_run.connect(heard.append)

    for _ in range(2):
        qtbot.mouseClick(page.head.again, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(heard) and not background.is_busy())

    assert len(heard) == 1
    assert desk.services.results.count() == 2
    qtbot.mouseClick(page.head.again, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(heard) == 2)


def test_a_file_that_is_gone_is_named_and_the_form_opens(
    qtbot, desk, with_file, open_page, said
):
    (desk.paths.run_dir(with_file) / "inputs" / "plan" / "plan.csv").unlink()
    page = open_page(with_file)
    qtbot.waitUntil(Keyboard.is_somewhere)

    with qtbot.waitSignal(page.form_requested) as heard:
        Keyboard.press("Ctrl+Return")

    assert heard.args == [with_file]
    assert said == [
        f"The file plan.csv of run {with_file} is not there any more; choose it again."
    ]


def test_inputs_that_were_not_kept_open_the_form(qtbot, desk, job, open_page, said):
    no = desk.ask(job, {"site": "x"}, sensitive=True).no
    desk.begin(no)
    desk.end(no)
    page = open_page(no)

    with qtbot.waitSignal(page.form_requested):
        qtbot.mouseClick(page.head.again, Qt.MouseButton.LeftButton)

    assert "were not kept" in said[0]
    page.tabs.show_page("inputs")
    assert page.inputs.empty.accessibleName() == "Inputs were not kept"


def test_edit_and_run_again_opens_the_form(qtbot, desk, with_file, open_page):
    page = open_page(with_file)

    with qtbot.waitSignal(page.form_requested) as heard:
        qtbot.mouseClick(page.head.edit, Qt.MouseButton.LeftButton)

    assert heard.args == [with_file]
