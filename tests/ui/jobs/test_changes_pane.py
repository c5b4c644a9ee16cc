"""A job's tab while its code is not the one that was reviewed."""

import pytest
from PySide6.QtCore import Qt

from jobdesk.operations.jobs import enable
from jobdesk.operations.refresh import refresh
from jobdesk.ui.jobs.commands import JobCommands
from jobdesk.ui.jobs.job_page import CHANGES, JobPage

pytestmark = pytest.mark.process

CODE = """from jobdesk.jobs import Job, register_jobs


class Sweep(Job):
    def run(self):
        return 1


register_jobs(Sweep)
"""


@pytest.fixture
def changed(services, session):
    file = services.paths.jobs / "sweep.py"
    file.write_text(CODE, encoding="utf-8")
    refresh(services)
    enable(services, session.user, ["sweep.Sweep"])
    file.write_text(CODE.replace("return 1", "return 2"), encoding="utf-8")
    refresh(services)
    return services.jobs.by_class_path("sweep.Sweep")


@pytest.fixture
def page(qtbot, session, changed):
    made = JobPage(session, JobCommands(session, session), changed.id)
    qtbot.addWidget(made)
    made.resize(1100, 800)
    made.show()
    made.show_code()
    qtbot.waitUntil(lambda: "return" in made.changes.view.toPlainText())
    return made


def test_reading_the_code_shows_what_changed(page):
    assert page.tabs.currentIndex() == CHANGES
    shown = page.changes.view.toPlainText()
    assert "-         return 1" in shown
    assert "+         return 2" in shown
    assert page.changes.said.text() == "1 file changed, 1 line added, 1 removed"
    assert page.changes.view.textCursor().block().text() == "-         return 1"


def test_approving_makes_it_the_reviewed_code(qtbot, page, services, changed):
    page.changes.approve.click()

    qtbot.waitUntil(lambda: not page.tabs.isTabVisible(CHANGES))
    after = services.jobs.by_id(changed.id)
    assert after.reviewed_version == changed.code_version
    assert after.enabled


@pytest.mark.parametrize("is_wanted", [True, False], ids=["with", "without"])
def test_the_same_change_of_other_jobs_is_approved_with_it(qtbot, session, services, is_wanted):
    file = services.paths.jobs / "pair.py"
    both = CODE.replace("register_jobs(Sweep)", "class Walk(Sweep):\n    pass\n\n\n")
    both += "register_jobs(Sweep, Walk)\n"
    file.write_text(both, encoding="utf-8")
    refresh(services)
    enable(services, session.user, ["pair.Sweep", "pair.Walk"])
    file.write_text(both.replace("return 1", "return 2"), encoding="utf-8")
    refresh(services)
    one, other = (services.jobs.by_class_path(f"pair.{name}") for name in ("Sweep", "Walk"))
    page = JobPage(session, JobCommands(session, session), one.id)
    qtbot.addWidget(page)
    page.show()
    page.show_code()
    qtbot.waitUntil(page.changes.twins.isVisible)
    assert page.changes.twins.text() == "Also for the other job of this code"
    if not is_wanted:
        page.changes.twins.click()

    page.changes.approve.click()

    qtbot.waitUntil(lambda: not services.jobs.by_id(one.id).is_changed_since_review)
    assert services.jobs.by_id(other.id).is_changed_since_review is not is_wanted
    assert services.edits.next_steps(session.user.id)[0].title == (
        "approve the change of 2 jobs" if is_wanted else "approve the change of Sweep"
    )


def test_the_job_can_be_disabled_instead(qtbot, page, services, changed):
    page.changes.disable.click()

    qtbot.waitUntil(lambda: not services.jobs.by_id(changed.id).enabled)
    assert services.jobs.by_id(changed.id).is_changed_since_review


def test_keys_go_from_change_to_change(qtbot, page):
    page.changes.view.setFocus()
    first = page.changes.view.textCursor().blockNumber()
    page.changes.view.go_to_line(1)

    qtbot.keyClick(page.changes.view, Qt.Key.Key_F8)

    assert page.changes.view.textCursor().blockNumber() == first
