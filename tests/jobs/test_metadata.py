import sys

import pytest

from jobdesk.errors import JobDefinitionError
from jobdesk.jobs import DryRunVar, Job
from jobdesk.jobs.metadata import grouping_of, meta_value


class Bare(Job):
    """A docstring is no description."""


class Parent(Job):
    class Meta:
        name = "Parent"
        hidden = True
        has_sensitive_variables = False


class Heir(Parent):
    pass


class OwnMeta(Parent):
    class Meta:
        description = "mine"


class Inheriting(Parent):
    class Meta(Parent.Meta):
        hidden = False


def job_with(**meta):
    return type("Made", (Job,), {"Meta": type("Meta", (), meta)})


@pytest.mark.parametrize(
    ("attribute", "value"),
    [
        ("name", "Bare"),
        ("description", ""),
        ("field_order", []),
        ("dryrun_default", False),
        ("commit_default", True),
        ("hidden", False),
        ("has_sensitive_variables", True),
        ("read_only", False),
        ("approval_required", False),
        ("console_log_default", False),
        ("soft_time_limit", 0),
        ("time_limit", 0),
        ("is_singleton", False),
        ("task_queues", []),
        ("template_name", ""),
    ],
)
def test_what_a_class_without_meta_says(attribute, value):
    assert meta_value(Bare, attribute) == value
    assert getattr(Bare, attribute) == getattr(Bare(), attribute) == value


def test_a_subclass_without_meta_has_its_parents():
    assert Heir.name == "Parent"
    assert Heir.hidden is True


def test_a_meta_of_its_own_loses_the_parents():
    assert (OwnMeta.name, OwnMeta.hidden, OwnMeta.has_sensitive_variables) == (
        "OwnMeta",
        False,
        True,
    )


def test_a_meta_that_inherits_keeps_the_rest():
    assert (Inheriting.name, Inheriting.hidden) == ("Parent", False)


@pytest.mark.parametrize(
    ("attribute", "value", "said"),
    [
        ("name", 5, "Meta.name should be str, not int"),
        ("description", None, "Meta.description should be str, not NoneType"),
        ("hidden", "yes", "Meta.hidden should be bool, not str"),
        ("hidden", 1, "Meta.hidden should be bool, not int"),
        ("soft_time_limit", "10", "Meta.soft_time_limit should be int or float, not str"),
        ("time_limit", True, "Meta.time_limit should be int or float, not bool"),
        ("time_limit", -1, "Meta.time_limit should be a number of seconds"),
        ("time_limit", float("nan"), "Meta.time_limit should be a number of seconds"),
        ("field_order", "alpha", "Meta.field_order should be list or tuple, not str"),
        ("task_queues", [1], "Meta.task_queues should be a list of names"),
        ("singleton_policy", "wait", "Meta.singleton_policy should be refuse or queue"),
    ],
)
def test_a_wrong_type_is_refused_in_words(attribute, value, said):
    with pytest.raises(JobDefinitionError) as refusal:
        meta_value(job_with(**{attribute: value}), attribute)

    assert said in str(refusal.value)


@pytest.mark.parametrize("value", [0, 7, 9.5])
def test_limits_are_whole_or_not(value):
    assert meta_value(job_with(time_limit=value), "time_limit") == value


def test_unknown_attributes_are_tolerated():
    assert job_with(colour="red", name="Fine").name == "Fine"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("\n        First.\n\n        More *text*.\n    ", "First.\n\nMore *text*."),
        ("First.\n        Second.\n          Third.", "First.\nSecond.\n  Third."),
        ("  one  ", "one"),
        ("", ""),
    ],
)
def test_a_description_is_dedented_and_stripped(text, value):
    job = job_with(description=text)

    assert job.description == value
    assert job.description_first_line == value.partition("\n")[0]


def test_queue_names_are_told_once():
    assert job_with(task_queues=("a", "b", "a")).task_queues == ["a", "b"]


def test_the_grouping_is_the_modules_name(monkeypatch):
    assert grouping_of(Bare) == Bare.__module__
    monkeypatch.setattr(sys.modules[__name__], "name", "Night shift", raising=False)
    assert Bare.grouping == "Night shift"
    monkeypatch.setattr(sys.modules[__name__], "name", 5)
    assert Bare.grouping == Bare.__module__


def test_a_dry_run_is_supported_by_a_variable_of_that_name_and_kind():
    class Dry(Job):
        dryrun = DryRunVar()

    class Other(Job):
        rehearsal = DryRunVar()

    assert (Dry.supports_dryrun, Other.supports_dryrun, Bare.supports_dryrun) == (
        True,
        False,
        False,
    )


def test_all_properties_at_once():
    assert Parent.properties_dict["hidden"] is True
