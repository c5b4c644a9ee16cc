import pytest

from jobdesk.errors import JobDefinitionError
from jobdesk.jobs import Job, JobButtonReceiver, JobHookReceiver, ObjectVar, StringVar
from jobdesk.jobs.declaration import (
    RESERVED,
    check_declaration,
    in_form_order,
    variables_of,
    warnings_of,
)


class Base(Job):
    zeta = StringVar()
    alpha = StringVar()


class Child(Base):
    beta = StringVar()
    alpha = StringVar(label="New alpha")


class Mixin:
    shared = StringVar()


def test_variables_come_base_first_in_order_of_declaration():
    assert list(variables_of(Child)) == ["zeta", "alpha", "beta"]


def test_a_redefinition_keeps_its_place_and_counts_in_its_new_form():
    assert variables_of(Child)["alpha"].label == "New alpha"


def test_a_mixin_that_is_no_job_brings_its_variables():
    class Mixed(Mixin, Base):
        pass

    assert list(variables_of(Mixed)) == ["zeta", "alpha", "shared"]


def test_a_subclass_can_drop_a_variable():
    class Fewer(Base):
        zeta = None

    assert list(variables_of(Fewer)) == ["alpha"]


def test_the_form_shows_named_fields_first_and_ignores_unknown_names():
    class Ordered(Child):
        class Meta:
            field_order = ("beta", "nonsense")

    assert list(in_form_order(Ordered)) == ["beta", "zeta", "alpha"]


@pytest.mark.parametrize(
    "name",
    [
        "name",
        "description",
        "hidden",
        "task_queues",
        "logger",
        "user",
        "request",
        "run",
        "fail",
        "before_start",
        "after_return",
        "as_form",
        "class_path",
        "file_path",
        "load_yaml",
    ],
)
def test_a_reserved_name_is_refused_with_file_and_line(folder, name):
    job = folder.job(f"\n\nclass One(Job):\n    {name} = StringVar()\n")

    with pytest.raises(JobDefinitionError, match=f"'{name}'") as refusal:
        check_declaration(job)

    assert refusal.value.file.endswith("jobfile.py")
    assert refusal.value.line == 4


def test_a_reserved_name_is_refused_when_it_is_inherited(folder):
    job = folder.job("class Mixin:\n    name = StringVar()\nclass One(Mixin, Job):\n    pass\n")

    with pytest.raises(JobDefinitionError, match="'name'"):
        check_declaration(job)


def test_ordinary_names_are_not_reserved():
    assert not RESERVED & {"dryrun", "data", "commit", "status", "device", "label", "summary"}


def test_nobody_is_both_kinds_of_receiver():
    class Both(JobHookReceiver, JobButtonReceiver):
        pass

    with pytest.raises(JobDefinitionError, match="both"):
        check_declaration(Both)


@pytest.mark.parametrize(("length", "is_refused"), [(100, False), (101, True)])
def test_a_class_name_has_at_most_100_characters(length, is_refused):
    job = type("C" * length, (Job,), {"__module__": "jobfile"})

    if is_refused:
        with pytest.raises(JobDefinitionError, match="100"):
            check_declaration(job)
    else:
        check_declaration(job)


def test_a_module_name_has_at_most_100_characters():
    with pytest.raises(JobDefinitionError, match="module"):
        check_declaration(type("One", (Job,), {"__module__": "m" * 101}))


def test_a_wrong_meta_type_is_refused_with_file_and_line(folder):
    job = folder.job('class One(Job):\n    class Meta:\n        hidden = "yes"\n')

    with pytest.raises(
        JobDefinitionError, match=r"Meta\.hidden should be bool, not str"
    ) as bad:
        check_declaration(job)

    assert bad.value.line == 2


def test_the_author_is_warned_of_what_works_otherwise_than_it_looks():
    class Model:
        pass

    class Doubtful(Job):
        name = "A name"
        progress = StringVar(visible_if={"nothing": 1})
        device = ObjectVar(queryset=type("Query", (), {"model": Model}))

    warned = "\n".join(warnings_of(Doubtful))

    assert "'name' of the class is ignored" in warned
    assert "hides self.progress()" in warned
    assert "'nothing'" in warned
    assert "queryset" in warned


@pytest.mark.parametrize(
    ("soft", "hard", "count"), [(5, 2, 1), (5, 5, 1), (5, 6, 0), (5, 0, 0)]
)
def test_limits_that_cross_are_warned_of_where_code_says_them(soft, hard, count):
    meta = type("Meta", (), {"soft_time_limit": soft, "time_limit": hard})

    assert len(warnings_of(type("Made", (Job,), {"Meta": meta}))) == count


def test_an_ordinary_class_has_no_warnings():
    assert warnings_of(Child) == []
