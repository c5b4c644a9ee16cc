import pytest
from tests.support.stores import make_job

from jobdesk.errors import NotFound, Refused
from jobdesk.models.records import QueueRecord


def test_queues_are_made_once(queues):
    queues.ensure(["default", "deploy", "default"])
    queues.ensure(["deploy"])

    assert queues.all() == [QueueRecord("default", 0), QueueRecord("deploy", 0)]


def test_a_queue_keeps_its_limit_and_its_pause(queues):
    queues.ensure(["deploy"])

    queues.set_concurrency("deploy", 2)
    queues.set_paused("deploy", True)

    assert queues.all() == [QueueRecord("deploy", 2, paused=True)]


def test_what_is_not_right_is_refused(queues):
    with pytest.raises(NotFound, match="no queue called x"):
        queues.set_paused("x", True)
    with pytest.raises(Refused, match="negative"):
        queues.set_concurrency("x", -1)


def test_a_queue_in_use_is_not_deleted(queues, jobs):
    jobs.add("local", make_job("Audit"))
    queues.ensure(["spare"])

    with pytest.raises(Refused, match="still used"):
        queues.delete("default")
    queues.delete("spare")

    assert [queue.name for queue in queues.all()] == ["default"]


def test_a_queue_can_drain(queues):
    queues.ensure(["deploy"])

    queues.set_draining("deploy", True)

    assert [queue.draining for queue in queues.all() if queue.name == "deploy"] == [True]
