import pytest

from jobdesk.errors import Refused
from jobdesk.operations.jobs import list_jobs
from jobdesk.operations.refresh import refresh
from jobdesk.operations.sample import copy_sample, install_sample


@pytest.mark.process
def test_the_sample_installs_and_loads(services, paths):
    report = install_sample(services)

    assert report.copied
    assert not report.kept
    assert (paths.home / "data").is_dir()
    assert not refresh(services).broken
    assert list_jobs(services)


def test_files_that_are_there_are_kept(services, paths):
    first = install_sample(services)
    first.copied[0].write_text("mine")
    first.copied[1].unlink()

    second = install_sample(services)

    assert first.copied[0].read_text() == "mine"
    assert second.copied == (first.copied[1],)
    assert first.copied[0] in second.kept


def test_a_program_without_its_sample_says_so(paths, tmp_path):
    with pytest.raises(Refused, match="no sample"):
        copy_sample(paths, tmp_path)
