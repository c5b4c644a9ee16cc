"""The errors JobDesk expects; the message of each is a sentence for the user.

Standard library only: job processes import this file. A subclass's docstring is its default
message.
"""

from collections.abc import Mapping, Sequence


class JobDeskError(Exception):
    """JobDesk could not do this."""

    def __init__(self, message: str = "") -> None:
        super().__init__(message or (type(self).__doc__ or "").strip())


class Refused(JobDeskError):
    """This is not possible right now."""


class Outdated(Refused):
    """Somebody else changed this in the meantime; look again and repeat."""


class NotFound(JobDeskError):
    """There is no such thing in this workspace."""


class JobNotFound(NotFound):
    """There is no such job in this workspace."""


class ResultNotFound(NotFound):
    """There is no such run in this workspace."""


class PermissionRefused(Refused):
    """You may not do this."""


class VariableError(JobDeskError):
    """The value does not fit this field."""


class InputErrors(Refused):
    """Some fields are not right.

    Attributes:
        fields: the sentences for each wrong field, by the field's name.
    """

    def __init__(self, fields: Mapping[str, Sequence[str]]) -> None:
        self.fields: dict[str, list[str]] = {
            name: list(texts) for name, texts in fields.items()
        }
        super().__init__("\n".join(f"{n}: {t}" for n, ts in self.fields.items() for t in ts))


class JobDefinitionError(JobDeskError):
    """This job class is not declared correctly.

    Attributes:
        file: where it is declared; "" when that is not known.
        line: the line of the class in that file.
    """

    def __init__(self, message: str = "", file: str = "", line: int | None = None) -> None:
        self.file = file
        self.line = line
        super().__init__(message or "This job class is not declared correctly.")


class StoreUnavailable(JobDeskError):
    """A database of this workspace cannot be used."""


class StoreTooNew(StoreUnavailable):
    """This workspace was written by a newer JobDesk; update the program to open it."""


class WorkspaceUnusable(JobDeskError):
    """This folder cannot be used as a workspace."""


class AgentUnreachable(JobDeskError):
    """The agent of this workspace cannot be reached."""


class Superseded(JobDeskError):
    """Nobody waits for this answer any more."""
