import pytest

pytestmark = pytest.mark.process

RECEIVERS = """
from jobdesk.jobs import JobButtonReceiver, JobHookReceiver, register_jobs

class Watch(JobHookReceiver):
    def receive_job_hook(self, change, action, changed_object):
        return action

class Press(JobButtonReceiver):
    def receive_job_button(self, obj):
        return str(obj)

register_jobs(Watch, Press)
"""


@pytest.fixture
def desk(stocked):
    (stocked.home / "jobs" / "receivers.py").write_text(RECEIVERS, encoding="utf-8")
    stocked.well("refresh")
    stocked.well("enable", "receivers.Watch", "receivers.Press")
    return stocked


def test_a_hook_is_made_shown_switched_off_and_deleted(desk):
    said = desk.well(
        "hook", "tenants", "--job", "receivers.Watch", "--type", "tenancy.Tenant",
        "--on", "create", "--on", "update", "--condition", '{"field": "name"}', "--batch",
        "--json",
    ).json  # fmt: skip

    assert (said["job"], said["content_types"]) == ("receivers.Watch", ["tenancy.tenant"])
    assert (said["type_create"], said["type_delete"], said["is_batched"]) == (True, False, True)
    assert said["conditions"] == [{"field": "name"}]
    desk.well("hook", "tenants", "--disable")
    [listed] = desk.well("hooks", "--json").json
    assert (listed["enabled"], listed["problem"]) == (False, "It is switched off.")
    assert desk.well("hook", "tenants", "--trace", "--json").json["trace"] == []
    desk.well("hook", "tenants", "--delete")
    assert desk.well("hooks", "--json").json == []


def test_a_button_is_made_shown_and_deleted(desk):
    said = desk.well(
        "button", "check", "--job", "receivers.Press", "--type", "dcim.device",
        "--text", "Check {{ obj }}", "--class", "danger", "--no-confirm", "--json",
    ).json  # fmt: skip

    assert (said["text"], said["button_class"]) == ("Check {{ obj }}", "danger")
    assert said["confirmation"] is False
    desk.well("button", "check", "--disable")
    assert desk.well("buttons").lines[0].endswith("(It is switched off.)")
    desk.well("button", "check", "--delete")
    assert desk.well("buttons", "--json").json == []


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("hook", "nothing"), "There is no job hook called nothing"),
        (("hook", "new", "--type", "dcim.device"), "Choose a job hook receiver"),
        (("hook", "new", "--condition", "{"), "is not JSON"),
        (("button", "nothing"), "There is no job button called nothing"),
        (("button", "new", "--text", "{{"), "cannot be read"),
        (("press", "nothing", "dcim.device", "x"), "There is no job button"),
    ],
)
def test_what_is_wrong_is_refused_in_words(terminal, words, sentence):
    said = terminal(*words)

    assert said.code == 2
    assert sentence in said.err
