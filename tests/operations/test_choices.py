"""Choices that code works out, asked of real children."""

from dataclasses import replace
from threading import Event, Timer

import psutil
import pytest

from jobdesk.errors import InputErrors
from jobdesk.operations import refresh as refreshing
from jobdesk.operations.choices import asked_variables, fresh_choices
from jobdesk.operations.runs import RunRequest, request_run

pytestmark = pytest.mark.process

SITES = """
from pathlib import Path

SITES = Path(__file__).with_name("sites.txt")

def sites():
    text = SITES.read_text()
    if "hang" in text:
        while True:
            pass
    if "exit" in text:
        import os
        os._exit(3)
    return [(name, name.title()) for name in text.split()]

def speeds():
    return [("1", "1G"), ("10", "10G")]

class Deploy(Job):
    speed = ChoiceVar(choices=speeds, default="1")
    site = ChoiceVar(choices=sites)
    also = MultiChoiceVar(choices=sites, required=False)
    kind = ChoiceVar(choices=["a", "b"], default="a")
    count = IntegerVar(default=1)

    class Meta:
        has_sensitive_variables = False

    def run(self, speed, site, also, kind, count):
        return site

register_jobs(Deploy)
"""


@pytest.fixture
def sites(paths):
    """Write the file from which the job's choices come."""
    file = paths.jobs / "sites.txt"
    return lambda text: file.write_text(text)


@pytest.fixture
def deploy(install, services, sites):
    sites("ams ber")
    install("deploy", SITES)
    return services.jobs.by_class_path("deploy.Deploy")


@pytest.fixture
def impatient(services):
    """The same workspace with a short limit for discovery."""
    return replace(services, settings=replace(services.settings, discovery_timeout=1.5))


def children():
    return [
        child
        for child in psutil.Process().children(recursive=True)
        if "discover" in child.cmdline()
    ]


def test_only_choices_from_code_are_asked(deploy):
    assert asked_variables(deploy) == ("speed", "site", "also")


def test_choices_are_those_of_the_moment(services, deploy, sites):
    sites("ber cph")

    told = fresh_choices(services, deploy)

    assert told["site"] == [["ber", "Ber"], ["cph", "Cph"]]
    assert told["also"] == told["site"]
    assert told["speed"] == [["1", "1G"], ["10", "10G"]]
    assert not children()


def test_choices_that_raise_are_told_in_words_and_spare_the_others(
    services, deploy, sites, paths
):
    (paths.jobs / "sites.txt").unlink()

    told = fresh_choices(services, deploy)

    assert "could not be worked out" in told["site"]
    assert "FileNotFoundError" in told["site"]
    assert told["speed"] == [["1", "1G"], ["10", "10G"]]


@pytest.mark.parametrize(
    ("text", "words"),
    [("hang", "did not tell its choices within 1.5 seconds"), ("exit", "exit code 3")],
)
def test_choices_that_do_not_come_back_spare_the_others(impatient, deploy, sites, text, words):
    sites(text)

    told = fresh_choices(impatient, deploy)

    assert words in told["site"]
    assert words in told["also"]
    assert told["speed"] == [["1", "1G"], ["10", "10G"]]
    assert not children()


def test_a_file_that_does_not_load_any_more_is_told(services, deploy, write_job):
    write_job("deploy", "1 / 0\n")

    told = fresh_choices(services, deploy, ["site"])

    assert "does not load" in told["site"]
    assert "ZeroDivisionError" in told["site"]


def test_a_variable_that_is_gone_is_told(services, deploy, write_job):
    write_job("deploy", SITES.replace("    site =", "    place ="))

    assert "refresh" in fresh_choices(services, deploy, ["site"])["site"]


def test_who_cancels_leaves_no_process(services, deploy, sites):
    sites("hang")
    cancelled = Event()
    timer = Timer(0.8, cancelled.set)
    timer.start()

    told = fresh_choices(services, deploy, ["site"], cancelled)

    timer.join()
    assert told == {}
    assert not children()


def test_a_value_that_only_the_code_knows_is_taken(services, actor, deploy, sites):
    sites("cph")

    run = request_run(
        services, actor, deploy.id, RunRequest(data={"site": "cph", "also": ["cph"]})
    )

    assert run.inputs["site"] == "cph"
    assert run.inputs["also"] == ["cph"]


def test_a_value_that_the_code_does_not_know_is_refused_with_all_else(services, actor, deploy):
    request = RunRequest(data={"site": "cph", "count": "many"})

    with pytest.raises(InputErrors) as refused:
        request_run(services, actor, deploy.id, request)

    assert set(refused.value.fields) == {"site", "count"}
    assert "not one of the available choices" in refused.value.fields["site"][0]
    assert services.results.count() == 0


def test_a_request_says_why_the_choices_are_not_known(services, actor, deploy, paths):
    (paths.jobs / "sites.txt").unlink()
    request = RunRequest(data={"site": "cph", "count": "many"})

    with pytest.raises(InputErrors) as refused:
        request_run(services, actor, deploy.id, request)

    assert "could not be worked out" in refused.value.fields["site"][0]
    assert "count" in refused.value.fields


def test_a_stored_value_asks_nobody(services, actor, deploy, paths):
    (paths.jobs / "sites.txt").unlink()

    run = request_run(services, actor, deploy.id, RunRequest(data={"site": "ams"}))

    assert run.inputs["site"] == "ams"


def test_a_static_choice_is_refused_without_asking(services, actor, deploy, write_job):
    write_job("deploy", "raise RuntimeError('asked')\n")

    with pytest.raises(InputErrors, match="not one of the available"):
        request_run(services, actor, deploy.id, RunRequest(data={"site": "ams", "kind": "z"}))


def test_a_refresh_stores_the_choices_again(services, deploy, sites):
    sites("cph")

    refreshing.refresh(services)

    (site,) = [v for v in services.jobs.by_id(deploy.id).variables if v["name"] == "site"]
    assert site["choices"] == [["cph", "Cph"]]
