from types import SimpleNamespace

import pytest

from jobdesk.jobs import Job, JobButtonReceiver, JobHookReceiver
from jobdesk.jobs.declaration import variables_of
from jobdesk.jobs.receivers import is_job


class OnChange(JobHookReceiver):
    def receive_job_hook(self, change, action, changed_object):
        return (change.id, action, changed_object)


class OnPress(JobButtonReceiver):
    def receive_job_button(self, obj):
        return obj


class Objects:
    def several(self, model, keys, query_params):
        """As a query set would: in an order of its own."""
        assert model == "extras.ObjectChange"
        return [a_change(key) for key in reversed(keys)]

    def one(self, model, key, query_params):
        return f"{model} {key}"


def a_change(key, action="update", changed_object="router"):
    return SimpleNamespace(id=key, pk=key, action=action, changed_object=changed_object)


def test_a_batch_of_changes_is_received_one_by_one_in_their_order(run):
    job = OnChange()
    run.attach(job, objects=Objects()).change_ids = ("a", "b")

    assert job.run(object_change=a_change("a")) == [
        ("a", "update", "router"),
        ("b", "update", "router"),
    ]


def test_a_batch_may_be_received_together(run):
    class Together(OnChange):
        def receive_job_hooks(self, changes):
            return [change.pk for change in changes]

    job = Together()
    run.attach(job, objects=Objects()).change_ids = ("a", "b")

    assert job.run(object_change=a_change("a")) == ["a", "b"]


def test_what_was_deleted_is_not_handed_over():
    gone = a_change("a", action="delete", changed_object="another of the same key")

    assert OnChange().run(object_change=gone) == ("a", "delete", None)


def test_a_hook_receiver_is_told_what_changed():
    change = SimpleNamespace(id=7, action="update", changed_object="router")

    assert OnChange().run(object_change=change) == (7, "update", "router")
    assert list(variables_of(OnChange)) == ["object_change"]


def test_a_button_receiver_is_given_the_object(run):
    job = OnPress()
    run.attach(job, objects=Objects())

    assert job.run(object_pk="k", object_model_name="dcim.device") == "dcim.device k"
    assert list(variables_of(OnPress)) == ["object_pk", "object_model_name"]


def test_a_button_needs_the_inventory():
    with pytest.raises(RuntimeError, match="inventory"):
        OnPress().run("k", "dcim.device")


def test_a_receiver_must_receive():
    with pytest.raises(NotImplementedError, match="JobHookReceiver has no method receive"):
        JobHookReceiver().receive_job_hook(None, "create", None)
    with pytest.raises(NotImplementedError, match="JobButtonReceiver has no method receive"):
        JobButtonReceiver().receive_job_button(None)


@pytest.mark.parametrize(
    ("value", "counts"),
    [
        (OnChange, True),
        (Job, False),
        (JobHookReceiver, False),
        (JobButtonReceiver, False),
        (int, False),
        (OnChange(), False),
        ("Job", False),
    ],
)
def test_the_bases_are_no_jobs(value, counts):
    assert is_job(value) is counts
