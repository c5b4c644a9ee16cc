"""What a job lacks is said before its first run, and no longer after it."""

import pytest
from tests.support.job_records import make_job
from tests.support.stores import OPTIONS

from jobdesk.operations import refresh as refreshing
from jobdesk.operations.check import lacking_in_run
from jobdesk.operations.jobs import enable
from jobdesk.operations.users import current_actor
from jobdesk.ui.form.dialog import RunDialog
from jobdesk.ui.jobs.commands import JobCommands
from jobdesk.ui.jobs.detail import DetailPane
from jobdesk.ui.jobs.job_page import JobPage
from jobdesk.ui.jobs.rows import make_rows
from jobdesk.ui.widgets.first_run import first_run_words

FILE = """from nautobot.apps.jobs import Job
from nautobot.dcim.models import Device, ModuleBay, Module


class Bays(Job):
    def run(self):
        return ModuleBay.objects.count()
"""


def make_record(tmp_path, text=FILE):
    file = tmp_path / "bays.py"
    file.write_text(text, encoding="utf-8")
    return make_job(1, file=str(file), description_json={})


def test_only_what_is_used_counts(tmp_path):
    [found] = lacking_in_run(make_record(tmp_path))

    assert (found.name, found.uses) == ("nautobot.dcim.models.ModuleBay", (7,))


def test_the_files_that_a_job_loads_are_read_too(tmp_path):
    (tmp_path / "shared.py").write_text("from nautobot.ui import Panel\nPanel()\n")
    record = make_record(tmp_path)
    said = {"root": str(tmp_path), "files": ["bays.py", "shared.py"]}

    found = lacking_in_run(make_job(1, file=record.file, description_json=said))

    assert [one.name for one in found] == [
        "nautobot.dcim.models.ModuleBay",
        "nautobot.ui.Panel",
    ]


def test_the_words_name_three_and_count_the_rest(tmp_path):
    text = "from nautobot.ui import A, B, C, D\nA(B(C(D)))\n"

    bold, rest = first_run_words(lacking_in_run(make_record(tmp_path, text)))

    assert bold == "It uses 4 names that JobDesk lacks."
    assert "A (bays.py, line 2)" in rest
    assert "and 1 more" in rest


def test_the_pane_tells_it(qtbot, session, tmp_path):
    pane = DetailPane(session)
    qtbot.addWidget(pane)
    pane.resize(420, 700)
    pane.show()
    [row] = make_rows([make_record(tmp_path)], [])

    pane.show_row(row)

    qtbot.waitUntil(pane.job.first_run.isVisible)
    assert "ModuleBay (bays.py, line 7)" in pane.job.first_run.accessibleName()


def test_a_job_that_lacks_nothing_says_nothing(qtbot, session, tmp_path):
    pane = DetailPane(session)
    qtbot.addWidget(pane)
    pane.show()
    [row] = make_rows([make_record(tmp_path)], [])
    pane.show_row(row)
    qtbot.waitUntil(pane.job.first_run.isVisible)
    plain = make_job(2, file=str(tmp_path / "nowhere.py"), description_json={})

    pane.show_row(make_rows([plain], [])[0])

    qtbot.waitUntil(lambda: not pane.job.first_run.isVisible())


BAYS = """from jobdesk.jobs import Job
from nautobot.dcim.models import ModuleBay


class Bays(Job):
    def run(self):
        return ModuleBay.objects.count()
"""


@pytest.fixture
def installed(services):
    """A job of the workspace that lacks a name, and has never run."""
    actor = current_actor(services)
    (services.paths.jobs / "bays.py").write_text(BAYS, encoding="utf-8")
    enable(services, actor, refreshing.refresh(services).created)
    return services.jobs.by_class_path("bays.Bays")


@pytest.mark.process
def test_the_page_of_the_job_and_its_run_dialog_tell_it_until_it_has_run(
    qtbot, session, installed
):
    said = "It uses a name that JobDesk lacks. ModuleBay (bays.py, line 7)."
    page = JobPage(session, JobCommands(session), installed.id)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: page.first_run.accessibleName().startswith(said))
    assert page.first_run.isVisible()

    dialog = RunDialog(session, installed)
    qtbot.addWidget(dialog)
    qtbot.waitUntil(lambda: "lacking" in dialog.rail._facts)
    assert dialog.rail._facts["lacking"].accessibleName().startswith(said)

    session.ready.results.create(installed, "ada", {}, False, OPTIONS)
    page.reload()
    qtbot.waitUntil(lambda: not page.first_run.isVisible())
