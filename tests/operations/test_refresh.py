import pytest

from jobdesk.errors import NotFound, Refused
from jobdesk.operations.jobs import find_job
from jobdesk.operations.refresh import refresh

pytestmark = pytest.mark.process


def test_a_refresh_tells_what_it_wrote_and_the_next_one_nothing(services, write_job):
    write_job("mod", "class A(Job):\n    def run(self): pass\n")

    assert refresh(services).created == ("mod.A",)

    version = find_job(services, "mod.A").version
    again = refresh(services)
    assert not again.has_changes
    assert find_job(services, "mod.A").version == version, "nothing is written without news"


def test_a_class_goes_and_comes_back(services, write_job, paths):
    write_job("mod", "class A(Job):\n    def run(self): pass\n")
    refresh(services)

    (paths.jobs / "mod.py").unlink()
    assert refresh(services).uninstalled == ("mod.A",)

    write_job("mod", "class A(Job):\n    def run(self): pass\n")
    assert refresh(services).reinstalled == ("mod.A",)


def test_a_broken_file_is_told_each_time_and_its_records_stay(services, write_job):
    write_job("mod", "class A(Job):\n    def run(self): pass\n")
    refresh(services)
    write_job("mod", "import no_such_module_at_all\n", head="")

    for _ in range(2):
        [broken] = refresh(services).broken
        assert broken.error.line == 1
        assert "no_such_module_at_all" in broken.error.message

    record = find_job(services, "mod.A")
    assert record.installed
    assert "no_such_module_at_all" in record.not_runnable_reason

    write_job("mod", "class A(Job):\n    def run(self): pass\n")
    assert refresh(services).updated == ("mod.A",)
    assert find_job(services, "mod.A").error is None


def test_moved_jobs_keep_their_names_over_uninstalled_ones(services, write_job, paths):
    body = "class A(Job):\n    class Meta:\n        name = 'Backup'\n    def run(self): pass\n"
    write_job("old", body)
    refresh(services)
    (paths.jobs / "old.py").unlink()
    write_job("new", body)

    refresh(services)

    assert find_job(services, "Backup").class_path == "new.A"
    assert find_job(services, "old.A").name == "Backup (2)"


def test_two_jobs_swap_their_names(services, write_job):
    body = "class A(Job):\n    class Meta:\n        name = '{}'\n    def run(self): pass\n"
    write_job("a", body.format("First"))
    write_job("b", body.format("Second"))
    refresh(services)
    write_job("a", body.format("Second"))
    write_job("b", body.format("First"))

    assert refresh(services).updated == ("a.A", "b.A")
    assert find_job(services, "a.A").name == "Second"


def test_a_refresh_beside_another_one_starts_again_from_what_that_one_wrote(
    services, write_job, monkeypatch
):
    write_job("mod", "class A(Job):\n    def run(self): pass\n")
    save = services.jobs.save_refresh
    saved = []

    def save_twice(source, plan):
        if not saved:
            saved.append(plan)
            save(source, plan)  # the other one was faster
        save(source, plan)

    monkeypatch.setattr(type(services.jobs), "save_refresh", lambda _s, *a: save_twice(*a))

    assert refresh(services).created == ("mod.A",)
    assert len(services.jobs.all()) == 1


def test_an_unknown_source_is_refused(services):
    with pytest.raises(NotFound, match="nowhere"):
        refresh(services, "nowhere")


def test_a_missing_folder_uninstalls_nothing(services, write_job, paths):
    write_job("mod", "class A(Job):\n    def run(self): pass\n")
    refresh(services)
    paths.jobs.rename(paths.home / "elsewhere")

    with pytest.raises(Refused, match="jobs"):
        refresh(services)

    assert find_job(services, "mod.A").installed
