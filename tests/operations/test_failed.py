"""Run again with the objects that failed."""

import pytest

from jobdesk.errors import Refused
from jobdesk.models.plans import TailUpdate
from jobdesk.models.records import ResultNo, RunTail
from jobdesk.operations.failed import failed_names, request_only_failed, run_only_failed
from jobdesk.operations.runs import RunRequest, request_run

pytestmark = pytest.mark.process

JOBS = """
class Upgrade(Job):
    devices = MultiObjectVar("dcim.Device")
    sites = MultiObjectVar("dcim.Location", required=False)
    version = StringVar(default="1")
    class Meta:
        has_sensitive_variables = False
    def run(self, devices, sites, version): pass

class Shy(Upgrade):
    class Meta:
        has_sensitive_variables = True

register_jobs(Upgrade, Shy)
"""


def build():
    from tests.support.small_network import build

    build()


def pk(name):
    from jobdesk.inventory.dcim.models import Device

    return str(Device.objects.get(name=name).pk)


@pytest.fixture
def key(services, install):
    services.inventory.call(build)
    install("mod", JOBS)
    return lambda name: services.inventory.call(pk, name)


@pytest.fixture
def tell(services):
    """Write what a run said of objects: (name, status)…"""

    def tell_(no, *pairs):
        rows = [(n, name, status, "") for n, (name, status) in enumerate(pairs)]
        tail = RunTail(ResultNo(no), object_results=len(rows))
        services.logs.append([TailUpdate(tail=tail, object_results=rows)])

    return tell_


@pytest.fixture
def ask(services, actor, key):
    def ask_(job="Upgrade", **data):
        return request_run(services, actor, f"mod.{job}", RunRequest(data=data))

    return ask_


def test_it_is_the_same_run_with_the_failed_objects_only(services, actor, ask, tell, key):
    run = ask(devices=["ber-sw-1", "ber-sw-2", "par-sw-1"], sites=["Berlin"], version="2")
    tell(
        run.no,
        ("ber-sw-1", "failed"),
        ("ber-sw-2", "failed"),
        ("par-sw-1", "ok"),
        ("ber-sw-1", "ok"),  # went well at the second try
        (key("par-sw-1"), "Error"),
        ("somebody", "failure"),
    )

    assert failed_names(services, run.no) == ["ber-sw-2", key("par-sw-1"), "somebody"]
    again = run_only_failed(services, actor, str(run.no))

    assert again.inputs == {
        "devices": [key("ber-sw-2"), key("par-sw-1")],
        "sites": run.inputs["sites"],
        "version": "2",
    }


def test_it_is_refused_in_words(services, ask, tell):
    run = ask(devices=["ber-sw-1"])
    with pytest.raises(Refused, match="told of no object that failed"):
        request_only_failed(services, str(run.no))

    tell(run.no, ("x", "failed"))
    with pytest.raises(Refused, match=r"\(x\) is none of the objects it was given"):
        request_only_failed(services, str(run.no))

    shy = ask("Shy", devices=["ber-sw-1"])
    with pytest.raises(Refused, match="were not kept"):
        request_only_failed(services, str(shy.no))
