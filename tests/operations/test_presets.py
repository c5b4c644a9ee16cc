"""Inputs of earlier runs and presets: distinct, without secrets, found again by name."""

from dataclasses import replace

import pytest

from jobdesk.errors import Refused
from jobdesk.jobs import FileVar, Job, PasswordVar, StringVar
from jobdesk.jobs.description import describe_job
from jobdesk.models.plans import OVERRIDABLE, JobCode, NewJob
from jobdesk.operations.presets import (
    Preset,
    delete_preset,
    inputs_of_run,
    past_inputs,
    presets,
    rename_preset,
    save_preset,
)
from jobdesk.operations.runs import RunRequest, request_run


class Greet(Job):
    title = StringVar()
    plan = FileVar(required=False)
    password = PasswordVar(required=False)

    class Meta:
        has_sensitive_variables = False

    def run(self, **inputs):
        return inputs


@pytest.fixture
def job(services):
    described = describe_job(Greet)
    said = described["source_values"]
    values = {name: said.get(name) for name in OVERRIDABLE}
    values |= {"singleton_policy": "refuse", "grouping": "g", "soft_time_limit": 0.0}
    values |= {"time_limit": 0.0}
    code = JobCode(
        values=values,
        source_values=said,
        description_json=described,
        generation=described["generation"],
        file="greet.py",
        line=1,
        code_version="1",
        supports_dryrun=False,
        commit_default=True,
    )
    return services.jobs.add("local", NewJob("greet", "Greet", code, enabled=True))


@pytest.fixture
def run(services, actor, job):
    def ask(files=None, **data):
        return request_run(services, actor, job.id, RunRequest(data, files or {})).no

    return ask


def test_runs_with_the_same_inputs_are_one_entry_under_the_newest(services, job, run):
    run(title="Berlin")
    run(title="Bonn")
    newest = run(title="Berlin")

    found = past_inputs(services, job)

    assert [(past.no, past.inputs["title"], past.count) for past in found] == [
        (newest, "Berlin", 2),
        (newest - 1, "Bonn", 1),
    ]


def test_a_file_of_a_run_is_found_while_its_copy_is_there(services, job, run, tmp_path):
    plan = tmp_path / "plan.csv"
    plan.write_text("a\n")
    no = run(title="Berlin", files={"plan": plan})
    plan.unlink()

    (past,) = past_inputs(services, job)
    copy = services.paths.run_dir(no) / "inputs" / "plan" / "plan.csv"
    assert past.inputs["plan"]["path"] == str(copy)
    copy.unlink()

    assert "path" not in inputs_of_run(services, no).inputs["plan"]


def test_a_sensitive_job_has_neither_history_nor_presets(services, actor, job, run):
    no = run(title="Berlin")
    sensitive = replace(job, has_sensitive_variables=True)

    assert past_inputs(services, sensitive) == []
    with pytest.raises(Refused, match="not kept"):
        save_preset(services, actor, sensitive, Preset("mine", {"title": "x"}))
    assert services.kept.all(actor.id, "preset") == {}
    assert inputs_of_run(services, no).inputs["title"] == "Berlin"
    with pytest.raises(Refused, match="no run 99"):
        inputs_of_run(services, 99)


def test_a_preset_is_saved_without_secrets_and_listed_by_name(services, actor, job):
    save_preset(services, actor, job, Preset("south", {"title": "Rome", "password": "xyzzy"}))
    save_preset(
        services, actor, job, Preset("  North  side ", {"title": "Oslo"}, {"queue": "q"})
    )

    found = presets(services, actor, job)

    assert [preset.name for preset in found] == ["North side", "south"]
    assert found[1].raw == {"title": "Rome"}
    assert found[0].options == {"queue": "q"}


def test_replacing_and_deleting_give_back_what_was_there(services, actor, job):
    first = Preset("mine", {"title": "Rome"})
    assert save_preset(services, actor, job, first) is None

    assert save_preset(services, actor, job, Preset("mine", {"title": "Oslo"})) == first
    assert delete_preset(services, actor, job, "mine").raw == {"title": "Oslo"}
    assert delete_preset(services, actor, job, "mine") is None
    assert presets(services, actor, job) == []


def test_a_preset_is_renamed_but_never_over_another(services, actor, job):
    for name in ("a", "b"):
        save_preset(services, actor, job, Preset(name, {"title": name}))

    rename_preset(services, actor, job, "a", "c")
    assert {p.name: p.raw["title"] for p in presets(services, actor, job)} == {
        "b": "b",
        "c": "a",
    }
    with pytest.raises(Refused, match="already"):
        rename_preset(services, actor, job, "c", "b")
    with pytest.raises(Refused, match="any more"):
        rename_preset(services, actor, job, "a", "d")


@pytest.mark.parametrize("name", ["", "   ", "x" * 81])
def test_a_preset_needs_a_name_of_a_reasonable_length(services, actor, job, name):
    with pytest.raises(Refused):
        save_preset(services, actor, job, Preset(name, {}))
