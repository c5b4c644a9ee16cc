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
    def one(self, model, key, query_params):
        return f"{model} {key}"


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
