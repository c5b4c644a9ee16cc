"""The variables that a job class declares, and what is wrong with how it is declared."""

from __future__ import annotations

from jobdesk.errors import JobDefinitionError
from jobdesk.jobs.metadata import META, file_of, meta_value
from jobdesk.jobs.receivers import JobButtonReceiver, JobHookReceiver
from jobdesk.jobs.variables.base import Variable

TYPE_CHECKING = False  # typing is slow to import, and every run starts a process
if TYPE_CHECKING:
    from jobdesk.jobs.job import Job

NAME_LENGTH = 100

# A variable of such a name would silently replace something that JobDesk or the job needs.
RESERVED = (
    frozenset(META)
    | {
        "grouping",
        "supports_dryrun",
        "class_path",
        "class_path_dotted",
        "description_first_line",
        "properties_dict",
        "logger",
        "request",
        "job_result",
        "job_model",
        "user",
        "celery_kwargs",
        "fail",
        "create_file",
        "load_json",
        "load_yaml",
        "run",
        "before_start",
        "on_success",
        "on_retry",
        "on_failure",
        "after_return",
        "post_run",
        "as_form",
        "as_form_class",
        "as_execution_form",
        "deserialize_data",
        "serialize_data",
        "validate_data",
        "prepare_job_kwargs",
        "file_path",
        "registered_name",
        "singleton_cache_key",
        "Meta",
        "failed",
        "receive_job_hook",
        "receive_job_button",
    }
) - {"singleton_policy"}  # no name of the original, so a public job may use it
# Additions of JobDesk: a job with such a variable does without the addition.
_OPTIONAL_METHODS = ("progress", "summary", "object_result")


def variables_of(cls: type) -> dict[str, Variable]:
    """The variables by name: base classes first, in the order of declaration.

    What a subclass declares again keeps its place and counts in its new form.
    """
    names: dict[str, None] = {}
    for base in reversed(cls.__mro__):
        declared = (name for name, value in vars(base).items() if isinstance(value, Variable))
        names.update(dict.fromkeys(declared))
    found = ((name, getattr(cls, name, None)) for name in names)
    return {name: var.named(name) for name, var in found if isinstance(var, Variable)}


def in_form_order(cls: type[Job]) -> dict[str, Variable]:
    """The variables as the form shows them: Meta.field_order first, then the others."""
    variables = variables_of(cls)
    first = [name for name in meta_value(cls, "field_order") if name in variables]
    return {name: variables[name] for name in [*first, *variables]}


def check_declaration(cls: type[Job]) -> None:
    """Refuse a class that cannot be a job as it stands.

    Raises:
        JobDefinitionError: says what is wrong, with file and line.
    """
    problem = _problem_of(cls)
    if problem:
        raise JobDefinitionError(problem, file_of(cls), line_of(cls))


def _problem_of(cls: type[Job]) -> str:
    if issubclass(cls, JobHookReceiver) and issubclass(cls, JobButtonReceiver):
        return "A job cannot be both a job hook receiver and a job button receiver."
    for what, name in (("class", cls.__name__), ("module", cls.__module__)):
        if len(name) > NAME_LENGTH:
            return f"The name of the {what} has more than {NAME_LENGTH} characters."
    reserved = sorted(RESERVED.intersection(variables_of(cls)))
    if reserved:
        names = ", ".join(f"'{name}'" for name in reserved)
        return f"A variable cannot be called {names}: jobs have something else of that name."
    try:
        for attribute in META:
            meta_value(cls, attribute)
    except JobDefinitionError as error:
        return str(error)
    return ""


def warnings_of(cls: type[Job]) -> list[str]:
    """What the author should know, though the job works."""
    own = _own_names(cls)
    found = [
        f"'{attribute}' of the class is ignored; write it into class Meta"
        for attribute in ("name", "description")
        if attribute in own and isinstance(getattr(cls, attribute), str)
    ]
    soft, hard = meta_value(cls, "soft_time_limit"), meta_value(cls, "time_limit")
    if soft and hard and hard <= soft:
        found.append(f"time_limit ({hard}) is not above soft_time_limit ({soft})")
    variables = variables_of(cls)
    for name, variable in variables.items():
        found.extend(f"{name}: {warning}" for warning in variable.warnings)
        if name in _OPTIONAL_METHODS:
            found.append(f"the variable '{name}' hides self.{name}()")
        found.extend(
            f"{name}: visible_if names '{other}', which is no variable"
            for other in variable.visible_if or ()
            if other not in variables
        )
    return found


def _own_names(cls: type[Job]) -> set[str]:
    from jobdesk.jobs.receivers import BASES

    return {name for base in cls.__mro__ if base not in BASES for name in vars(base)}


def line_of(cls: type) -> int:
    """The line on which the class statement (or its first decorator) stands; 1 if not known."""
    line = vars(cls).get("__firstlineno__")
    if line is None:
        import inspect

        try:
            line = inspect.getsourcelines(cls)[1]
        except (OSError, TypeError, IndexError):
            line = 1
    return max(1, line)
