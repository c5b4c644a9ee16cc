"""A run is asked for again as it was."""

from dataclasses import replace

import pytest

from jobdesk.errors import Refused, ResultNotFound
from jobdesk.models.records import Status
from jobdesk.operations.again import run_again
from jobdesk.operations.requests import RunRequest
from jobdesk.operations.runs import request_run

pytestmark = pytest.mark.process

JOBS = """
class Site(Job):
    site = StringVar()
    plan = FileVar(required=False)
    class Meta:
        has_sensitive_variables = False
    def run(self, site, plan):
        return site

class Shy(Site):
    token = PasswordVar()
    class Meta:
        has_sensitive_variables = False
    def run(self, site, plan, token):
        return site

class Secretive(Site):
    class Meta:
        has_sensitive_variables = True

register_jobs(Site, Shy, Secretive)
"""
OLD = """
class First(Job):
    class Meta:
        has_sensitive_variables = False
    def run(self, data, commit):
        return commit
"""


@pytest.fixture
def ask(services, actor, install):
    install("mod", JOBS)

    def ask_(name, data=None, **options):
        request = RunRequest(data=data or {}, **options)
        return request_run(services, actor, f"mod.{name}", request)

    return ask_


@pytest.fixture
def ask_first(services, actor, install):
    install("old", OLD)

    def ask_(**options):
        return request_run(services, actor, "old.First", RunRequest(**options))

    return ask_


def test_inputs_files_and_options_are_the_same(ask, services, actor, tmp_path):
    (tmp_path / "plan.csv").write_text("a,b")
    first = ask("Site", {"site": "Berlin"}, files={"plan": tmp_path / "plan.csv"}, profile=True)
    (tmp_path / "plan.csv").unlink()

    again = run_again(services, actor, str(first.no))

    assert again.no == first.no + 1
    assert (again.inputs, again.options) == (first.inputs, first.options)
    copy = services.paths.run_dir(again.no) / "inputs" / "plan" / "plan.csv"
    assert copy.read_text() == "a,b"


def test_a_file_that_is_gone_is_named(ask, services, actor, tmp_path):
    (tmp_path / "plan.csv").write_text("a,b")
    first = ask("Site", {"site": "Berlin"}, files={"plan": tmp_path / "plan.csv"})
    (services.paths.run_dir(first.no) / "inputs" / "plan" / "plan.csv").unlink()

    with pytest.raises(Refused, match=r"plan\.csv of run 1 is not there any more"):
        run_again(services, actor, str(first.no))


def test_what_is_secret_is_asked_for_anew(ask, services, actor):
    shy = ask("Shy", {"site": "Berlin", "token": "t0ken-1"})
    secretive = ask("Secretive", {"site": "Berlin"})

    with pytest.raises(Refused, match="token of run 1 is secret"):
        run_again(services, actor, str(shy.no))
    with pytest.raises(Refused, match="were not kept"):
        run_again(services, actor, str(secretive.no))


@pytest.mark.parametrize("commit", [True, False])
def test_a_first_generation_job_is_told_the_same(ask_first, services, actor, commit):
    first = ask_first(commit=commit)

    assert run_again(services, actor, str(first.no)).options.commit is commit


def test_a_dry_run_stays_one(ask_first, services, actor):
    first = ask_first(dry_run=True)

    options = run_again(services, actor, str(first.no)).options

    assert (options.dry_run, options.commit) == (True, False)


def test_only_first_generation_jobs_are_told_to_commit(ask):
    with pytest.raises(Refused, match=r"1\.x way"):
        ask("Site", {"site": "x"}, commit=True)


def test_what_is_not_there_is_refused(ask, services, actor, monkeypatch):
    first = ask("Site", {"site": "x"})
    gone = replace(first, job_id=None)
    monkeypatch.setattr(services.results.__class__, "find", lambda _self, _ref: gone)

    with pytest.raises(Refused, match="not in this workspace any more"):
        run_again(services, actor, str(first.no))
    monkeypatch.undo()
    with pytest.raises(ResultNotFound):
        run_again(services, actor, "4711")
    assert first.status is Status.PENDING
