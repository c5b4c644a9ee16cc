"""What a job lacks is said before its first run, and no longer after it."""

from tests.support.job_records import make_job

from jobdesk.operations.check import lacking_in_run
from jobdesk.ui.jobs.detail import DetailPane
from jobdesk.ui.jobs.first_run import first_run_words
from jobdesk.ui.jobs.rows import make_rows

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
