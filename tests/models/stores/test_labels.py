import pytest
from tests.support.stores import make_job

from jobdesk.models.plans import RefreshPlan
from jobdesk.models.stores.labels import LabelStore


@pytest.fixture
def labels(desk):
    return LabelStore(desk)


@pytest.fixture
def two(jobs):
    jobs.save_refresh("local", RefreshPlan(create=(make_job("Audit"), make_job("Backup"))))
    return [record.id for record in jobs.all()]


def test_labels_come_back_by_job_in_their_order(labels, two):
    for word in ("net", "Zoo", "alpha"):
        labels.add(two[:1], word)

    assert labels.by_job() == {two[0]: ("alpha", "net", "Zoo")}


def test_a_label_given_twice_is_there_once_and_counted_by_jobs(labels, two):
    labels.add(two[:1], "net")
    labels.add(two, "net")

    assert labels.counts() == {"net": 2}


def test_a_label_is_taken_from_the_named_jobs_only(labels, two):
    labels.add(two, "net")
    labels.remove([two[0]], "net")
    labels.remove([two[0]], "never there")

    assert labels.by_job() == {two[1]: ("net",)}


def test_a_deleted_job_takes_its_labels_along(labels, jobs, two):
    labels.add(two, "net")
    jobs.delete(two[0])

    assert labels.counts() == {"net": 1}
