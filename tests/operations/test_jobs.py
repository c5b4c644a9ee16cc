import dataclasses
from datetime import UTC, datetime

import pytest

from jobdesk.errors import InputErrors, JobNotFound, PermissionRefused, Refused
from jobdesk.models.plans import Ending
from jobdesk.models.records import Status, UserRecord
from jobdesk.operations.jobs import (
    JobFilter,
    delete_job,
    disable,
    enable,
    find_job,
    list_jobs,
    matches,
    override,
)
from jobdesk.operations.refresh import refresh
from jobdesk.operations.runs import RunRequest, request_run

pytestmark = pytest.mark.process

SEVERAL = """
class Hello(Job):
    class Meta:
        name = "Hello Desk"
        description = "with zebra"
        has_sensitive_variables = False
    def run(self): pass

class Shy(Job):
    class Meta:
        hidden = True
    def run(self): pass

class Press(JobButtonReceiver):
    def receive_job_button(self, obj): pass

register_jobs(Hello, Shy, Press)
"""


def told(value):
    """A test's name: a set in order, since workers of a parallel run must agree on names."""
    return str(sorted(value) if isinstance(value, set) else value)


@pytest.fixture
def several(install):
    install("several", SEVERAL)


@pytest.mark.parametrize("ref", ["mod.One", "One job", "local/mod/One", "id", "ID"])
def test_a_job_is_found_by_path_name_id_and_the_old_spelling(services, one, ref):
    wanted = {"id": one.id, "ID": one.id.upper()}.get(ref, ref)

    assert find_job(services, wanted).id == one.id


def test_an_unknown_job_is_named(services):
    with pytest.raises(JobNotFound, match=r"no\.Such"):
        find_job(services, "no.Such")


@pytest.mark.parametrize(
    ("wanted", "there"),
    [
        (JobFilter(), {"Hello", "Press"}),
        (JobFilter(hidden="any"), {"Hello", "Press", "Shy"}),
        (JobFilter(hidden="yes"), {"Shy"}),
        (JobFilter(button_receiver="no"), {"Hello"}),
        (JobFilter(hook_receiver="yes"), set()),
        (JobFilter(installed="no"), set()),
        (JobFilter(enabled="no", hidden="any"), set()),
        (JobFilter(search="ZEBRA"), {"Hello"}),
        (JobFilter(search="hello d"), {"Hello"}),
        (JobFilter(source="git:x"), set()),
    ],
    ids=told,
)
def test_the_list_shows_what_the_filter_asks_for(services, several, wanted, there):
    assert {record.job_class_name for record in list_jobs(services, wanted)} == there


def test_matches_is_what_the_list_uses(one):
    assert matches(one, JobFilter(installed="yes"))
    assert not matches(dataclasses.replace(one, installed=False), JobFilter())


def test_enabling_is_all_or_nothing(services, actor, one):
    disable(services, actor, ["mod.One"])

    with pytest.raises(JobNotFound, match=r"ghost\.One(.|\n)*ghost\.Two"):
        enable(services, actor, ["mod.One", "ghost.One", "ghost.Two"])

    assert not find_job(services, "mod.One").enabled


def test_enabling_notes_what_was_reviewed(services, actor, one):
    assert one.reviewed_version == one.code_version != ""

    disable(services, actor, ["mod.One"])

    assert find_job(services, "mod.One").reviewed_version == one.code_version


def test_code_that_changes_after_review_is_told(services, one, write_job):
    write_job("mod", "class One(Job):\n    def run(self): return 2\nregister_jobs(One)\n")
    refresh(services)

    record = find_job(services, "mod.One")
    assert record.is_changed_since_review
    assert record.enabled


def test_others_are_told_of_a_change(services, actor, one):
    services.host.announced.clear()

    disable(services, actor, ["mod.One"])

    assert services.host.announced == ["jobs"]


def test_only_a_superuser_changes_jobs(services, one):
    guest = UserRecord("1", "guest", is_superuser=False)

    for change in (
        lambda: enable(services, guest, ["mod.One"]),
        lambda: override(services, guest, "mod.One", {"hidden": True}),
    ):
        with pytest.raises(PermissionRefused, match="guest"):
            change()


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("name", "Better", "Better"),
        ("grouping", "Night", "Night"),
        ("description", "", ""),
        ("hidden", "Yes", True),
        ("has_sensitive_variables", "off", False),
        ("soft_time_limit", "12.5", 12.5),
        ("time_limit", "0", 0),
        ("is_singleton", "1", True),
        ("singleton_policy", "queue", "queue"),
        ("job_queues", "default, deploy,deploy", ("default", "deploy")),
        ("default_job_queue", "deploy", "deploy"),
    ],
)
def test_text_becomes_a_value_and_counts_until_it_is_cleared(
    services, actor, one, field, text, value
):
    before = getattr(one, field)

    changed = override(services, actor, "mod.One", {field: text})
    assert (getattr(changed, field), changed.overrides) == (value, (field,))
    assert not refresh(services).has_changes
    assert getattr(find_job(services, one.id), field) == value

    cleared = override(services, actor, one.id, {}, [field])
    assert (getattr(cleared, field), cleared.overrides) == (before, ())


def test_a_value_equal_to_the_codes_is_an_override_all_the_same(services, actor, one):
    assert override(services, actor, one.id, {"hidden": "false"}).overrides == ("hidden",)


@pytest.mark.parametrize(
    ("changes", "clear", "fields"),
    [
        ({"soft_time_limit": "soon"}, (), {"soft_time_limit"}),
        ({"soft_time_limit": "-1"}, (), {"soft_time_limit"}),
        ({"time_limit": "nan"}, (), {"time_limit"}),
        ({"time_limit": "inf"}, (), {"time_limit"}),
        ({"time_limit": True}, (), {"time_limit"}),
        ({"hidden": "perhaps", "read_only": "true"}, (), {"hidden", "read_only"}),
        ({"colour": "red"}, ("shape",), {"colour", "shape"}),
        ({"installed": "true"}, (), {"installed"}),
        ({"name": " "}, (), {"name"}),
        ({"name": "x" * 101}, (), {"name"}),
        ({"job_queues": " , "}, (), {"job_queues"}),
        ({"default_job_queue": "../up"}, (), {"default_job_queue"}),
        ({"singleton_policy": "both"}, (), {"singleton_policy"}),
        ({"soft_time_limit": "10", "time_limit": "10"}, (), {"time_limit"}),
        ({"hidden": "true"}, ("hidden",), {"hidden"}),
        (
            {"has_sensitive_variables": "true", "approval_required": "true"},
            (),
            {"approval_required"},
        ),
    ],
    ids=told,
)
def test_wrong_overrides_are_refused_by_field_and_write_nothing(
    services, actor, one, changes, clear, fields
):
    with pytest.raises(InputErrors) as caught:
        override(services, actor, one.id, changes, clear)

    assert set(caught.value.fields) == fields
    assert find_job(services, one.id) == one


def test_a_taken_name_is_refused(services, actor, one, several):
    with pytest.raises(InputErrors, match="Hello Desk") as caught:
        override(services, actor, one.id, {"name": "Hello Desk"})

    assert set(caught.value.fields) == {"name"}


def test_its_own_name_may_be_given_again(services, actor, one):
    assert override(services, actor, one.id, {"name": "One job"}).overrides == ("name",)


def test_a_deleted_job_is_forgotten_and_its_class_comes_back_disabled(services, actor, one):
    run = request_run(services, actor, one.id, RunRequest())
    with pytest.raises(Refused, match=f"Run {run.no}"):
        delete_job(services, actor, one.id)
    ending = Ending(Status.SUCCESS, date_done=datetime.now(UTC))
    services.results.close(run.no, ending)

    delete_job(services, actor, one.id)

    assert services.jobs.all() == []
    assert services.results.by_no(run.no).name == "One job"
    assert refresh(services).created == ("mod.One",)
    assert not find_job(services, "mod.One").enabled
