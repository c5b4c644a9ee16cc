import pytest
from tests.support.stores import make_job

from jobdesk.errors import NotFound, Refused
from jobdesk.models.plans import RefreshPlan
from jobdesk.models.stores.edits import EditStore
from jobdesk.models.stores.labels import LabelStore


@pytest.fixture
def labels(desk):
    return LabelStore(desk)


@pytest.fixture
def two(jobs):
    jobs.save_refresh("local", RefreshPlan(create=(make_job("Audit"), make_job("Backup"))))
    return [record.id for record in jobs.all()]


@pytest.fixture
def edits(desk):
    return EditStore(desk)


@pytest.fixture
def ann(users):
    return users.ensure_superuser("ann").id


@pytest.fixture
def label(edits, ann):
    def change(job_ids, word, *, is_added=True, user=ann):
        return edits.save_label(user, f"label {word}", job_ids, word, is_added=is_added)

    return change


def test_labels_come_back_by_job_in_their_order(labels, label, two):
    for word in ("net", "Zoo", "alpha"):
        label(two[:1], word)

    assert labels.by_job() == {two[0]: ("alpha", "net", "Zoo")}


def test_a_label_given_twice_is_there_once_and_counted_by_jobs(labels, label, two):
    label(two[:1], "net")
    label(two, "net")

    assert labels.counts() == {"net": 2}


def test_a_label_is_taken_from_the_named_jobs_only(labels, label, two):
    label(two, "net")
    label([two[0]], "net", is_added=False)

    assert label([two[0]], "never there", is_added=False) is None
    assert labels.by_job() == {two[1]: ("net",)}


def test_a_deleted_job_takes_its_labels_along(labels, label, jobs, two):
    label(two, "net")
    jobs.delete(two[0])

    assert labels.counts() == {"net": 1}


def test_labels_are_undone_and_redone_for_the_jobs_that_they_changed(
    labels, label, edits, ann, two
):
    label(two[:1], "net")
    label(two, "net")

    edits.undo(ann)
    assert labels.by_job() == {two[0]: ("net",)}
    edits.redo(ann)
    assert labels.counts() == {"net": 2}

    label(two, "net", is_added=False)
    assert labels.counts() == {}
    edits.undo(ann)
    assert labels.counts() == {"net": 2}
    assert edits.undo(ann).title == "label net"


def test_a_label_that_somebody_else_took_away_is_not_undone(label, edits, ann, users, two):
    label(two, "net")
    label(two[1:], "net", is_added=False, user=users.ensure_superuser("ben").id)

    with pytest.raises(Refused, match="“Backup” was changed by somebody else"):
        edits.undo(ann)


def test_a_label_of_a_deleted_job_can_no_longer_be_undone(label, edits, ann, jobs, two):
    label(two, "net")
    jobs.delete(two[0])

    with pytest.raises(Refused, match="“Audit” was deleted since"):
        edits.undo(ann)
    with pytest.raises(NotFound):
        edits.undo(ann)
