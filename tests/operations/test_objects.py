"""Objects as inputs: looked up before a run is accepted, refused in words."""

import pytest

from jobdesk.errors import InputErrors
from jobdesk.operations.runs import RunRequest, request_run

pytestmark = pytest.mark.process

JOBS = """
class OnDevices(Job):
    site = ObjectVar("dcim.Location", query_params={"location_type": "Site"})
    devices = MultiObjectVar(
        "dcim.Device", required=False, query_params={"location": "$site", "status": "Active"}
    )
    class Meta:
        has_sensitive_variables = False
    def run(self, site, devices): pass
"""


def build():
    from tests.support.small_network import build

    build()


def key_of(label, name):
    from django.apps import apps

    return str(apps.get_model(label).objects.get(name=name).pk)


@pytest.fixture
def on_devices(services, install):
    services.inventory.call(build)
    install("net", JOBS)
    return services.jobs.by_class_path("net.OnDevices")


def ask(services, actor, job, **data):
    return request_run(services, actor, job.id, RunRequest(data=data))


def test_names_become_keys_before_the_run_is_stored(services, actor, on_devices):
    run = ask(services, actor, on_devices, site="Berlin", devices=["ber-sw-1"])

    call = services.inventory.call
    assert run.inputs == {
        "site": call(key_of, "dcim.Location", "Berlin"),
        "devices": [call(key_of, "dcim.Device", "ber-sw-1")],
    }


def test_what_may_not_be_chosen_is_refused_with_the_field_and_the_filter(
    services, actor, on_devices
):
    with pytest.raises(InputErrors) as refused:
        ask(services, actor, on_devices, site="Europe", devices=["ber-sw-2", "nobody"])
    assert refused.value.fields == {
        "site": ["Europe: only locations where location type is Site can be chosen here."],
        "devices": ["There is no device 'nobody'."],
    }

    with pytest.raises(InputErrors) as refused:
        ask(services, actor, on_devices, site="Berlin", devices=["par-sw-1", "ber-sw-1"])
    assert refused.value.fields == {
        "devices": ["par-sw-1: only devices where location is Berlin can be chosen here."]
    }
    assert services.results.recent(5) == []


def test_a_mapping_finds_an_object_by_its_fields(services, actor, on_devices):
    run = ask(services, actor, on_devices, site={"name": "Paris"})

    assert run.inputs == {
        "site": services.inventory.call(key_of, "dcim.Location", "Paris"),
        "devices": [],
    }
