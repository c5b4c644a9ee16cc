"""The other work of the discovery child: load one job and ask it for its choices now.

The same borders hold as for discovery: all that job code gives passes through JSON, and the
answer goes to the private file, one line per variable.
"""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Protocol

from jobdesk.catalog.failure import failure_of
from jobdesk.jobs.declaration import in_form_order
from jobdesk.jobs.loading import load_class
from jobdesk.jobs.variables.base import Variable
from jobdesk.jobs.variables.choices import ChoiceVar


class Answer(Protocol):
    """Takes down events, one line each."""

    def write(self, event: str, **fields: Any) -> None:
        """Add one event."""
        ...


def ask_for_choices(
    root: Path, file: Path, module: str, class_name: str, names: Iterable[str], answer: Answer
) -> None:
    """Load the class as a run would and write down what each variable offers."""
    answer.write("start", module=module)
    try:
        variables = in_form_order(load_class(root, module, class_name))
    except BaseException as error:  # noqa: BLE001 - the border to job code, sys.exit too
        answer.write("broken", module=module, error=failure_of(error, file, root))
        return
    for name in names:
        answer.write("ask", name=name)
        answer.write("told", name=name, **_choices_of(variables, name, file, root))


def _choices_of(
    variables: Mapping[str, Variable], name: str, file: Path, root: Path
) -> dict[str, Any]:
    variable = variables.get(name)
    if not isinstance(variable, ChoiceVar):
        return {"problem": "The job has no choices of this name any more; refresh the jobs."}
    try:
        choices = variable.choices
        json.dumps(choices, allow_nan=False)
    except BaseException as error:  # noqa: BLE001 - the border to job code, sys.exit too
        return {"problem": str(failure_of(error, file, root)["message"])}
    return {"choices": choices}
