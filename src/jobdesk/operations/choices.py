"""Choices that a job's code works out: asked of a child, for the form and for a request.

What discovery stored may be old by now; the child answers with what holds at this moment.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

from jobdesk.errors import VariableError
from jobdesk.models.records import JobRecord
from jobdesk.operations.services import Services

if TYPE_CHECKING:
    from jobdesk.jobs.variables.base import Variable

Told = Mapping[str, list[Any] | str]  # choices, or a sentence why there are none


def asked_variables(job: JobRecord) -> tuple[str, ...]:
    """The variables whose choices are worked out by code each time."""
    return tuple(
        str(entry["name"])
        for entry in job.variables
        if entry.get("dynamic") and "choices" in entry
    )


def fresh_choices(
    services: Services,
    job: JobRecord,
    names: Sequence[str] | None = None,
    cancelled: Event | None = None,
) -> Told:
    """Ask the job's code, in a child, what its variables offer now.

    Takes up to the setting `discovery_timeout` for the file and for each variable.

    Args:
        services: the workspace.
        job: the record of the job.
        names: variables to ask; None asks all whose choices are worked out.
        cancelled: when another thread sets it, the child is ended and what is known returned.

    Returns:
        For each variable its choices as descriptions have them, or a sentence why not.
    """
    from jobdesk.catalog.choices import ask_choices

    asked = asked_variables(job) if names is None else tuple(names)
    root = str(job.description_json.get("root") or "")
    if not root:
        return dict.fromkeys(asked, "It is not known where the job's file lies; refresh first.")
    return ask_choices(
        services.paths.home,
        Path(root),
        Path(job.file),
        (job.module_name, job.job_class_name),
        asked,
        services.settings.discovery_timeout,
        cancelled,
    )


def with_asked_choices(
    services: Services,
    job: JobRecord,
    variables: Mapping[str, "Variable"],
    raw: Mapping[str, Any],
) -> tuple[Mapping[str, "Variable"], dict[str, list[str]]]:
    """The variables, with today's choices where `raw` holds what the stored ones lack.

    Returns:
        The variables, and the sentences for those whose choices the job could not tell.
    """
    asked = [
        name
        for name in asked_variables(job)
        if name in variables and _is_unknown(variables[name], raw.get(name))
    ]
    if not asked:
        return variables, {}
    told = fresh_choices(services, job, asked)
    wrong = {name: [answer] for name, answer in told.items() if isinstance(answer, str)}
    return {**variables, **_asked(job.variables, told)}, wrong


def _is_unknown(variable: "Variable", raw: object) -> bool:
    if variable.is_empty(raw):
        return False
    try:
        variable.parse(raw)
    except VariableError:
        return True
    return False


def _asked(descriptions: Iterable[Mapping[str, Any]], told: Told) -> dict[str, "Variable"]:
    from jobdesk.jobs.description import variables_from

    return variables_from(
        [
            {**description, "choices": answer}
            for description in descriptions
            if isinstance(answer := told.get(description["name"]), list)
        ]
    )
