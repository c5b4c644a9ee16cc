from dataclasses import replace

import pytest
from tests.support.hook_desk import describe

from jobdesk.errors import InputErrors, NotFound, Refused
from jobdesk.models.hook_records import ButtonFields
from jobdesk.operations import buttons
from jobdesk.operations.jobs import disable

TENANT = ("tenancy.tenant",)
RECEIVER = """
class Press(JobButtonReceiver):
    class Meta:
        name = "Press"
        task_queues = ["slow", "default"]

    def receive_job_button(self, obj):
        self.logger.info("pressed for %s", obj)

register_jobs(Press)
"""


@pytest.fixture
def job(services, install):
    install("press", RECEIVER)
    return services.jobs.by_class_path("press.Press")


@pytest.fixture
def save(services, actor, job):
    def save(name="Check", **more):
        fields = ButtonFields(name, TENANT, job.id, more.pop("text", "Check {{ obj.name }}"))
        return buttons.save_button(services, actor, replace(fields, **more))[0]

    return save


def new_tenant():
    from jobdesk.inventory.tenancy.models import Tenant

    made = Tenant(name="acme")
    made.validated_save()
    return str(made.pk)


@pytest.fixture
def tenant(services):
    return services.inventory.change(new_tenant, detail="a test")


@pytest.fixture
def shown(services, actor, tenant):
    return lambda: buttons.buttons_for(services, actor, "tenancy.Tenant", tenant)


def test_a_button_stands_on_the_pages_of_its_objects(save, shown, services, actor, tenant):
    save()

    [one] = shown()

    assert (one.text, one.job, one.disabled) == ("Check acme", "Press", "")
    assert one.question == "Run “Press” with acme?"
    assert buttons.buttons_for(services, actor, "dcim.device", tenant) == ()


def test_an_empty_text_hides_a_button_and_its_group(save, shown):
    save(text="{% if obj.name == 'other' %}Check{% endif %}", group_name="Checks")

    assert shown() == ()
    assert buttons.grouped(shown()) == ([], [])


def test_a_text_that_fails_shows_a_disabled_button_with_the_reason(save, shown):
    save(text="{{ 1 / 0 }}")

    [one] = shown()

    assert (one.text, one.is_broken) == ("Check", True)
    assert "division by zero" in one.disabled


def test_a_text_knows_object_user_request_and_permissions(save, shown, actor):
    save(
        text="{{ user }}|{{ request.user.username }}|{{ debug }}|"
        "{{ perms.dcim.change_device and 'may' }}|{{ 'dcim.view_device' in perms }}|"
        "{{ nobody }}"
    )

    [one] = shown()

    assert one.text == f"{actor.username}|{actor.username}|False|may|True|"


@pytest.mark.parametrize(
    "text",
    [
        "{{ obj.delete() }}",
        "{{ obj.save() }}",
        "{{ obj.validated_save() }}",
        "{{ obj.__class__.objects.all().delete() }}",
        "{{ obj.__class__ }}",
        "{{ obj._meta.model.objects.create(name='x') }}",
    ],
)
def test_a_text_cannot_change_anything(save, shown, services, text):
    save(text=f"a {text}")

    [one] = shown()

    assert one.is_broken or one.text == "a"
    assert services.inventory.call(names) == ["acme"]
    services.inventory.change(describe, "still writable", "acme", detail="a test")


def names():
    from jobdesk.inventory.tenancy.models import Tenant

    return sorted(Tenant.objects.values_list("name", flat=True))


def test_groups_have_the_colour_of_their_lightest_member(save, shown):
    save("b", text="b", group_name="Checks", weight=20, button_class="danger")
    save("a", text="a", group_name="Checks", weight=10, button_class="success")
    save("alone", text="alone")

    alone, [group] = buttons.grouped(shown())

    assert [one.text for one in alone] == ["alone"]
    assert (group.name, group.button_class) == ("Checks", "success")
    assert [one.text for one in group.buttons] == ["a", "b"]


def test_a_button_whose_job_cannot_run_says_so(save, shown, services, actor, job):
    save()
    disable(services, actor, [job.id])

    assert "not enabled" in shown()[0].disabled


def test_a_button_that_is_off_is_not_shown(save, shown, services, actor):
    save()
    buttons.set_button_enabled(services, actor, "Check", enabled=False)

    assert shown() == ()


def test_pressing_runs_the_job_in_its_default_queue(save, services, actor, job, tenant):
    """The original takes the first of the job's queues (TRAP of SPEC §26)."""
    made = save()
    services.queues.ensure(["slow"])
    queue = services.jobs.by_id(job.id).default_job_queue

    record = buttons.press_button(services, actor, made.id, "tenancy.tenant", tenant)

    assert record.queue == queue
    [(no, secrets)] = services.host.submitted
    assert no == record.no
    assert secrets == {"object_pk": tenant, "object_model_name": "tenancy.tenant"}


def test_a_press_that_does_not_fit_is_refused(save, services, actor, job, tenant):
    made = save()
    with pytest.raises(Refused, match="not offered"):
        buttons.press_button(services, actor, made.id, "dcim.device", tenant)
    services.jobs.delete(job.id)
    with pytest.raises(Refused, match="no job"):
        buttons.press_button(services, actor, made.id, "tenancy.tenant", tenant)
    with pytest.raises(NotFound):
        buttons.press_button(services, actor, "nothing", "tenancy.tenant", tenant)


def test_everything_that_is_wrong_is_said_at_once(services, actor, one):
    fields = ButtonFields(
        "x" * 256, (), one.id, "{% if %}", weight=-1, group_name="g" * 256,
        button_class="pink", queue="other",
    )  # fmt: skip

    with pytest.raises(InputErrors) as caught:
        buttons.save_button(services, actor, fields)

    assert set(caught.value.fields) == {
        "name", "object_types", "job", "text", "weight", "group_name", "button_class", "queue",
    }  # fmt: skip


def test_an_object_that_is_gone_is_told(save, services, actor):
    save()
    with pytest.raises(NotFound, match="There is no"):
        buttons.buttons_for(
            services, actor, "tenancy.tenant", "00000000-0000-0000-0000-000000000000"
        )


def test_a_deleted_button_is_gone(save, services, actor):
    save()
    assert buttons.delete_button(services, actor, "Check").title == "delete button Check"
    assert buttons.list_buttons(services) == []
