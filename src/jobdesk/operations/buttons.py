"""Job buttons: administering them, what an object's page offers, and pressing one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from jobdesk.errors import InputErrors, NotFound, Refused
from jobdesk.models.hook_records import (
    BUTTON_CLASSES,
    ButtonFields,
    ButtonId,
    ButtonRecord,
)
from jobdesk.models.records import EditRecord, JobRecord, ResultRecord, UserRecord
from jobdesk.operations.permissions import require
from jobdesk.operations.requests import RunRequest
from jobdesk.operations.runs import request_run
from jobdesk.operations.services import Services
from jobdesk.operations.started import (
    NAME_LENGTH,
    job_of,
    object_types,
    problem_of,
    wrong_job,
    wrong_name,
    wrong_types,
)

TEXT_LENGTH = 500
_MOST_WEIGHT = 32767


@dataclass(frozen=True, slots=True)
class ButtonState:
    """A button as a list shows it; `problem` says why pressing it would start nothing."""

    record: ButtonRecord
    job: JobRecord | None
    problem: str


@dataclass(frozen=True, slots=True)
class ShownButton:
    """A button on the page of an object.

    Attributes:
        text: rendered for the object; the button's name when that failed.
        group: under which drop-down it stands; "" for its own place.
        button_class: one of BUTTON_CLASSES.
        disabled: why it cannot be pressed, in words; empty when it can.
        is_broken: its text could not be rendered, `disabled` says why.
        question: asked before it runs; empty where one press is enough.
    """

    id: ButtonId
    text: str
    group: str
    button_class: str
    job: str
    disabled: str = ""
    is_broken: bool = False
    question: str = ""


@dataclass(frozen=True, slots=True)
class ButtonGroup:
    """Buttons under one drop-down; its colour is that of its lightest member."""

    name: str
    button_class: str
    buttons: tuple[ShownButton, ...]


def list_buttons(services: Services) -> list[ButtonState]:
    """All buttons, in the order of pages: group, weight, name."""
    return [_state(services, record) for record in services.buttons.all()]


def find_button(services: Services, ref: str) -> ButtonState:
    """The button with this name or id.

    Raises:
        NotFound: there is none.
    """
    record = services.buttons.find(ref)
    if record is None:
        raise NotFound(f"There is no job button called {ref}.")
    return _state(services, record)


def _state(services: Services, record: ButtonRecord) -> ButtonState:
    job = job_of(services, record.fields.job_id)
    problem = problem_of(job) if record.fields.enabled else "It is switched off."
    return ButtonState(record, job, problem)


def receivers(services: Services) -> list[JobRecord]:
    """The jobs that a button may start, by name."""
    found = [one for one in services.jobs.all() if one.is_job_button_receiver]
    return sorted(found, key=lambda one: one.name.casefold())


def save_button(
    services: Services,
    actor: UserRecord,
    fields: ButtonFields,
    *,
    key: ButtonId | None = None,
    version: int | None = None,
) -> tuple[ButtonRecord, EditRecord | None]:
    """Make a button, or change the one with this key.

    Args:
        services: the workspace.
        actor: who does it.
        fields: all that it says now.
        key: which one; None makes a new one.
        version: what the edit was made on.

    Raises:
        InputErrors: names every wrong field.
        NotFound: it is gone.
        Outdated: somebody else changed it since.
        Refused: the name is taken.
    """
    require(actor, "change" if key else "create", "job buttons")
    fields = replace(fields, name=fields.name.strip(), group_name=fields.group_name.strip())
    if wrong := wrong_fields(services, fields):
        raise InputErrors(wrong)
    verb = "edit" if key else "create"
    found, step = services.buttons.save(
        actor.id, f"{verb} button {fields.name}", fields, key=key, version=version
    )
    services.host.announce("buttons")
    return find_button(services, found).record, step


def wrong_fields(services: Services, fields: ButtonFields) -> dict[str, list[str]]:
    """What is wrong with a button, by field; empty when it can be saved."""
    job = job_of(services, fields.job_id)
    found = {
        "name": wrong_name(fields.name),
        "object_types": wrong_types(
            object_types(services), fields.object_types, must_be_logged=False
        ),
        "job": wrong_job(job, is_for_hooks=False, must_run=fields.enabled),
        "text": _wrong_text(fields.text),
        "weight": []
        if 0 <= fields.weight <= _MOST_WEIGHT
        else [f"A weight is a number from 0 to {_MOST_WEIGHT}."],
        "group_name": []
        if len(fields.group_name) <= NAME_LENGTH
        else [f"A group has at most {NAME_LENGTH} characters."],
        "button_class": []
        if fields.button_class in BUTTON_CLASSES
        else [f"Choose one of {', '.join(BUTTON_CLASSES)}."],
        "queue": _wrong_queue(job, fields.queue),
    }
    return {name: texts for name, texts in found.items() if texts}


def _wrong_text(text: str) -> list[str]:
    if not text.strip():
        return ["Write what stands on the button; {{ obj }} is the object."]
    if len(text) > TEXT_LENGTH:
        return [f"The text has at most {TEXT_LENGTH} characters."]
    from jobdesk.inventory.sandbox import check_text

    try:
        check_text(text)
    except Refused as error:
        return [f"The template cannot be read: {error}"]
    return []


def _wrong_queue(job: JobRecord | None, queue: str) -> list[str]:
    if not queue or job is None:
        return []
    allowed = {*job.job_queues, job.default_job_queue}
    if queue in allowed:
        return []
    return [f"{job.name} does not run in {queue}; its queues are {', '.join(sorted(allowed))}."]


def set_button_enabled(
    services: Services, actor: UserRecord, ref: str, *, enabled: bool
) -> tuple[ButtonRecord, EditRecord | None]:
    """Switch a button on or off.

    Raises:
        InputErrors: its job cannot run.
        NotFound: there is none.
    """
    record = find_button(services, ref).record
    fields = replace(record.fields, enabled=enabled)
    if not enabled:  # what is wrong with it is no reason to leave it on
        require(actor, "change", "job buttons")
        _, step = services.buttons.save(
            actor.id, f"switch off button {record.name}", fields, key=record.id
        )
        services.host.announce("buttons")
        return find_button(services, record.id).record, step
    return save_button(services, actor, fields, key=record.id, version=record.version)


def delete_button(services: Services, actor: UserRecord, ref: str) -> EditRecord | None:
    """Delete a button.

    Raises:
        NotFound: there is none.
    """
    require(actor, "delete", "job buttons")
    record = find_button(services, ref).record
    _, step = services.buttons.save(
        actor.id, f"delete button {record.name}", None, key=record.id, version=record.version
    )
    services.host.announce("buttons")
    return step


# On the page of an object


def buttons_for(
    services: Services, actor: UserRecord, label: str, key: str
) -> tuple[ShownButton, ...]:
    """What an object's page offers, in its order; waits for the inventory's thread.

    A button whose text is empty for this object is not there; one whose text fails is there,
    with its name and the reason.

    Args:
        services: the workspace.
        actor: who looks at it.
        label: "app.model" of the object.
        key: of the object.

    Raises:
        NotFound: there is no such object.
    """
    wanted = label.lower()
    records = [
        one
        for one in services.buttons.all()
        if one.fields.enabled and wanted in one.fields.object_types
    ]
    if not records:
        return ()
    from jobdesk.inventory import hooking

    shown, texts = services.inventory.call(
        hooking.render_texts,
        wanted,
        key,
        [one.fields.text for one in records],
        actor.username,
        is_superuser=actor.is_superuser,
    )
    return tuple(
        _shown(services, actor, record, shown, one.text, one.error)
        for record, one in zip(records, texts, strict=True)
        if one.text or one.error
    )


def _shown(
    services: Services,
    actor: UserRecord,
    record: ButtonRecord,
    about: str,
    text: str,
    error: str,
) -> ShownButton:
    fields, job = record.fields, job_of(services, record.fields.job_id)
    name = "" if job is None else job.name
    disabled = error or problem_of(job)
    if not disabled and not actor.is_superuser:
        disabled = f"{actor.username} may not run jobs."
    return ShownButton(
        record.id,
        text or record.name,
        fields.group_name,
        fields.button_class,
        name,
        disabled,
        is_broken=bool(error),
        question=f"Run “{name}” with {about}?" if fields.confirmation else "",
    )


def grouped(buttons: Sequence[ShownButton]) -> tuple[list[ShownButton], list[ButtonGroup]]:
    """Those in their own place, and the drop-downs; a group without members is not there."""
    alone = [one for one in buttons if not one.group]
    groups: dict[str, list[ShownButton]] = {}
    for one in buttons:
        if one.group:
            groups.setdefault(one.group, []).append(one)
    return alone, [
        ButtonGroup(name, members[0].button_class, tuple(members))
        for name, members in groups.items()
    ]


def press_button(
    services: Services, actor: UserRecord, button_id: str, label: str, key: str
) -> ResultRecord:
    """Run a button's job with an object, in its queue or else the job's default one.

    Raises:
        NotFound: there is no such button.
        Refused: it is not for such an object, or its job cannot run.
        AgentUnreachable: no host could be started.
    """
    record = find_button(services, button_id).record
    fields = record.fields
    if not fields.enabled or label.lower() not in fields.object_types:
        raise Refused(f"“{record.name}” is not offered for a {label.lower()} any more.")
    if fields.job_id is None:
        raise Refused(f"“{record.name}” has no job; its record was deleted.")
    data = {"object_pk": key, "object_model_name": label.lower()}
    return request_run(services, actor, fields.job_id, RunRequest(data, queue=fields.queue))
